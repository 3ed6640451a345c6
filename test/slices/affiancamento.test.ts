import { type ChecksView } from '@gare/contracts/checks';
import { type DocumentView } from '@gare/contracts/documents';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type ExpertiseView } from '@gare/contracts/expertise';
import { type PackageView } from '@gare/contracts/packages';
import { SilenceSchedule } from '@gare/expertise/worker';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** A request for support by experts, from its draft to its end, over HTTP with real services. */

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

let product: TestProduct;
let sindaco: Visitor;
let rup: Visitor;
let triage: Visitor;
let esperto: Visitor;
let sua: Visitor;
let path: string;

beforeAll(async () => {
  product = await startTestProduct();
  sindaco = await product.signIn('sindaco@montone.example');
  rup = await product.signIn('rup@montone.example');
  triage = await product.signIn('affiancamento@perugia.example');
  esperto = await product.signIn('esperto@perugia.example');
  sua = await product.signIn('sua@perugia.example');
});
afterAll(() => product.stop());

const personId = async (email: string): Promise<string> =>
  (await product.services.query<{ id: string }>('select id from people where email = $1', [email]))[0]?.id ?? '';
const show = async (): Promise<DossierDetail> => (await triage.get<DossierDetail>(path)).body;
const step = (who: Visitor, event: string, motivation?: string): Promise<Answer> =>
  who.post(`${path}/transitions`, { event, ...(motivation === undefined ? {} : { motivation }) });
async function write(who: Visitor, values: Readonly<Record<string, unknown>>): Promise<number> {
  const { body } = await who.get<{ revision: number }>(`${path}/scheda`);
  const changes = Object.entries(values).map(([field, value]) => ({ path: field, value }));
  return (await who.send('PATCH', `${path}/scheda`, { baseRevision: body.revision, changes })).status;
}
const upload = (who: Visitor, code: string): Promise<Answer> =>
  who.upload(`${path}/documents/${code}/upload`, { name: `${code}.docx`, bytes: wordBody(wordParagraph(`Prova ${code}`)), type: wordType });
async function form(who: Visitor, code: string): Promise<DocumentView | undefined> {
  const asked = await who.post(`${path}/documents/generate`, { codes: [code] });
  expect([code, asked.status, asked.body]).toEqual([code, 202, expect.anything()]);
  const { items } = await who.until<{ items: DocumentView[] }>(`${path}/documents`, (body) =>
    body.items.some((item) => item.code === code && item.state !== 'GENERATING'),
  );
  return items.find((item) => item.code === code);
}
const reasons = ({ body }: Answer): string => JSON.stringify((body as { details?: unknown }).details ?? body);
const survey = {
  ...{ tipo: 'BASELINE', semestre: '2025-2', dal: '2025-07-01', al: '2025-12-31', obiettivoAl: '2026-12-31' },
  'righe/R1': {
    ...{ id: 'R1', procedura: 'Autorizzazione unica ambientale', rilevata: 'SI', termineMassimo: 120 },
    ...{ pendentiInizio: 40, avviate: 100, concluse: 100, pendentiFine: 40, arretrato: 25 },
    ...{ durataMediaLorda: '100', durataMediaNetta: '70', obiettivoArretrato: 5, obiettivoGiorni: '60' },
  },
};

/** The body measures the procedure as it does: a survey that is opened, filled in, handed over and, at the end, certified. */
async function surveyed(): Promise<{ certify: () => Promise<Answer> }> {
  const { status, body } = await rup.post<{ id: string }>('/api/dossiers', {
    kind: 'RILEVAZIONE',
    oggetto: 'Rilevazione iniziale di Montone',
  });
  expect(status).toBe(201);
  const at = `/api/dossiers/${body.id}`;
  const move = (event: string): Promise<Answer> => rup.post(`${at}/transitions`, { event });
  const { body: sheet } = await rup.get<{ revision: number }>(`${at}/scheda`);
  const changes = Object.entries(survey).map(([field, value]) => ({ path: field, value }));
  expect((await rup.send('PATCH', `${at}/scheda`, { baseRevision: sheet.revision, changes })).status).toBe(200);
  expect((await move('avvia')).status).toBe(200);
  await rup.until<ChecksView>(
    `${at}/checks`,
    ({ running, results }) => !running && results.length > 0 && results.every(({ stale }) => !stale),
  );
  expect((await move('consegna')).status).toBe(200);
  return { certify: () => move('certifica') };
}

const day = (who: Visitor, part: object = {}): Promise<Answer<ExpertiseView>> =>
  who.post(`${path}/expert-days`, { day: today, hours: '7.5', activity: 'ISTRUTTORIA', description: 'Esame di tre pratiche', ...part });

describe('a request for support', () => {
  it('is drafted by the body and sent when it is complete and the body is enabled', async () => {
    const opened = await sindaco.post<DossierDetail>('/api/dossiers', {
      kind: 'RICHIESTA_AFFIANCAMENTO',
      oggetto: 'Affiancamento sulle autorizzazioni ambientali',
    });
    expect([opened.status, opened.body.state.code]).toEqual([201, 'BOZZA']);
    path = `/api/dossiers/${opened.body.id}`;
    expect(reasons(await step(sindaco, 'invia'))).toContain('Completa la richiesta');
    expect(
      await write(sindaco, {
        ...{ procedura: 'AUA', taskForce: 'AMBIENTE', arretrato: 40, referente: 'Anna Neri' },
        descrizione: 'Quaranta autorizzazioni oltre il termine: servono istruttorie e modelli.',
      }),
    ).toBe(200);
    expect(await write(sindaco, { procedura: 'NON_IN_ELENCO' })).toBe(422);
    expect(reasons(await step(sindaco, 'invia'))).toContain('Manca il documento «Protocollo di collaborazione»');
    expect((await upload(sindaco, 'PROTOCOLLO_COLLABORAZIONE')).status).toBe(403);
    expect((await upload(rup, 'PROTOCOLLO_COLLABORAZIONE')).status).toBe(403);
    // Documents are the delegate's to bring in; the mayor gives the role.
    await product.services.query(
      `insert into role_assignments select (jsonb_populate_record(null::role_assignments, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'role', 'DELEGATO'))).*
       from role_assignments r join people p on p.id = r.person_id where p.email = 'rup@montone.example' and r.role = 'DIR_COMUNE'`,
    );
    expect((await upload(rup, 'PROTOCOLLO_COLLABORAZIONE')).status).toBe(201);
    expect(await write(sindaco, { protocollo: { firmatoIl: '2026-03-02', scadenza: '2029-12-31' } })).toBe(200);
    const request = await form(rup, 'SCHEDA_RICHIESTA');
    expect([request?.state, request?.current?.version]).toEqual(['READY', 1]);
    expect((await step(sindaco, 'invia')).status).toBe(200);
    expect((await show()).turn.party).toBe('SUA');
  });

  it('is examined, and given to an expert only where it was measured before and an expert is there', async () => {
    expect((await step(sindaco, 'prendiInCarico')).status).toBe(409);
    expect((await step(triage, 'prendiInCarico')).status).toBe(200);
    expect(await write(triage, { stimaGiornate: 5 })).toBe(200);
    const refused = reasons(await step(triage, 'assegna'));
    expect(refused).toContain('rilevazione iniziale');
    expect(refused).toContain('Assegna la richiesta');
    const { certify } = await surveyed();
    expect(reasons(await step(triage, 'assegna'))).toContain('rilevazione iniziale');
    expect((await certify()).status).toBe(200);
    const given = await triage.post(`${path}/assignments`, { personId: await personId('esperto@perugia.example'), role: 'ESPERTO' });
    expect([given.status, given.body['detail'] ?? null]).toEqual([201, null]);
    const assigned = await step(triage, 'assegna');
    expect([assigned.status, assigned.body['detail'] ?? null]).toEqual([200, null]);
    expect((await step(esperto, 'avvia')).status).toBe(200);
  });

  it('keeps the hours of the experts in a ledger that only grows', async () => {
    expect((await day(sindaco)).status).toBe(403);
    expect((await day(esperto, { day: tomorrow })).body).toMatchObject({ code: 'expertise.refused' });
    expect((await day(esperto, { hours: '0' })).status).toBe(400);
    const first = await day(esperto);
    expect(first.body).toMatchObject({ hours: '7.50', days: '0.94', estimated: 5, experts: ['Ivo Gatti'], whyNot: null });
    expect((await day(esperto, { hours: '20' })).body).toMatchObject({ issues: [{ path: 'hours' }] });
    const second = await day(triage, { hours: '4', activity: 'RIUNIONE', expertId: await personId('esperto@perugia.example') });
    expect(second.body).toMatchObject({ hours: '11.50', days: '1.44' });
    const mistaken = second.body.items.find(({ hours }) => hours === '4.00');
    const back = (): Promise<Answer<ExpertiseView>> =>
      esperto.post(`${path}/expert-days/${mistaken?.id ?? ''}/reversal`, { motivation: 'Riunione rinviata' });
    expect((await back()).body).toMatchObject({
      hours: '7.50',
      items: expect.arrayContaining([expect.objectContaining({ reversed: true })]) as unknown,
    });
    expect((await back()).body).toMatchObject({ code: 'expertise.refused' });
    const seen = await sindaco.get<ExpertiseView>(`${path}/expert-days`);
    expect(seen.body).toMatchObject({ hours: '7.50', whyNot: expect.stringContaining('esperti') as string });
    const { body } = await sua.get<{ items: { summary: string }[] }>(`${path}/audit`);
    expect(body.items.map(({ summary }) => summary).join('\n')).toContain('Stornate 4.00 ore di Ivo Gatti: Riunione rinviata');
    // The mayor reads the register of the request of the own body; of another body there is nothing to read.
    expect((await sindaco.get(`${path}/audit`)).body).toMatchObject({ total: expect.any(Number) as number });
    const elsewhere = await product.signIn('rup@tuoro.example');
    expect((await elsewhere.get(`${path}/audit`)).status).toBe(404);
  });

  it('is suspended by the platform when the body keeps silent for thirty days, and goes on when it answers', async () => {
    const schedule = product.worker?.get(SilenceSchedule);
    const ask = async (): Promise<readonly string[]> => (await schedule?.askForDue()) ?? [];
    expect(await ask()).toEqual([]);
    const since = async (days: number): Promise<void> => {
      await product.services.query(`update dossiers set state_since = now() - $2 * interval '1 day' where id = $1`, [
        path.split('/').at(-1),
        days,
      ]);
    };
    // The body has just written: what counts is the last thing it did.
    await since(31);
    expect(await ask()).toEqual([]);
    await product.services.query('alter table audit_entries disable trigger user');
    await product.services.query(`update audit_entries set at = at - interval '31 days' where dossier_id = $1`, [path.split('/').at(-1)]);
    await product.services.query('alter table audit_entries enable trigger user');
    expect(await ask()).toEqual([demoEnteId('perugia')]);
    const suspended = await triage.until<DossierDetail>(path, (body) => body.state.code === 'IN_ATTESA_ENTE');
    expect(suspended.turn.party).toBe('COMUNE');
    expect(await ask()).toEqual([]);
    expect((await step(sindaco, 'riprendi')).status).toBe(200);
  });

  it('ends with its result, the counts before and after, and a package', async () => {
    expect(reasons(await step(esperto, 'completa'))).toContain('Risultato dell’affiancamento');
    expect((await upload(esperto, 'OUTPUT')).status).toBe(201);
    expect((await form(esperto, 'RELAZIONE_CHIUSURA'))?.state).toBe('READY');
    expect((await step(esperto, 'completa')).status).toBe(200);
    expect((await step(sindaco, 'riapri')).status).toBe(400);
    expect((await step(sindaco, 'riapri', 'Manca il modello di autorizzazione per gli scarichi.')).status).toBe(200);
    expect((await step(esperto, 'completa')).status).toBe(200);
    expect((await step(sindaco, 'accetta')).status).toBe(200);
    expect(reasons(await step(triage, 'chiudi'))).toContain('pratiche arretrate restano');
    expect(await write(sindaco, { arretratoFinale: 5, soddisfazione: '5' })).toBe(200);
    const { body } = await triage.get<ExpertiseView>(`${path}/expert-days`);
    expect(body.result).toEqual({ before: 40, after: 5, solved: 35, percent: '87.5', daysPerCase: '0.03', satisfaction: '5' });
    expect((await form(esperto, 'RELAZIONE_CHIUSURA'))?.current?.version).toBe(2);
    expect((await form(rup, 'SCHEDA_RICHIESTA'))?.state).toBe('READY');
    const asked = await triage.post<PackageView>(`${path}/package`);
    expect([asked.status, asked.body]).toEqual([202, expect.objectContaining({ status: 'BUILDING' })]);
    const { packages } = await triage.until<{ packages: PackageView[] }>(
      `${path}/package`,
      (page) => page.packages[0]?.status !== 'BUILDING',
    );
    expect(packages[0]?.status).toBe('SEALED');
    expect((await step(triage, 'chiudi')).status).toBe(200);
    expect((await show()).state.code).toBe('CHIUSA');
  });
});
