import { randomUUID } from 'node:crypto';
import { type MailStateView, type NoticeSettingsView, type NoticeView } from '@gare/contracts/notifications';
import { systemAsActor } from '@gare/domain/access/actor';
import { Notifier, type Notice } from '@gare/notifications';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addGrant, addPerson, addStudio, montone, perugia, studio } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
const { suaId } = perugia;

interface Listing {
  readonly items: readonly NoticeView[];
  readonly unread: number;
  readonly more: boolean;
  readonly elsewhere: readonly { ente: { id: string }; unread: number }[];
}

let product: TestProduct;
let rup: Visitor;
let sua: Visitor;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  rup = await product.signIn('rup@montone.example');
  sua = await product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali', sua);
});
afterAll(() => product.stop());

async function tell(changes: Partial<Notice> = {}): Promise<void> {
  clock.advance(1_000);
  const notice: Notice = {
    ...{ code: 'RICHIESTA.aperta', dossierId, suaId, enteId: montone.enteId, title: 'Nuova richiesta', text: 'C’è una richiesta.' },
    ...{ path: `/fascicoli/${dossierId}`, dedupeKey: randomUUID(), to: { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] } },
    ...changes,
  };
  const actor = systemAsActor(suaId, randomUUID());
  await product.api.get(Database).transaction({ scope: 'sua', suaId }, (tx) => product.api.get(Notifier).tell(tx, actor, notice));
}
const list = async (who: Visitor, query = ''): Promise<Listing> => (await who.get<Listing>(`/api/notifications${query}`)).body;
const count = async (who: Visitor): Promise<number> => (await who.get<{ unread: number }>('/api/notifications/count')).body.unread;
const mark = async (who: Visitor, body: object): Promise<number> =>
  (await who.post<{ unread: number }>('/api/notifications/read', body)).body.unread;

describe('the notices of a person', () => {
  it('are listed newest first, page by page, by kind, unread or all, and are marked one by one or all', async () => {
    for (const title of ['Prima', 'Seconda', 'Terza']) await tell({ title });
    await tell({ title: 'Scadenza', code: 'PROMEMORIA.termine' });
    await tell({ title: 'Ignota', code: 'qualcosa' });
    const all = await list(rup);
    expect(all.items.map(({ title }) => title)).toEqual(['Ignota', 'Scadenza', 'Terza', 'Seconda', 'Prima']);
    expect([all.unread, all.more, await count(rup)]).toEqual([5, false, 5]);
    const first = await list(rup, '?limit=2');
    expect([first.items.length, first.more]).toEqual([2, true]);
    const next = await list(rup, `?limit=2&after=${first.items[1]?.id ?? ''}`);
    expect(next.items.map(({ title }) => title)).toEqual(['Terza', 'Seconda']);
    expect((await list(rup, '?kind=PROMEMORIA')).items.map(({ title }) => title)).toEqual(['Scadenza']);
    expect((await list(rup, '?kind=ALTRO')).items).toMatchObject([{ title: 'Ignota', kind: 'ALTRO', urgent: false, readAt: null }]);
    const ids = [all.items[0]?.id ?? ''];
    expect(await mark(rup, { ids })).toBe(4);
    expect(await mark(rup, { ids, read: false })).toBe(5);
    expect(await mark(rup, { ids })).toBe(4);
    expect((await list(rup, '?unread=true')).items).toHaveLength(4);
    // What comes after the page was read stays unread.
    const upTo = clock.now().toISOString();
    await tell({ title: 'Dopo' });
    expect(await mark(rup, { upTo })).toBe(1);
    expect((await list(rup, '?unread=true')).items.map(({ title }) => title)).toEqual(['Dopo']);
  });

  it('are nobody else’s: a colleague of the same roles neither sees nor marks them', async () => {
    await addPerson(product, 'collega@montone.example', montone, ['RUP_COMUNE']);
    const colleague = await product.signIn('collega@montone.example');
    const own = await list(rup);
    expect((await list(colleague)).items).toEqual([]);
    await mark(colleague, { ids: own.items.map(({ id }) => id), read: false });
    await mark(colleague, { upTo: clock.now().toISOString() });
    expect(await count(rup)).toBe(own.unread);
  });

  it('belong to one body at a time, and say what waits in the others', async () => {
    const email = 'due-enti@perugia.example';
    const id = await addPerson(product, email, montone, ['DIR_COMUNE']);
    await product.services.query(
      `insert into role_assignments (id, sua_id, ente_id, person_id, "role", dal) values (gen_random_uuid(), $1, $1, $2, 'RUP_SUA', '2025-01-01')`,
      [suaId, id],
    );
    await tell({ title: 'Al comune', to: { people: [id] } });
    await tell({ title: 'Alla Provincia', to: { people: [id] }, dossierId: null, enteId: null });
    let person = await product.signIn(email);
    person = await person.workingFor(montone.enteId);
    expect(await list(person)).toMatchObject({ items: [{ title: 'Al comune' }], elsewhere: [{ ente: { id: suaId }, unread: 1 }] });
    person = await person.workingFor(suaId);
    expect(await list(person)).toMatchObject({
      items: [{ title: 'Alla Provincia' }],
      elsewhere: [{ ente: { id: montone.enteId }, unread: 1 }],
    });
  });

  it('of a dossier go out of sight with the leave to review it', async () => {
    await addStudio(product);
    const lawyerId = await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
    const grant = await addGrant(product, dossierId, lawyerId);
    await tell({ title: 'Parere', to: { people: [lawyerId] } });
    const lawyer = await product.signIn('avvocato@studio.example');
    expect(await list(lawyer)).toMatchObject({ items: [{ title: 'Parere' }], unread: 1 });
    await product.services.query(`update review_grants set revocato_dal = '2026-11-20' where id = $1`, [grant]);
    expect(await list(lawyer)).toMatchObject({ items: [], unread: 0 });
    expect(await count(lawyer)).toBe(0);
  });
});

describe('news through the stream of changes', () => {
  it('reach the windows of the person told, and no colleague’s', async () => {
    const colleague = await product.signIn('collega@montone.example');
    const heard = await Promise.all([rup, rup, colleague].map((who) => follow(who)));
    const [person] = await product.services.query<{ id: string }>(`select id from people where email = 'rup@montone.example'`);
    await tell({ to: { people: [person?.id ?? ''] } });
    await heard[0]?.until(1);
    await heard[1]?.until(1);
    await mark(rup, { upTo: clock.now().toISOString() });
    await heard[1]?.until(2);
    for (const one of heard) one.stop();
    expect(heard.map(({ topics }) => topics.filter((topic) => topic === 'notifications').length)).toEqual([2, 2, 0]);
  });
});

interface Following {
  readonly topics: string[];
  until(notices: number): Promise<void>;
  stop(): void;
}

async function follow(who: Visitor): Promise<Following> {
  const stopping = new AbortController();
  const answer = await fetch(`${product.url}/api/events`, { headers: who.headers, signal: stopping.signal });
  const topics: string[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      for (const [, data] of decoder.decode(chunk as Uint8Array).matchAll(/^data: (\{.+\})$/gm)) {
        const { topic } = JSON.parse(data ?? '{}') as { topic?: string };
        if (topic !== undefined) topics.push(topic);
      }
    }
  })().catch((error: unknown) => {
    // Only the end that was asked for is silent.
    if (!stopping.signal.aborted) throw error;
  });
  const own = (): number => topics.filter((topic) => topic === 'notifications').length;
  return {
    topics,
    until: async (notices) => {
      const deadline = performance.now() + 10_000;
      while (own() < notices && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    stop: () => {
      stopping.abort();
      void reading;
    },
  };
}

describe('how a person wants to be told', () => {
  it('begins with the defaults, is kept, recorded, and what is locked stays on', async () => {
    const before = (await sua.get<NoticeSettingsView>('/api/notifications/settings')).body;
    expect(before).toMatchObject({ digestHour: 8, workingDaysOnly: true, address: null });
    const kindOf = (settings: NoticeSettingsView, wanted: string): unknown => settings.kinds.find(({ kind }) => kind === wanted);
    expect(kindOf(before, 'SCADUTO')).toMatchObject({ app: true, mail: 'SUBITO', appLocked: true });
    const { status, body } = await sua.send<NoticeSettingsView>('PATCH', '/api/notifications/settings', {
      digestHour: 18,
      kinds: [
        { kind: 'PASSO', app: false, mail: 'NO' },
        { kind: 'SCADUTO', app: false, mail: 'RIEPILOGO' },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ digestHour: 18, workingDaysOnly: true });
    expect([kindOf(body, 'PASSO'), kindOf(body, 'SCADUTO')]).toMatchObject([
      { app: false, mail: 'NO' },
      { app: true, mail: 'RIEPILOGO' },
    ]);
    expect((await sua.send<NoticeSettingsView>('PATCH', '/api/notifications/settings', { workingDaysOnly: false })).body).toEqual({
      ...body,
      workingDaysOnly: false,
    });
    const acts = await product.services.query<{ details: { before: object; after: object } }>(
      `select details from registry_acts where action = 'notifications.settings_changed' order by sequence`,
    );
    expect(acts).toHaveLength(2);
    expect(acts[0]?.details).toMatchObject({ before: { digestHour: 8, choices: {} }, after: { digestHour: 18 } });
  });

  it('is heard: what is off in the app is not shown, and what is locked is', async () => {
    const unread = await count(sua);
    const to = { roles: [{ party: 'SUA', codes: ['RUP_SUA'] }] } as const;
    await tell({ code: 'PASSO.invia', to });
    expect(await count(sua)).toBe(unread);
    await tell({ code: 'SCADUTO.termine', to });
    expect(await count(sua)).toBe(unread + 1);
  });

  it('refuses an hour that is none', async () => {
    expect((await sua.send('PATCH', '/api/notifications/settings', { digestHour: 24 })).status).toBe(400);
  });
});

describe('the mail of a Province without a mail server', () => {
  it('says so to who administers it, and gathers no e-mails', async () => {
    const director = await product.signIn('dirigente@perugia.example');
    const { body } = await director.get<MailStateView>('/api/mail');
    expect(body).toEqual({ server: null, counts: { waiting: 0, sent: 0, refused: 0, uncertain: 0 }, lastSentAt: null, troubled: [] });
    expect((await sua.get('/api/mail')).status).toBe(403);
    expect(await product.services.query(`select 1 from notifications where mail <> 'NO'`)).toEqual([]);
    expect(await product.services.query(`select 1 from jobs where queue = 'mail'`)).toEqual([]);
    expect((await director.post(`/api/mail/${randomUUID()}/repeat`)).status).toBe(404);
  });
});
