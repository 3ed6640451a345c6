import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { checkCatalogue } from '@gare/domain/checks/catalogue';
import { affectedChecks } from '@gare/domain/checks/engine';
import { type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { CheckResultEntity } from './check-result.entity.js';
import { runChecks } from './run-checks.job.js';

type Subject = Pick<DossierEntity, 'id' | 'suaId' | 'enteId'>;

/** Pause before a run, so that a burst of edits is one run. */
const settleMs = 400;

/** Marks what a change makes doubtful and asks for the run that tells again, in the transaction of the change. */
@Injectable()
export class CheckQueue {
  constructor(private readonly jobs: JobQueue) {}

  /** @param changed sheet paths, or `@documents/D30`, `@dossier`, `@asOf` */
  async changed(tx: Tx, actor: Actor, dossier: Subject, changed: readonly string[]): Promise<void> {
    const ids = affectedChecks(checkCatalogue, changed).map(({ id }) => id);
    await lockResults(tx, dossier.id);
    if (ids.length > 0) await tx.update(CheckResultEntity, { dossierId: dossier.id, checkId: In(ids), stale: false }, { stale: true });
    // Also with nothing marked: the hashes tell for certain, the paths only at once.
    await this.enqueue(tx, actor, dossier, false);
    await announce(tx, { topic: 'checks', dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId });
  }

  /** Everything anew. @returns the id of the job */
  all(tx: Tx, actor: Actor, dossier: Subject): Promise<string> {
    return this.enqueue(tx, actor, dossier, true);
  }

  private enqueue(tx: Tx, actor: Actor, { id: dossierId, enteId }: Subject, all: boolean): Promise<string> {
    return this.jobs.add(tx, actor, runChecks, {
      payload: { dossierId, all },
      enteId,
      dossierId,
      dedupeKey: `checks:${all ? 'all:' : ''}${dossierId}`,
      ...(all ? {} : { delayMs: settleMs }),
    });
  }
}

/**
 * Results are written and marked under this lock, held to the end of the transaction: a run that read before a change
 * was committed sees the change before it writes.
 */
export async function lockResults(tx: Tx, dossierId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('checks ' || $1, 0))`, [dossierId]);
}
