/** @load-anew A job defined here, which nobody handles, must stay in this file. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { ProvinceSchedules } from '@gare/identity';
import { defineJob, definedJobs, JobHandler, JobRunner } from '@gare/platform/queue';
import { freePorts, isAlive } from '@gare/platform/services';
import { startTestServices, type TestServices } from '@gare/platform/testing';
import { errorsDocument } from '../../apps/cli/src/errors-document.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { environmentOf } from '../harness/process-environment.js';

let services: TestServices;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(async () => {
  for (const app of running) app.kill('SIGKILL');
  await services.stop();
});

interface App {
  process: ChildProcess;
  output(): string;
}

/** An application as it runs for users: a process of its own, from the build, configured by its environment alone. */
function start(name: 'api' | 'worker', environment: Record<string, string>): App {
  const script = resolve(`dist/apps/${name}/src/main.js`);
  const app = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  });
  running.add(app);
  let output = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { process: app, output: () => output };
}

function usable(port = 0): Record<string, string> {
  return { ...environmentOf(services), OFFICE_START: 'boot', PORT: String(port) };
}

async function until(what: string, app: App, satisfied: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await satisfied())) {
    if (app.process.exitCode !== null || performance.now() > deadline) throw new Error(`not ${what}:\n${app.output()}`);
    await sleep(50);
  }
}

/** Exit by order: Nest closes everything and then gives the signal its ordinary effect. */
async function stopped(app: App): Promise<{ signal: string | null; ms: number }> {
  const begun = performance.now();
  const exit = once(app.process, 'exit') as Promise<[number | null, string | null]>;
  app.process.kill('SIGTERM');
  const [, signal] = await exit;
  running.delete(app.process);
  return { signal, ms: performance.now() - begun };
}

/** Every process that descends from this one, from /proc. */
function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It ended between the listing and the reading.
    return 0;
  }
}

describe('the api', () => {
  it('starts from its environment, answers, and ends in order', async () => {
    const [port = 0] = await freePorts(1);
    const api = start('api', usable(port));
    const ready = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
    await until('ready', api, ready);
    // A browser that listens must not hold up the end.
    expect((await stopped(api)).ms).toBeLessThan(10_000);
  });

  it('says everything that is wrong with its environment, and ends with 1', async () => {
    const api = start('api', { ...usable(), SESSION_SECRET: 'short', REDIS_URL: 'not a url' });
    const [code] = (await once(api.process, 'exit')) as [number];
    running.delete(api.process);
    expect(code).toBe(1);
    expect(api.output()).toContain('SESSION_SECRET');
    expect(api.output()).toContain('REDIS_URL');
  });
});

describe('the worker', () => {
  it('starts, warms LibreOffice, and takes it along when it ends', async () => {
    const worker = start('worker', usable());
    await until('warm', worker, () => worker.output().includes('LibreOffice is warm'));
    expect(worker.output()).toContain('worker runs');
    const children = descendants(worker.process.pid ?? 0);
    expect(children.map(commandOf).join('\n')).toContain('soffice.bin');
    expect((await stopped(worker)).ms).toBeLessThan(15_000);
    expect(children.filter(isAlive)).toEqual([]);
  });

  it('loads no controller, and has one handler for each job', async () => {
    const worker = await NestFactory.createApplicationContext(WorkerModule.with(services.config), { logger: false, abortOnError: false });
    try {
      const discovery = worker.get(DiscoveryService);
      expect(discovery.getControllers()).toEqual([]);
      const handled = discovery.getProviders().flatMap(({ instance }) => (instance instanceof JobHandler ? [instance.job.name] : []));
      expect(handled.sort()).toEqual(
        definedJobs()
          .map(({ name }) => name)
          .sort(),
      );
      expect(handled.length).toBeGreaterThan(2);
      const schedules = worker.get(ProvinceSchedules).start();
      expect([...schedules].sort()).toEqual([
        ...['DaySealSchedule', 'DossierTermsSchedule', 'DraftVersionSchedule', 'MailSchedule', 'RemindersSchedule', 'RequestsSchedule'],
        ...['SilenceSchedule', 'TermsSchedule'],
      ]);
      // From here on a job is defined that nobody handles.
      defineJob({
        name: 'test.orphan',
        queue: 'maintenance',
        payload: z.object({}),
        title: 'Prova',
        attempts: 1,
        backoffMs: 1,
        timeoutMs: 1,
      });
      expect(() => {
        worker.get(JobRunner).start();
      }).toThrow('no handler for test.orphan');
    } finally {
      await worker.close();
    }
  });
});

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

it('docs/errors.md is what the table of error codes says', async () => {
  expect(await readFile(resolve('docs/errors.md'), 'utf8')).toBe(errorsDocument());
});
