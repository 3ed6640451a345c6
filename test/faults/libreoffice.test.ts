import { rm } from 'node:fs/promises';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { OfficeProcesses, quickTemplates, SmallTender } from './small-tenders.js';

const timeLimitSeconds = 6;

let templatesDir: string;
let product: TestProduct;
let office: OfficeProcesses;
let rup: Visitor;

beforeAll(async () => {
  templatesDir = await quickTemplates();
  product = await startTestProduct({
    environment: { TEMPLATES_DIR: templatesDir, OFFICE_PROCESSES: '2', OFFICE_TIMEOUT_SECONDS: String(timeLimitSeconds) },
  });
  office = new OfficeProcesses(product);
  await office.warm();
  rup = await product.signIn('rup@montone.example');
});
afterAll(async () => {
  const pids = office.all();
  await product.stop();
  await rm(templatesDir, { recursive: true, force: true });
  expect(office.running(pids)).toEqual([]);
});

/** Both documents of a dossier in conversion, one in each process, and both processes held still. */
async function heldInConversion(): Promise<{ tender: SmallTender; offices: number[] }> {
  const tender = await SmallTender.open(rup);
  const offices = office.offices();
  expect(offices).toHaveLength(2);
  office.signal(offices, 'SIGSTOP');
  expect((await tender.generate('D03', 'D21')).status).toBe(202);
  await tender.converting('D03');
  await tender.converting('D21');
  return { tender, offices };
}

async function expectBothFormed(tender: SmallTender): Promise<void> {
  for (const code of ['D03', 'D21']) {
    expect(await tender.settled(code)).toMatchObject({ state: 'READY', reason: null, current: { version: 1 } });
    expect((await tender.download(code)).subarray(0, 5).toString()).toBe('%PDF-');
  }
}

describe('soffice.bin, while it converts', () => {
  it('killed with SIGKILL: the document is formed on a fresh process, the other one is not touched', async () => {
    const { tender, offices } = await heldInConversion();
    const [victim = 0, other = 0] = offices;
    office.signal([victim], 'SIGKILL');
    office.signal([other], 'SIGCONT');
    await expectBothFormed(tender);
    expect(office.offices()).toContain(other);
    expect(office.offices()).not.toContain(victim);
  });

  it('hanging: ended at the time limit, the document is formed on a fresh process', async () => {
    const started = performance.now();
    const { tender, offices } = await heldInConversion();
    const [hanging = 0, other = 0] = offices;
    office.signal([other], 'SIGCONT');
    await expectBothFormed(tender);
    expect(performance.now() - started).toBeGreaterThan(timeLimitSeconds * 1000);
    expect(office.running([hanging])).toEqual([]);
    expect(office.offices()).toContain(other);
  });

  it('hanging on every process: the document fails with a sentence, and later ones are formed', async () => {
    const tender = await SmallTender.open(rup);
    const freezing = setInterval(() => {
      office.signal(office.offices(), 'SIGSTOP');
    }, 20);
    expect((await tender.generate('D03')).status).toBe(202);
    const failed = await tender.settled('D03').finally(() => {
      clearInterval(freezing);
    });
    expect(failed).toMatchObject({ state: 'FAILED', current: null, job: { status: 'failed' } });
    expect(failed.reason).toContain('La conversione in PDF ha superato il tempo massimo');
    office.signal(office.offices(), 'SIGCONT');
    expect((await tender.generate('D21')).status).toBe(202);
    expect(await tender.settled('D21')).toMatchObject({ state: 'READY' });
  });
});
