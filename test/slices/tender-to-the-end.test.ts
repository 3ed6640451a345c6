import { type ChecksView } from '@gare/contracts/checks';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { FixedClock } from '@gare/platform/clock';
import { demoTenders, type DemoTender } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { changesOf, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { wordType } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-23T09:00:00Z'));
let product: TestProduct;
let tender: DemoTender;
let id: string;
let comune: Visitor;
let sua: Visitor;
let director: Visitor;
let run: TenderRun;

/** Another day: whoever worked before has to sign in again. */
async function on(instant: string): Promise<void> {
  clock.advance(Date.parse(instant) - clock.now().getTime());
  const accounts = [tender.comuneAccount, 'sua@perugia.example', 'dirigente@perugia.example', 'legale@perugia.example'];
  const visitors = (await Promise.all(accounts.map((email) => product.signIn(email)))) as [Visitor, Visitor, Visitor, Visitor];
  [comune, sua, director] = visitors;
  run = new TenderRun(tender, { comune, sua, lawyer: visitors[3], say: () => undefined }, id);
}

const dossier = async (): Promise<DossierDetail> => (await sua.get<DossierDetail & Record<string, unknown>>(`/api/dossiers/${id}`)).body;

/** What stands before a step, as the page tells it. */
const obstacles = async (event: string): Promise<string[] | undefined> =>
  (await dossier()).transitions.find((step) => step.event === event)?.reasons.map(({ message }) => message);

async function write(visitor: Visitor, values: object): Promise<void> {
  expect(await writeScheda(visitor, id, changesOf(values))).toBe(200);
}

async function refused(visitor: Visitor, event: string): Promise<string> {
  const { status, body } = await visitor.post(`/api/dossiers/${id}/transitions`, { event });
  expect(status).toBe(409);
  return String(body['detail']);
}

beforeAll(async () => {
  product = await startTestProduct({ clock, environment: { OFFICE_PROCESSES: '2' } });
  const [services] = demoTenders(clock.now(), 0x200000);
  if (services === undefined) throw new Error('the demo has no tender');
  tender = services;
}, 120_000);
afterAll(() => product.stop());

it('the tender is drafted, approved and packed', async () => {
  await on('2026-11-23T09:00:00Z');
  await run.run();
  const { body } = await sua.get<{ items: { id: string }[] }>('/api/dossiers?sort=-updatedAt');
  id = body.items[0]?.id ?? '';
  await declareNoConflict(director, id);
  expect((await dossier()).state.code).toBe('FASCICOLO_PUBBLICAZIONE');
  // What was approved and decided on is not replaced by other words without an integrative act.
  const other = { name: 'disciplinare.docx', bytes: wordBody(wordParagraph('Un disciplinare che nessuno ha approvato.')), type: wordType };
  const replaced = await sua.upload(`/api/dossiers/${id}/documents/D33/upload`, other);
  expect([replaced.status, replaced.body['code']]).toEqual([409, 'review.frozen']);
}, 300_000);

it('it is published, and what is public does not change any more', async () => {
  await on('2026-12-15T12:00:00Z');
  await write(sua, { dataPubblicazioneBDNCP: '2026-12-15T10:00:00Z' });
  await sua.until<ChecksView>(`/api/dossiers/${id}/checks`, ({ running, results }) => !running && results.every(({ stale }) => !stale));
  const packages = `/api/dossiers/${id}/package`;
  expect((await sua.post(packages)).status).toBeLessThan(300);
  await sua.until<{ packages: { status: string; outdated: boolean }[] } & Record<string, unknown>>(packages, ({ packages: built }) =>
    built.some(({ status, outdated }) => status === 'SEALED' && !outdated),
  );
  await run.move(director, 'pubblica');
  expect((await dossier()).turn).toMatchObject({ party: 'SUA' });
  expect(await writeScheda(sua, id, [{ path: 'oggetto', value: 'Un altro oggetto, che non si può più scrivere' }])).toBe(409);
  // Above the EU threshold the receipt of TED is one of those asked.
  expect((await obstacles('apriChiarimenti'))?.join(' ')).toMatch(/TED.*Ricevute della pubblicazione/);
  await write(sua, {
    dataPubblicazioneTED: '2026-12-15T11:00:00Z',
    pubblicazione: { dataAlbo: '2026-12-15', dataTrasparenza: '2026-12-15' },
  });
  await run.uploadDue();
  await run.generateDue();
  await run.move(sua, 'apriChiarimenti');
}, 120_000);

it('offers are awaited until their hour, then the commission is appointed', async () => {
  await on('2027-01-29T10:30:00Z');
  expect(await refused(sua, 'chiudiRicezione')).toContain('Le offerte si possono ancora presentare');
  await on('2027-01-29T11:30:00Z');
  await run.move(sua, 'chiudiRicezione');
  await write(sua, {
    offerte: { ricevute: 3 },
    commissione: {
      dataNomina: '2027-01-29',
      componenti: ['Verdi', 'Neri', 'Bruni'].map((cognome, at) => ({
        ...{ id: `c${at}`, cognome, nome: 'Anna', ruolo: at === 0 ? 'PRESIDENTE' : 'COMPONENTE', cvPubblicato: true },
        dichiarazioneFirmata: at < 2,
      })),
    },
  });
  await run.uploadDue();
  // The offers are weighed before they are admitted (C. 107 c. 3): the other way round this tender does not have.
  expect((await dossier()).transitions.map(({ event }) => event)).not.toContain('apriAmmissione');
  expect(await refused(director, 'apriValutazione')).toContain('Non tutti i componenti hanno firmato');
  expect(await writeScheda(sua, id, [{ path: 'commissione/componenti/c2/dichiarazioneFirmata', value: true }])).toBe(200);
  await run.move(director, 'apriValutazione');
}, 120_000);

it('it is awarded by the organ the convenzione names', async () => {
  await on('2027-03-01T09:00:00Z');
  await write(sua, { offerte: { ricevute: 3, anomaliaRilevata: false } });
  await run.uploadDue();
  await run.move(sua, 'passaAllAmmissione');
  await write(sua, { offerte: { ricevute: 3, ammesse: 2, anomaliaRilevata: false } });
  await run.uploadDue();
  await run.move(sua, 'chiudiAmmissione');
  await write(sua, { proposta: { data: '2027-03-01', operatore: 'Mensa Trasimeno soc. coop.', importo: '1500000.00', ribasso: '5.26' } });
  await run.uploadDue();
  await run.move(sua, 'avviaVerifiche');
  await write(sua, {
    verificaRequisiti: { esito: 'IN_CORSO', autodichiarazione: true },
    provvedimentoAggiudicazione: { numero: '77', data: '2027-03-20' },
  });
  await run.uploadDue();
  expect(await refused(director, 'aggiudica')).toContain('trenta giorni');
  await write(sua, { verificaRequisiti: { esito: 'REGOLARE', data: '2027-03-19' } });
  expect((await dossier()).transitions.map(({ event }) => event)).not.toContain('aggiudicaIlComune');
  expect(await refused(sua, 'aggiudica')).toContain('Questo passo spetta a: Dirigente della SUA');
  await run.move(director, 'aggiudica');
}, 120_000);

it('the standstill passes before the comune has the file and signs', async () => {
  await on('2027-03-22T09:00:00Z');
  await write(sua, { comunicazioni: { inviate: true, ultima: '2027-03-22' } });
  await run.uploadDue();
  await run.move(sua, 'avviaStandstill');
  await write(sua, { consegnaFascicolo: { data: '2027-04-22', ricevutoDa: 'dott.ssa Lucia Bianchi' } });
  await run.uploadDue(['TRASFERITA']);
  expect(await refused(sua, 'trasferisci')).toContain('Il termine dilatorio non è ancora passato');
  await on('2027-04-23T09:00:00Z');
  await run.move(sua, 'trasferisci');
  expect((await dossier()).turn).toMatchObject({ party: 'COMUNE' });
  const contratto = {
    ...{ numero: '12/2027', data: '2027-04-28', importo: '1500000.00', garanziaRiduzione: '0', polizze: true, bollo: true },
    antimafia: 'ACQUISITA',
  };
  await write(comune, { contratto: { ...contratto, garanziaDefinitiva: '75000.00' } });
  await run.uploadDue(['STIPULATA']);
  // Five per cent is the guarantee below the threshold: this tender is above.
  expect(await refused(comune, 'stipula')).toContain('C. 117');
  await write(comune, { contratto: { ...contratto, garanziaDefinitiva: '150000.00' } });
  await run.move(comune, 'stipula');
}, 120_000);

it('the contract is carried out and the dossier closes', async () => {
  await run.move(comune, 'avviaEsecuzione');
  await on('2030-07-15T09:00:00Z');
  await write(comune, { chiusura: { schedeInviate: true, indiceCompleto: true, data: '2030-07-15', versamento: '2030-10-31' } });
  await run.uploadDue(['CONCLUSA']);
  await run.move(comune, 'concludi');
  const { state, turn, phases } = await dossier();
  expect([state.code, turn.party]).toEqual(['CONCLUSA', 'NESSUNO']);
  expect(phases.every(({ status }) => status !== 'next')).toBe(true);
  const rows = await product.services.query<{ action: string }>(
    `select action from audit_entries where dossier_id = $1 and action like 'dossier.%' order by sequence`,
    [id],
  );
  expect(rows.map(({ action }) => action.replace('dossier.', '')).slice(-12)).toEqual(
    [
      ...['pubblica', 'apriChiarimenti', 'chiudiRicezione', 'apriValutazione', 'passaAllAmmissione', 'chiudiAmmissione'],
      ...['avviaVerifiche', 'aggiudica', 'avviaStandstill', 'trasferisci', 'stipula', 'avviaEsecuzione', 'concludi'],
    ].slice(-12),
  );
  const [published] = await product.services.query<{ n: number }>(
    'select count(*)::int as n from published_tenders where dossier_id = $1',
    [id],
  );
  expect(published?.n).toBe(1);
}, 120_000);
