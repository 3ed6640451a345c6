import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MailMessageView, type MailStateView } from '@gare/contracts/notifications';
import { systemAsActor } from '@gare/domain/access/actor';
import { type MailState } from '@gare/domain/notifications/mail-state';
import { Notifier, type Notice } from '@gare/notifications';
import { MailSchedule } from '@gare/notifications/worker';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { MailServer } from '../harness/mail-server.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, montone, perugia } from '../security/two-provinces.js';

const minute = 60_000;
const hour = 60 * minute;
/** A Monday, 9:00 in Rome. */
const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
const { suaId } = perugia;

let server: MailServer;
let product: TestProduct;
let rup: Visitor;
let director: Visitor;
let dossierId: string;
let codice: string;

beforeAll(async () => {
  server = await MailServer.start();
  product = await startTestProduct({ clock, environment: server.environment({ MAIL_GROUP_SECONDS: '1' }) });
  rup = await product.signIn('rup@montone.example');
  director = await product.signIn('dirigente@perugia.example');
  dossierId = await openDossier(rup, 'Servizio riservatissimo di pulizia degli uffici');
  const [row] = await product.services.query<{ code: string }>('select codice_appalto as code from dossiers where id = $1', [dossierId]);
  codice = row?.code ?? '';
});
afterAll(async () => {
  await product.stop();
  await server.stop();
});

interface Message {
  readonly id: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly reason: string | null;
}

async function person(email: string): Promise<string> {
  return addPerson(product, email, montone, ['RUP_COMUNE']);
}

async function tell(personId: string, changes: Partial<Notice> = {}): Promise<void> {
  clock.advance(1);
  const notice: Notice = {
    ...{ code: 'RICHIESTA.aperta', dossierId, suaId, enteId: montone.enteId, title: 'Nuova richiesta', text: 'C’è una <richiesta>.' },
    ...{ path: `/fascicoli/${dossierId}`, dedupeKey: randomUUID(), to: { people: [personId] } },
    ...changes,
  };
  const actor = systemAsActor(suaId, randomUUID());
  await product.api.get(Database).transaction({ scope: 'sua', suaId }, (tx) => product.api.get(Notifier).tell(tx, actor, notice));
}

async function messagesOf(personId: string): Promise<Message[]> {
  return product.services.query<Message>('select id, state, attempts, reason from mail_messages where person_id = $1 order by created_at', [
    personId,
  ]);
}

/** The only message of the person, once it is in the state. */
async function inState(personId: string, state: MailState): Promise<Message> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const [message] = await messagesOf(personId);
    if (message?.state === state) return message;
    if (performance.now() > deadline) throw new Error(`not ${state}: ${JSON.stringify(message)}`);
    await sleep(50);
  }
}

/** What the clock makes due, done to the end. */
async function look(): Promise<readonly string[]> {
  const asked = (await product.worker?.get(MailSchedule).askForDue()) ?? [];
  const open = (): Promise<unknown[]> =>
    product.services.query(`select 1 from jobs where name like 'notifications.%' and finished_at is null and not_before <= now()`);
  const deadline = performance.now() + 30_000;
  while ((await open()).length > 0 && performance.now() < deadline) await sleep(50);
  return asked;
}

describe('what is to be read at once', () => {
  it('travels in one e-mail per dossier, however many notices the moment brings', async () => {
    const id = await person('raffica@montone.example');
    const other = await openDossier(rup, 'Altra procedura del comune per gli arredi');
    for (const title of ['Prima', 'Seconda', 'Terza']) await tell(id, { title });
    await tell(id, { title: 'Altrove', dossierId: other, path: `/fascicoli/${other}` });
    await server.until(2);
    await look();
    const mails = server.sentTo('raffica@montone.example');
    expect(mails).toHaveLength(2);
    const burst = mails.find(({ text }) => text?.includes('Prima'));
    expect(burst?.text).toMatch(/Prima[\s\S]+Seconda[\s\S]+Terza/);
    expect(burst?.subject).toBe(`Gare insieme: Messaggi e richieste – ${codice}`);
    expect(burst?.text).toContain(`https://gare.provincia.example/fascicoli/${dossierId}`);
    expect(burst?.html).toContain('C’è una &lt;richiesta&gt;.');
    const [message] = (await messagesOf(id)).filter(({ id: messageId }) => burst?.messageId === `<${messageId}@gare.provincia.example>`);
    expect(message).toMatchObject({ state: 'INVIATO', attempts: 1 });
  });

  it('never says the object of a tender in the subject, nor anywhere that the notice does not', async () => {
    const id = await person('riservato@montone.example');
    await tell(id);
    await inState(id, 'INVIATO');
    const [mail] = server.sentTo('riservato@montone.example');
    expect(`${mail?.subject ?? ''} ${mail?.text ?? ''} ${String(mail?.html)}`).not.toContain('riservatissimo');
  });

  it('is not sent when it was read in the app meanwhile, nor to who wants none', async () => {
    const id = await person('letto@montone.example');
    await tell(id);
    await product.services.query('update notifications set read_at = now() where person_id = $1', [id]);
    const silent = await person('silenzio@montone.example');
    const visitor = await product.signIn('silenzio@montone.example');
    await visitor.send('PATCH', '/api/notifications/settings', { kinds: [{ kind: 'RICHIESTA', app: true, mail: 'NO' }] });
    await tell(silent);
    await sleep(1_500);
    await look();
    expect([await messagesOf(id), await messagesOf(silent)]).toEqual([[], []]);
  });

  it('is not sent to who may no longer read it', async () => {
    const id = await person('cessato@montone.example');
    server.behaviour = { refuses: 'RCPT', code: 451 };
    await tell(id);
    await inState(id, 'RINVIATO');
    await product.services.query(`update role_assignments set al = '2026-11-22' where person_id = $1`, [id]);
    server.behaviour = 'TAKES';
    clock.advance(5 * minute);
    await look();
    expect(await inState(id, 'ANNULLATO')).toMatchObject({ reason: expect.stringContaining('non può più leggere') as string });
    expect(server.sentTo('cessato@montone.example')).toEqual([]);
  });
});

describe('a message is sent once', () => {
  it('however often its job runs', async () => {
    const id = await person('doppio@montone.example');
    await tell(id);
    const { id: messageId } = await inState(id, 'INVIATO');
    for (let again = 0; again < 5; again += 1) {
      await product.services.query(
        `insert into jobs (id, sua_id, name, queue, title, payload, correlation_id, requested_by, created_at, not_before, touched_at)
         values ($1, $2, 'notifications.sendMail', 'mail', 'Prova', $3, 'prova', $2, now(), now(), now())`,
        [randomUUID(), suaId, JSON.stringify({ messageId })],
      );
    }
    await look();
    expect(server.sentTo('doppio@montone.example')).toHaveLength(1);
    expect(await inState(id, 'INVIATO')).toMatchObject({ attempts: 1 });
  });

  it('is put off while the server does not take it, and then leaves', async () => {
    const id = await person('rinviato@montone.example');
    server.behaviour = { refuses: 'DATA', code: 451 };
    await tell(id);
    expect(await inState(id, 'RINVIATO')).toMatchObject({ attempts: 1, reason: expect.stringContaining('451') as string });
    server.behaviour = 'TAKES';
    await look();
    expect(await inState(id, 'RINVIATO')).toMatchObject({ attempts: 1 });
    clock.advance(3 * minute);
    await look();
    expect(await inState(id, 'INVIATO')).toMatchObject({ attempts: 2, reason: null });
    expect(server.sentTo('rinviato@montone.example')).toHaveLength(1);
  });

  it('stays refused until somebody sends it again by hand, as the same message', async () => {
    const id = await person('rifiutato@montone.example');
    server.behaviour = { refuses: 'RCPT', code: 550 };
    await tell(id);
    const { id: messageId } = await inState(id, 'RIFIUTATO');
    server.behaviour = 'TAKES';
    clock.advance(24 * hour);
    await look();
    expect(await inState(id, 'RIFIUTATO')).toMatchObject({ attempts: 1 });
    // A day has gone by: sessions have ended.
    director = await product.signIn('dirigente@perugia.example');
    rup = await product.signIn('rup@montone.example');
    const { body } = await director.get<MailStateView>('/api/mail');
    expect(body.server).toMatchObject({ host: '127.0.0.1', encrypted: false, from: 'Gare insieme <noreply@provincia.example>' });
    expect(body.troubled.find((one) => one.id === messageId)).toMatchObject({
      ...{ state: 'RIFIUTATO', address: 'rifiutato@montone.example', notices: 1 },
      reason: expect.stringContaining('550') as string,
    });
    // The address is not blocked: the next message goes out, and so does this one when asked for.
    expect((await rup.post(`/api/mail/${messageId}/repeat`)).status).toBe(403);
    expect((await director.post<MailMessageView>(`/api/mail/${messageId}/repeat`)).body).toMatchObject({
      state: 'IN_ATTESA',
      reason: null,
    });
    await inState(id, 'INVIATO');
    expect(server.sentTo('rifiutato@montone.example').map((mail) => mail.messageId)).toEqual([`<${messageId}@gare.provincia.example>`]);
    expect((await director.post(`/api/mail/${messageId}/repeat`)).body).toMatchObject({ code: 'mail.not_stuck' });
    const [act] = await product.services.query<{ details: object }>(`select details from registry_acts where action = 'mail.repeated'`);
    expect(act?.details).toMatchObject({ messageId, before: 'RIFIUTATO', after: 'IN_ATTESA' });
  });

  it('of which nobody knows whether it arrived is not repeated by itself', async () => {
    const id = await person('incerto@montone.example');
    server.behaviour = 'CUTS';
    await tell(id);
    const { id: messageId } = await inState(id, 'INCERTO');
    server.behaviour = 'TAKES';
    clock.advance(24 * hour);
    await look();
    expect(await inState(id, 'INCERTO')).toMatchObject({ attempts: 1 });
    expect(server.sentTo('incerto@montone.example')).toHaveLength(1);
    director = await product.signIn('dirigente@perugia.example');
    await director.post(`/api/mail/${messageId}/repeat`);
    await inState(id, 'INVIATO');
    const ids = server.sentTo('incerto@montone.example').map((mail) => mail.messageId);
    expect(ids).toEqual([`<${messageId}@gare.provincia.example>`, `<${messageId}@gare.provincia.example>`]);
  });
});

describe('the digest', () => {
  const digest = { code: 'PASSO.invia' };

  it('leaves once a day at the hour of the person, with what was not read, on working days', async () => {
    clock.advance(Date.parse('2026-12-03T06:30:00Z') - clock.now().getTime());
    const id = await person('riepilogo@montone.example');
    await look();
    const before = server.received.length;
    await tell(id, { ...digest, title: 'Passo uno' });
    await tell(id, { ...digest, title: 'Passo due' });
    await tell(id, { ...digest, title: 'Già letto' });
    await product.services.query(`update notifications set read_at = now() where person_id = $1 and title = 'Già letto'`, [id]);
    // Thursday, 7:30 in Rome: not yet.
    await look();
    expect(server.received).toHaveLength(before);
    clock.advance(hour);
    await look();
    await inState(id, 'INVIATO');
    await tell(id, { ...digest, title: 'Dopo il riepilogo' });
    clock.advance(10 * hour);
    await look();
    const [mail, ...more] = server.sentTo('riepilogo@montone.example');
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Gare insieme: 2 avvisi, riepilogo del 3 dicembre 2026');
    expect(mail?.text).toMatch(/Passo uno[\s\S]+Passo due/);
    expect(mail?.text).not.toContain('Già letto');
    // Saturday and Sunday have none; Monday brings what waited. Tuesday 8 December is a feast.
    clock.advance(Date.parse('2026-12-05T12:00:00Z') - clock.now().getTime());
    await look();
    expect(server.sentTo('riepilogo@montone.example')).toHaveLength(1);
    clock.advance(Date.parse('2026-12-07T12:00:00Z') - clock.now().getTime());
    await look();
    expect(server.sentTo('riepilogo@montone.example').map(({ subject }) => subject)).toEqual([
      'Gare insieme: 2 avvisi, riepilogo del 3 dicembre 2026',
      'Gare insieme: 1 avviso, riepilogo del 7 dicembre 2026',
    ]);
    expect(await look()).toEqual([]);
  });

  it('leaves the same day when nobody looked at its hour: the worker was down, and comes back in the afternoon', async () => {
    clock.advance(Date.parse('2026-12-10T06:30:00Z') - clock.now().getTime());
    const id = await person('ritardo@montone.example');
    await tell(id, { ...digest, title: 'Scritto prima dell’ora' });
    // From 7:30 to 17:30 in Rome nothing runs.
    clock.advance(10 * hour);
    await look();
    await inState(id, 'INVIATO');
    expect(server.sentTo('ritardo@montone.example').map(({ subject }) => subject)).toEqual([
      'Gare insieme: 1 avviso, riepilogo del 10 dicembre 2026',
    ]);
    // And once: the next look of the evening finds nothing, also for what came after.
    await tell(id, { ...digest, title: 'Scritto dopo' });
    clock.advance(hour);
    await look();
    expect(server.sentTo('ritardo@montone.example')).toHaveLength(1);
  });

  it('is one also where two workers look at the same moment', async () => {
    const id = await person('due-worker@montone.example');
    await tell(id, digest);
    const schedule = product.worker?.get(MailSchedule);
    await Promise.all([schedule?.askForDue(), schedule?.askForDue(), schedule?.askForDue()]);
    await look();
    await inState(id, 'INVIATO');
    expect(server.sentTo('due-worker@montone.example')).toHaveLength(1);
  });
});
