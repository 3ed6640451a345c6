import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { type z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '../clock/index.js';
import { type Tx } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { BullQueues } from './bull-queues.js';
import { HandOver } from './hand-over.js';
import { type JobDefinition } from './job-definition.js';
import { JobRows } from './job-rows.js';

export interface JobRequest<Payload extends z.ZodType> {
  payload: z.input<Payload>;
  enteId: string | null;
  dossierId: string | null;
  /** What it works on, for the user: a document code, a package id. */
  subject?: string;
  /** At most one job with this key waits at a time; asking again while it waits adds nothing, but may bring it forward. */
  dedupeKey?: string;
  delayMs?: number;
}

/** Asks for background work inside the transaction that needs it: both happen or neither does. */
@Injectable()
export class JobQueue {
  private readonly handOver: HandOver;

  constructor(
    private readonly clock: Clock,
    dataSource: DataSource,
    queues: BullQueues,
    rows: JobRows,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.handOver = new HandOver({ dataSource, queues, rows, logger });
  }

  /** @returns the id of the job that will do it: the new one, or the one already waiting under the same `dedupeKey`. */
  async add<Payload extends z.ZodType>(tx: Tx, actor: Actor, job: JobDefinition<Payload>, request: JobRequest<Payload>): Promise<string> {
    const [id = ''] = await this.addAll(tx, actor, job, [request]);
    return id;
  }

  /**
   * The same for many jobs of one kind, in one round trip (SQL function of migration `job-updates-in-place`); no two of them may have the same `dedupeKey`.
   * @returns the ids in the order of the requests
   */
  async addAll<Payload extends z.ZodType>(
    tx: Tx,
    actor: Actor,
    job: JobDefinition<Payload>,
    requests: readonly JobRequest<Payload>[],
  ): Promise<string[]> {
    const asked = requests.map((request) => ({
      ...request,
      id: randomUUID(),
      payload: JSON.stringify(job.payload.parse(request.payload)),
    }));
    const waiting = await ask(tx, [
      actor.suaId,
      job.name,
      job.queue,
      job.title,
      actor.correlationId,
      actor.personId,
      this.clock.now().toISOString(),
      asked.map(({ id }) => id),
      asked.map(({ enteId }) => enteId),
      asked.map(({ dossierId }) => dossierId),
      asked.map(({ subject }) => subject ?? null),
      asked.map(({ payload }) => payload),
      asked.map(({ dedupeKey }) => dedupeKey ?? null),
      asked.map(({ delayMs }) => Math.round(delayMs ?? 0)),
    ]);
    const waitingByKey = new Map(waiting.map((row) => [row.dedupe_key, row.id]));
    const isNew = ({ dedupeKey }: { dedupeKey?: string }): boolean => dedupeKey === undefined || !waitingByKey.has(dedupeKey);
    this.handOver.afterCommit(
      tx,
      asked.filter((one) => isNew(one) && Math.round(one.delayMs ?? 0) <= 0).map(({ id }) => ({ id, name: job.name, queue: job.queue })),
    );
    return asked.map(({ id, dedupeKey }) => waitingByKey.get(dedupeKey ?? '') ?? id);
  }
}

interface Waiting {
  id: string;
  dedupe_key: string;
}

/** In order: what the jobs have in common, then a list for each of what they have not. */
const askSql = 'select * from job_ask($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)';

/** On the connection of the transaction, under a name: parsed once a connection. */
async function ask(tx: Tx, values: unknown[]): Promise<Waiting[]> {
  const client = (await tx.queryRunner?.connect()) as ClientBase;
  const { rows } = await client.query<Waiting>({ name: 'job_ask', text: askSql, values });
  return rows;
}
