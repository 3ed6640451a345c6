import * as docx from 'docx';
import { type DocumentView } from '@gare/contracts/documents';
import { type Problem } from '@gare/contracts/problem';
import { type DossierTemplate, type LibraryTemplate, type LibraryTemplateDetail } from '@gare/contracts/templates';
import { extractDocxText } from '@gare/platform/docx';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { heading, plain } from '../harness/documents-templates.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { type TestProduct } from '../harness/test-product.js';

/** A Province’s own Word templates: from the upload to the document of a dossier, and back to the version it had. */

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let started: TemplateProduct;
let product: TestProduct;
let rup: Visitor;
let dirigente: Visitor;

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D03',
    title: 'Istanza di attivazione',
    paragraphs: [heading('Oggetto'), plain('Testo del prodotto per {oggetto}.')],
  });
  ({ product, rup } = started);
  dirigente = await product.signIn('dirigente@perugia.example');
});
afterAll(() => started.stop());

/** As Word writes it: a titled document with headings. */
const word = (...lines: string[]): Promise<Buffer> =>
  docx.Packer.toBuffer(
    new docx.Document({
      title: 'Istanza',
      styles: { default: { document: { run: { font: 'Liberation Serif', language: { value: 'it-IT' } } } } },
      sections: [{ children: [heading('Oggetto'), ...lines.map(plain)] }],
    }),
  );

interface Described {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly code?: string;
  /** Codes with commas between. */
  readonly procedures?: string;
  readonly objects?: string;
}

function upload(
  bytes: Buffer,
  { version, validFrom, validTo = '', code = 'D03', procedures = '', objects = '' }: Described,
  who = dirigente,
): Promise<Answer<LibraryTemplateDetail & Problem>> {
  const about = { title: 'Istanza della Provincia', legalBasis: 'L. 241/1990', procedures, objects };
  const query = new URLSearchParams({ ...about, code, version, validFrom, validTo });
  return who.upload(`/api/templates?${query.toString()}`, { name: 'istanza.docx', bytes, type: wordType }) as unknown as Promise<
    Answer<LibraryTemplateDetail & Problem>
  >;
}
const publish = (id: string, body: object = {}, who = dirigente): Promise<Answer<LibraryTemplateDetail & Problem>> =>
  who.post(`/api/templates/${id}/publication`, body);
const list = async (who = dirigente): Promise<LibraryTemplate[]> =>
  (await who.get<{ items: LibraryTemplate[] }>('/api/templates')).body.items;
const templatesOf = async (dossierId: string): Promise<DossierTemplate> => {
  const { body } = await rup.get<{ items: DossierTemplate[] }>(`/api/dossiers/${dossierId}/templates`);
  const found = body.items.find(({ code }) => code === 'D03');
  if (found === undefined) throw new Error('no template D03');
  return found;
};
const document = async (dossierId: string): Promise<DocumentView> => {
  const { body } = await rup.get<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`);
  const found = body.items.find(({ code }) => code === 'D03');
  if (found === undefined) throw new Error('no document D03');
  return found;
};

async function form(dossierId: string): Promise<string> {
  expect((await rup.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(202);
  await rup.until<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`, ({ items }) =>
    items.some(({ code, state }) => code === 'D03' && state !== 'GENERATING'),
  );
  const { current, state, reason } = await document(dossierId);
  expect({ state, reason }).toEqual({ state: 'READY', reason: null });
  const file = await rup.download(`/api/dossiers/${dossierId}/documents/D03/versions/${current?.version ?? 0}/file?format=docx`);
  const extraction = extractDocxText(file);
  return extraction.ok ? extraction.parts.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('\n') : '';
}

async function dossierWith(oggetto: string): Promise<string> {
  const id = await openDossier(rup, oggetto);
  expect(await writeScheda(rup, id, changesOf({ oggetto }))).toBe(200);
  return id;
}

it('forms documents from what the Province published, keeps each dossier on its version, and passes by an act that can be undone', async () => {
  const [before, untouched] = [await dossierWith('Refezione scolastica di Montone'), await dossierWith('Arredi della scuola di Montone')];
  expect(await form(before)).toContain('Testo del prodotto per Refezione scolastica di Montone.');
  const first = await upload(await word('Testo della Provincia per {oggetto}.'), { version: '1.0', validFrom: '2020-01-01' });
  expect(first).toMatchObject({ status: 201, body: { state: 'BOZZA', blocking: 0, origin: 'PROVINCIA' } });
  // A draft is nobody’s.
  expect((await templatesOf(untouched)).used).toMatchObject({ origin: 'PRODOTTO' });
  expect(await publish(first.body.id)).toMatchObject({ status: 200, body: { state: 'PUBBLICATO', inForce: true } });
  expect((await list()).find(({ code, origin }) => code === 'D03' && origin === 'PRODOTTO')).toMatchObject({ inForce: false, dossiers: 1 });

  // The dossier that had formed its document stays on the template it was formed from; a new formation takes the published one.
  expect((await document(before)).state).toBe('READY');
  expect(await form(before)).toContain('Testo del prodotto');
  expect(await form(untouched)).toContain('Testo della Provincia per Arredi della scuola di Montone.');
  const [{ pdf } = { pdf: '' }] = await product.services.query<{ pdf: string }>(
    `select mime as pdf from document_versions where dossier_id = $1`,
    [untouched],
  );
  expect(pdf).toBe('application/pdf');

  const offered = await templatesOf(before);
  expect(offered).toMatchObject({
    pinned: true,
    used: { origin: 'PRODOTTO' },
    available: { origin: 'PROVINCIA', version: '1.0' },
    mayChange: true,
  });
  const to = offered.available?.sha256 ?? '';
  const comparison = await rup.get(`/api/dossiers/${before}/templates/D03/comparison?to=${to}`);
  expect(comparison.body).toMatchObject({
    before: ['Oggetto', 'Testo del prodotto per {oggetto}.'],
    after: ['Oggetto', 'Testo della Provincia per {oggetto}.'],
    stale: [{ code: 'D03' }],
    problems: [],
  });
  const chosen = await rup.post(`/api/dossiers/${before}/templates/D03/choice`, { to, reason: 'Il testo della Provincia è più chiaro.' });
  expect(chosen.status).toBe(200);
  expect((await document(before)).state).toBe('STALE');
  expect(await form(before)).toContain('Testo della Provincia per Refezione');

  // Back to what it had: the very bytes of before are in force again once it is formed.
  const back = await templatesOf(before);
  expect(back.history.map(({ version, reason }) => [version, reason])).toEqual([
    ['1.0', 'Il testo della Provincia è più chiaro.'],
    ['1.0.0', null],
  ]);
  const undone = await rup.post(`/api/dossiers/${before}/templates/D03/choice`, {
    to: back.history[1]?.sha256,
    reason: 'Si torna al testo già approvato.',
  });
  expect(undone.status).toBe(200);
  expect(await form(before)).toContain('Testo del prodotto');
  const acts = await product.services.query<{ summary: string }>(
    `select summary from audit_entries where dossier_id = $1 and action = 'template.chosen' order by sequence`,
    [before],
  );
  expect(acts.map(({ summary }) => summary)).toEqual([
    expect.stringContaining('versione 1.0 del modello al posto della 1.0.0') as string,
    expect.stringContaining('versione 1.0.0 del modello al posto della 1.0') as string,
  ]);
}, 180_000);

it('takes the version written most closely for the procedure and the object of the dossier', async () => {
  const days = { validFrom: '2020-01-01' };
  const works = await upload(await word('Lavori: {oggetto}.'), { ...days, version: '1.5', objects: 'works' });
  expect(works.body).toMatchObject({ objects: ['works'], procedures: [] });
  expect(await publish(works.body.id)).toMatchObject({ status: 200, body: { state: 'PUBBLICATO' } });
  const crossing = await upload(await word('Aperta: {oggetto}.'), { ...days, version: '1.6', procedures: 'open' });
  expect(await publish(crossing.body.id)).toMatchObject({ status: 409, body: { code: 'template.scope' } });
  const both = await upload(await word('Lavori, aperta: {oggetto}.'), { ...days, version: '1.7', procedures: 'open', objects: 'works' });
  expect((await publish(both.body.id)).status).toBe(200);
  const again = await upload(await word('Lavori: {oggetto}.'), { ...days, version: '1.8', objects: 'works' });
  expect(await publish(again.body.id)).toMatchObject({ status: 409, body: { code: 'template.validity' } });
  expect((await upload(await word('Testo'), { ...days, version: '1.9', objects: 'lavori' })).status).toBe(400);

  const id = await dossierWith('Scuola di Montone');
  const usedAfter = async (values: Parameters<typeof changesOf>[0]): Promise<string | undefined> => {
    expect(await writeScheda(rup, id, changesOf(values))).toBe(200);
    return (await templatesOf(id)).used?.version;
  };
  expect((await templatesOf(id)).used?.version).toBe('1.0');
  expect(await usedAfter({ lotti: [{ id: 'LOT-0001', oggettoContratto: 'works' }] })).toBe('1.5');
  expect(await usedAfter({ tipoProcedura: 'open' })).toBe('1.7');
  expect(await usedAfter({ lotti: [{ id: 'LOT-0001', oggettoContratto: 'services' }] })).toBe('1.0');
});

it('refuses days that overlap or are left out, with the days, and ends the previous version when asked', async () => {
  const text = await word('Nota per {oggetto}.');
  const one = await upload(text, { code: 'D05', version: '1.0', validFrom: '2026-01-01' });
  await publish(one.body.id);
  const two = await upload(text, { code: 'D05', version: '1.1', validFrom: '2027-01-01' });
  const overlap = await publish(two.body.id);
  expect(overlap).toMatchObject({ status: 409, body: { code: 'template.validity' } });
  expect(overlap.body.detail).toContain('Le versioni 1.0 e 1.1 sarebbero in vigore insieme dal 01/01/2027 in poi.');
  expect((await dirigente.post<Problem>(`/api/templates/${one.body.id}/end`, { validTo: '2026-11-30' })).status).toBe(200);
  const gap = await publish(two.body.id);
  expect(gap.body.detail).toContain('nessuna sarebbe in vigore dal 01/12/2026 al 31/12/2026');
  await dirigente.post(`/api/templates/${one.body.id}/end`, { validTo: null });
  expect((await publish(two.body.id, { endPrevious: true })).body).toMatchObject({ state: 'PUBBLICATO', validFrom: '2027-01-01' });
  expect((await list()).find(({ id }) => id === one.body.id)).toMatchObject({ validTo: '2026-12-31' });
  const three = await upload(text, { code: 'D05', version: '1.2', validFrom: '2028-01-01' });
  expect((await publish(three.body.id, { endPrevious: true })).status).toBe(200);
  const middle = await dirigente.post<Problem>(`/api/templates/${two.body.id}/withdrawal`, { reason: 'Caricata per errore.' });
  expect(middle).toMatchObject({ status: 409, body: { code: 'template.validity' } });
  expect((await dirigente.post(`/api/templates/${three.body.id}/withdrawal`, { reason: 'Caricata per errore.' })).status).toBe(200);
});

it('keeps a draft with its faults and does not publish it', async () => {
  const draft = await upload(await word('Si chiede per {ogetto}.', '{+ parte-che-non-esiste}'), {
    version: '9.0',
    validFrom: '2040-01-01',
  });
  expect(draft).toMatchObject({ status: 201, body: { state: 'BOZZA' } });
  expect(draft.body.findings[0]).toMatchObject({ severity: 'BLOCCA', paragraph: 3, heading: ['Oggetto'], tag: '{+ parte-che-non-esiste}' });
  const refused = await publish(draft.body.id);
  expect(refused).toMatchObject({ status: 422, body: { code: 'template.blocked' } });
  expect((await list()).find(({ id }) => id === draft.body.id)).toMatchObject({ state: 'BOZZA' });
  const misspelt = await upload(await word('Si chiede per {ogetto}.'), { version: '9.1', validFrom: '2040-01-01' });
  expect(misspelt.body.findings[0]).toMatchObject({ code: 'unknown-field', suggestion: '{oggetto}' });
});

it('refuses hostile and repeated files and leaves the library as it was', async () => {
  const before = await list();
  const { default: PizZip } = await import('pizzip');
  const hostile = new PizZip(await word('Testo'));
  hostile.file('word/vbaProject.bin', 'macro');
  const macros = await upload(hostile.generate({ type: 'nodebuffer' }), { version: '7.0', validFrom: '2041-01-01' });
  expect(macros).toMatchObject({ status: 422, body: { code: 'template.file_refused' } });
  expect(macros.body.detail).toContain('word/vbaProject.bin');
  const linked = new PizZip(await word('Testo'));
  const relations = 'word/_rels/document.xml.rels';
  linked.file(
    relations,
    (linked.file(relations)?.asText() ?? '').replace(
      '</Relationships>',
      '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://tracker.example/x.png" TargetMode="External"/></Relationships>',
    ),
  );
  const outside = await upload(linked.generate({ type: 'nodebuffer' }), { version: '7.0', validFrom: '2041-01-01' });
  expect(outside).toMatchObject({ status: 422, body: { code: 'template.file_refused' } });
  expect((await upload(Buffer.from('non è Word'), { version: '7.0', validFrom: '2041-01-01' })).status).toBe(422);
  expect((await upload(await word('Testo'), { version: '1.0', validFrom: '2041-01-01' })).body).toMatchObject({
    code: 'template.version_taken',
  });
  expect(await list()).toEqual(before);
  const acts = await product.services.query(`select 1 from registry_acts where action = 'template.file_refused'`);
  expect(acts).toHaveLength(3);
});

it('is read by the comuni and changed by the Province alone', async () => {
  const read = await rup.get<{ items: LibraryTemplate[]; mayManage: boolean }>('/api/templates');
  expect(read).toMatchObject({ status: 200, body: { mayManage: false } });
  const mine = read.body.items.find(({ origin, code }) => origin === 'PROVINCIA' && code === 'D03');
  const file = await rup.download(`/api/templates/${mine?.id ?? ''}/file`);
  expect(extractDocxText(file).ok).toBe(true);
  expect((await upload(await word('Testo'), { version: '8.0', validFrom: '2041-01-01' }, rup)).status).toBe(403);
  expect((await publish(mine?.id ?? '', {}, rup)).status).toBe(403);
});
