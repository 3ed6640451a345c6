/** @load-anew Jobs are known from when their module is loaded: here only those of this file are. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { defineJob, JobHandler, JobQueue, JobRunner, OutboxRelay, StuckJobsSweep, type JobRun } from '@gare/platform/queue';
import { PlatformModule } from '@gare/platform/runtime';
import { freePorts } from '@gare/platform/services';
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
  payload: z.object({ what: z.enum(['ok', 'fail', 'flaky', 'outage', 'slow', 'ending']), key: z.string() }),
  title: 'Prova',
  attempts: 3,
  backoffMs: 50,
  timeoutMs: 1500,
});

const runs = new Map<string, number>();

/** Five seconds, or until it is told to stop. */
async function slowly(signal: AbortSignal): Promise<void> {
  try {
    await sleep(5_000, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Stands for what a job works with and the process closes when it ends. */
@Injectable()
class Tool implements OnApplicationShutdown {
  closed = false;

  onApplicationShutdown(): void {
    this.closed = true;
  }
}

@Injectable()
class TrialHandler extends JobHandler<typeof trial.payload> {
  readonly job = trial;

  constructor(private readonly tool: Tool) {
    super();
  }

  async handle({ what, key }: z.output<typeof trial.payload>, run: JobRun): Promise<void> {
    const count = (runs.get(key) ?? 0) + 1;
    runs.set(key, count);
    await run.progress(40, 'a metà');
    if (what === 'fail') throw new AppError('upload.refused', { detail: 'Questo file non va.' });
    if (what === 'flaky' && count < 3) throw new Error('una volta sì e due no');
    if (what === 'outage' && count < 2) throw new AppError('storage.unavailable');
    if (what === 'slow') await slowly(run.signal);
    if (what !== 'ending') return;
    await sleep(700);
    if (this.tool.closed) throw new Error('closed under the hands of a running job');
  }
}

@Module({ providers: [Tool, TrialHandler, JobRunner, OutboxRelay, StuckJobsSweep] })
class TrialModule {}

@Module({})
class AskingModule {}

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
// The last test ends the worker.
afterAll(() => services.stop());

interface Row {
  status: string;
  attempts: number;
  progress: number;
  reason: string | null;
  correlation_id: string;
}

const add = (
  what: z.input<typeof trial.payload>['what'],
  options: { key?: string; dedupeKey?: string; delayMs?: number } = {},
): Promise<string> =>
  worker.get(Database).transaction(systemContext, (tx) =>
    worker.get(JobQueue).add(tx, actor, trial, {
      payload: { what, key: options.key ?? what },
      enteId: null,
      dossierId: null,
      ...(options.dedupeKey === undefined ? {} : { dedupeKey: options.dedupeKey }),
      ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
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
    await services.query(
      `update jobs set status = 'running', sent_at = now(), touched_at = now() - interval '10 minutes', finished_at = null where id = $1`,
      [id],
    );
    expect(await worker.get(StuckJobsSweep).sweep(60)).toBe(1);
    await until(id, 'done');
    expect(runs.get('lost')).toBe(2);
  });

  it('is found by the sweep when the process that asked died between its commit and the sending', async () => {
    const id = randomUUID();
    const payload = JSON.stringify({ what: 'ok', key: 'orphan' });
    await worker
      .get(Database)
      .transaction(systemContext, (tx) =>
        tx.query(
          `select * from job_ask($1, $2, 'maintenance', 'Prova', 'c', $1, now(), array[$3::uuid], '{null}', '{null}', '{null}', $4, '{null}', '{0}')`,
          [suaId, trial.name, id, [payload]],
        ),
      );
    await services.query(`update jobs set touched_at = now() - interval '10 minutes' where id = $1`, [id]);
    expect(await worker.get(StuckJobsSweep).sweep(60)).toBe(1);
    await until(id, 'done');
  });

  it('runs although Redis does not answer the process that asks: the relay takes it', async () => {
    const [port] = await freePorts(1);
    const config = { ...services.config, redisUrl: `redis://127.0.0.1:${String(port)}` };
    const cutOff = await NestFactory.createApplicationContext(
      { module: AskingModule, imports: [PlatformModule.with({ config, service: 'test' })] },
      { logger: false },
    );
    try {
      const id = await cutOff
        .get(Database)
        .transaction(systemContext, (tx) =>
          cutOff.get(JobQueue).add(tx, actor, trial, { payload: { what: 'ok', key: 'cut off' }, enteId: null, dossierId: null }),
        );
      expect(await until(id, 'done')).toMatchObject({ attempts: 1 });
    } finally {
      await cutOff.close();
    }
  });

  it('waits once when two ask for it at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => add('ok', { key: 'crowd', dedupeKey: 'crowd', delayMs: 1_000 })));
    expect(new Set(ids).size).toBe(1);
    await until(ids[0] ?? '', 'done');
    expect(runs.get('crowd')).toBe(1);
  });

  it('that waits is brought forward when it is asked for sooner', async () => {
    const later = await add('ok', { key: 'sooner', dedupeKey: 'sooner', delayMs: 600_000 });
    expect(await add('ok', { key: 'sooner', dedupeKey: 'sooner', delayMs: 900_000 })).toBe(later);
    const [before] = await services.query<{ away: boolean }>(
      `select not_before < now() + interval '700 seconds' as away from jobs where id = $1`,
      [later],
    );
    expect(before).toEqual({ away: true });
    expect(await add('ok', { key: 'sooner', dedupeKey: 'sooner' })).toBe(later);
    await until(later, 'done');
  });

  it('that runs does not stand for the next one asked under its key', async () => {
    const first = await add('slow', { key: 'first', dedupeKey: 'again' });
    await until(first, 'running');
    const second = await add('ok', { key: 'second', dedupeKey: 'again' });
    expect(second).not.toBe(first);
    await until(second, 'done');
    await until(first, 'failed');
  });

  it('starts in the order it was asked in', async () => {
    const ids = await worker.get(Database).transaction(systemContext, (tx) =>
      worker.get(JobQueue).addAll(
        tx,
        actor,
        trial,
        Array.from({ length: 6 }, (_, place) => ({
          payload: { what: 'ok' as const, key: `place ${String(place)}` },
          enteId: null,
          dossierId: null,
        })),
      ),
    );
    for (const id of ids) await until(id, 'done');
    expect([...runs.keys()].filter((key) => key.startsWith('place '))).toEqual([0, 1, 2, 3, 4, 5].map((place) => `place ${String(place)}`));
  });

  it('is claimed without touching an index: none knows a column that a claim changes', async () => {
    const indexes = await services.query<{ indexdef: string }>(`select indexdef from pg_indexes where tablename = 'jobs'`);
    expect(indexes.length).toBeGreaterThan(2);
    for (const { indexdef } of indexes) expect(indexdef).not.toMatch(/\b(status|attempts|started_at|touched_at|step)\b/);
  });

  it('ends with what it needs still open, when its process is told to stop', async () => {
    const id = await add('ending');
    await until(id, 'running');
    await worker.close();
    const [row] = await services.query<Row>('select * from jobs where id = $1', [id]);
    expect(row).toMatchObject({ status: 'done', attempts: 1 });
  });
});
