import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { MortalServers } from './mortal-servers.js';
import { OfficeProcesses, quickTemplates, SmallTender } from './small-tenders.js';

/** Longer than any wait between two attempts; each server is also gone once for the minute that must be borne. */
const shortMs = 6_000;
const minuteMs = 60_000;
const testMs = 240_000;

let servers: MortalServers;
let templatesDir: string;
let product: TestProduct;
let office: OfficeProcesses;
let rup: Visitor;

beforeAll(async () => {
  templatesDir = await quickTemplates();
  servers = await MortalServers.start();
  product = await startTestProduct({ environment: { TEMPLATES_DIR: templatesDir } });
  office = new OfficeProcesses(product);
  await office.warm();
  rup = await product.signIn('rup@montone.example');
});
afterAll(async () => {
  await product.stop();
  await servers.stop();
  await rm(templatesDir, { recursive: true, force: true });
});

/** Documents of two dossiers asked for: three jobs run (one converts in a process held still), one waits in Redis. */
async function workUnderWay(): Promise<SmallTender[]> {
  const tenders = [await SmallTender.open(rup), await SmallTender.open(rup)];
  office.signal(office.offices(), 'SIGSTOP');
  for (const tender of tenders) expect((await tender.generate('D03', 'D21')).status).toBe(202);
  const ids = tenders.map(({ id }) => id);
  const deadline = performance.now() + 30_000;
  for (;;) {
    const [row] = await product.services.query<{ running: number; waiting: number }>(
      `select count(*) filter (where status = 'running')::int as running,
              count(*) filter (where status = 'queued' and sent_at is not null)::int as waiting
       from jobs where name = 'document.form' and dossier_id = any($1)`,
      [ids],
    );
    if (row?.running === 3 && row.waiting === 1) return tenders;
    if (performance.now() > deadline) throw new Error(`work is not under way: ${JSON.stringify(row)}`);
    await sleep(50);
  }
}

/** Each document of each dossier formed, once. */
async function expectFormedOnce(tenders: readonly SmallTender[], codes = ['D03', 'D21']): Promise<void> {
  for (const tender of tenders) {
    for (const code of codes) {
      expect(await tender.settled(code)).toMatchObject({ state: 'READY', reason: null, current: { version: 1 } });
      expect((await tender.download(code)).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const versions = await product.services.query('select id from document_versions where dossier_id = $1', [tender.id]);
    expect(versions).toHaveLength(codes.length);
  }
}

const failed = (part: string): unknown => expect.objectContaining({ part, ok: false, reason: expect.stringMatching(/./) as string });
const health = async (): Promise<unknown> => (await fetch(`${product.url}/health/ready`)).json();

interface Outage {
  readonly lastsMs: number;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** Takes a server away, looks at the product without it, and brings it back whatever was seen. */
async function during(outage: Outage, look: () => Promise<void>): Promise<void> {
  await outage.begin();
  office.signal(office.offices(), 'SIGCONT');
  const until = performance.now() + outage.lastsMs;
  try {
    await look();
    await sleep(Math.max(0, until - performance.now()));
  } finally {
    await outage.end();
  }
}

describe.each([
  ['killed and started again', shortMs, (): Promise<void> => Promise.resolve()],
  ['killed for a minute, its data lost', minuteMs, (): Promise<void> => servers.wipeRedis()],
])('Redis %s', (_, lastsMs, lose) => {
  it(
    'loses nothing that was acknowledged: work resumes by itself',
    async () => {
      const tenders = await workUnderWay();
      const late = await SmallTender.open(rup);
      const begin = (): Promise<void> => servers.killRedis();
      const end = async (): Promise<void> => {
        await lose();
        await servers.startRedis();
      };
      await during({ lastsMs, begin, end }, async () => {
        expect((await late.generate('D03')).status).toBe(202);
        expect(await health()).toMatchObject({ status: 'unavailable', parts: expect.arrayContaining([failed('queue')]) as unknown });
        await sleep(2_000);
        expect((await late.document('D03')).state).toBe('GENERATING');
      });
      await expectFormedOnce([late], ['D03']);
      await expectFormedOnce(tenders);
      expect(await health()).toMatchObject({ status: 'ok' });
    },
    testMs,
  );
});

describe.each([
  ['stopped', shortMs, (): Promise<void> => servers.stopPostgres()],
  ['killed with SIGKILL for a minute', minuteMs, (): Promise<void> => servers.killPostgres()],
])('Postgres %s', (_, lastsMs, begin) => {
  it(
    'is answered with a problem that says so; afterwards everything goes on by itself',
    async () => {
      const tenders = await workUnderWay();
      const answers: Answer[] = [];
      await during({ lastsMs, begin, end: () => servers.startPostgres() }, async () => {
        for (let asked = 0; asked < 10; asked += 1) {
          answers.push(await rup.get('/api/dossiers'), await rup.post('/api/dossiers', { oggetto: 'Non deve andare perso in silenzio' }));
          await sleep(200);
        }
        expect((await fetch(`${product.url}/health/live`)).status).toBe(200);
        expect(await health()).toMatchObject({ status: 'unavailable', parts: expect.arrayContaining([failed('database')]) as unknown });
      });
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 503, body: { code: 'service.unavailable', remedy: 'Riprova tra un minuto.' } });
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
      await rup.until<{ items?: unknown[] }>('/api/dossiers', ({ items }) => items !== undefined, 10_000);
      await expectFormedOnce(tenders);
      await SmallTender.open(rup);
    },
    testMs,
  );
});

it('browsers hear of changes again after Postgres was away', async () => {
  const events = await fetch(`${product.url}/api/events`, { headers: rup.headers, signal: AbortSignal.timeout(30_000) });
  await during({ lastsMs: shortMs, begin: () => servers.stopPostgres(), end: () => servers.startPostgres() }, () => Promise.resolve());
  await rup.until<{ items?: unknown[] }>('/api/dossiers', ({ items }) => items !== undefined, 10_000);
  const opening = setInterval(() => void SmallTender.open(rup), 1_000);
  try {
    const decoder = new TextDecoder();
    let heard = '';
    for await (const piece of events.body ?? []) {
      heard += decoder.decode(piece as Uint8Array, { stream: true });
      if (heard.includes('event: change')) break;
    }
    expect(heard).toContain('"topic":');
  } finally {
    clearInterval(opening);
  }
});
