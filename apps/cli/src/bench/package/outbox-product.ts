import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { loadConfig } from '@gare/platform/config';
import { Database, type DbContext } from '@gare/platform/database';
import { defineJob, JobHandler, JobQueue, JobRunner, OutboxRelay, StuckJobsSweep, type JobRequest } from '@gare/platform/queue';
import { PlatformModule } from '@gare/platform/runtime';
import { addInGroups, report, RunCounter, type Order } from './outbox-messages.js';

const emptyJob = defineJob({
  name: 'bench.empty',
  queue: 'maintenance',
  payload: z.object({ documentId: z.uuid() }),
  title: 'Misura',
  attempts: 1,
  backoffMs: 1_000,
  timeoutMs: 10_000,
});

const runs = new RunCounter();

@Injectable()
class EmptyHandler extends JobHandler<typeof emptyJob.payload> {
  readonly job = emptyJob;

  handle(): Promise<void> {
    runs.add();
    return Promise.resolve();
  }
}

@Module({ providers: [EmptyHandler, JobRunner, OutboxRelay, StuckJobsSweep] })
class BenchWorkerModule {}

@Module({})
class BenchProducerModule {}

function application(module: typeof BenchWorkerModule): Promise<INestApplicationContext> {
  const platform = PlatformModule.with({ config: loadConfig(process.env), service: 'bench' });
  return NestFactory.createApplicationContext({ module, imports: [platform] }, { logger: false, abortOnError: false });
}

/** A process that asks for jobs as the api does: rows written in the transaction of the request. */
export async function productProducer(): Promise<void> {
  const app = await application(BenchProducerModule);
  const database = app.get(Database);
  const queue = app.get(JobQueue);
  const suaId = randomUUID();
  const context: DbContext = { scope: 'sua', suaId };
  const actor: Actor = {
    personId: randomUUID(),
    person: 'Misura',
    suaId,
    enteId: suaId,
    ente: 'Provincia',
    enteTipo: 'PROVINCIA',
    roles: [],
    correlationId: 'bench',
  };
  const request = (): JobRequest<typeof emptyJob.payload> => {
    const documentId = randomUUID();
    return { payload: { documentId }, enteId: null, dossierId: null, subject: 'D33', dedupeKey: `bench.empty:${documentId}` };
  };
  const ask = async (jobs: number): Promise<void> => {
    await database.transaction(context, (tx) => queue.addAll(tx, actor, emptyJob, Array.from({ length: jobs }, request)));
  };
  process.on('message', (order: Order) => {
    void addInGroups(order, ask).then(() => {
      report({ kind: 'added' });
    });
  });
  report({ kind: 'ready' });
}

/** A process that runs them as the worker does. */
export async function productWorker(): Promise<void> {
  const app = await application(BenchWorkerModule);
  app.get(JobRunner).start();
  app.get(OutboxRelay).start();
  app.get(StuckJobsSweep).start();
  report({ kind: 'ready' });
}
