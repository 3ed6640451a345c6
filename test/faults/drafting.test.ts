import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import * as Y from 'yjs';
import { type DraftView } from '@gare/contracts/drafts';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { DraftSnapshots, DraftStore, type LoadedDraft } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { freePorts } from '@gare/platform/services';
import { TcpBalancer } from '../../apps/cli/src/bench/drafting/tcp-balancer.js';
import { Chance } from '../../apps/cli/src/bench/redline/edit-scripts.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { isReady } from '../../apps/cli/src/start/is-ready.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { DraftClient, until } from '../harness/draft-client.js';
import { OfflineHand } from '../harness/offline-hand.js';
import { environmentOf } from '../harness/process-environment.js';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';
import { MortalServers } from './mortal-servers.js';

const suaId = demoEnteId('perugia');
const oggetto = 'Servizio di refezione';
let servers: MortalServers;
let balancer: TcpBalancer;
let started: TemplateProduct;
let first: CollabProcess;
let second: CollabProcess;
let sua: Visitor;
let place: { dossierId: string; code: string };
let draftId: string;
const clients: DraftClient[] = [];

/** A process of drafts as it runs for users, from the build. */
class CollabProcess {
  private child: ChildProcess;

  constructor(private readonly port: number) {
    this.child = this.spawned();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }

  async start(): Promise<void> {
    this.child = this.spawned();
    await this.ready();
  }

  ready(): Promise<void> {
    return until('the process of drafts answers', () => isReady(this.url));
  }

  private spawned(): ChildProcess {
    const { PATH, HOME } = process.env;
    return spawn(process.execPath, [resolve('dist/apps/collab/src/main.js')], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH, HOME, ...environmentOf(started.product.services), COLLAB_PORT: String(this.port), LOG_LEVEL: 'fatal' },
    });
  }
}

beforeAll(async () => {
  servers = await MortalServers.start();
  const [one = 0, other = 0] = await freePorts(2);
  balancer = await TcpBalancer.to([one, other]);
  started = await startTemplateProductWith(
    { environment: { COLLAB_URL: balancer.url } },
    { code: 'D33', title: 'Disciplinare di gara', paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.'), plain('Norme finali.')] },
  );
  [first, second] = [new CollabProcess(one), new CollabProcess(other)];
  sua = await started.product.signIn('sua@perugia.example');
  const dossierId = await openDossier(started.rup, oggetto, sua);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  place = { dossierId, code: 'D33' };
  draftId = (await sua.post<DraftView>(`/api/dossiers/${dossierId}/drafts/D33`)).body.id;
  await Promise.all([first.ready(), second.ready()]);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await Promise.all([first.kill(), second.kill()]);
  balancer.stop();
  await started.stop();
  await servers.stop();
});

/** Somebody whose connection goes to the next process of the balancer, or to the given one. */
async function ready(url?: string): Promise<DraftClient> {
  const client = await DraftClient.ready(sua, place, url === undefined ? {} : { url });
  clients.push(client);
  return client;
}

/** Whether Postgres has the words, as letters among the bytes of an update. */
async function isKept(words: string): Promise<boolean> {
  const [row] = await started.product.services.query<{ kept: boolean }>(
    `select exists (select 1 from draft_updates where draft_id = $1 and position(convert_to($2, 'UTF8') in "update") > 0) as kept`,
    [draftId, words],
  );
  return row?.kept === true;
}

const databaseAnswers = async (): Promise<boolean> => (await fetch(`${sua.url}/health/ready`)).status === 200;

it('loses nothing that was acknowledged right before the process is killed; people go on at the other one, and at the restarted one', async () => {
  const client = await ready();
  for (const [dies, lives] of [
    [first, second],
    [second, first],
  ] as const) {
    const name = dies === first ? 'prima' : 'seconda';
    client.type(` Confermato dalla ${name}.`);
    await client.saved();
    await dies.kill();
    expect(await isKept(` Confermato dalla ${name}.`)).toBe(true);
    client.type(` Dopo la ${name}.`);
    await client.saved();
    expect((await fetch(`${lives.url}/health/ready`)).status).toBe(200);
    // The second one is started again by the next test, with the first.
    if (dies === first) await dies.start();
  }
  const other = await ready();
  expect(other.text).toBe(client.text);
  expect(other.text).toContain('Confermato dalla prima. Dopo la prima. Confermato dalla seconda. Dopo la seconda.');
});

it('takes what was on its way when the process was killed, and what was typed upon it meanwhile', async () => {
  const client = await ready();
  for (let edit = 1; edit <= 3; edit += 1) client.type(` In volo ${edit}.`, 1);
  await Promise.all([first.kill(), second.kill()]);
  expect(client.isSaved).toBe(false);
  for (let edit = 1; edit <= 3; edit += 1) client.type(` In galleria ${edit}.`, 1);
  let isTyped = false;
  client.provider.on('open', () => {
    // Before the ticket: on the server it would stand on nothing.
    if (!isTyped) client.type(' Sulla soglia.', 1);
    isTyped = true;
  });
  await Promise.all([first.start(), second.start()]);
  await until('it comes back', () => isTyped);
  await client.saved();
  expect([client.messages, client.closings.filter((reason) => reason !== '')]).toEqual([[], []]);
  const words = ' In volo 1. In volo 2. In volo 3. In galleria 1. In galleria 2. In galleria 3. Sulla soglia.';
  expect((await ready()).text).toContain(words);
});

it('acknowledges nothing while the database is away, and everything when it is back', async () => {
  const client = await ready();
  await servers.killPostgres();
  client.type(' Senza archivio.');
  client.type(' Ancora senza.');
  await until('the database is away', async () => !(await databaseAnswers()));
  expect(client.isSaved).toBe(false);
  await servers.startPostgres();
  await client.saved();
  expect([await isKept(' Senza archivio.'), await isKept(' Ancora senza.')]).toEqual([true, true]);
  expect(client.messages).toEqual([]);
});

it('goes on without Redis: people write, open drafts and see each other over two processes; the same when it is back', async () => {
  const [one, other] = [await ready(first.url), await ready(second.url)];
  await servers.killRedis();
  one.type(' Alla prima senza Redis.');
  other.type(' Alla seconda senza Redis.', 2);
  await Promise.all([one.saved(), other.saved()]);
  expect([await isKept(' Alla prima senza Redis.'), await isKept(' Alla seconda senza Redis.')]).toEqual([true, true]);
  const late = await ready(first.url);
  expect(late.text).toContain(' Alla prima senza Redis.');
  await until('both have both', () => one.text === other.text && one.text.includes(' Alla seconda senza Redis.'));
  await servers.startRedis();
  other.type(' Di nuovo con Redis.', 2);
  await other.saved();
  await until('all read alike', () => one.text === other.text && late.text === other.text && one.text.includes(' Di nuovo con Redis.'));
});

describe('snapshots', () => {
  const store = (): DraftStore => started.product.api.get(DraftStore, { strict: false });
  const context = { scope: 'sua', suaId } as const;
  const database = (): Database => started.product.api.get(Database);
  const loaded = (): Promise<LoadedDraft> => database().read(context, (reader) => store().load(reader, draftId));
  const keepsOf = async (): Promise<number[]> =>
    (
      await started.product.services.query<{ upto: string }>('select upto from draft_snapshots where draft_id = $1 order by upto', [
        draftId,
      ])
    ).map(({ upto }) => Number(upto));

  async function key(): Promise<{ id: string; dossierId: string; suaId: string; enteId: string }> {
    const [row] = await started.product.services.query<{ ente_id: string }>('select ente_id from drafts where id = $1', [draftId]);
    return { id: draftId, dossierId: place.dossierId, suaId, enteId: row?.ente_id ?? '' };
  }
  async function append(updates: readonly Uint8Array[]): Promise<void> {
    const draft = await key();
    const person = {
      personId: '33333333-3333-4333-8333-333333333333',
      person: 'Prova',
      role: null,
      actingEnteId: suaId,
      connection: 'prova',
    };
    const edits = updates.map((update) => ({ update, source: { kind: 'PERSONA' as const, ...person }, at: new Date() }));
    await database().transaction(context, (tx) => store().append(tx, draft, edits));
  }
  const keep = async (): Promise<number> => started.product.api.get(DraftSnapshots, { strict: false }).keep(await key());
  async function fromEveryUpdate(): Promise<Y.Doc> {
    const doc = new Y.Doc();
    for (const { update } of await database().read(context, (reader) => store().since(reader, draftId, 0))) Y.applyUpdate(doc, update);
    return doc;
  }
  const contentOf = (doc: Y.Doc): unknown => [
    doc.getXmlFragment(draftFragment).toJSON(),
    [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(),
  ];

  it.each([11, 12])('and what came after them read as every update from the first: seed %i', async (seed) => {
    const chance = new Chance(seed);
    const { doc: start } = await loaded();
    const hands = [1, 2, 3].map(() => new OfflineHand(Y.encodeStateAsUpdate(start)));
    for (let step = 0; step < 60; step += 1) {
      const hand = hands[chance.below(3)];
      hand?.edit(chance);
      // The others write on what they have; each comes back with more than one edit at once.
      if (hand !== undefined && chance.next() < 0.3) {
        await append(hand.takeOut());
        hand.takeIn(Y.encodeStateAsUpdate((await loaded()).doc));
      }
      if (chance.next() < 0.1) await keep();
    }
    for (const hand of hands) await append(hand.takeOut());
    const [quick, whole] = [await loaded(), await fromEveryUpdate()];
    expect((await keepsOf()).length).toBeGreaterThan(0);
    expect(contentOf(quick.doc)).toEqual(contentOf(whole));
  });

  it('are harmless twice, and nothing where the process dies before the commit', async () => {
    await append([new OfflineHand(Y.encodeStateAsUpdate((await loaded()).doc)).write(' Prima della foto.')]);
    const before = await keepsOf();
    const draft = await key();
    const dying = database().transaction(context, async (tx) => {
      const { doc, seq } = await store().load(tx, draftId);
      await store().keepSnapshot(tx, draft, { state: Y.encodeStateAsUpdate(doc), upto: seq, at: new Date() });
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await keepsOf()).toEqual(before);
    expect(contentOf((await loaded()).doc)).toEqual(contentOf(await fromEveryUpdate()));
    const upto = await keep();
    expect([await keep(), await keep()]).toEqual([upto, upto]);
    expect(await keepsOf()).toEqual([...before, upto]);
  });

  it('are kept when many edits came after the last, and not before', async () => {
    const keepWhenDue = async (): Promise<void> => started.product.api.get(DraftSnapshots, { strict: false }).keepWhenDue(await key());
    await keep();
    const before = await keepsOf();
    const hand = new OfflineHand(Y.encodeStateAsUpdate((await loaded()).doc));
    const { seq } = await loaded();
    await append(Array.from({ length: 299 }, (_, index) => hand.write(` ${index}`)));
    await keepWhenDue();
    expect(await keepsOf()).toEqual(before);
    await append([hand.write(' l’ultima')]);
    await keepWhenDue();
    await keepWhenDue();
    expect(await keepsOf()).toEqual([...before, seq + 300]);
    expect(contentOf((await loaded()).doc)).toEqual(contentOf(await fromEveryUpdate()));
  });
});
