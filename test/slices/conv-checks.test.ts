import { type CheckResultView, type ChecksView } from '@gare/contracts/checks';
import { sampleContent, sampleSheet } from '@gare/domain/convenzione/sample-convenzione';
import { FixedClock } from '@gare/platform/clock';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { keepConvenzione, type ConvenzioneCase } from '../harness/convenzioni.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let comune: Visitor;
let clerk: Visitor;
let director: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ clock: new FixedClock(new Date('2026-11-22T10:00:00Z')) });
  comune = await product.signIn('rup@tuoro.example');
  clerk = await product.signIn('sua@perugia.example');
  director = await product.signIn('dirigente@perugia.example');
}, 60_000);
afterAll(() => product.stop());

const [tariff] = sampleContent.rapporti.tariffe;
const fullTariff = {
  minimo: null,
  massimo: null,
  soloOnline: false,
  quotaIncentivoPct: '25',
  rimborsiSpeseVive: true,
  al: null,
  ...tariff,
};

interface Given extends Partial<ConvenzioneCase> {
  readonly quotaIncentivoPct?: string;
}

/** A convenzione in force with all its acts, and a tender of its comune with an amount. */
async function tender({ quotaIncentivoPct = '25', ...given }: Given = {}): Promise<{ id: string; convenzione: string }> {
  const rapporti = { ...sampleContent.rapporti, tariffe: [fullTariff], quotaIncentivoPct };
  const atti = { ...sampleSheet.atti, sospensione: { ...sampleSheet.atti.sospensione, fascicoliAperti: 'SI_FERMANO' } };
  const convenzione = await keepConvenzione(product, {
    ...{ ente: 'tuoro', stato: 'ATTIVA', tariffe: [fullTariff] },
    sheet: { contenuto: { ...sampleContent, rapporti }, atti },
    ...given,
  });
  const id = await openDossier(comune, 'Servizio di refezione scolastica');
  const importi = { importoServizi: '954000.00', importoBase: '954000.00' };
  await writeScheda(comune, id, changesOf({ lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi }] }));
  return { id, convenzione };
}

/** The result of a check once it has become what is expected, or as it is after a while. */
async function result(
  dossierId: string,
  checkId: string,
  status?: CheckResultView['status'],
): Promise<Pick<CheckResultView, 'status' | 'message'>> {
  const view = await comune.until<ChecksView>(`/api/dossiers/${dossierId}/checks`, ({ running, results }) => {
    const found = results.find((one) => one.checkId === checkId);
    return !running && found !== undefined && !found.stale && (status === undefined || found.status === status);
  });
  const { status: is = 'UNKNOWN', message = '' } = view.results.find((one) => one.checkId === checkId) ?? {};
  return { status: is, message };
}

it('all hold under a convenzione whose acts are in order', async () => {
  const { id } = await tender();
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect([number, (await result(id, `CONV-0${number}`)).status]).toEqual([number, 'OK']);
}, 60_000);

it('CONV-01: a convenzione that ends one day before the publication', async () => {
  const { id, convenzione } = await tender({ al: '2027-03-01' });
  await writeScheda(comune, id, [{ path: 'dataTrasmissioneBando', value: '2027-03-02T10:00:00Z' }]);
  expect((await result(id, 'CONV-01', 'KO')).message).toContain('fino al 1° marzo 2027: la data di riferimento è il 2 marzo 2027');
  // The day itself still counts; the hash of the inputs holds the convenzione, so a run that is not told of it sees it too.
  await product.services.query(`update convenzioni set al = '2027-03-02' where id = $1`, [convenzione]);
  await comune.post(`/api/dossiers/${id}/checks/run`);
  expect((await result(id, 'CONV-01', 'OK')).status).toBe('OK');
}, 60_000);

it('CONV-05: functions copied from the convenzione at the opening, told apart when one side says otherwise', async () => {
  const { id } = await tender({ funzioniSvolte: ['1', '4'] });
  const { values } = (
    await comune.get<{ values: { convenzione: { funzioniSvolte: string[] } } } & Record<string, unknown>>(`/api/dossiers/${id}/scheda`)
  ).body;
  expect(values.convenzione.funzioniSvolte).toEqual(['1', '4']);
  expect((await result(id, 'CONV-05', 'OK')).status).toBe('OK');
  expect(await writeScheda(comune, id, [{ path: 'convenzione/funzioniSvolte', value: ['3'] }])).toBe(200);
  expect((await result(id, 'CONV-05', 'KO')).message).toContain('nella scheda sono 3, nella convenzione 1, 4');
}, 60_000);

it('CONV-06: an incentive quota of 30 %', async () => {
  const { id } = await tender({ quotaIncentivoPct: '30' });
  expect((await result(id, 'CONV-06', 'KO')).message).toContain('al massimo è il 25%');
}, 60_000);

it('CONV-03: a fee that is not that of its band, charged and taken back', async () => {
  const { id } = await tender();
  expect((await result(id, 'CONV-03', 'OK')).message).toContain('nessun compenso');
  const path = `/api/enti/${demoEnteId('tuoro')}/payments`;
  const invoice = {
    tipo: 'FATTURATO',
    riferimento: 'Fattura 9',
    importo: '2862.00',
    data: '2026-11-20',
    dossierId: id,
    momento: 'PUBBLICAZIONE',
  };
  const { body } = await clerk.post(path, invoice);
  expect((await result(id, 'CONV-03', 'KO')).message).toContain('secondo la tariffa è € 3.816,00');
  const entry = (body['items'] as { id: string; riferimento: string }[]).find(({ riferimento }) => riferimento === 'Fattura 9');
  await clerk.post(`${path}/${entry?.id ?? ''}/reversals`, { data: '2026-11-22', motivazione: 'Aliquota sbagliata in fattura' });
  await clerk.post(path, { ...invoice, importo: '3816.00' });
  expect((await result(id, 'CONV-03', 'OK')).message).toContain('quello della tariffa');
}, 60_000);

it('CONV-04: a cost charged to the party that does not bear it', async () => {
  const { id } = await tender();
  await clerk.post(`/api/dossiers/${id}/expenses`, { voce: 'PIATTAFORMA', aCaricoDi: 'COMUNE', importo: '50.00', data: '2026-11-20' });
  expect((await result(id, 'CONV-04', 'KO')).message).toContain('«Piattaforma telematica» è stato addebitato al comune');
}, 60_000);

it('run again when the convenzione itself moves or is amended', async () => {
  const { id, convenzione } = await tender();
  expect((await result(id, 'CONV-01', 'OK')).status).toBe('OK');
  const before = await product.services.query<{ at: Date }>(`select max(created_at) as at from jobs where dossier_id = $1`, [id]);
  const act = { atto: { tipo: 'Determinazione', numero: '12', data: '2026-11-20' }, motivazione: 'Riorganizzazione dell’ufficio gare' };
  const amended = await director.send('PATCH', `/api/convenzioni/${convenzione}/tariffs`, {
    baseRevision: 1,
    tariffe: [{ ...fullTariff, al: '2027-12-31' }],
    ...act,
  });
  expect(amended.status).toBe(200);
  const after = await product.services.query<{ n: number }>(
    `select count(*)::int as n from check_results where dossier_id = $1 and check_id like 'CONV-%' and (stale or checked_at >= $2)`,
    [id, before[0]?.at],
  );
  expect(after[0]?.n).toBeGreaterThan(0);
  const moved = await director.post(`/api/dossiers/${convenzione}/transitions`, {
    event: 'sospendi',
    motivation: 'Morosità del comune per due annualità',
  });
  expect([moved.status, moved.body]).toEqual([200, expect.anything()]);
  expect((await result(id, 'CONV-01', 'KO')).message).toContain('è sospesa e con essa i fascicoli aperti');
}, 60_000);

it('CONV-02 and CONV-08 are for people where the agreement was concluded on paper', async () => {
  const id = await openDossier(await product.signIn('rup@montone.example'), 'Servizio di pulizia degli uffici');
  const rup = await product.signIn('rup@montone.example');
  const view = await rup.until<ChecksView>(
    `/api/dossiers/${id}/checks`,
    ({ running, results }) => !running && results.some(({ checkId }) => checkId === 'CONV-08'),
  );
  const statuses = view.results.filter(({ checkId }) => ['CONV-02', 'CONV-08'].includes(checkId)).map(({ status }) => status);
  expect(statuses).toEqual(['DA_VALUTARE', 'DA_VALUTARE']);
});
