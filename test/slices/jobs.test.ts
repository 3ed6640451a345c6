import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { defineJob, JobHandler, JobQueue, JobRunner, OutboxRelay, StuckJobsSweep, type JobRun } from '@gare/platform/queue';
import { PlatformModule } from '@gare/platform/runtime';
import { startTestServices, type TestServices } from '@gare/platform/testing';

const suaId = randomUUID();
const actor: Actor = {
  personId: randomUUID(),
  person: 'Prova',
  suaId,
  enteId: suaId,
  ente: 'Provincia',
  enteTipo: 'PROVINCIA',
  roles: ['FUNZ_SUA'],
  correlationId: 'request-of-the-test',
};

const trial = defineJob({
  name: 'test.trial',
  queue: 'maintenance',
  payload: z.object({ what: z.enum(['ok', 'fail', 'flaky', 'outage', 'slow']), key: z.string() }),
  title: 'Prova',
  attempts: 3,
  backoffMs: 50,
  timeoutMs: 1500,
});

const runs = new Map<string, number>();

@Injectable()
class TrialHandler extends JobHandler<typeof trial.payload> {
  readonly job = trial;

  async handle({ what, key }: z.output<typeof trial.payload>, run: JobRun): Promise<void> {
    const count = (runs.get(key) ?? 0) + 1;
    runs.set(key, count);
    await run.progress(40, 'a metà');
    if (what === 'fail') throw new AppError('upload.refused', { detail: 'Questo file non va.' });
    if (what === 'flaky' && count < 3) throw new Error('una volta sì e due no');
    if (what === 'outage' && count < 2) throw new AppError('storage.unavailable');
    if (what === 'slow') await sleep(5_000, undefined, { signal: run.signal }).catch(() => undefined);
  }
}

@Module({ providers: [TrialHandler, JobRunner, OutboxRelay, StuckJobsSweep] })
class TrialModule {}

let services: TestServices;
let worker: INestApplicationContext;

beforeAll(async () => {
  services = await startTestServices();
  worker = await NestFactory.createApplicationContext(
    { module: TrialModule, imports: [PlatformModule.with({ config: services.config, service: 'test' })] },
    { logger: false },
  );
  worker.get(JobRunner).start();
  worker.get(OutboxRelay).start();
});
afterAll(async () => {
  await worker.close();
  await services.stop();
});

interface Row {
  status: string;
  attempts: number;
  progress: number;
  reason: string | null;
  correlation_id: string;
}

const add = (what: z.input<typeof trial.payload>['what'], options: { key?: string; dedupeKey?: string } = {}): Promise<string> =>
  worker.get(Database).transaction(systemContext, (tx) =>
    worker.get(JobQueue).add(tx, actor, trial, {
      payload: { what, key: options.key ?? what },
      enteId: null,
      dossierId: null,
      ...(options.dedupeKey === undefined ? {} : { dedupeKey: options.dedupeKey }),
    }),
  );

async function until(id: string, status: string, withinMs = 20_000): Promise<Row> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const [row] = await services.query<Row>('select * from jobs where id = $1', [id]);
    if (row?.status === status) return row;
    if (performance.now() > deadline) throw new Error(`job is ${JSON.stringify(row)}`);
    await sleep(30);
  }
}

describe('a job', () => {
  it('runs after its commit, with the correlation id of the request', async () => {
    const row = await until(await add('ok'), 'done');
    expect(row).toMatchObject({ attempts: 1, progress: 100, correlation_id: 'request-of-the-test' });
  });

  it('does not exist when its transaction rolls back', async () => {
    const before = await services.query('select count(*)::int as n from jobs');
    await expect(
      worker.get(Database).transaction(systemContext, async (tx) => {
        await worker.get(JobQueue).add(tx, actor, trial, { payload: { what: 'ok', key: 'rolled back' }, enteId: null, dossierId: null });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await services.query('select count(*)::int as n from jobs')).toEqual(before);
    await sleep(300);
    expect(runs.has('rolled back')).toBe(false);
  });

  it('fails at once with a sentence when trying again cannot help', async () => {
    const row = await until(await add('fail'), 'failed');
    expect(row).toMatchObject({ attempts: 1, reason: 'Questo file non va.' });
  });

  it('is tried again after an unforeseen error', async () => {
    expect(await until(await add('flaky'), 'done')).toMatchObject({ attempts: 3 });
  });

  it('does not count a run that met an outage', async () => {
    expect(await until(await add('outage'), 'done', 25_000)).toMatchObject({ attempts: 1 });
  });

  it('is stopped at its time limit', async () => {
    const row = await until(await add('slow'), 'failed');
    expect(row.reason).toContain('tempo massimo');
  });

  it('waits once under one key, however often it is asked for', async () => {
    const ids = await worker.get(Database).transaction(systemContext, async (tx) => {
      const request = { payload: { what: 'ok' as const, key: 'once' }, enteId: null, dossierId: null, dedupeKey: 'once' };
      const queue = worker.get(JobQueue);
      return [await queue.add(tx, actor, trial, request), await queue.add(tx, actor, trial, request)];
    });
    expect(ids[0]).toBe(ids[1]);
    await until(ids[0] ?? '', 'done');
    expect(runs.get('once')).toBe(1);
  });

  it('is found by the sweep when Redis has lost it', async () => {
    const id = await add('ok', { key: 'lost' });
    await until(id, 'done');
    // As if BullMQ had been wiped between sending and running.
    await services.query(`update jobs set status = 'running', sent_at = now(), touched_at = now() - interval '10 minutes' where id = $1`, [
      id,
    ]);
    expect(await worker.get(StuckJobsSweep).sweep(60)).toBe(1);
    await until(id, 'done');
    expect(runs.get('lost')).toBe(2);
  });
});
