import {
  type DocumentRedlineView,
  type FieldFacts,
  type HandEditsView,
  type StaleDocumentView,
  type VersionFactsView,
} from '@gare/contracts/facts';
import { type DocumentView } from '@gare/contracts/documents';
import { type Problem } from '@gare/contracts/problem';
import { type ChecksView } from '@gare/contracts/checks';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import PizZip from 'pizzip';
import { extractDocxText } from '@gare/platform/docx';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { type TestProduct } from '../harness/test-product.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
let started: TemplateProduct;
let product: TestProduct;
let rup: Visitor;

beforeAll(async () => {
  started = await startTemplateProduct(
    {
      code: 'D03',
      title: 'Istanza di attivazione',
      paragraphs: [
        heading('Oggetto della richiesta'),
        plain('Si chiede di attivare la procedura per {oggetto}.'),
        plain('Prestazioni richieste: {descrizione}.'),
        heading('Importi'),
        plain('{#lotti}'),
        plain('Lotto {$numero}: base di gara {importoBase | euro}.'),
        plain('{/lotti}'),
        plain('Distinti saluti.'),
      ],
    },
    { code: 'D21', title: 'Decisione a contrarre', paragraphs: [heading('Premessa'), plain('Vista la richiesta per {oggetto}.')] },
  );
  ({ product, rup } = started);
});
afterAll(() => started.stop());

const lot = (id: string, importoServizi: string) => ({ id, importi: { importoServizi } });

async function formedDossier(): Promise<string> {
  const dossierId = await openDossier(rup, 'Servizio di refezione scolastica del Comune di Montone');
  await write(dossierId, [
    { path: 'descrizione', value: 'Circa 12.000 pasti l’anno' },
    { path: 'lotti', value: [lot('LOT-0001', '100000.00'), lot('LOT-0002', '50000.00')] },
  ]);
  await form(dossierId, ['D03', 'D21']);
  return dossierId;
}

async function write(dossierId: string, changes: { path: string; value: unknown }[]): Promise<void> {
  expect(await writeScheda(rup, dossierId, changes)).toBe(200);
}

async function form(dossierId: string, codes: string[], handEdits?: unknown): Promise<DocumentView[]> {
  const asked = await rup.post<Problem>(`/api/dossiers/${dossierId}/documents/generate`, { codes, handEdits });
  expect(asked.status).toBe(202);
  const { items } = await rup.until<{ items: DocumentView[] }>(
    `/api/dossiers/${dossierId}/documents`,
    ({ items: all }) => !all.some(({ state }) => state === 'GENERATING'),
  );
  return items;
}

const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await rup.get<T>(path);
  expect(status).toBe(200);
  return body;
};
const stale = async (dossierId: string): Promise<StaleDocumentView[]> =>
  (await get<{ items: StaleDocumentView[] }>(`/api/dossiers/${dossierId}/facts/stale`)).items;
const field = (dossierId: string, path: string): Promise<FieldFacts> =>
  get(`/api/dossiers/${dossierId}/facts/field?path=${encodeURIComponent(path)}`);

/** The generated DOCX as somebody leaves it after a change in Word. */
async function editedByHand(dossierId: string, from: string, to: string, version = 1): Promise<void> {
  const bytes = await rup.download(`/api/dossiers/${dossierId}/documents/D03/versions/${version}/file?format=docx`);
  const zip = new PizZip(bytes);
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  expect(xml).toContain(from);
  zip.file('word/document.xml', xml.replace(from, to));
  const upload = { name: 'istanza.docx', bytes: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), type: wordType };
  const answer = await rup.upload(`/api/dossiers/${dossierId}/documents/D03/upload`, upload);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ current: { origin: 'UPLOADED', handEdited: true, basedOn: version } });
}

const textOf = async (dossierId: string, version: number): Promise<string> => {
  const [row] = await product.services.query<{ text: string }>(
    `select v.text from document_versions v join documents d on d.id = v.document_id where v.dossier_id = $1 and d.code = 'D03' and v.version = $2`,
    [dossierId, version],
  );
  return row?.text ?? '';
};

describe('a fact', () => {
  it('tells who wrote it, and every place that prints it', async () => {
    const dossierId = await formedDossier();
    const facts = await field(dossierId, 'oggetto');
    expect(facts.provenance).toMatchObject({ kind: 'SCHEDA', by: 'Lucia Bianchi' });
    await write(dossierId, [{ path: 'oggetto', value: 'Servizio di refezione e di trasporto scolastico' }]);
    expect((await field(dossierId, 'oggetto')).history).toMatchObject([
      {
        before: 'Servizio di refezione scolastica del Comune di Montone',
        after: 'Servizio di refezione e di trasporto scolastico',
        by: 'Lucia Bianchi',
      },
    ]);
    expect(facts.places.map(({ code, heading: above, paragraph, line }) => ({ code, above, paragraph, line }))).toEqual([
      { code: 'D03', above: ['Oggetto della richiesta'], paragraph: 2, line: 1 },
      { code: 'D21', above: ['Premessa'], paragraph: 2, line: 1 },
    ]);
  });

  it('of a lot is told apart from that of another lot, and names what is worked out from it', async () => {
    const dossierId = await formedDossier();
    const facts = await field(dossierId, 'lotti/LOT-0002/importi/importoServizi');
    expect(facts.places).toMatchObject([{ code: 'D03', instance: 'lotti[2].importoBase', text: '€\u00a050.000,00', derived: true }]);
    expect(facts.feeds.map(({ rule }) => rule).join(' ')).toContain('Somma di lavori, servizi, forniture');
  });

  it('is bound to its words in the text of a version, with its origin', async () => {
    const dossierId = await formedDossier();
    const version = await get<VersionFactsView>(`/api/dossiers/${dossierId}/documents/D03/versions/1/facts`);
    expect(version.lines?.[0]).toEqual({ text: 'Oggetto della richiesta', level: 1 });
    expect(version.values.length).toBeGreaterThanOrEqual(4);
    for (const { line, start, text } of version.values) expect(version.lines?.[line]?.text.slice(start, start + text.length)).toBe(text);
    const amount = version.values.find(({ instance }) => instance === 'lotti[1].importoBase');
    expect(amount).toMatchObject({ text: '€\u00a0100.000,00', provenance: { kind: 'DERIVATO', by: 'Lucia Bianchi' } });
    expect(amount?.provenance.derivation?.cite).toBe('C. art. 14 c. 4');
  });

  it('that changes marks at once the documents that print it, and says which one, from what to what, by whom', async () => {
    const dossierId = await formedDossier();
    expect(await stale(dossierId)).toEqual([]);
    await write(dossierId, [{ path: 'descrizione', value: 'Circa 15.000 pasti l’anno' }]);
    const items = await stale(dossierId);
    expect(items.map(({ code }) => code)).toEqual(['D03']);
    expect(items[0]?.facts).toMatchObject([
      { before: 'Circa 12.000 pasti l’anno', after: 'Circa 15.000 pasti l’anno', by: 'Lucia Bianchi', path: 'descrizione', kind: 'SCHEDA' },
    ]);
    await write(dossierId, [{ path: 'lotti/LOT-0002/importi/importoServizi', value: '60000.00' }]);
    const [again] = await stale(dossierId);
    expect(again?.facts.find(({ instance }) => instance === 'lotti[2].importoBase')).toMatchObject({
      before: '€\u00a050.000,00',
      after: '€\u00a060.000,00',
      kind: 'DERIVATO',
      by: 'Lucia Bianchi',
    });
  });
});

describe('a document formed again', () => {
  it('offers what changed against the version before', async () => {
    const dossierId = await formedDossier();
    await write(dossierId, [{ path: 'descrizione', value: 'Circa 15.000 pasti l’anno' }]);
    await form(dossierId, ['D03']);
    const redline = await get<DocumentRedlineView>(`/api/dossiers/${dossierId}/documents/D03/versions/2/redline`);
    expect(redline).toMatchObject({
      before: { version: 1 },
      after: { version: 2 },
      same: false,
      counts: { changed: 1, inserted: 0, deleted: 0 },
    });
    expect(redline.blocks.find(({ kind }) => kind === 'changed')).toMatchObject({
      pieces: expect.arrayContaining([
        { kind: 'deleted', text: '12.000' },
        { kind: 'inserted', text: '15.000' },
      ]) as unknown,
    });
    expect((await rup.get(`/api/dossiers/${dossierId}/documents/D03/versions/1/redline`)).status).toBe(404);
  });
});

describe('hand edits', () => {
  it('go stale with the scheda, and are carried over where the new formation leaves their paragraph alone', async () => {
    const dossierId = await formedDossier();
    await editedByHand(dossierId, 'Distinti saluti.', 'Con i migliori saluti.');
    expect(await stale(dossierId)).toEqual([]);
    await write(dossierId, [{ path: 'descrizione', value: 'Circa 15.000 pasti l’anno' }]);
    expect(await stale(dossierId)).toMatchObject([{ code: 'D03', version: 2, handEdited: true, facts: [{ path: 'descrizione' }] }]);
    const preview = await get<HandEditsView>(`/api/dossiers/${dossierId}/documents/D03/hand-edits`);
    expect(preview).toMatchObject({ kept: [{ before: 'Distinti saluti.', mine: 'Con i migliori saluti.' }], conflicts: [] });
    const [document] = (await form(dossierId, ['D03'])).filter(({ code }) => code === 'D03');
    expect(document).toMatchObject({ state: 'READY', current: { version: 3, origin: 'GENERATED', handEdited: true } });
    const docx = extractDocxText(await rup.download(`/api/dossiers/${dossierId}/documents/D03/versions/3/file?format=docx`));
    const text = docx.ok ? docx.parts.flatMap(({ paragraphs }) => paragraphs.map((one) => one.text)).join('\n') : '';
    expect(text).toContain('Circa 15.000 pasti');
    expect(text).toContain('Con i migliori saluti.');
    // Once more: what was edited by hand is still known as such.
    await write(dossierId, [{ path: 'descrizione', value: 'Circa 18.000 pasti l’anno' }]);
    await form(dossierId, ['D03']);
    expect(await textOf(dossierId, 4)).toMatch(/18\.000 pasti[\s\S]*Con i migliori saluti\./);
  });

  it('conflict where the new formation changes the same paragraph: nothing is overwritten until a person chooses', async () => {
    const dossierId = await formedDossier();
    await editedByHand(dossierId, 'Circa 12.000 pasti l’anno', 'Circa 12.000 pasti l’anno, diete comprese');
    await write(dossierId, [{ path: 'descrizione', value: 'Circa 15.000 pasti l’anno' }]);
    const [failed] = (await form(dossierId, ['D03'])).filter(({ code }) => code === 'D03');
    expect(failed).toMatchObject({ state: 'FAILED', current: { version: 2, origin: 'UPLOADED' } });
    expect(failed?.reason).toContain('modificato a mano');
    const { conflicts } = await get<HandEditsView>(`/api/dossiers/${dossierId}/documents/D03/hand-edits`);
    expect(conflicts).toMatchObject([
      {
        before: 'Prestazioni richieste: Circa 12.000 pasti l’anno.',
        mine: 'Prestazioni richieste: Circa 12.000 pasti l’anno, diete comprese.',
        generated: 'Prestazioni richieste: Circa 15.000 pasti l’anno.',
      },
    ]);
    const choices = conflicts.map(({ paragraph }) => ({ paragraph, choose: 'MANO' }));
    const [kept] = (await form(dossierId, ['D03'], { keep: true, choices })).filter(({ code }) => code === 'D03');
    expect(kept).toMatchObject({ state: 'READY', current: { version: 3, handEdited: true } });
    expect(await textOf(dossierId, 3)).toContain('Circa 12.000 pasti l’anno, diete comprese');
    const [dropped] = (await form(dossierId, ['D03'], { keep: false, choices: [] })).filter(({ code }) => code === 'D03');
    expect(dropped).toMatchObject({ state: 'READY', current: { version: 4, handEdited: false } });
    expect(await textOf(dossierId, 4)).toContain('Circa 15.000 pasti l’anno.');
    const decided = await product.services.query<{ details: { handEdits?: unknown } }>(
      `select details from audit_entries where dossier_id = $1 and action = 'document.requested' and details ? 'handEdits'`,
      [dossierId],
    );
    expect(decided).toHaveLength(2);
  });

  it('are none in what was generated', async () => {
    const dossierId = await formedDossier();
    expect(await get<HandEditsView>(`/api/dossiers/${dossierId}/documents/D03/hand-edits`)).toMatchObject({ kept: [], conflicts: [] });
  });
});

/** A PDF with a paragraph on each page; null stands for a scanned page. */
async function pdfOf(...pages: (string | null)[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const text of pages) {
    const page = document.addPage([595, 842]);
    if (text === null) page.drawRectangle({ x: 50, y: 50, width: 400, height: 600 });
    else page.drawText(text, { x: 70, y: 780, size: 11, font });
  }
  return Buffer.from(await document.save());
}

describe('an uploaded PDF', () => {
  const upload = async (dossierId: string, ...pages: (string | null)[]): Promise<void> => {
    const file = { name: 'decisione.pdf', bytes: await pdfOf(...pages), type: 'application/pdf' };
    expect((await rup.upload(`/api/dossiers/${dossierId}/documents/D21/upload`, file)).status).toBe(201);
  };
  const typedValues = (dossierId: string, asExpected: (message: string) => boolean): Promise<ChecksView> =>
    rup.until<ChecksView>(`/api/dossiers/${dossierId}/checks`, ({ running, results }) => {
      const result = results.find(({ checkId }) => checkId === 'DATA-32');
      return !running && result?.stale === false && asExpected(`${result.status} ${result.message}`);
    });

  it('that contradicts the sheet is found, with the page', async () => {
    const dossierId = await formedDossier();
    await upload(dossierId, 'Decisione a contrarre per la refezione.', 'L’importo a base di gara è pari a € 140.000,00, oltre IVA.');
    const { results } = await typedValues(dossierId, (found) => found.startsWith('KO') && found.includes('pagina 2'));
    const result = results.find(({ checkId }) => checkId === 'DATA-32');
    expect(result?.message).toContain('€ 140.000,00');
    expect(result?.evidence).toMatchObject([{ documentCode: 'D21', line: 1 }]);
    const facts = await get<VersionFactsView>(`/api/dossiers/${dossierId}/documents/D21/versions/2/facts`);
    expect(facts).toMatchObject({ pages: [0, 1], unread: null, values: [] });
    expect(facts.lines?.[1]?.text).toBe('L’importo a base di gara è pari a € 140.000,00, oltre IVA.');
  });

  it('of scanned pages is kept, and said to be compared by nobody', async () => {
    const dossierId = await formedDossier();
    await upload(dossierId, null, null);
    const { items } = await get<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`);
    expect(items.find(({ code }) => code === 'D21')?.current).toMatchObject({ pages: 2, unread: { because: 'IMMAGINI', pages: [] } });
    await typedValues(dossierId, (found) => found.includes('non si può leggere tutto: confrontalo tu con la scheda'));
    expect(await get<VersionFactsView>(`/api/dossiers/${dossierId}/documents/D21/versions/2/facts`)).toMatchObject({
      ...{ lines: null, pages: [], unread: { because: 'IMMAGINI', pages: [] } },
    });
  });
});

describe('who may not read the dossier', () => {
  it('learns of no fact, no place and no text', async () => {
    const dossierId = await formedDossier();
    const stranger = await product.signIn('rup@tuoro.example');
    for (const path of [
      'facts/field?path=oggetto',
      'facts/stale',
      'documents/D03/versions/1/facts',
      'documents/D03/versions/1/redline?against=1',
    ]) {
      expect((await stranger.get(`/api/dossiers/${dossierId}/${path}`)).status).toBe(404);
    }
  });

  it('and who may leaves the trace of a reader', async () => {
    const dossierId = await formedDossier();
    await get(`/api/dossiers/${dossierId}/documents/D03/versions/1/facts`);
    await get(`/api/dossiers/${dossierId}/documents/D03/versions/1/facts`);
    const reads = await product.services.query(`select 1 from audit_entries where dossier_id = $1 and action = 'document.read'`, [
      dossierId,
    ]);
    expect(reads).toHaveLength(1);
  });
});
