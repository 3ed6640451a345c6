import { setTimeout as sleep } from 'node:timers/promises';
import { DossierReader, DossierTurns } from '@gare/dossiers';
import { ReminderSources, type ReminderDue } from '@gare/notifications';
import { RemindersSchedule } from '@gare/notifications/worker';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { montone, perugia } from '../security/two-provinces.js';

const day = 24 * 3_600_000;
const { suaId } = perugia;
/** A Monday, 9:00 in Rome. */
const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));

let product: TestProduct;
let rup: Visitor;
let dossierId: string;
let due: ReminderDue[] = [];

beforeAll(async () => {
  product = await startTestProduct({ clock });
  rup = await product.signIn('rup@montone.example');
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali');
  product.worker?.get(ReminderSources).register('prova', (_reader, asked) => Promise.resolve(asked === suaId ? due : []));
});
afterAll(() => product.stop());

const reminder = (changes: Partial<ReminderDue> = {}): ReminderDue => ({
  ...{ key: 'T1:7', dossierId, suaId, enteId: montone.enteId, dueOn: '2026-11-30', party: 'SUA' },
  ...{ title: 'Termine per i chiarimenti', text: 'Mancano 7 giorni.', path: `/fascicoli/${dossierId}/termini` },
  to: { roles: [{ party: 'SUA', codes: ['RUP_SUA'] }] },
  ...changes,
});

/** Looks for what is due, waits until it is done, and gives the notices of one source that are new: the product has its own beside it. */
async function look(source = 'prova'): Promise<string[]> {
  const before = await notices();
  await product.worker?.get(RemindersSchedule).askForDue();
  const open = (): Promise<unknown[]> =>
    product.services.query(`select 1 from jobs where name = 'notifications.followReminders' and finished_at is null`);
  const deadline = performance.now() + 30_000;
  while ((await open()).length > 0 && performance.now() < deadline) await sleep(50);
  return (await notices()).filter((notice) => !before.includes(notice) && notice.split(' ')[0]?.endsWith(`.${source}`) === true);
}

async function notices(): Promise<string[]> {
  const rows = await product.services.query<{ line: string }>(
    `select n.code || ' ' || p.email || ' ' || n.title || ' ' || n.dedupe_key as line from notifications n join people p on p.id = n.person_id order by 1`,
  );
  return rows.map(({ line }) => line);
}

const told = (lines: readonly string[]): string[] => lines.map((line) => line.split(' ').slice(0, 2).join(' '));

describe('a reminder of a term', () => {
  it('is given once before its day, once after it, and then the director is told, once', async () => {
    due = [reminder()];
    expect(told(await look())).toEqual(['PROMEMORIA.prova sua@perugia.example']);
    expect(await look()).toEqual([]);
    // The day itself is still in time.
    clock.advance(7 * day);
    expect(await look()).toEqual([]);
    clock.advance(day);
    expect(told(await look())).toEqual(['SCADUTO.prova sua@perugia.example']);
    // Three working days later, Thursday 3 December, still not; the fourth, Friday, it is.
    clock.advance(2 * day);
    expect(await look()).toEqual([]);
    clock.advance(day);
    const escalated = await look();
    expect(told(escalated)).toEqual(['SOLLECITO.prova dirigente@perugia.example']);
    expect(escalated[0]).toContain('Da sollecitare: Termine per i chiarimenti');
    expect(await look()).toEqual([]);
    const acts = await product.services.query<{ summary: string; details: object }>(
      `select summary, details from audit_entries where dossier_id = $1 and action = 'reminder.escalated' and details ->> 'source' = 'prova'`,
      [dossierId],
    );
    expect(acts).toMatchObject([
      { summary: 'Sollecito al dirigente: Termine per i chiarimenti', details: { source: 'prova', dueOn: '2026-11-30' } },
    ]);
  });

  it('goes to the director at once where nobody was there to be told', async () => {
    due = [reminder({ key: 'T2', dueOn: '2026-12-03', party: 'COMUNE', to: { roles: [{ party: 'COMUNE', codes: ['VERIFICATORE'] }] } })];
    expect(told(await look())).toEqual(['SOLLECITO.prova rup@montone.example']);
  });

  it('waits with the director as long as the Province has entered in its register', async () => {
    await product.services.query(
      `insert into legal_parameters (id, sua_id, ordinal, action, key, valid_from, value, unit, cite, confirmed, motivation, created_by, created_by_name, created_at)
       select gen_random_uuid(), $1, 1, 'AGGIUNTA', 'avvisi.sollecitoDirigente', '2026-01-01', '1', 'days', 'Prova', true, 'Prova', id, 'Prova', now()
       from people where email = 'dirigente@perugia.example'`,
      [suaId],
    );
    // Friday 4 December: one working day after Thursday is not more than one, two after Wednesday are.
    due = [reminder({ key: 'T3', dueOn: '2026-12-03' }), reminder({ key: 'T4', dueOn: '2026-12-02' })];
    const lines = await look();
    expect(lines.filter((line) => line.startsWith('SOLLECITO')).map((line) => line.split(':').at(-2))).toEqual(['T4']);
    due = [];
  });
});

describe('a turn that has lasted too long', () => {
  it('is told to who has it, once, and to the director days later', async () => {
    // Days have gone by: the session of before has ended. In this state no term runs.
    const id = await openDossier(await product.signIn('rup@montone.example'), 'Fornitura di arredi per la scuola primaria');
    await product.services.query(`update dossiers set state = 'PUBBLICATA' where id = $1`, [id]);
    await product.api.get(Database).transaction({ scope: 'sua', suaId }, async (tx) => {
      await product.api.get(DossierTurns).refresh(tx, await product.api.get(DossierReader).require(tx, id));
    });
    const own = async (): Promise<string[]> => told((await look('turni')).filter((line) => line.includes(id)));
    expect(await own()).toEqual([]);
    // Friday 4 December: ten working days later, with the feast of the 8th between, is Monday 21.
    clock.advance(Date.parse('2026-12-21T08:00:00Z') - clock.now().getTime());
    expect(await own()).toEqual([]);
    clock.advance(day);
    expect(await own()).toEqual(['SCADUTO.turni sua@perugia.example']);
    clock.advance(2 * day);
    expect(await own()).toEqual(['SOLLECITO.turni dirigente@perugia.example']);
    expect(await own()).toEqual([]);
  });

  it('is not told beside the term of the same wait, which says it with its article', async () => {
    clock.advance(Date.parse('2027-01-11T08:00:00Z') - clock.now().getTime());
    const id = await openDossier(await product.signIn('rup@montone.example'), 'Fornitura di banchi per la scuola primaria');
    // More than the five working days of the first contact, and more than the ten that are too long for a turn.
    clock.advance(21 * day);
    await look();
    await look();
    const lines = told((await notices()).filter((line) => line.includes(id)));
    expect(lines.filter((line) => line.startsWith('SCADUTO'))).toEqual(['SCADUTO.terms rup@montone.example']);
    expect(lines.filter((line) => line.includes('.turni'))).toEqual([]);
  });
});
