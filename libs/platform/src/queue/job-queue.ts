import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '../clock/index.js';
import { type Tx } from '../database/index.js';
import { changesChannel } from '../events/index.js';
import { type JobDefinition } from './job-definition.js';

/** The relay listens on this channel, so a job starts milliseconds after its commit. */
export const outboxChannel = 'gare_outbox';

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
  constructor(private readonly clock: Clock) {}

  /** @returns the id of the job that will do it: the new one, or the one already waiting under the same `dedupeKey`. */
  async add<Payload extends z.ZodType>(tx: Tx, actor: Actor, job: JobDefinition<Payload>, request: JobRequest<Payload>): Promise<string> {
    const [id = ''] = await this.addAll(tx, actor, job, [request]);
    return id;
  }

  /**
   * The same for many jobs of one kind, in one round trip; no two of them may have the same `dedupeKey`.
   * @returns the ids in the order of the requests
   */
  async addAll<Payload extends z.ZodType>(
    tx: Tx,
    actor: Actor,
    job: JobDefinition<Payload>,
    requests: readonly JobRequest<Payload>[],
  ): Promise<string[]> {
    const rows = requests.map((request, place) => ({ ...this.row(actor, job, request), place }));
    const waiting = await tx.query<{ id: string; dedupe_key: string | null }[]>(insertSql, [
      JSON.stringify(rows),
      outboxChannel,
      changesChannel,
    ]);
    const idByKey = new Map(waiting.map((row) => [row.dedupe_key, row.id]));
    return rows.map(({ id, dedupe_key }) => (dedupe_key === null ? id : (idByKey.get(dedupe_key) ?? id)));
  }

  private row<Payload extends z.ZodType>(actor: Actor, job: JobDefinition<Payload>, request: JobRequest<Payload>): Omit<NewRow, 'place'> {
    return {
      id: randomUUID(),
      sua_id: actor.suaId,
      ente_id: request.enteId,
      dossier_id: request.dossierId,
      name: job.name,
      queue: job.queue,
      title: job.title,
      subject: request.subject ?? null,
      payload: job.payload.parse(request.payload),
      dedupe_key: request.dedupeKey ?? null,
      correlation_id: actor.correlationId,
      requested_by: actor.personId,
      created_at: this.clock.now().toISOString(),
      delay_ms: Math.round(request.delayMs ?? 0),
    };
  }
}

/** Columns as Postgres names them. */
interface NewRow {
  id: string;
  sua_id: string;
  ente_id: string | null;
  dossier_id: string | null;
  name: string;
  queue: string;
  title: string;
  subject: string | null;
  payload: unknown;
  dedupe_key: string | null;
  correlation_id: string;
  requested_by: string;
  created_at: string;
  delay_ms: number;
  /** Jobs asked for together start in the order they were asked in. */
  place: number;
}

const columns =
  'id, sua_id, ente_id, dossier_id, name, queue, title, subject, payload, dedupe_key, correlation_id, requested_by, created_at';

/**
 * Rows, the call of the relay and the news for browsers in one statement. A job that waits under the same key is held until the
 * end of the transaction, so that it cannot start before it sees what this one writes; asked for sooner, it is brought forward.
 * The relay compares with the clock of the database.
 */
const insertSql = `with asked as (
    insert into jobs (${columns}, not_before, touched_at)
    select ${columns}, now() + delay_ms * interval '1 millisecond' + place * interval '1 microsecond', now()
    from jsonb_to_recordset($1::jsonb) as given (id uuid, sua_id uuid, ente_id uuid, dossier_id uuid, name text, queue text, title text,
      subject text, payload jsonb, dedupe_key text, correlation_id text, requested_by uuid, created_at timestamptz, delay_ms int, place int)
    on conflict (dedupe_key) where status = 'queued' and dedupe_key is not null
      do update set not_before = least(jobs.not_before, excluded.not_before)
    returning id, sua_id, ente_id, dossier_id, dedupe_key
  )
  select id, dedupe_key, pg_notify($2, ''), case when dossier_id is not null then pg_notify($3, json_build_object(
    'topic', 'job', 'dossierId', dossier_id, 'jobId', id, 'suaId', sua_id, 'enteId', ente_id)::text) end
  from asked`;
