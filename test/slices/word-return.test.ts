import { createHash } from 'node:crypto';
import { type DraftThreadsView } from '@gare/contracts/draft-threads';
import { type DraftView } from '@gare/contracts/drafts';
import { type Problem } from '@gare/contracts/problem';
import { type WordReturnView } from '@gare/contracts/word-return';
import { suggestionsOf } from '@gare/domain/drafting/suggestions';
import { DraftReader } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { typeInDraft } from '../harness/drafts.js';
import { savedByLibreOffice } from '../harness/libre-office.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { bomb, wordBody, wordParagraph } from '../fixtures/word-files.js';
import { commentsParts, deleted, edited, inserted, paragraphOf, partOf, rewritten, spanned, text } from '../fixtures/word-changes.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
const sentences = [
  'Si applicano le regole seguenti.',
  'La seduta è pubblica.',
  'Il contratto dura dodici mesi.',
  'Le offerte sono irrevocabili.',
  'I chiarimenti si chiedono in piattaforma.',
  'La garanzia è prestata con fideiussione.',
  'La commissione siede a Perugia.',
  'Il verbale è pubblicato entro cinque giorni.',
];

let started: TemplateProduct;
let rup: Visitor;
let sua: Visitor;
let dossierId: string;
let taken: Buffer;

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D33',
    title: 'Disciplinare di gara',
    paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.'), ...sentences.map((sentence) => plain(sentence))],
  });
  ({ rup } = started);
  sua = await started.product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, oggetto, sua);
  expect(await writeScheda(rup, dossierId, [{ path: 'oggetto', value: oggetto }])).toBe(200);
  expect((await sua.post<DraftView>(path())).status).toBe(200);
  taken = await sua.download(path('/word'));
}, 120_000);
afterAll(() => started.stop());

const path = (rest = ''): string => `/api/dossiers/${dossierId}/drafts/D33${rest}`;
const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => started.product.services.query<Row>(sql, values);

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

function bring(who: Visitor, bytes: Buffer, name = 'disciplinare.docx'): Promise<Answer<WordReturnView & Problem>> {
  return who.upload(path('/word/returns'), { name, bytes, type: wordType }) as unknown as Promise<Answer<WordReturnView & Problem>>;
}

const merge = (who: Visitor, id: string): Promise<Answer<WordReturnView>> => who.post<WordReturnView>(path(`/word/returns/${id}/merge`));

/** As many tracked changes as nobody decides; no two alike, or the guard would take the file for a bomb. */
function manyHands(): string {
  return Array.from({ length: 10_000 }, (_, index) =>
    inserted(createHash('sha256').update(String(index)).digest('base64'), 'Tante Mani'),
  ).join('');
}

async function draft(): Promise<{ text: string; suggestions: { author: string; at: string; inserted: string; deleted: string }[] }> {
  const [row] = await query<{ id: string }>('select id from drafts where dossier_id = $1', [dossierId]);
  const current = await started.product.api
    .get(Database)
    .read({ scope: 'sua', suaId: demoEnteId('perugia') }, (reader) =>
      started.product.api.get(DraftReader, { strict: false }).current(reader, row?.id ?? ''),
    );
  if (current === null) throw new Error('no draft');
  const suggestions = suggestionsOf(current.node).map(({ author, at, inserted: come, deleted: gone }) => ({
    author,
    at,
    inserted: come,
    deleted: gone,
  }));
  return { text: current.node.children.map((node) => node.textContent).join('\n'), suggestions };
}

/** Shared threads: what each is about, whether it is closed, who said what and when. */
async function threads(): Promise<(readonly [string, boolean, string[]])[]> {
  const { body } = await rup.get<DraftThreadsView>(path('/threads'));
  return body.threads.map(({ citazione, risolto, messaggi }) => [
    citazione,
    risolto !== null,
    messaggi.map(({ autore, at, testo }) => `${autore.nome} ${at} ${testo ?? ''}`),
  ]);
}

describe('a draft that goes to Word and comes back', () => {
  it('asks nothing when nobody did anything, in Word or in LibreOffice', async () => {
    const [saved = Buffer.alloc(0)] = await savedByLibreOffice([taken]);
    for (const [who, bytes] of [
      [sua, taken],
      [rup, saved],
    ] as const) {
      const { status, body } = await bring(who, bytes);
      expect([status, body.state]).toEqual([201, 'DA_CONFERMARE']);
      expect(body.report).toMatchObject({ proposals: [], comments: [], values: [], notMerged: [] });
    }
  }, 120_000);

  it('says what will happen before anything does, then suggests it with the author and date of the file', async () => {
    const before = await draft();
    const file = edited(taken, [
      ['seduta è pubblica', `${text('seduta è ')}${deleted('pubblica', 'Avv. Neri')}${inserted('riservata', 'Avv. Neri')}`],
      ['dodici mesi', text('ventiquattro mesi')],
    ]);
    const { status, body } = await bring(rup, file);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'DA_CONFERMARE', proposals: 2, comments: 0, notMerged: 0 });
    expect(body.report.proposals).toMatchObject([
      { author: 'Avv. Neri', at: '2026-11-21T10:00:00Z', deleted: 'pubblica', inserted: 'riservata', place: { heading: ['Oggetto'] } },
      { author: null, deleted: 'dodici', inserted: 'ventiquattro' },
    ]);
    expect(await draft()).toEqual(before);
    const done = await merge(rup, body.id);
    expect([done.status, done.body.state]).toEqual([200, 'UNITO']);
    const { suggestions } = await draft();
    expect(suggestions).toMatchObject([
      { author: 'Avv. Neri', at: '2026-11-21T10:00:00Z', deleted: 'pubblica', inserted: 'riservata' },
      { deleted: 'dodici', inserted: 'ventiquattro' },
    ]);
    const acts = await query<{ action: string }>(`select action from audit_entries where dossier_id = $1 and action like 'draft.word%'`, [
      dossierId,
    ]);
    expect(acts.map(({ action }) => action)).toContain('draft.word_merged');
    expect((await rup.download(path(`/word/returns/${body.id}/file`))).equals(file)).toBe(true);
    // The same file again, and the same act again: harmless.
    const again = await bring(sua, file);
    expect([again.body.id, again.body.state]).toEqual([body.id, 'UNITO']);
    expect((await merge(sua, body.id)).status).toBe(200);
    expect((await draft()).suggestions).toEqual(suggestions);
  });

  it('merges two files at once, one after the other', async () => {
    const files = [
      edited(taken, [['irrevocabili', inserted('valide e ', 'Prima Persona') + text('irrevocabili')]]),
      edited(taken, [['Si applicano', inserted('In ogni caso ', 'Seconda Persona') + text('si applicano')]]),
    ];
    const brought = await Promise.all(files.map((bytes, index) => bring(index === 0 ? rup : sua, bytes)));
    expect(brought.map(({ status }) => status)).toEqual([201, 201]);
    const done = await Promise.all(brought.map(({ body }, index) => merge(index === 0 ? sua : rup, body.id)));
    expect(done.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'UNITO'],
      [200, 'UNITO'],
    ]);
    const authors = (await draft()).suggestions.map(({ author }) => author);
    expect(authors).toEqual(expect.arrayContaining(['Prima Persona', 'Seconda Persona', 'Avv. Neri']));
  });

  it('keeps one file that two people bring at once, and merges it once', async () => {
    const file = edited(taken, [['I chiarimenti', inserted('Tutti ', 'Terza Persona') + text('I chiarimenti')]]);
    const brought = await Promise.all([bring(rup, file), bring(sua, file), bring(rup, file)]);
    const ids = new Set(brought.map(({ body }) => body.id));
    expect([brought.map(({ status }) => status), ids.size]).toEqual([[201, 201, 201], 1]);
    const [id = ''] = ids;
    expect((await Promise.all([merge(rup, id), merge(sua, id), merge(rup, id)])).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await draft()).suggestions.filter(({ author }) => author === 'Terza Persona')).toHaveLength(1);
  });

  it('carries open suggestions and comments out and takes their answers in', async () => {
    const out = await sua.download(path('/word'));
    expect(partOf(out, 'word/document.xml')).toMatch(/<w:del [^>]*w:author="Avv\. Neri"[^>]*w:date="2026-11-21T10:00:00Z"/);
    const { body } = await bring(sua, out);
    expect(body.report).toMatchObject({ proposals: [], comments: [], notMerged: [] });
  });
});

describe('what Word does with values, comments and proposals', () => {
  it('a value typed over stays what the scheda says, and the attempt is told with its field', async () => {
    const before = await draft();
    const tracked = `<w:del w:id="911" w:author="Avv. Neri" w:date="2026-11-21T10:00:00Z"><w:r><w:delText>${oggetto}</w:delText></w:r></w:del>${inserted('Mensa', 'Avv. Neri')}`;
    const [plainly, withChanges] = [
      rewritten(taken, { 'word/document.xml': (xml) => xml.replace(`>${oggetto}<`, '>Mensa scolastica<') }),
      edited(taken, [[oggetto, tracked]]),
    ];
    for (const [bytes, after] of [
      [plainly, 'Mensa scolastica'],
      [withChanges, 'Mensa'],
    ] as const) {
      const { body } = await bring(rup, bytes);
      expect(body.report).toMatchObject({
        proposals: [],
        values: [{ field: 'oggetto', before: oggetto, after, place: { heading: ['Oggetto'] } }],
      });
      expect((await merge(rup, body.id)).body.notMerged).toBe(1);
    }
    expect(await draft()).toEqual(before);
  });

  it('comments become threads with author and date, replies and end; a reply to ours goes to its thread', async () => {
    const comments = commentsParts([
      { author: 'Avv. Neri', at: '2026-11-20T09:00:00Z', text: 'Entro quando?', paragraph: '2A000001' },
      { author: 'Ing. Blu', at: '2026-11-21T09:30:00Z', text: 'Dieci giorni prima', paragraph: '2A000002', parent: '2A000001' },
      { author: 'Ing. Blu', at: '2026-11-22T08:00:00Z', text: 'Di quale importo?', paragraph: '2A000003', done: true },
    ]);
    const file = edited(comments(taken), [
      ['in piattaforma', spanned([0, 1], text('in piattaforma'))],
      ['con fideiussione', spanned([2], text('con fideiussione'))],
    ]);
    const { body } = await bring(sua, file);
    expect(body.report.comments).toMatchObject([
      { author: 'Avv. Neri', at: '2026-11-20T09:00:00Z', quote: 'in piattaforma', replies: 1 },
      { author: 'Ing. Blu', quote: 'con fideiussione', replies: 0 },
    ]);
    expect((await merge(sua, body.id)).status).toBe(200);
    expect(await threads()).toEqual([
      [
        'in piattaforma',
        false,
        ['Avv. Neri 2026-11-20T09:00:00.000Z Entro quando?', 'Ing. Blu 2026-11-21T09:30:00.000Z Dieci giorni prima'],
      ],
      ['con fideiussione', true, ['Ing. Blu 2026-11-22T08:00:00.000Z Di quale importo?']],
    ]);

    const out = await rup.download(path('/word'));
    expect((await bring(rup, out)).body.report).toMatchObject({ comments: [], notMerged: [] });
    const answered = commentsParts([
      {
        author: 'Avv. Neri',
        at: '2026-11-23T09:00:00Z',
        text: 'Bene così',
        paragraph: '2A000009',
        parent: paragraphOf(out, 'Entro quando?'),
      },
    ])(out);
    const reply = await bring(rup, answered);
    expect(reply.body.report.comments).toMatchObject([{ author: 'Avv. Neri', text: 'Bene così', isReply: true }]);
    await merge(rup, reply.body.id);
    expect((await threads())[0]?.[2].at(-1)).toBe('Avv. Neri 2026-11-23T09:00:00.000Z Bene così');
    expect(await threads()).toHaveLength(2);
  });

  it('a comment closed in Word closes its thread in the name of who brings the file, and opened again opens it', async () => {
    const standing = async (): Promise<boolean[]> => (await threads()).map(([, closed]) => closed);
    const before = await standing();
    const out = await sua.download(path('/word'));
    const paragraphs = [
      ...partOf(out, 'word/commentsExtended.xml').matchAll(/<w15:commentEx (?![^>]*paraIdParent)[^>]*w15:done="(\d)"[^>]*>/g),
    ].map(([one]) => one);
    expect(paragraphs).toHaveLength(2);
    const turned = rewritten(out, {
      'word/commentsExtended.xml': (xml) =>
        paragraphs.reduce(
          (all, one) =>
            all.replace(
              one,
              one.replace(/done="(\d)"/, (_, done) => `done="${done === '1' ? 0 : 1}"`),
            ),
          xml,
        ),
    });
    const { body } = await bring(rup, turned);
    expect(body.report).toMatchObject({
      notMerged: [],
      comments: [
        { text: 'Entro quando?', settles: 'RISOLTO' },
        { text: 'Di quale importo?', settles: 'RIAPERTO' },
      ],
    });
    expect(await standing()).toEqual(before);
    await merge(rup, body.id);
    expect(await standing()).toEqual(before.map((closed) => !closed));
    // Back as they were, by the page; the same file again asks for nothing, for it was merged.
    expect((await bring(sua, turned)).body.state).toBe('UNITO');
  });

  it('emphasis becomes a proposal of who gave it', async () => {
    const look = '<w:b/><w:rPrChange w:id="931" w:author="Ing. Blu" w:date="2026-11-22T10:00:00Z"><w:rPr/></w:rPrChange>';
    const { body } = await bring(rup, edited(taken, [['con fideiussione', text('con fideiussione', look)]]));
    expect(body.report).toMatchObject({
      notMerged: [],
      proposals: [{ kind: 'emphasis', author: 'Ing. Blu', emphasis: { words: 'con fideiussione', set: ['bold'], taken: [] } }],
    });
    await merge(rup, body.id);
    expect((await draft()).suggestions.filter(({ author }) => author === 'Ing. Blu').at(-1)).toMatchObject({
      ...{ at: '2026-11-22T10:00:00Z', inserted: '', deleted: '' },
    });
  });

  it('a file brought by mistake is set aside with a reason, stays, and comes back when it is brought again', async () => {
    const before = await draft();
    const file = edited(taken, [['irrevocabili', text('sempre irrevocabili')]]);
    const { body } = await bring(rup, file, 'sbagliato.docx');
    const discard = (who: Visitor, id: string, reason: string): Promise<Answer<WordReturnView & Problem>> =>
      who.post(path(`/word/returns/${id}/discard`), { reason });
    expect((await discard(sua, body.id, '  ')).status).toBe(400);
    const reason = 'Era il file di un’altra gara';
    const both = await Promise.all([discard(rup, body.id, reason), discard(sua, body.id, reason)]);
    expect(both.map(({ status, body: told }) => [status, told.state, told.discarded?.reason])).toEqual([
      [200, 'SCARTATO', reason],
      [200, 'SCARTATO', reason],
    ]);
    expect((await merge(sua, body.id)).body).toMatchObject({ status: 409, code: 'word.discarded' });
    expect(await draft()).toEqual(before);
    expect((await sua.download(path(`/word/returns/${body.id}/file`))).equals(file)).toBe(true);
    const acts = async (): Promise<unknown> =>
      query(`select action, details->>'reason' as reason from audit_entries where details->>'returnId' = $1 order by sequence`, [body.id]);
    expect(await acts()).toMatchObject([{ action: 'draft.word_returned' }, { action: 'draft.word_discarded', reason }]);
    expect((await bring(sua, file)).body).toMatchObject({ id: body.id, state: 'DA_CONFERMARE', discarded: null });
    expect((await merge(sua, body.id)).body.state).toBe('UNITO');
    expect((await discard(sua, body.id, reason)).body).toMatchObject({ status: 409, code: 'word.already_merged' });
  });

  it('a proposal accepted or refused in Word is told: it is decided here', async () => {
    const { suggestions } = await draft();
    const out = await sua.download(path('/word'));
    const decided = rewritten(out, {
      'word/document.xml': (xml) =>
        xml
          .replace(/<w:ins [^>]*w:author="Prima Persona"[^>]*>(.*?)<\/w:ins>/, '$1')
          .replace(/<w:ins [^>]*w:author="Seconda Persona"[^>]*>.*?<\/w:ins>/, ''),
    });
    const { body } = await bring(sua, decided);
    expect(body.report.proposals).toEqual([]);
    expect(body.report.notMerged.map(({ kind, what, here }) => [kind, what, here])).toEqual([
      ['DECISION', 'proposta tolta o riscritta in Word', 'aggiunge «In ogni caso »'],
      ['DECISION', 'proposta accettata in Word', 'aggiunge «valide e »'],
    ]);
    expect((await merge(sua, body.id)).status).toBe(200);
    expect((await draft()).suggestions).toEqual(suggestions);
  });

  it('laid over a draft that has moved on: the rest is merged, of the same words neither side wins', async () => {
    const [row] = await query<{ id: string }>('select id from drafts where dossier_id = $1', [dossierId]);
    const places = (await draft()).text.split('\n');
    const [committee, record] = ['La commissione siede a Perugia.', 'Il verbale è pubblicato entro cinque giorni.'];
    await typeInDraft(started.product, { draftId: row?.id ?? '', block: places.indexOf(committee), text: ' Anche a distanza.' });
    const file = edited(taken, [
      ['La commissione', deleted('La', 'Avv. Neri') + inserted('Una', 'Avv. Neri') + text(' commissione')],
      ['a Perugia.', text('a Perugia.') + inserted(' O altrove.', 'Ing. Blu')],
      ['cinque giorni', deleted('cinque', 'Ing. Blu') + inserted('dieci', 'Ing. Blu') + text(' giorni')],
    ]);
    const { body } = await bring(rup, file);
    expect(body.report.proposals.map(({ author, deleted: gone, inserted: come }) => [author, gone, come])).toEqual([
      ['Avv. Neri', 'La', 'Una'],
      ['Ing. Blu', 'cinque', 'dieci'],
    ]);
    expect(body.report.notMerged).toMatchObject([
      { kind: 'BOTH_CHANGED', here: `${committee} Anche a distanza.`, there: `${committee} O altrove.` },
    ]);
    await merge(rup, body.id);
    const now = await draft();
    expect(now.text).toContain('commissione siede a Perugia. Anche a distanza.');
    expect(now.text).toContain('Il verbale è pubblicato entro cinquedieci giorni.');
    expect(places).toContain(record);
  });
});

describe('what is no return of this draft', () => {
  it('is refused with a sentence, and nothing changes', async () => {
    const before = await query<{ n: number }>('select count(*)::int as n from draft_returns');
    const stranger = await bring(sua, wordBody(wordParagraph('Un altro documento')));
    expect([stranger.status, stranger.body.code]).toEqual([409, 'word.not_descendant']);
    for (const [found, put] of [
      [/ \d+ [0-9a-f]{64}/, ` 1 ${'ab'.repeat(32)}`],
      [/[0-9a-f]{8}-[0-9a-f-]{27}/, '0b0c0d0e-0a0b-4c0d-8e0f-0a0b0c0d0e0f'],
    ] as const) {
      const forged = rewritten(taken, { 'docProps/custom.xml': (xml) => xml.replace(found, put) });
      expect((await bring(sua, forged)).body).toMatchObject({ status: 409, code: 'word.not_descendant' });
    }
    const outside =
      '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://example.org/spia.png" TargetMode="External"/></Relationships>';
    const entity = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    for (const hostile of [
      bomb(60),
      rewritten(taken, { 'word/vbaProject.bin': () => 'x' }),
      rewritten(taken, { 'word/_rels/document.xml.rels': (xml) => xml.replace('</Relationships>', outside) }),
      rewritten(taken, { 'word/document.xml': (xml) => xml.replace(/<\?xml[^>]*\?>/, entity) }),
      rewritten(taken, { 'word/embeddings/oleObject1.bin': () => 'x' }),
      taken.subarray(0, taken.length - 400),
    ]) {
      const { status, body } = await bring(sua, hostile);
      expect([status, body.code]).toEqual([422, 'upload.refused']);
      expect(body.detail.length).toBeGreaterThan(30);
    }
    const many = await bring(sua, edited(taken, [['irrevocabili', manyHands()]]));
    expect([many.status, many.body.code]).toEqual([422, 'word.unreadable']);
    expect(many.body.detail).toContain('10.000 revisioni; se ne riportano al massimo 5000');
    expect(await query('select count(*)::int as n from draft_returns')).toEqual(before);
    expect((await rup.get<Problem>(path('/word/returns/0b0c0d0e-0a0b-4c0d-8e0f-0a0b0c0d0e0f'))).body.code).toBe('word.return_not_found');
  });
});
