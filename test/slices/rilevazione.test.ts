import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChecksView } from '@gare/contracts/checks';
import { type DocumentView } from '@gare/contracts/documents';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type Sheet } from '@gare/contracts/sheet';
import { type CaseImportView, type SurveyProgressView, type SurveyView } from '@gare/contracts/surveys';
import { type PackageView } from '@gare/contracts/packages';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { ZipReader } from '../../apps/cli/src/verify/zip-reader.js';
import { writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** A survey from its opening to the package, on real services: baseline, semester, cases, certification. */

let product: TestProduct;
let comune: Visitor;
let sua: Visitor;

beforeAll(async () => {
  product = await startTestProduct();
  comune = await product.signIn('rup@montone.example');
  sua = await product.signIn('sua@perugia.example');
});
afterAll(() => product.stop());

async function open(who: Visitor, oggetto: string): Promise<string> {
  const { status, body } = await who.post<{ id: string }>('/api/dossiers', { kind: 'RILEVAZIONE', oggetto });
  expect([status, JSON.stringify(body)]).toEqual([201, expect.any(String)]);
  return body.id;
}

const sheetOf = async (id: string): Promise<Sheet> => (await comune.get<Sheet>(`/api/dossiers/${id}/scheda`)).body;
const write = (id: string, changes: Readonly<Record<string, unknown>>): Promise<number> =>
  writeScheda(
    comune,
    id,
    Object.entries(changes).map(([path, value]) => ({ path, value })),
  );
const move = (who: Visitor, id: string, event: string, motivation?: string): Promise<{ status: number; body: Record<string, unknown> }> =>
  who.post(`/api/dossiers/${id}/transitions`, { event, ...(motivation === undefined ? {} : { motivation }) });
const settled = (id: string): Promise<ChecksView> =>
  comune.until<ChecksView>(
    `/api/dossiers/${id}/checks`,
    ({ running, results }) => !running && results.length > 0 && results.every(({ stale }) => !stale),
  );
const statusOf = (view: ChecksView, id: string): string | undefined => view.results.find(({ checkId }) => checkId === id)?.status;

const row = {
  ...{ id: 'R1', procedura: 'Permesso di costruire', rilevata: 'SI', termineMassimo: 90 },
  ...{ pendentiInizio: 40, avviate: 100, concluse: 100, pendentiFine: 40, arretrato: 25 },
  ...{ durataMediaLorda: '100', durataMediaNetta: '70', obiettivoArretrato: 5, obiettivoGiorni: '60' },
};

describe('a baseline', () => {
  it('violating stock and flow by one is told with reason and place, and not certified', async () => {
    const id = await open(comune, 'Rilevazione iniziale delle procedure edilizie di Montone');
    expect((await sheetOf(id)).values).toMatchObject({ tipo: 'BASELINE', semestre: expect.stringMatching(/^\d{4}-[12]$/) as string });
    expect(await write(id, { semestre: '2025-2', dal: '2025-07-01', al: '2025-12-31', obiettivoAl: '2026-12-31' })).toBe(200);
    expect(await write(id, { 'righe/R1': { ...row, pendentiFine: 41 } })).toBe(200);
    expect((await move(comune, id, 'avvia')).status).toBe(200);
    const wrong = await settled(id);
    const found = wrong.results.find(({ checkId }) => checkId === 'RIL-01');
    expect(found).toMatchObject({ status: 'KO', group: 'RIL', evidence: [{ path: 'righe/R1/pendentiFine' }] });
    expect(found?.message).toContain('40 + 100 − 100 fa 40');
    expect((await move(comune, id, 'consegna')).status).toBe(200);
    const refused = await move(comune, id, 'certifica');
    expect([refused.status, refused.body['detail']]).toEqual([409, 'Pendenti, avviate e concluse non tornano.']);

    expect(await write(id, { 'righe/R1/pendentiFine': 40 })).toBe(200);
    expect(statusOf(await settled(id), 'RIL-01')).toBe('OK');
    // People never write what certifying writes.
    const forged = await comune.send<{ issues: { message: string }[] }>('PATCH', `/api/dossiers/${id}/scheda`, {
      baseRevision: (await sheetOf(id)).revision,
      changes: [{ path: 'certificazione/impronta', value: 'ab'.repeat(32) }],
    });
    expect([forged.status, forged.body.issues[0]?.message]).toEqual([422, 'Questo dato lo scrive la piattaforma.']);
    expect((await move(comune, id, 'certifica')).status).toBe(200);
    const { values, writable } = await sheetOf(id);
    expect(values['certificazione']).toMatchObject({ da: 'Lucia Bianchi', impronta: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(writable).toBe(false);
  });

  it('certified is what a request for help asks for, and what a semester starts from', async () => {
    const asked = await comune.post<{ id: string }>('/api/dossiers', {
      kind: 'RICHIESTA_AFFIANCAMENTO',
      oggetto: 'Affiancamento sui permessi di costruire di Montone',
    });
    expect(asked.status).toBe(201);
    const id = await open(comune, 'Rilevazione del primo semestre 2026 di Montone');
    expect((await sheetOf(id)).values).toMatchObject({
      ...{ tipo: 'SEMESTRE', semestre: '2026-1', dal: '2026-01-01', al: '2026-06-30' },
      righe: [{ id: 'R1', procedura: 'Permesso di costruire', pendentiInizio: 40, termineMassimo: 90 }],
    });
  });
});

describe('a semester', () => {
  let id: string;

  beforeAll(async () => {
    id = await open(comune, 'Rilevazione del primo semestre con elenco delle pratiche');
    expect((await move(comune, id, 'avvia')).status).toBe(200);
    const now = { ...row, avviate: 2, concluse: 3, pendentiFine: 39, arretrato: 10, durataMediaLorda: '50', durataMediaNetta: '47' };
    const { obiettivoArretrato, obiettivoGiorni, ...measured } = now;
    expect([obiettivoArretrato, obiettivoGiorni]).toEqual([5, '60']);
    expect(await write(id, { 'righe/R1': { ...measured, nota: 'organico rafforzato' } })).toBe(200);
  });

  it('takes the right lines of a list of cases, tells the wrong ones, and recomputes the averages', async () => {
    const csv = [
      'procedura;pratica;avvio;conclusione;giorni_sospesi',
      'Permesso di costruire;1;2026-01-10;2026-03-01;10',
      'Permesso di costruire;2;10/01/2026;01/03/2026;0',
      'Permesso di costruire;3;2026-01-10;2026-02-30;0',
      'Permesso di costruire;4;2026-01-10;2026-03-01;60',
      'permesso  di costruire;5;2026-03-01;2026-04-20;0',
    ].join('\r\n');
    const first = await comune.post<CaseImportView>(`/api/dossiers/${id}/survey/cases`, { csv });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ added: 3, changed: 0, unchanged: 0, superseded: 0 });
    expect(first.body.wrong).toEqual([
      { line: 4, reason: expect.stringContaining('2026-02-30') as string },
      { line: 5, reason: expect.stringContaining('60') as string },
    ]);
    expect(first.body.survey.ricalcolo).toEqual([
      { procedura: 'Permesso di costruire', casi: 3, concluse: 3, conSospensioni: 1, lorda: '50.00', netta: '46.67' },
    ]);
    // Twice the same changes nothing; a case that changed and one that is gone are told apart.
    expect((await comune.post<CaseImportView>(`/api/dossiers/${id}/survey/cases`, { csv })).body).toMatchObject({ added: 0, unchanged: 3 });
    expect(statusOf(await settled(id), 'RIL-04')).toBe('OK');
    const shorter = csv.replace(';2026-04-20;', ';2026-04-30;').replace('Permesso di costruire;2;10/01/2026;01/03/2026;0\r\n', '');
    const second = await comune.post<CaseImportView>(`/api/dossiers/${id}/survey/cases`, { csv: shorter, replace: true });
    expect(second.body).toMatchObject({ added: 0, changed: 1, unchanged: 1, superseded: 1 });
    const after = await settled(id);
    expect(statusOf(after, 'RIL-04')).toBe('KO');
    expect(after.results.find(({ checkId }) => checkId === 'RIL-04')?.message).toContain('concluse dichiarate sono 3');
    expect((await comune.post<CaseImportView>(`/api/dossiers/${id}/survey/cases`, { csv })).body).toMatchObject({ added: 0, changed: 2 });
    expect(statusOf(await settled(id), 'RIL-04')).toBe('OK');
  });

  it('a file that is no list of cases changes nothing', async () => {
    const { status, body } = await comune.post(`/api/dossiers/${id}/survey/cases`, { csv: 'a;b\n1;2' });
    expect([status, body['code']]).toEqual([422, 'survey.unreadable']);
    expect(String(body['detail'])).toContain('«procedura», «pratica», «avvio»');
  });

  it('shows how far it is from the baseline, gross and net apart', async () => {
    const { body } = await comune.get<SurveyView>(`/api/dossiers/${id}/survey`);
    expect(body).toMatchObject({ baseline: { semestre: '2025-2' }, whyNot: null, ownTenders: false });
    expect(body.andamento).toEqual({
      lorda: { arretratoBase: 25, arretrato: 10, riduzioneArretrato: '60.0', giorniBase: '100.0', giorni: '50.0', riduzioneTempi: '50.0' },
      netta: { arretratoBase: 25, arretrato: 10, riduzioneArretrato: '60.0', giorniBase: '70.0', giorni: '47.0', riduzioneTempi: '32.9' },
    });
  });

  it('is certified, attested and packed; the package verifies and holds its rows as CSV', async () => {
    expect((await move(comune, id, 'consegna')).status).toBe(200);
    await settled(id);
    expect((await move(comune, id, 'certifica')).status).toBe(200);
    // Reopened: the certification is gone until somebody answers for the numbers again.
    expect((await move(comune, id, 'riapri', 'Corretto un dato comunicato in ritardo dallo sportello')).status).toBe(200);
    expect((await sheetOf(id)).values['certificazione']).toBeUndefined();
    await settled(id);
    expect((await move(comune, id, 'certifica')).status).toBe(200);
    await settled(id);

    expect((await comune.post(`/api/dossiers/${id}/documents/generate`, { codes: ['ATTESTAZIONE_RILEVAZIONE'] })).status).toBe(202);
    await comune.until<{ items: DocumentView[] }>(
      `/api/dossiers/${id}/documents`,
      ({ items }) => items.find(({ code }) => code === 'ATTESTAZIONE_RILEVAZIONE')?.state === 'READY',
    );
    const blocked = await move(sua, id, 'chiudi');
    expect([blocked.status, blocked.body['detail']]).toEqual([409, 'Forma il fascicolo con i dati in formato CSV.']);
    expect((await sua.post(`/api/dossiers/${id}/package`)).status).toBe(202);
    const { packages } = await sua.until<{ packages: PackageView[] }>(
      `/api/dossiers/${id}/package`,
      (page) => page.packages[0]?.status === 'SEALED' || page.packages[0]?.status === 'FAILED',
    );
    expect(packages[0]).toMatchObject({ status: 'SEALED', outdated: false });
    const bytes = await sua.download(`/api/dossiers/${id}/packages/${packages[0]?.id ?? ''}/file`);
    const folder = await mkdtemp(join(tmpdir(), 'rilevazione-'));
    try {
      const path = join(folder, 'fascicolo.zip');
      await writeFile(path, bytes);
      expect(await verifyPackage(path)).toMatchObject({ ok: true, summary: { documents: 2 } });
      const reader = await ZipReader.open(path);
      const entry = reader.entries.find(({ fileName }) => fileName.endsWith('.csv'));
      if (entry === undefined) throw new Error('no CSV in the package');
      const chunks: Buffer[] = [];
      for await (const chunk of await reader.read(entry)) chunks.push(chunk as Buffer);
      reader.close();
      const csv = Buffer.concat(chunks).toString('utf8');
      expect(csv).toContain(';2026-1;SEMESTRE;Permesso di costruire;SI;;40;2;3;');
      expect(csv).toContain(';50;47;90;organico rafforzato;;50.00;46.67;Lucia Bianchi;');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    expect((await move(sua, id, 'chiudi')).status).toBe(200);
    expect((await sua.get<DossierDetail>(`/api/dossiers/${id}`)).body.state.code).toBe('CHIUSA');
    const history = await comune.get<{ items: { action: string }[] }>(`/api/dossiers/${id}/audit?pageSize=100`);
    const actions = history.body.items.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['survey.cases_loaded', 'survey.certified', 'survey.reopened', 'package.sealed']));
  });

  it('counts for the Province, weighted by volume', async () => {
    const { body } = await sua.get<SurveyProgressView>('/api/surveys/progress');
    expect(body.enti).toHaveLength(1);
    expect(body.enti[0]).toMatchObject({ baseline: '2025-2', semestre: '2026-1', lorda: { riduzioneTempi: '50.0' } });
    expect(body.totale.lorda.riduzioneArretrato).toBe('60.0');
    expect((await comune.get<SurveyProgressView>('/api/surveys/progress')).body.enti).toHaveLength(1);
    const other = await product.signIn('rup@tuoro.example');
    expect((await other.get<SurveyProgressView>('/api/surveys/progress')).body.enti).toEqual([]);
  });
});

describe('a survey of the SUA of itself', () => {
  it('reads its cases from how long its own tenders stayed in each phase', async () => {
    const tender = await comune.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di pulizia degli edifici di Montone' });
    expect(tender.status).toBe(201);
    const id = await open(sua, 'Rilevazione dei tempi delle gare della SUA');
    const { status, body } = await sua.post<CaseImportView>(`/api/dossiers/${id}/survey/own-tenders`);
    expect([status, body.survey.ownTenders]).toEqual([200, true]);
    const refused = await comune.post(`/api/dossiers/${await open(comune, 'Rilevazione che non è della SUA')}/survey/own-tenders`);
    expect([refused.status, refused.body['code']]).toEqual([422, 'survey.unreadable']);
  });
});
