import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { MortalServers } from './mortal-servers.js';
import { OfficeProcesses, quickTemplates, SmallTender } from './small-tenders.js';

/** The mechanism does not know how long it lasts: longer than any wait between two attempts is enough. */
const outageMs = 6_000;

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

/** Documents of two dossiers asked for: two jobs run (one converts in a process held still), two wait in Redis. */
async function workUnderWay(): Promise<SmallTender[]> {
  const tenders = [await SmallTender.open(rup), await SmallTender.open(rup)];
  office.signal(office.offices(), 'SIGSTOP');
  for (const tender of tenders) expect((await tender.generate('D03', 'D04')).status).toBe(202);
  for (;;) {
    const ids = tenders.map(({ id }) => id);
    const [row] = await product.services.query<{ running: number; waiting: number }>(
      `select count(*) filter (where status = 'running')::int as running,
              count(*) filter (where status = 'queued' and sent_at is not null)::int as waiting
       from jobs where name = 'document.form' and dossier_id = any($1)`,
      [ids],
    );
    if (row?.running === 2 && row.waiting === 2) return tenders;
    await sleep(50);
  }
}

/** Each document of each dossier formed, once. */
async function expectFormedOnce(tenders: readonly SmallTender[], codes = ['D03', 'D04']): Promise<void> {
  for (const tender of tenders) {
    for (const code of codes) {
      expect(await tender.settled(code)).toMatchObject({ state: 'READY', reason: null, current: { version: 1 } });
      expect((await tender.download(code)).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const versions = await product.services.query('select id from document_versions where dossier_id = $1', [tender.id]);
    expect(versions).toHaveLength(codes.length);
  }
}

const health = async (): Promise<unknown> => (await fetch(`${product.url}/health/ready`)).json();

describe.each([
  ['killed and started again', false],
  ['killed, its data lost', true],
])('Redis %s', (_, wiped) => {
  it('loses nothing that was acknowledged: work resumes by itself', async () => {
    const tenders = await workUnderWay();
    await servers.killRedis();
    office.signal(office.offices(), 'SIGCONT');
    const late = await SmallTender.open(rup);
    expect((await late.generate('D03')).status).toBe(202);
    expect(await health()).toMatchObject({
      status: 'unavailable',
      parts: expect.arrayContaining([
        expect.objectContaining({ part: 'queue', ok: false, reason: expect.stringMatching(/./) as string }),
      ]) as unknown,
    });
    await sleep(outageMs);
    expect((await late.document('D03')).state).toBe('GENERATING');
    if (wiped) await servers.wipeRedis();
    await servers.startRedis();
    await expectFormedOnce([late], ['D03']);
    await expectFormedOnce(tenders);
    expect(await health()).toMatchObject({ status: 'ok' });
  });
});

describe.each([
  ['stopped', (): Promise<void> => servers.stopPostgres()],
  ['killed with SIGKILL', (): Promise<void> => servers.killPostgres()],
])('Postgres %s', (_, end) => {
  it('is answered with a problem that says so; afterwards everything goes on by itself', async () => {
    const tenders = await workUnderWay();
    await end();
    office.signal(office.offices(), 'SIGCONT');
    const until = performance.now() + outageMs;
    while (performance.now() < until) {
      const answer = await rup.get('/api/dossiers');
      expect(answer).toMatchObject({
        status: 503,
        body: { code: 'service.unavailable', remedy: expect.stringMatching(/Riprova/) as string },
      });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect((await rup.post('/api/dossiers', { oggetto: 'Non deve andare perso in silenzio' })).status).toBe(503);
      await sleep(200);
    }
    expect((await fetch(`${product.url}/health/live`)).status).toBe(200);
    expect(await health()).toMatchObject({
      parts: expect.arrayContaining([expect.objectContaining({ part: 'database', ok: false })]) as unknown,
    });
    await servers.startPostgres();
    await rup.until<{ items?: unknown[] }>('/api/dossiers', ({ items }) => items !== undefined, 10_000);
    await expectFormedOnce(tenders);
    expect((await SmallTender.open(rup)).id).toMatch(/-/);
  });
});

it('the browsers are told again what changes after Postgres was away', async () => {
  const events = await fetch(`${product.url}/api/events`, { headers: rup.headers });
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  await servers.stopPostgres();
  await sleep(2_500);
  await servers.startPostgres();
  await rup.until<{ items?: unknown[] }>('/api/dossiers', ({ items }) => items !== undefined, 10_000);
  const opening = setInterval(() => void SmallTender.open(rup), 1_000);
  let heard = '';
  while (!heard.includes('event: change')) heard += (await reader?.read())?.value ?? '';
  clearInterval(opening);
  await reader?.cancel();
  expect(heard).toContain('"topic":');
});
