import * as docx from 'docx';
import PizZip from 'pizzip';
import { type ChecksView } from '@gare/contracts/checks';
import {
  type ClauseContent,
  type ClausePreviewView,
  type ClausesView,
  type ClauseView,
  type DossierClausesView,
} from '@gare/contracts/clauses';
import { type DocumentView } from '@gare/contracts/documents';
import { type JobView } from '@gare/contracts/jobs';
import { type Problem } from '@gare/contracts/problem';
import { type LibraryTemplateDetail } from '@gare/contracts/templates';
import { IncludeSources } from '@gare/templates';
import { Database, type DbContext } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let rup: Visitor;
let clerk: Visitor;
let lawyer: Visitor;

beforeAll(async () => {
  product = await startTestProduct();
  rup = await product.signIn('rup@tuoro.example');
  clerk = await product.signIn('sua@perugia.example');
  lawyer = await product.signIn('legale@perugia.example');
});
afterAll(() => product.stop());

const list = async (visitor: Visitor): Promise<ClausesView> => (await visitor.get<ClausesView>('/api/clauses')).body;
const show = async (visitor: Visitor, code: string): Promise<ClauseView> => (await visitor.get<ClauseView>(`/api/clauses/${code}`)).body;
type Refused = ClauseView & Problem;
const draft = (code: string, content: ClauseContent, visitor = lawyer): Promise<Answer<Refused>> =>
  visitor.post<Refused>(`/api/clauses/${code}/versions`, content);
const publish = (versionId: string | null, endsPrevious = false): Promise<Answer<Refused>> =>
  lawyer.post<Refused>(`/api/clauses/versions/${versionId ?? ''}/publications`, { endsPrevious });
const withdrawVersion = (versionId: string | null, reason: string): Promise<Answer<Refused>> =>
  lawyer.post<Refused>(`/api/clauses/versions/${versionId ?? ''}/withdrawals`, { reason });
const ofDossier = async (visitor: Visitor, dossierId: string): Promise<DossierClausesView> =>
  (await visitor.get<DossierClausesView>(`/api/dossiers/${dossierId}/clauses`)).body;
type Change = { form: string; text: string; reason: string };
const change = (dossierId: string, code: string, body: Change, visitor = lawyer): Promise<Answer<DossierClausesView & Problem>> =>
  visitor.post<DossierClausesView & Problem>(`/api/dossiers/${dossierId}/clauses/${code}/deviations`, body);

const own: ClauseContent = {
  title: 'Referente della Provincia',
  condition: 'non lavori',
  legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['15'] }],
  validFrom: '2026-01-01',
  validTo: null,
  owner: 'SUA',
  protected: false,
  texts: [{ form: '', title: 'Testo principale', documents: ['D33'], text: 'Il referente è {rupSua.nomeCompleto}.' }],
  alternatives: [],
};

/** A dossier whose scheda is complete, of a service tendered on the reference date of the sample. */
async function tender(oggetto: string): Promise<string> {
  const dossierId = await openDossier(rup, oggetto, clerk, lawyer);
  expect(await writeScheda(rup, dossierId, changesOf({ ...refezioneTuoro, oggetto, codiceAppalto: null }))).toBe(200);
  return dossierId;
}

async function documentOf(dossierId: string, code: string): Promise<DocumentView> {
  const { body } = await clerk.get<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`);
  const found = body.items.find((item) => item.code === code);
  if (!found) throw new Error(`no document ${code}`);
  return found;
}

async function formed(dossierId: string, code: string): Promise<string> {
  const { status, body } = await clerk.post<{ jobs: JobView[] } & Problem>(`/api/dossiers/${dossierId}/documents/generate`, {
    codes: [code],
  });
  expect([status, body.detail]).toEqual([202, undefined]);
  await clerk.until<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`, ({ items }) =>
    items.some((item) => item.code === code && item.state !== 'GENERATING'),
  );
  expect(await documentOf(dossierId, code)).toMatchObject({ state: 'READY', reason: null });
  const [row] = await product.services.query<{ text: string }>(
    `select v.text from document_versions v join documents d on d.id = v.document_id
      where v.dossier_id = $1 and d.code = $2 order by v.version desc limit 1`,
    [dossierId, code],
  );
  return row?.text ?? '';
}

describe('the library of clauses', () => {
  it('has the 34 clauses of the release, with condition in words, validity and documents, for everybody to read', async () => {
    const { items, whyNot } = await list(rup);
    expect(whyNot).toContain('le cambia la Provincia');
    expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 34 }, (_, index) => `CL${String(index + 1).padStart(2, '0')}`));
    expect(items.find(({ code }) => code === 'CL01')).toMatchObject({
      conditionInWords: 'quando «Un solo lotto»',
      ...{ origin: 'RELEASE', version: '1.0.0', inForce: true, hasDraft: false },
      documents: expect.arrayContaining([{ code: 'D33', title: 'Disciplinare di gara' }]) as unknown,
      counters: { dossiers: 0, deviations: 0, openDeviations: 0, failingChecks: 0 },
    });
    const { places, versions } = await show(rup, 'CL05');
    expect(places.map(({ name, documents }) => [name, documents.map(({ code }) => code)])).toEqual([
      ['CL05', expect.arrayContaining(['D33'])],
      ['CL05-D40', ['D40']],
    ]);
    expect(versions).toMatchObject([{ id: null, origin: 'RELEASE', inForce: true }]);
  });

  it('is written by lawyers and directors of the Province alone', async () => {
    for (const visitor of [rup, clerk]) expect((await draft('CL40', own, visitor)).status).toBe(403);
    expect(await product.services.query('select 1 from clause_versions')).toEqual([]);
  });

  it('shows how a clause reads, and every fault with its place and the nearest name', async () => {
    const preview = async (content: Partial<ClauseContent>): Promise<ClausePreviewView> =>
      (await lawyer.post<ClausePreviewView>('/api/clauses/CL40/previews', { ...own, ...content })).body;
    expect(await preview({})).toMatchObject({
      findings: [],
      conditionInWords: 'quando non «È un appalto di lavori»',
      texts: [{ name: 'CL40', example: [expect.stringContaining('Il referente è ')] }],
    });
    expect((await preview({ condition: 'non lavorri' })).findings).toMatchObject([
      { path: 'condition', message: expect.stringContaining('lavorri') as string, suggestion: expect.stringContaining('lavori') as string },
    ]);
    expect((await preview({ condition: "tipoProcedura == 'opne'" })).findings).toMatchObject([
      { path: 'condition', message: expect.stringContaining('non vale mai «opne»') as string, suggestion: "'open'" },
    ]);
    expect((await preview({ condition: '1 == 1' })).findings).toMatchObject([
      { path: 'condition', message: expect.stringContaining('non nomina nessun campo') as string },
    ]);
    const [text] = own.texts;
    const textOf = (written: string): Partial<ClauseContent> => ({
      texts: [{ ...text, form: '', title: '', documents: ['D33'], text: written }],
    });
    expect((await preview(textOf('Primo.\n\nImporto {importoBasse | euro}.'))).findings).toMatchObject([
      { path: 'texts.0', paragraph: 2, tag: '{importoBasse | euro}', suggestion: expect.stringContaining('importoBase') as string },
    ]);
    expect((await preview(textOf('Prima.\n\n%% includi CL40'))).findings).toMatchObject([
      { path: 'texts.0', message: expect.stringContaining('CL40 › CL40') as string },
    ]);
    expect((await preview(textOf('{#se lavori}\n\nAperta.'))).findings.length).toBeGreaterThan(0);
    expect(await product.services.query('select 1 from clause_versions')).toEqual([]);
  });

  it('takes no clause that is wrong, and says why; the library stays as it was', async () => {
    const malformed = await draft('CL40', { ...own, legalBasis: [] });
    expect([malformed.status, malformed.body.code, malformed.body.issues?.[0]?.path]).toEqual([422, 'clause.malformed', 'legalBasis']);
    const kept = await draft('CL40', { ...own, condition: 'non lavorri' });
    expect([kept.status, kept.body.versions.length]).toEqual([201, 1]);
    const refused = await publish(kept.body.versions[0]?.id ?? '');
    expect([refused.status, refused.body.code]).toEqual([422, 'clause.malformed']);
    expect(refused.body.issues?.[0]).toMatchObject({ path: 'condition', message: expect.stringContaining('lavori') as string });
    expect((await list(rup)).items.some(({ code }) => code === 'CL40')).toBe(false);
  });

  it('publishes versions that follow each other, and refuses an overlap and a gap with the dates', async () => {
    const first = (await draft('CL40', own)).body;
    expect(first.versions.map(({ state }) => state)).toEqual(['BOZZA', 'RITIRATA']);
    expect((await publish(first.versions[0]?.id ?? '')).body.versions[0]).toMatchObject({
      state: 'PUBBLICATA',
      version: 'n. 2',
      inForce: true,
    });
    const second = (await draft('CL40', { ...own, title: 'Referente', validFrom: '2027-01-01' })).body.versions[0]?.id ?? '';
    const overlap = await publish(second);
    expect([overlap.status, overlap.body.code]).toEqual([409, 'clause.validity']);
    expect(overlap.body.detail).toContain('dal 1° gennaio 2027');
    const { body } = await publish(second, true);
    expect(body.versions.map(({ version, validFrom, validTo, state }) => [version, validFrom, validTo, state])).toEqual([
      ['n. 3', '2027-01-01', null, 'PUBBLICATA'],
      ['n. 2', '2026-01-01', '2026-12-31', 'PUBBLICATA'],
      ['n. 1', '2026-01-01', null, 'RITIRATA'],
    ]);
    const gap = await withdrawVersion(second, 'Non serve più');
    expect(gap.status).toBe(200);
    const third = (await draft('CL40', { ...own, validFrom: '2027-02-01' })).body.versions[0]?.id ?? '';
    const hole = await publish(third);
    expect([hole.status, hole.body.code]).toEqual([409, 'clause.validity']);
    expect(hole.body.detail).toContain('dal 1° gennaio 2027 al 31 gennaio 2027');
    expect((await withdrawVersion(third, '')).status).toBe(200);
    const acts = await product.services.query<{ action: string }>(
      `select action from registry_acts where action like 'clause.%' order by sequence`,
    );
    expect(acts.map(({ action }) => action)).toEqual([
      ...['clause.drafted', 'clause.drafted', 'clause.published', 'clause.drafted', 'clause.published', 'clause.withdrawn'],
      ...['clause.drafted', 'clause.withdrawn'],
    ]);
  });

  it('a version once published is never written over, in the database too', async () => {
    const versions = (await show(lawyer, 'CL40')).versions.filter(({ state }) => state === 'PUBBLICATA');
    expect((await publish(versions[0]?.id ?? '')).body.code).toBe('clause.state');
    await expect(product.services.query(`update clause_versions set valid_to = null where state = 'PUBBLICATA'`)).rejects.toThrow(
      'end earlier',
    );
  });
  it('moves no version of another Province, nor for a comune, whatever the program asks', async () => {
    const suaId = demoEnteId('perugia');
    const move = (context: DbContext): Promise<unknown[]> =>
      product.api
        .get(Database)
        .transaction(context, (tx) => tx.query(`update clause_versions set withdraw_reason = 'x' where state = 'PUBBLICATA' returning id`))
        .then(([rows]: [unknown[]]) => rows);
    expect(await move({ scope: 'sua', suaId: '11111111-1111-4111-8111-111111111111' })).toEqual([]);
    expect(await move({ scope: 'ente', suaId, enteIds: [demoEnteId('montone')] })).toEqual([]);
    expect(await move({ scope: 'sua', suaId })).toHaveLength(1);
  });
});

describe('a dossier', () => {
  let dossierId: string;
  let standard: string;
  beforeAll(async () => {
    dossierId = await tender('Refezione con clausole');
    standard = await formed(dossierId, 'D33');
  });

  it('takes the clauses in force on its reference date, and follows the standard', async () => {
    const { asOf, items, deviations } = await ofDossier(rup, dossierId);
    expect(asOf).toBe(refezioneTuoro.dataTrasmissioneBando?.slice(0, 10));
    expect(items).toHaveLength(35);
    expect(deviations).toEqual([]);
    expect(items.find(({ code }) => code === 'CL28')?.texts[0]?.paragraphs.join(' ')).toContain('Se nessuna offerta risulta conveniente');
    expect(standard).toContain('Se nessuna offerta risulta conveniente');
  });

  it('changes a protected clause only with a reason, by who keeps texts for the Province', async () => {
    const text = 'La stazione unica appaltante si riserva di non aggiudicare, con atto motivato.';
    expect((await change(dossierId, 'CL28', { form: '', text, reason: 'Lo chiede il Comune' }, rup)).status).toBe(403);
    const refused = await change(dossierId, 'CL28', { form: '', text, reason: '' });
    expect([refused.status, refused.body.code, refused.body.issues?.[0]?.path]).toEqual([422, 'clause.deviation_refused', 'reason']);
    const broken = await change(dossierId, 'CL28', { form: '', text: 'Importo {importoBasse | euro}', reason: 'Prova di un testo' });
    expect(broken.body.issues?.[0]).toMatchObject({ path: 'text', message: expect.stringContaining('importoBase') as string });
    expect(await product.services.query('select 1 from clause_deviations')).toEqual([]);
  });

  it('enters the register with the standard beside it, makes the documents stale, and these take the changed text', async () => {
    const text = 'La stazione unica appaltante si riserva di non aggiudicare l’appalto {oggetto}, con atto motivato.';
    expect((await documentOf(dossierId, 'D33')).state).toBe('READY');
    const { status, body } = await change(dossierId, 'CL28', { form: '', text, reason: 'Il finanziatore chiede parole sue' });
    expect([status, body.deviations.length]).toEqual([201, 1]);
    expect(body.deviations[0]).toMatchObject({
      ...{ code: 'CL28', protected: true, standardVersion: '1.0.0', standardMoved: false, withdrawn: null, by: 'Sofia Renzi' },
      reason: 'Il finanziatore chiede parole sue',
      documents: expect.arrayContaining([expect.objectContaining({ code: 'D33' })]) as unknown,
      standard: [expect.stringContaining('Se nessuna offerta')],
      changed: [expect.stringContaining('si riserva di non aggiudicare')],
    });
    expect((await documentOf(dossierId, 'D33')).state).toBe('STALE');
    const fresh = await formed(dossierId, 'D33');
    expect(fresh).toContain('si riserva di non aggiudicare l’appalto Refezione con clausole');
    expect(fresh).not.toContain('Se nessuna offerta risulta conveniente');
    const history = await lawyer.get<{ items: { action: string }[] }>(`/api/dossiers/${dossierId}/audit`);
    expect(history.body.items.map(({ action }) => action)).toContain('clause.changed');
    expect((await list(lawyer)).items.find(({ code }) => code === 'CL28')?.counters).toMatchObject({
      ...{ deviations: 1, openDeviations: 1, dossiers: 1, failingChecks: expect.any(Number) as number },
    });
  });

  it('changed again the first change stays in the register; withdrawn the document goes back to the standard', async () => {
    const again = await change(dossierId, 'CL28', { form: '', text: 'Un terzo testo.', reason: 'Il finanziatore ha corretto' });
    expect(again.body.deviations.map(({ withdrawn }) => withdrawn === null)).toEqual([true, false]);
    const open = again.body.deviations[0]?.id ?? '';
    const back = await lawyer.post<DossierClausesView>(`/api/dossiers/${dossierId}/deviations/${open}/withdrawals`, {
      reason: 'Non serve più',
    });
    expect(back.body.deviations.map(({ withdrawn }) => withdrawn?.reason)).toEqual(['Non serve più', 'Sostituito da un testo successivo.']);
    expect((await lawyer.post(`/api/dossiers/${dossierId}/deviations/${open}/withdrawals`, { reason: '' })).status).toBe(404);
    expect(await formed(dossierId, 'D33')).toBe(standard);
  });

  it('changed by hand in a document is found by a check, until the text is right again or the reason is in the register', async () => {
    const path = `/api/dossiers/${dossierId}/documents/D33`;
    const { current } = await documentOf(dossierId, 'D33');
    const zip = new PizZip(await clerk.download(`${path}/versions/${current?.version ?? 0}/file?format=docx`));
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    expect(xml).toContain('Se nessuna offerta risulta conveniente');
    zip.file('word/document.xml', xml.replace('Se nessuna offerta risulta conveniente', 'Se nessuna offerta piace'));
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const edited = { name: 'disciplinare.docx', bytes: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), type };
    expect((await clerk.upload(`${path}/upload`, edited)).status).toBe(201);
    const checked = (status: string): Promise<ChecksView> =>
      lawyer.until<ChecksView>(`/api/dossiers/${dossierId}/checks`, ({ running, results }) => {
        const result = results.find(({ checkId }) => checkId === 'DATA-33');
        return !running && result?.stale === false && (result.status === 'KO') === (status === 'KO');
      });
    const result = (await checked('KO')).results.find(({ checkId }) => checkId === 'DATA-33');
    expect(result?.message).toContain('la clausola protetta CL28');
    expect(result?.message).toContain('si legge «Se nessuna offerta piace');
    expect(result?.evidence).toMatchObject([{ documentCode: 'D33', line: expect.any(Number) as number }]);
    const handEdits = { keep: false, choices: [] };
    expect((await clerk.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D33'], handEdits })).status).toBe(202);
    await checked('not');
  });

  it('takes the alternative that was chosen', async () => {
    const choose = (alternative: string | null): Promise<Answer<DossierClausesView>> =>
      clerk.post<DossierClausesView>(`/api/dossiers/${dossierId}/clauses/CL27/choices`, { alternative });
    expect((await choose('INVENTATA')).status).toBe(404);
    const { body } = await choose('SOLO_URGENZA');
    expect(body.items.find(({ code }) => code === 'CL27')).toMatchObject({ alternative: 'SOLO_URGENZA', origin: 'RELEASE' });
    expect(body.items.find(({ code }) => code === 'CL27')?.texts[0]?.paragraphs[0]).toContain('eventi oggettivamente imprevedibili');
    await choose(null);
  });

  it('takes a version of the Province over that of the release, from its first day', async () => {
    const release = (await show(lawyer, 'CL28')).versions[0]?.content;
    if (release === undefined) throw new Error('no release version');
    const content = {
      ...release,
      validFrom: '2026-01-01',
      texts: [{ ...release.texts[0], text: 'La Provincia può non aggiudicare, ai sensi dell’articolo 108, comma 10, del Codice.' }],
    };
    const drafted = await draft('CL28', content as ClauseContent);
    expect((await publish(drafted.body.versions[0]?.id ?? '')).status).toBe(200);
    expect((await ofDossier(rup, dossierId)).items.find(({ code }) => code === 'CL28')).toMatchObject({ origin: 'SUA', version: 'n. 1' });
    expect(await formed(dossierId, 'D33')).toContain('La Provincia può non aggiudicare');
    expect((await withdrawVersion((await show(lawyer, 'CL28')).versions[0]?.id ?? '', 'Prova finita')).status).toBe(200);
    expect(await formed(dossierId, 'D33')).toBe(standard);
  });
});

describe('what a Province writes for its templates', () => {
  const day = { validFrom: '2020-01-01' };
  type Uploaded = Answer<LibraryTemplateDetail & Problem>;

  async function upload(code: string, version: string, ...lines: readonly string[]): Promise<Uploaded> {
    const styles = { default: { document: { run: { font: 'Liberation Serif', language: { value: 'it-IT' } } } } };
    const children = lines.map((line) => new docx.Paragraph(line));
    const bytes = await docx.Packer.toBuffer(new docx.Document({ title: code, styles, sections: [{ children }] }));
    const query = new URLSearchParams({ ...day, code, version, title: `Testo ${code}` });
    const file = { name: `${code}.docx`, bytes, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
    return (await lawyer.upload(`/api/templates?${query.toString()}`, file)) as unknown as Uploaded;
  }
  const publishFile = ({ body: { id } }: Uploaded): Promise<Uploaded> => lawyer.post(`/api/templates/${id}/publication`, {});
  const retireFile = ({ body: { id } }: Uploaded): Promise<Uploaded> =>
    lawyer.post(`/api/templates/${id}/withdrawal`, { reason: 'Non serve più a nessuno.' });

  async function partInForce(name: string): Promise<string | undefined> {
    const context: DbContext = { scope: 'sua', suaId: demoEnteId('perugia') };
    const question = { suaId: demoEnteId('perugia'), dossierId: null, asOf: '2026-11-28' };
    const parts = await product.api
      .get(Database)
      .read(context, (reader) => product.api.get(IncludeSources, { strict: false }).resolve(reader, question));
    return parts.get(name)?.version;
  }

  it('a shared part takes the place of that of the release, after the same checks, and gives it back', async () => {
    const released = await partInForce('intestazione-sua');
    expect(released).toMatch(/^\d+\.\d+/);
    const faulty = await upload('intestazione-sua', '9.0', 'Gara per {ogetto}.');
    expect(faulty.body.findings).toMatchObject([{ code: 'unknown-field', suggestion: '{oggetto}' }]);
    expect(await publishFile(faulty)).toMatchObject({ status: 422, body: { code: 'template.blocked' } });
    const part = await upload('intestazione-sua', '9.1', 'Gara per {oggetto}.');
    expect(part.body).toMatchObject({ state: 'BOZZA', blocking: 0 });
    expect(await partInForce('intestazione-sua')).toBe(released);
    expect(await publishFile(part)).toMatchObject({ status: 200, body: { state: 'PUBBLICATO' } });
    expect(await partInForce('intestazione-sua')).toBe('9.1');
    expect((await retireFile(part)).status).toBe(200);
    expect(await partInForce('intestazione-sua')).toBe(released);
  });

  it('tells of a clause that no template includes, and lets none go that an uploaded template includes', async () => {
    const note = await upload('nota-finale', '1.0', 'Nota per {oggetto}.');
    expect((await publishFile(note)).status).toBe(200);
    const { body: clause } = await draft('CL41', { ...own, ...day, condition: null });
    expect((await publish(clause.versions[0]?.id ?? null)).status).toBe(200);
    expect((await show(lawyer, 'CL41')).places).toMatchObject([{ name: 'CL41', included: false, documents: [{ code: 'D33' }] }]);

    const template = await upload('M90', '1.0', 'Lettera per {oggetto}.', '{+ CL41}', '{+ nota-finale}');
    expect(template.body).toMatchObject({ blocking: 0, includes: ['CL41', 'nota-finale'] });
    expect((await publishFile(template)).status).toBe(200);
    expect((await show(lawyer, 'CL41')).places).toMatchObject([{ included: true, documents: [{ code: 'D33' }, { code: 'M90' }] }]);

    const gone = await withdrawVersion(clause.versions[0]?.id ?? null, 'Non serve più a nessuno.');
    expect(gone).toMatchObject({ status: 422, body: { code: 'clause.malformed' } });
    expect(gone.body.detail).toContain('Modello M90');
    const noNote = await retireFile(note);
    expect(noNote).toMatchObject({ status: 422, body: { code: 'template.blocked' } });
    expect(noNote.body.detail).toContain('«nota-finale»');
    expect((await show(lawyer, 'CL41')).versions[0]?.state).toBe('PUBBLICATA');
    // Without the template both may go.
    expect((await retireFile(template)).status).toBe(200);
    expect((await retireFile(note)).status).toBe(200);
    expect((await withdrawVersion(clause.versions[0]?.id ?? null, 'Non serve più a nessuno.')).status).toBe(200);
  });
});
