import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { type DocumentView } from '@gare/contracts/documents';
import { type ReviewedTextView } from '@gare/contracts/reviews';
import { type FieldFacts } from '@gare/contracts/facts';
import { systemAsActor } from '@gare/domain/access/actor';
import { draftSchema, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { acceptSuggestions } from '@gare/domain/drafting/suggestions';
import { textOf } from '@gare/domain/drafting/draft-content';
import { DraftReader, DraftWriter } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { extractDocxText } from '@gare/platform/docx';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { writeNode } from '../../libs/drafting/src/versions/draft-node.js';
import { draftNodeOf } from '../../libs/drafting/src/draft-nodes.js';
import { docxFromDraft } from '../../libs/drafting/src/word/docx-from-draft.js';
import { draftFromDocx } from '../../libs/drafting/src/word/draft-from-docx.js';
import { AutomaticVersions } from '../../libs/drafting/src/versions/automatic-versions.js';
import { DraftVersionKeeper } from '../../libs/drafting/src/versions/draft-version-keeper.js';
import { until } from '../harness/draft-client.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';

let started: TemplateProduct;
let rup: Visitor;
let dossierId: string;
const { nodes, marks } = draftSchema;
const signature = { authorId: 'verdi', author: 'Avv. Verdi', at: '2027-03-01T10:00:00Z' };
const lot = (id: string, importoServizi: string): unknown => ({ id, importi: { importoServizi } });

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D03',
    title: 'Istanza di attivazione',
    paragraphs: [
      heading('Oggetto della richiesta'),
      plain('Si chiede di attivare la procedura per {oggetto}.'),
      plain('Prestazioni richieste: {descrizione}.'),
      plain('{#lotti}'),
      plain('Lotto {$numero}: base di gara {importoBase | euro}.'),
      plain('{/lotti}'),
      plain('Distinti saluti.'),
    ],
  });
  ({ rup } = started);
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica');
  await write([
    { path: 'descrizione', value: 'Circa 12.000 pasti l’anno' },
    { path: 'lotti', value: [lot('LOT-0001', '100000.00'), lot('LOT-0002', '50000.00')] },
  ]);
  expect((await rup.post(`/api/dossiers/${dossierId}/drafts/D03`)).status).toBe(200);
});
afterAll(() => started.stop());

async function write(changes: { path: string; value: unknown }[]): Promise<void> {
  expect(await writeScheda(rup, dossierId, changes)).toBe(200);
}

async function documents(): Promise<DocumentView | undefined> {
  const { items } = await rup.until<{ items: DocumentView[] }>(
    `/api/dossiers/${dossierId}/documents`,
    ({ items: all }) => !all.some(({ state }) => state === 'GENERATING'),
  );
  return items.find(({ code }) => code === 'D03');
}

async function form(): Promise<DocumentView | undefined> {
  expect((await rup.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(202);
  return documents();
}

/** The paragraphs of the Word file of a version. */
async function paragraphs(version: number): Promise<string[]> {
  const bytes = await rup.download(`/api/dossiers/${dossierId}/documents/D03/versions/${version}/file?format=docx`);
  const read = extractDocxText(Buffer.from(bytes));
  if (!read.ok) throw new Error(read.message);
  return (read.parts[0]?.paragraphs ?? []).map(({ text }) => text.replaceAll('\u00a0', ' ')).filter((text) => text !== '');
}

const suaId = demoEnteId('perugia');

async function draftId(): Promise<string> {
  const [row] = await started.product.services.query<{ id: string }>('select id from drafts where dossier_id = $1', [dossierId]);
  return row?.id ?? '';
}

/** Changes the draft as an editor does, through the door of the server. */
async function edit(change: (draft: DraftNode) => DraftNode): Promise<void> {
  const id = await draftId();
  const { api } = started.product;
  await api.get(Database).transaction({ scope: 'sua', suaId }, (tx) =>
    api.get(DraftWriter, { strict: false }).write(tx, systemAsActor(suaId, 'test'), id, {
      action: 'draft.edited',
      summary: 'Prova',
      change: (doc) => {
        writeNode(doc, change(draftNodeOf(doc)));
      },
    }),
  );
}

async function draft(): Promise<DraftNode | undefined> {
  const id = await draftId();
  const { api } = started.product;
  const reader = api.get(DraftReader, { strict: false });
  return (await api.get(Database).read({ scope: 'sua', suaId }, (tx) => reader.current(tx, id)))?.node;
}

const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => started.product.services.query<Row>(sql, values);

/** The versions that nobody asks for, as they will be due in a year. */
function later(): AutomaticVersions {
  const { api } = started.product;
  const inAYear = new Date(Date.now() + 365 * 86_400_000);
  return new AutomaticVersions(api.get(Database), api.get(DraftVersionKeeper, { strict: false }), { now: () => inAYear });
}

async function lines(): Promise<string[]> {
  return ((await draft())?.children ?? []).map((block) => textOf(block).replaceAll('\u00a0', ' '));
}

function valuesOf(doc: DraftNode | undefined): DraftNode[] {
  const values: DraftNode[] = [];
  doc?.descendants((node) => {
    if (node.type.name === 'value') values.push(node);
    return true;
  });
  return values;
}

const at = (doc: DraftNode, words: string): number => doc.children.findIndex((block) => textOf(block).includes(words));
const put = (doc: DraftNode, index: number, block: DraftNode): DraftNode => doc.copy(doc.content.replaceChild(index, block));

describe('a document with a draft', () => {
  it('opens as the text generated now, with the values of the scheda in it', async () => {
    const doc = await draft();
    const values: string[] = [];
    doc?.descendants((node) => {
      if (node.type.name === 'value') values.push(String(node.attrs['instance']));
      return true;
    });
    expect(values).toEqual(['oggetto', 'descrizione', 'lotti[1].importoBase', 'lotti[2].importoBase']);
  });

  it('is told of by each field it prints, with the place to go to', async () => {
    const { status, body } = await rup.get<FieldFacts>(`/api/dossiers/${dossierId}/facts/field?path=descrizione`);
    expect([status, body.places]).toEqual([200, []]);
    const block = (await draft())?.children.find((one) => textOf(one).startsWith('Prestazioni'));
    expect(body.drafts).toEqual([
      {
        ...{
          code: 'D03',
          title: 'Istanza di attivazione della procedura',
          instance: 'descrizione',
          label: body.label,
          heading: 'Oggetto della richiesta',
        },
        ...{ block: block?.attrs['id'] as string, text: 'Circa 12.000 pasti l’anno', derived: false, gone: false },
      },
    ]);
    const lotOnly = await rup.get<FieldFacts>(
      `/api/dossiers/${dossierId}/facts/field?path=${encodeURIComponent('lotti/LOT-0002/importi/importoServizi')}`,
    );
    expect(lotOnly.body.drafts.map(({ instance }) => instance)).toEqual(['lotti[2].importoBase']);
  });

  it('says what the scheda says as soon as it changes, by nobody’s hand, and keeps no version for it', async () => {
    // What was written until now is kept, so that whatever comes up after it is of the values.
    await later().keep(suaId, new AbortController().signal);
    const before = await query<{ seq: string }>('select max(seq)::text as seq from draft_updates');
    await write([{ path: 'lotti', value: [lot('LOT-0001', '80000.50'), lot('LOT-0002', '50000.00')] }]);
    await until('the value has followed', async () => (await lines()).includes('Lotto 1: base di gara € 80.000,50.'));
    const rows = await query<{ kind: string; person: string }>('select kind, person from draft_updates where seq > $1', [before[0]?.seq]);
    expect(rows).toEqual([{ kind: 'SCHEDA', person: 'Sistema' }]);
    const [act] = await query<{ details: unknown }>(`select details from audit_entries where action = 'draft.followed'`);
    expect(act?.details).toMatchObject({
      writtenBy: 'Lucia Bianchi',
      values: [{ instance: 'lotti[1].importoBase', before: '€\u00a0100.000,00', after: '€\u00a080.000,50' }],
    });
    expect(await later().due(suaId)).toEqual([]);
  });

  it('keeps words of a value that nothing prints any more, names the field of one that was emptied, until both are there again', async () => {
    const gone = async (): Promise<unknown[]> =>
      valuesOf(await draft())
        .filter(({ attrs }) => attrs['gone'] === true)
        .map(({ attrs }) => attrs['instance'] as unknown);
    await write([
      { path: 'lotti', value: [lot('LOT-0001', '100000.00')] },
      { path: 'descrizione', value: null },
    ]);
    await until('a value is gone', async () => (await gone()).length === 1);
    expect(await gone()).toEqual(['lotti[2].importoBase']);
    // What is still there has followed all the same.
    expect(await lines()).toEqual(expect.arrayContaining(['Lotto 1: base di gara € 100.000,00.', 'Lotto 2: base di gara € 50.000,00.']));
    expect((await lines()).filter((line) => line.startsWith('Prestazioni richieste: [da compilare: '))).toHaveLength(1);
    await write([
      { path: 'descrizione', value: 'Circa 12.000 pasti l’anno' },
      { path: 'lotti', value: [lot('LOT-0001', '100000.00'), lot('LOT-0002', '50000.00')] },
    ]);
    const again = async (): Promise<boolean> =>
      (await gone()).length === 0 && (await lines()).includes('Prestazioni richieste: Circa 12.000 pasti l’anno.');
    await until('both are there again', again);
  });

  it('is formed from what people wrote: edits and accepted suggestions stand, open ones do not, values are those of now', async () => {
    await edit((doc) => {
      const closing = at(doc, 'Distinti');
      const inserted = draftSchema.text(' Con urgenza.', [marks.insertion.create({ id: 'a', ...signature })]);
      const open = draftSchema.text(' Grazie.', [marks.insertion.create({ id: 'b', ...signature })]);
      const first = at(doc, 'Si chiede');
      const asked = doc.child(first);
      const added = nodes.paragraph.create({ id: '0000AAAA' }, draftSchema.text('La mensa apre a settembre.'));
      const edited = put(
        put(doc, first, asked.copy(asked.content.addToEnd(inserted))),
        closing,
        nodes.paragraph.create({ ...doc.child(closing).attrs }, [draftSchema.text('Cordiali saluti.'), open]),
      );
      return acceptSuggestions(nodes.doc.create(null, edited.children.toSpliced(closing, 0, added)), 'a');
    });
    await write([{ path: 'descrizione', value: 'Circa 15.000 pasti l’anno' }]);
    const formed = await form();
    expect(formed).toMatchObject({ state: 'READY', current: { version: 1 } });
    expect(await paragraphs(1)).toEqual([
      'Oggetto della richiesta',
      'Si chiede di attivare la procedura per Servizio di refezione scolastica. Con urgenza.',
      'Prestazioni richieste: Circa 15.000 pasti l’anno.',
      'Lotto 1: base di gara € 100.000,00.',
      'Lotto 2: base di gara € 50.000,00.',
      'La mensa apre a settembre.',
      'Cordiali saluti.',
    ]);
    const [version] = await started.product.services.query<{ draft_id: string; draft_content_sha256: string }>(
      'select draft_id, draft_content_sha256 from document_versions where dossier_id = $1',
      [dossierId],
    );
    expect(version).toMatchObject({ draft_id: await draftId(), draft_content_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  });

  it('is stale when the text that stands changes, not when something is only suggested', async () => {
    await edit((doc) => {
      const closing = at(doc, 'Cordiali');
      const more = draftSchema.text(' A presto.', [marks.insertion.create({ id: 'c', ...signature })]);
      return put(doc, closing, doc.child(closing).copy(doc.child(closing).content.addToEnd(more)));
    });
    expect((await documents())?.state).toBe('READY');
    await edit((doc) => acceptSuggestions(doc, 'c'));
    expect((await documents())?.state).toBe('STALE');
    expect(await form()).toMatchObject({ state: 'READY', current: { version: 2 } });
    expect((await paragraphs(2)).at(-1)).toBe('Cordiali saluti. A presto.');
  });

  it('takes over what the scheda changes, and stops where a person changed the same paragraph', async () => {
    await edit((doc) => {
      const second = at(doc, 'Lotto 2');
      const block = doc.child(second);
      return put(doc, second, block.copy(block.content.addToEnd(draftSchema.text(' Solo per i nidi.'))));
    });
    await write([{ path: 'lotti', value: [lot('LOT-0001', '120000.00')] }]);
    const stopped = await form();
    expect(stopped).toMatchObject({ state: 'FAILED', current: { version: 2 } });
    expect(stopped?.reason).toContain('in un paragrafo');
    const choice = (await draft())?.children.find((block) => (block.attrs['change'] as { kind: string } | null)?.kind === 'deletion');
    expect(choice === undefined ? '' : textOf(choice)).toContain('Solo per i nidi.');
    await edit((doc) => acceptSuggestions(doc, (choice?.attrs['change'] as { id: string } | undefined)?.id));
    expect(await form()).toMatchObject({ state: 'READY', current: { version: 3 } });
    expect((await paragraphs(3)).filter((text) => text.startsWith('Lotto'))).toEqual(['Lotto 1: base di gara € 120.000,00.']);
  });
});

describe('places that lead nowhere', () => {
  it('are listed before the document is formed, each under its heading', async () => {
    const gone = { path: 'lotti[].importoBase', instance: 'lotti[2].importoBase', text: '€ 50.000,00', tag: 'importoBase | euro' };
    await edit((doc) =>
      nodes.doc.create(null, [
        ...doc.children,
        nodes.paragraph.create({ id: '0000BBBB' }, [draftSchema.text('Come nel '), nodes.crossRef.create({ target: '0000FFFF' })]),
        nodes.paragraph.create({ id: '0000CCCC' }, [draftSchema.text('Oltre a '), nodes.value.create(gone)]),
      ]),
    );
    const stopped = await form();
    expect(stopped).toMatchObject({ state: 'FAILED', current: { version: 3 } });
    expect(stopped?.reason).toContain('in «Oggetto della richiesta» un rimando il cui articolo non c’è più');
    expect(stopped?.reason).toContain('il dato «€ 50.000,00», che la scheda non ha più');
    await edit((doc) => nodes.doc.create(null, doc.children.slice(0, -2)));
    expect(await form()).toMatchObject({ state: 'READY' });
  });
});

describe('a draft with suggestions and comments in Word', () => {
  it('opens in LibreOffice with its lists, tables, references, tracked changes and comments', async () => {
    const shell = {
      docx: Buffer.from(await rup.download(`/api/dossiers/${dossierId}/documents/D03/versions/1/file?format=docx`)),
      printed: [],
    };
    const words = (text: string): DraftNode => draftSchema.text(text);
    const cell = (id: string, text: string): DraftNode => nodes.tableCell.create(null, nodes.paragraph.create({ id }, words(text)));
    const gone = draftSchema.text('parola tolta', [marks.deletion.create({ id: 'd', ...signature })]);
    const draftOfAll = nodes.doc.create(null, [
      ...draftFromDocx(shell).children,
      nodes.listItem.create({ id: '00000A01', list: 'letter' }, words('prima lettera')),
      nodes.listItem.create({ id: '00000A02', list: 'letter' }, [words('seconda lettera '), gone]),
      nodes.table.create({ id: '00000A03' }, nodes.tableRow.create(null, [cell('00000A04', 'sinistra'), cell('00000A05', 'destra')])),
      nodes.paragraph.create({ id: '00000A06' }, [words('Vedi la lettera '), nodes.crossRef.create({ target: '00000A02' }), words('.')]),
      nodes.paragraph.create({ id: '00000A07', change: { kind: 'insertion', id: 'e', ...signature } }, words('Comma proposto.')),
    ]);
    const comment = { author: 'Avv. Verdi', at: signature.at, text: ['È corretto?'], block: '00000A06', range: { from: 0, to: 4 } };
    const reply = { author: 'Lucia Bianchi', at: signature.at, text: ['Sì.'] };
    const comments = [{ ...comment, resolved: false, replies: [reply] }];
    const { docx } = docxFromDraft(shell, draftOfAll, { suggestions: 'revisions', comments, forReturn: true });
    const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
    expect(xml).toMatch(/<w:ins w:id="\d+" w:author="Avv. Verdi" w:date="2027-03-01T10:00:00Z"/);
    expect(new PizZip(docx).file('word/comments.xml')?.asText()).toContain('È corretto?');
    const text = await printedText(docx);
    for (const expected of ['a) prima lettera', 'seconda lettera', 'sinistra', 'Vedi la lettera b', 'Comma proposto.'])
      expect(text).toContain(expected);
  });
});

describe('whoever reads a document formed from a draft', () => {
  const readable = (bytes: Buffer): string =>
    Object.values(new PizZip(bytes).files)
      .filter(({ name }) => /\.(?:xml|rels)$/u.test(name))
      .map((file) => file.asText())
      .join('\n');

  it('reads the first time only what departs from the model, then only what changed since', async () => {
    const reader = await started.product.signIn('sua@perugia.example');
    await declareNoConflict(reader, dossierId);
    const path = `/api/dossiers/${dossierId}/reviews/documents/D03`;
    const formed = await form();

    const first = (await reader.get<ReviewedTextView>(path)).body;
    expect([first.against, first.version, first.baseVersion]).toEqual(['MODELLO', formed?.current?.version, null]);
    const changed = first.blocks.filter(({ kind }) => kind !== 'equal').map((block) => JSON.stringify(block));
    expect(changed.filter((block) => block.includes('Cordiali'))).toHaveLength(1);
    expect(changed.length).toBeLessThan(first.blocks.length);
    expect((await reader.post(`${path}/reads`, { version: first.version })).status).toBe(200);
    const again = (await reader.get<ReviewedTextView>(path)).body;
    expect([again.against, again.baseVersion, again.blocks.every(({ kind }) => kind === 'equal')]).toEqual([
      'LETTURA',
      first.version,
      true,
    ]);
  });

  it('finds nothing of what the other body keeps to itself: in no file, in no answer', async () => {
    const clerk = await started.product.signIn('sua@perugia.example');
    await declareNoConflict(clerk, dossierId);
    const threads = `/api/dossiers/${dossierId}/drafts/D03/threads`;
    const block = ((await draft())?.children ?? []).find((one) => textOf(one).includes('Cordiali'));
    const comment = { ancora: null, bloccoId: String(block?.attrs['id']), citazione: 'Cordiali', menzioni: [], peso: null };
    const say = (visibilita: string, testo: string) => rup.post(threads, { clientId: randomUUID(), ...comment, visibilita, testo });
    expect((await say('INTERNO', 'Segreto di casa nostra')).status).toBe(201);
    expect((await say('CONDIVISO', 'Detto a tutti')).status).toBe(201);
    const version = (await form())?.current?.version ?? 0;
    const of = `/api/dossiers/${dossierId}`;
    const files = ['/drafts/D03/word', `/documents/D03/versions/${version}/file?format=docx`];
    const texts = await Promise.all(files.map(async (tail) => readable(Buffer.from(await clerk.download(`${of}${tail}`)))));
    expect(texts[0]).toContain('Detto a tutti');
    // Not even the file that its own body takes away: it may go anywhere.
    texts.push(readable(Buffer.from(await rup.download(`${of}/drafts/D03/word`))));
    const answers = [
      ...[
        '',
        '/audit',
        '/documents',
        '/drafts',
        '/drafts/D03',
        '/drafts/D03/threads',
        '/drafts/D03/versions',
        '/drafts/D03/versions/1',
        '/tasks',
      ],
      ...[
        '/thread',
        '/requests',
        '/checks',
        '/package',
        '/reviews',
        '/reviews/documents/D03',
        `/documents/D03/versions/${version}/redline?against=1`,
      ],
    ].map((tail) => `${of}${tail}`);
    for (const path of [
      ...answers,
      '/api/notifications',
      '/api/board',
      '/api/my-turn',
      '/api/dossiers?search=Segreto',
      `${of}/audit?text=Segreto`,
    ]) {
      const { status, body } = await clerk.get<object>(path);
      expect([path, status < 500]).toEqual([path, true]);
      texts.push(JSON.stringify(body));
    }
    for (const text of texts) expect(text).not.toMatch(/Segreto di casa nostra/u);
  });
});

function printedText(docx: Buffer): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'bozza.docx'), docx);
    const profile = `-env:UserInstallation=file://${folder}/profilo`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'bozza.docx')], {
      stdio: 'ignore',
    });
    return execFileSync('pdftotext', ['-layout', join(folder, 'bozza.pdf'), '-'], { encoding: 'utf8' }).replace(/ +/g, ' ');
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gare-draft-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
