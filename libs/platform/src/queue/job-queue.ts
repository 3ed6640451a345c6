import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '../clock/index.js';
import { type Tx } from '../database/index.js';
import { announce } from '../events/index.js';
import { type JobDefinition } from './job-definition.js';
import { JobEntity } from './job.entity.js';

/** The relay listens on this channel, so a job starts milliseconds after its commit. */
export const outboxChannel = 'gare_outbox';

export interface JobRequest<Payload extends z.ZodType> {
  payload: z.input<Payload>;
  enteId: string | null;
  dossierId: string | null;
  /** What it works on, for the user: a document code, a package id. */
  subject?: string;
  /** At most one job with this key waits at a time; asking again while it waits adds nothing. */
  dedupeKey?: string;
  delayMs?: number;
}

/** Asks for background work inside the transaction that needs it: both happen or neither does. */
@Injectable()
export class JobQueue {
  constructor(private readonly clock: Clock) {}

  /** @returns the id of the job that will do it: the new one, or the one already waiting under the same `dedupeKey`. */
  async add<Payload extends z.ZodType>(tx: Tx, actor: Actor, job: JobDefinition<Payload>, request: JobRequest<Payload>): Promise<string> {
    for (;;) {
      const id = randomUUID();
      if (await this.insert(tx, { id, actor, job, request })) {
        await tx.query('select pg_notify($1, $2)', [outboxChannel, '']);
        if (request.dossierId !== null) {
          await announce(tx, { topic: 'job', dossierId: request.dossierId, jobId: id, suaId: actor.suaId, enteId: request.enteId });
        }
        return id;
      }
      const waiting = await tx.findOne(JobEntity, {
        where: { dedupeKey: request.dedupeKey ?? '', status: 'queued' },
        select: { id: true },
      });
      if (waiting) return waiting.id;
      // It was claimed between the two statements and may have read before our change: ask again, the key is free now.
    }
  }

  private async insert<Payload extends z.ZodType>(
    tx: Tx,
    { id, actor, job, request }: { id: string; actor: Actor; job: JobDefinition<Payload>; request: JobRequest<Payload> },
  ): Promise<boolean> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(JobEntity)
      .values({
        id,
        suaId: actor.suaId,
        enteId: request.enteId,
        dossierId: request.dossierId,
        name: job.name,
        queue: job.queue,
        title: job.title,
        subject: request.subject ?? null,
        payload: job.payload.parse(request.payload) as object,
        dedupeKey: request.dedupeKey ?? null,
        correlationId: actor.correlationId,
        requestedBy: actor.personId,
        createdAt: this.clock.now(),
        // The relay compares with the clock of the database.
        notBefore: () => `now() + interval '${Math.round(request.delayMs ?? 0)} milliseconds'`,
        touchedAt: () => 'now()',
      })
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }
}
