import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ObjectStorage } from '@gare/platform/storage';
import { type TestServices } from '@gare/platform/testing';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { environmentOf } from '../harness/process-environment.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { sha256 } from '../verify/sample-package.js';
import { PublicationDossier } from './publication-dossier.js';

const MB = 1024 * 1024;
const attachmentBytes = 120 * MB;

let product: TestProduct;
let owner: Client;
let directory: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kill-'));
  product = await startTestProduct({ worker: false });
  owner = new Client({ connectionString: product.services.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  for (const worker of running) await stopped(worker, 'SIGTERM');
  await owner.end();
  await product.stop();
  await rm(directory, { recursive: true, force: true });
});

/** The worker as it runs for users: a process of its own, from the build. */
function startWorker(services: TestServices): ChildProcess {
  const worker = spawn(process.execPath, [resolve('dist/apps/worker/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environmentOf(services), LOG_LEVEL: 'silent' },
  });
  running.add(worker);
  return worker;
}

async function stopped(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exit = once(worker, 'exit');
  worker.kill(signal);
  await exit;
}

async function until(what: string, worker: ChildProcess, satisfied: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await satisfied())) {
    if (worker.exitCode !== null) throw new Error(`the worker ended by itself with ${worker.exitCode}`);
    if (performance.now() > deadline) throw new Error(`never came to pass: ${what}`);
    await sleep(3);
  }
}

async function stepOf(dossier: PublicationDossier): Promise<string> {
  const { rows } = await owner.query<{ step: string | null }>(`select step from jobs where dossier_id = $1 and name = 'package.build'`, [
    dossier.id,
  ]);
  return rows[0]?.step ?? '';
}

async function objectsOf(dossier: PublicationDossier): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of product.api.get(ObjectStorage).list(`packages/${dossier.id}/`)) keys.push(key);
  return keys;
}

/** Large enough that every stage of packing lasts long enough to be hit. */
function attachment(): Readable {
  const piece = Buffer.alloc(MB, 'elaborato di progetto ');
  return Readable.from(
    (function* () {
      for (let written = 0; written < attachmentBytes; written += MB) yield piece;
    })(),
    { objectMode: false },
  );
}

/** A package asked for while no worker runs. */
async function requested(): Promise<{ dossier: PublicationDossier; packageId: string }> {
  const dossier = await PublicationDossier.create(product);
  // No worker runs yet, so the checks that the opening asked for must not be waited for.
  await product.services.query(`update jobs set status = 'done' where dossier_id = $1`, [dossier.id]);
  await dossier.ready();
  await dossier.putDocument('D33', attachment);
  const { body } = await dossier.sua.post<{ id: string }>(dossier.path);
  return { dossier, packageId: body.id };
}

/** Whatever happened before, exactly one intact package is there, under its hash, recorded once. */
async function expectOnePackage(dossier: PublicationDossier, packageId: string): Promise<void> {
  const sealed = await dossier.settled(packageId, 120_000);
  expect(sealed).toMatchObject({ status: 'SEALED', version: 1 });
  const hash = sealed.sha256 ?? '';
  expect(await objectsOf(dossier)).toEqual([`packages/${dossier.id}/${hash}/${sealed.fileName}`]);
  const zip = await dossier.sua.download(`/api/dossiers/${dossier.id}/packages/${packageId}/file`);
  expect(sha256(zip)).toBe(hash);
  await writeFile(join(directory, sealed.fileName), zip);
  expect(await verifyPackage(join(directory, sealed.fileName))).toMatchObject({ ok: true, summary: { sha256: hash } });
  const { rows } = await owner.query(`select details from audit_entries where dossier_id = $1 and action = 'package.sealed'`, [dossier.id]);
  expect(rows).toEqual([{ details: expect.objectContaining({ sha256: hash }) as object }]);
}

interface Asked {
  dossier: PublicationDossier;
  packageId: string;
  /** What was in the store when the worker died. */
  written: string[];
}

describe('a worker killed with SIGKILL while it packs', () => {
  const asked: Asked[] = [];

  it.each([
    ['before anything is written', (step: string) => step.startsWith('Documento ')],
    ['in the middle of the upload', (step: string) => step.startsWith('Scrittura')],
  ])(
    '%s leaves no half-written package',
    async (_, isReached) => {
      const { dossier, packageId } = await requested();
      const victim = startWorker(product.services);
      await until('the point is reached', victim, async () => isReached(await stepOf(dossier)));
      await stopped(victim, 'SIGKILL');
      const written = await objectsOf(dossier);
      asked.push({ dossier, packageId, written });
      expect(written).toEqual([]);
      expect((await dossier.page()).packages).toEqual([expect.objectContaining({ status: 'BUILDING' })]);
    },
    120_000,
  );

  it('after the upload and before the seal leaves the object and no sealed package', async () => {
    const { dossier, packageId } = await requested();
    const blocker = new Client({ connectionString: product.services.ownerUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('select 1 from packages where id = $1 for update', [packageId]);
    const victim = startWorker(product.services);
    await until('the package is written and waits for its seal', victim, async () => (await stepOf(dossier)).startsWith('Sigillo'));
    await stopped(victim, 'SIGKILL');
    await blocker.query('rollback');
    await blocker.end();
    const written = await objectsOf(dossier);
    asked.push({ dossier, packageId, written });
    expect(written).toHaveLength(1);
    expect((await dossier.page()).packages).toEqual([expect.objectContaining({ status: 'BUILDING' })]);
  }, 120_000);

  it('the next worker ends all three, each in one package with the right hash', async () => {
    expect(asked).toHaveLength(3);
    startWorker(product.services);
    for (const { dossier, packageId, written } of asked) {
      await expectOnePackage(dossier, packageId);
      if (written.length > 0) expect(await objectsOf(dossier)).toEqual(written);
    }
  }, 240_000);
});
