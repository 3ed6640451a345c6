import { setTimeout as sleep } from 'node:timers/promises';
import ICAL from 'ical.js';
import { type DossierTermsView, type TermView, type listTerms } from '@gare/contracts/terms';
import { systemAsActor } from '@gare/domain/access/actor';
import { type OpenItem } from '@gare/domain/turn/open-item';
import { fromRome } from '@gare/domain/calendar/rome-time';
import { DossierReader, DossierTurns, OpenItemSources } from '@gare/dossiers';
import { ReminderSources } from '@gare/notifications';
import { FixedClock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { SchedaWriter } from '@gare/scheda';
import { DossierTermsReader } from '@gare/terms';
import { DossierTermsSchedule } from '@gare/terms/worker';
import { type z } from 'zod';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

type Calendar = z.output<NonNullable<typeof listTerms.response>>;

const perugia = demoEnteId('perugia');
const tuoro = demoEnteId('tuoro');
const clock = new FixedClock(new Date('2026-11-10T09:00:00.000Z'));
const noon = (date: string): string => fromRome(date, '12:00');
const items = new Map<string, OpenItem[]>();

let product: TestProduct;
let rup: Visitor;
let official: Visitor;
let stranger: Visitor;

async function signIn(): Promise<void> {
  rup = await product.signIn('rup@tuoro.example');
  official = await product.signIn('sua@perugia.example');
  stranger = await product.signIn('rup@montone.example');
}

/** Sessions do not last as long as terms. */
async function later(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await signIn();
}

beforeAll(async () => {
  product = await startTestProduct({ clock });
  product.api.get(OpenItemSources).register('test', (_, dossier) => Promise.resolve(items.get(dossier.id) ?? []));
  await signIn();
});
afterAll(() => product.stop());

const asSua = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  product.api.get(Database).transaction({ scope: 'sua', suaId: perugia }, work);

async function termsOf(id: string, visitor = rup): Promise<DossierTermsView> {
  const { status, body } = await visitor.get<DossierTermsView>(`/api/dossiers/${id}/terms`);
  expect(status).toBe(200);
  return body;
}
async function termOf(id: string, code: string): Promise<TermView> {
  const { items: terms } = await termsOf(id);
  const found = terms.find((term) => term.code === code);
  if (found === undefined) throw new Error(`no term ${code} among ${terms.map((term) => term.code).join(', ')}`);
  return found;
}

/** A tender with its dates, and published where it is asked: as the steps leave it, without taking them. */
async function tender(oggetto: string, dates: Record<string, string>, published = false): Promise<string> {
  const id = await openDossier(rup, oggetto, official);
  const fields = { norma: '71', tipoProcedura: 'open', ...dates };
  expect(
    await writeScheda(
      rup,
      id,
      Object.entries(fields).map(([path, value]) => ({ path, value })),
    ),
  ).toBe(200);
  if (published) {
    await product.services.query(`update dossiers set state = 'PUBBLICATA' where id = $1`, [id]);
    await turned(id);
  }
  return id;
}

/** As a feature does that has just opened or closed something. */
const turned = (id: string): Promise<void> =>
  asSua(async (tx) => product.api.get(DossierTurns).refresh(tx, await product.api.get(DossierReader).require(tx, id)));

/** A change of the sheet as a rectification writes it, whatever the phase leaves open. */
const rectify = (id: string, path: string, value: string): Promise<unknown> =>
  asSua(async (tx) => {
    const dossier = await product.api.get(DossierReader).require(tx, id);
    const edit = { actor: systemAsActor(perugia, 'test-rectify'), dossier, role: 'SISTEMA', changes: [{ path, value }] } as const;
    return product.api.get(SchedaWriter).write(tx, edit);
  });

const kept = (id: string): Promise<{ code: string; written_at: Date; sequence: number }[]> =>
  product.services.query('select code, written_at, sequence from dossier_terms where dossier_id = $1 order by code', [id]);

describe('terms of a dossier', () => {
  it('are there from the opening on, and follow the sheet in the same transaction', async () => {
    const id = await openDossier(rup, 'Servizio di pulizia delle scuole', official);
    expect(await termOf(id, 'STATO:CONTATTO')).toMatchObject({ clock: 'SLA', from: '2026-11-10', due: '2026-11-17', state: 'IN_CORSO' });
    const dates = { norma: '71', tipoProcedura: 'open', dataTrasmissioneBando: noon('2026-11-16'), scadenzaOfferte: noon('2026-12-15') };
    await writeScheda(
      rup,
      id,
      Object.entries(dates).map(([path, value]) => ({ path, value })),
    );
    expect(await termOf(id, 'OFFERTE_MINIMO')).toMatchObject({ due: '2026-12-16', state: 'SUPERATO', cite: 'C. 71 c. 2' });
    expect(await termOf(id, 'OFFERTE')).toMatchObject({ due: '2026-12-15', dueAt: noon('2026-12-15') });
    const before = await kept(id);
    clock.advance(60_000);
    await turned(id);
    expect(await kept(id)).toEqual(before);
  });

  it('stop while something is awaited and go on afterwards', async () => {
    const id = await openDossier(rup, 'Fornitura di libri per la biblioteca');
    items.set(id, [
      {
        ...{
          id: 'r1',
          code: 'INTEGRAZIONE',
          title: 'Integra il capitolato',
          waitsOn: { party: 'COMUNE', role: 'RUP_COMUNE', personId: null },
        },
        ...{ since: clock.now(), due: '2026-11-25', takesTurn: true, stopsClock: true, screen: 'richieste', path: null },
      },
    ]);
    await turned(id);
    expect(await termOf(id, 'STATO:CONTATTO')).toMatchObject({ due: null, state: 'SOSPESO' });
    expect(await termOf(id, 'RICHIESTA:r1')).toMatchObject({ due: '2026-11-25', state: 'IN_CORSO' });
    await later(3 * 86_400_000);
    items.set(id, []);
    await turned(id);
    // From Tuesday to Friday three working days did not count.
    expect(await termOf(id, 'STATO:CONTATTO')).toMatchObject({ due: '2026-11-20', suspensions: [{ days: 3 }] });
    expect((await termsOf(id)).items.some(({ code }) => code === 'RICHIESTA:r1')).toBe(false);
  });

  it('are nobody else’s to read, and a simulation writes nothing', async () => {
    const id = await tender('Servizio di trasporto scolastico', {
      dataTrasmissioneBando: noon('2026-11-16'),
      scadenzaOfferte: noon('2026-12-18'),
    });
    expect((await stranger.get(`/api/dossiers/${id}/terms`)).status).toBe(404);
    const before = await kept(id);
    const simulation = await rup.get<{ differences: { code: string; before: object; after: object; cite: string }[] }>(
      `/api/dossiers/${id}/terms/simulation?scadenzaOfferte=${noon('2027-01-11')}`,
    );
    expect(simulation.status).toBe(200);
    expect(simulation.body.differences.find(({ code }) => code === 'CHIARIMENTI')).toMatchObject({
      ...{ before: { due: '2026-12-12' }, after: { due: '2027-01-05' }, cite: 'C. 88 c. 3; C. 92 c. 2 lett. a' },
    });
    expect(await kept(id)).toEqual(before);
    expect((await rup.get(`/api/dossiers/${id}/terms/simulation`)).status).toBe(400);
    expect((await stranger.get(`/api/dossiers/${id}/terms/simulation?scadenzaOfferte=${noon('2027-01-11')}`)).status).toBe(404);
  });

  it('keep where they ended before a rectification, and the history names the articles', async () => {
    const id = await tender(
      'Manutenzione del verde',
      { dataTrasmissioneBando: noon('2026-11-02'), scadenzaOfferte: noon('2026-12-18') },
      true,
    );
    await rectify(id, 'scadenzaOfferte', noon('2027-01-11'));
    expect(await termOf(id, 'OFFERTE')).toMatchObject({ due: '2027-01-11', before: { due: '2026-12-18' } });
    expect(await termOf(id, 'OFFERTE_MINIMO')).toMatchObject({ before: null });
    const acts = await product.services.query<{ summary: string; details: { changes: { code: string }[] } }>(
      `select summary, details from audit_entries where dossier_id = $1 and action = 'terms.moved'`,
      [id],
    );
    expect(acts).toHaveLength(1);
    expect(acts[0]?.summary).toMatch(/Termini ricalcolati.*da .* a .*\(C\. /);
    expect(acts[0]?.details.changes.map(({ code }) => code)).toContain('CHIARIMENTI');
  });

  it('pass with their day: the worker writes them anew, once', async () => {
    const id = await openDossier(rup, 'Servizio di sgombero della neve');
    const { due } = await termOf(id, 'STATO:CONTATTO');
    const stateOf = async (): Promise<string | undefined> =>
      (
        await product.services.query<{ state: string }>('select state from dossier_terms where dossier_id = $1 and code = $2', [
          id,
          'STATO:CONTATTO',
        ])
      )[0]?.state;
    await later(Date.parse(fromRome(due ?? '', '23:00')) - clock.now().getTime());
    await product.worker?.get(DossierTermsSchedule).askForDue();
    expect(await stateOf()).toBe('IN_CORSO');
    await later(2 * 3_600_000);
    // Not by looking at it: a page that shows a term writes it anew first.
    for (let looks = 0; looks < 100 && (await stateOf()) === 'IN_CORSO'; looks += 1) {
      await product.worker?.get(DossierTermsSchedule).askForDue();
      await sleep(100);
    }
    expect(await stateOf()).toBe('SUPERATO');
    const passed = await asSua((tx) => product.api.get(DossierTermsReader).stale(tx, perugia, 10));
    expect(passed).not.toContain(id);
  });
});

describe('dated acts', () => {
  let id: string;
  const record = (body: object, visitor = official) =>
    visitor.post<DossierTermsView & { issues?: { path: string }[] }>(`/api/dossiers/${id}/term-acts`, body);

  it('start terms, are answered, taken back and audited', async () => {
    id = await tender('Servizio di ristorazione', { dataTrasmissioneBando: noon('2026-09-01'), scadenzaOfferte: noon('2026-10-12') }, true);
    const today = clock.now().toISOString().slice(0, 10);
    const { status, body } = await record({ kind: 'SOCCORSO', on: today, amount: 7, reference: 'prot. 1234' });
    expect(status).toBe(201);
    const [act] = body.acts;
    expect(body.items.find(({ code }) => code === `SOCCORSO:${act?.id ?? ''}`)).toMatchObject({ state: 'IN_CORSO', cite: 'C. 101 c. 1' });
    expect((await record({ kind: 'CHIUSURA', on: today, refersTo: act?.id, reference: 'prot. 1300' })).status).toBe(201);
    expect(await termOf(id, `SOCCORSO:${act?.id ?? ''}`)).toMatchObject({ state: 'RISPETTATO', metOn: today });
    const undone = await record({ kind: 'ANNULLAMENTO', on: today, refersTo: act?.id, reference: 'registrato per errore' });
    expect(undone.body.items.some(({ code }) => code.startsWith('SOCCORSO'))).toBe(false);
    expect(undone.body.acts.find((one) => one.id === act?.id)).toMatchObject({ annulled: true });
    const acts = await product.services.query(`select 1 from audit_entries where dossier_id = $1 and action = 'terms.act_recorded'`, [id]);
    expect(acts).toHaveLength(3);
  });

  it('are refused by field, and to whoever may not', async () => {
    const refused = await record({ kind: 'SOCCORSO', on: '2027-05-01', reference: 'prot. 1' });
    expect(refused.status).toBe(422);
    expect(refused.body.issues?.map(({ path }) => path)).toEqual(['on', 'amount']);
    expect((await record({ kind: 'STIPULA', on: '2026-11-02', reference: 'rep. 1' }, stranger)).status).toBe(404);
  });
});

describe('outages of the platform', () => {
  it('propose a new deadline to the tenders they fell in, until they are taken back', async () => {
    const id = await tender(
      'Servizio di custodia',
      { dataTrasmissioneBando: noon('2026-11-02'), scadenzaOfferte: noon('2026-12-23') },
      true,
    );
    const outage = {
      platform: 'TuttoGare',
      from: '2026-11-12T08:00:00Z',
      to: '2026-11-12T12:30:00Z',
      evidence: 'Avviso del gestore n. 12',
    };
    expect((await rup.post('/api/pad-outages', outage)).status).toBe(403);
    expect((await official.post('/api/pad-outages', { ...outage, to: '2027-11-12T12:30:00Z' })).status).toBe(422);
    const { status, body } = await official.post<{ items: { id: string }[] }>('/api/pad-outages', outage);
    expect(status).toBe(201);
    expect(await termOf(id, 'PROROGA_PAD')).toMatchObject({ clock: 'PLATFORM', proposal: noon('2026-12-24') });
    expect((await rup.get<{ items: object[] }>('/api/pad-outages')).body.items).toHaveLength(1);
    const path = `/api/pad-outages/${body.items[0]?.id ?? ''}/reversal`;
    expect((await official.post(path, { reason: 'Registrato per errore' })).status).toBe(200);
    expect((await official.post(path, { reason: 'Registrato per errore' })).status).toBe(404);
    expect((await termsOf(id)).items.some(({ code }) => code === 'PROROGA_PAD')).toBe(false);
    const acts = await product.services.query<{ action: string }>(
      `select action from registry_acts where action like 'outage.%' order by sequence`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['outage.recorded', 'outage.reversed']);
  });
});

describe('terms of many dossiers', () => {
  const from = '2026-12-01';
  const to = '2027-01-31';
  const list = async (visitor: Visitor, query = ''): Promise<Calendar> =>
    (await visitor.get<Calendar>(`/api/terms?from=${from}&to=${to}${query}`)).body;

  it('are those of the dossiers in sight, in the days asked for, with the holidays between', async () => {
    const mine = await list(rup);
    expect(mine.items.length).toBeGreaterThan(0);
    expect(mine.items.every(({ due, dossier }) => due >= from && due <= to && dossier.ente.includes('Tuoro'))).toBe(true);
    expect((await list(stranger)).items).toEqual([]);
    expect((await list(official)).items.length).toBe(mine.items.length);
    expect((await list(official, `&enteId=${demoEnteId('montone')}`)).items).toEqual([]);
    expect((await list(official, `&enteId=${tuoro}&clock=SLA`)).items.every(({ clock: kind }) => kind === 'SLA')).toBe(true);
    expect(mine.holidays).toContainEqual({ day: '2026-12-08', name: 'Immacolata Concezione' });
    expect((await rup.get('/api/terms?from=2027-01-31&to=2026-12-01')).status).toBe(400);
  });

  it('tell the notifications which are near', async () => {
    const due = await asSua((tx) => product.api.get(ReminderSources).gather(tx, perugia, '2026-12-15'));
    const ours = due.filter(({ source }) => source === 'terms');
    expect(ours.some(({ title, path }) => title.startsWith('Scadenza delle offerte') && path.endsWith('/termini'))).toBe(true);
    expect(new Set(ours.map(({ key }) => key)).size).toBe(ours.length);
    const first = await asSua((tx) => product.api.get(DossierTermsReader).firstDue(tx, [ours[0]?.dossierId ?? '']));
    const [row] = await product.services.query<{ due: string }>(
      `select min(due_on)::text as due from dossier_terms where dossier_id = $1 and met_on is null and nature = 'ENTRO' and state in ('IN_CORSO', 'SUPERATO')`,
      [ours[0]?.dossierId],
    );
    expect(first.get(ours[0]?.dossierId ?? '')?.dueOn).toBe(row?.due);
  });
});

describe('the calendar people subscribe to', () => {
  const renew = async (visitor = rup): Promise<string> =>
    (await visitor.post<{ url: string }>('/api/account/calendar-feed', { replace: true })).body.url.replace(
      /^https?:\/\/[^/]+/,
      product.url,
    );
  const read = async (url: string): Promise<{ status: number; text: string; events: ICAL.Event[] }> => {
    const answer = await fetch(url);
    const text = await answer.text();
    const events = answer.ok
      ? new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
      : [];
    return { status: answer.status, text, events };
  };
  const of = (events: readonly ICAL.Event[], uid: string): ICAL.Event => {
    const found = events.find((event) => event.uid === uid);
    if (found === undefined) throw new Error(`no event ${uid}`);
    return found;
  };

  it('needs no session, is well formed, and a term keeps its UID while its SEQUENCE grows', async () => {
    const id = await tender(
      'Lavori di asfaltatura; strada comunale, lotto «A» e lotto «B»',
      { dataTrasmissioneBando: noon('2026-11-16'), scadenzaOfferte: noon('2026-12-18') },
      true,
    );
    const url = await renew();
    const { status, text, events } = await read(url);
    expect(status).toBe(200);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text).not.toContain('asfaltatura');
    const offers = of(events, `${id}.OFFERTE@gare-insieme`);
    expect(offers.startDate).toMatchObject({ isDate: false });
    expect(offers.startDate.toJSDate().toISOString()).toBe(noon('2026-12-18'));
    const answers = of(events, `${id}.CHIARIMENTI@gare-insieme`);
    expect(answers.startDate).toMatchObject({ isDate: true, year: 2026, month: 12, day: 12 });
    expect(answers.description).toContain('Almeno 6 giorni prima della scadenza delle offerte');
    expect(answers.component.getFirstPropertyValue('dtstamp')).toBeTruthy();
    await rectify(id, 'scadenzaOfferte', noon('2027-01-11'));
    const later = of((await read(url)).events, `${id}.OFFERTE@gare-insieme`);
    expect(later.sequence).toBe(offers.sequence + 1);
    expect(later.startDate.toJSDate().toISOString()).toBe(noon('2027-01-11'));
  });

  it('shows what its owner may see now, and nothing without a role', async () => {
    const url = await renew(stranger);
    expect((await read(url)).events).toEqual([]);
    const ofSua = await renew(official);
    expect((await read(ofSua)).events.length).toBeGreaterThan(0);
    await product.services.query(
      `update role_assignments set revocato_dal = '2026-01-01' where person_id = (select id from people where email = 'sua@perugia.example')`,
    );
    expect((await read(ofSua)).events).toEqual([]);
    await product.services.query(
      `update role_assignments set revocato_dal = null where person_id = (select id from people where email = 'sua@perugia.example')`,
    );
  });

  it('opens nothing when it was renewed, revoked or guessed, and answers so many times an hour', async () => {
    const first = await renew();
    const second = await renew();
    expect((await read(first)).status).toBe(404);
    expect((await read(`${product.url}/api/calendar.ics?token=${'A'.repeat(43)}`)).status).toBe(404);
    expect((await read(`${product.url}/api/calendar.ics`)).status).toBe(404);
    const rows = await product.services.query<{ token_hash: string }>('select token_hash from calendar_feeds');
    expect(rows.every(({ token_hash }) => !second.includes(token_hash))).toBe(true);
    await product.services.query(`update calendar_feeds set reads = 60, window_at = $1 where revoked_at is null`, [clock.now()]);
    expect((await read(second)).status).toBe(429);
    clock.advance(3_700_000);
    expect((await read(second)).status).toBe(200);
    expect((await rup.get<{ active: boolean }>('/api/account/calendar-feed')).body).toMatchObject({ active: true });
    expect((await rup.post('/api/account/calendar-feed/revocation', { revoke: true })).status).toBe(204);
    expect((await read(second)).status).toBe(404);
  });
});
