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
/** While documents are being formed one after the other: the last of them brings the run forward. */
const formingMs = 5_000;

/** When the run that a change asks for is due. */
export type CheckPause = 'settle' | 'forming' | 'none';

const pauses: Readonly<Record<CheckPause, number>> = { settle: settleMs, forming: formingMs, none: 0 };

/** Marks what a change makes doubtful and asks for the run that tells again, in the transaction of the change. */
@Injectable()
export class CheckQueue {
  constructor(private readonly jobs: JobQueue) {}

  /** @param change `paths`: sheet paths, or `@documents/D30`, `@dossier`, `@asOf` */
  async changed(
    tx: Tx,
    actor: Actor,
    dossier: Subject,
    { paths, pause = 'settle' }: { paths: readonly string[]; pause?: CheckPause },
  ): Promise<void> {
    const ids = affectedChecks(checkCatalogue, paths).map(({ id }) => id);
    await lockResults(tx, dossier.id);
    if (ids.length > 0) await tx.update(CheckResultEntity, { dossierId: dossier.id, checkId: In(ids), stale: false }, { stale: true });
    // Also with nothing marked: the hashes tell for certain, the paths only at once.
    await this.enqueue(tx, actor, dossier, { all: false, delayMs: pauses[pause] });
    await announce(tx, { topic: 'checks', dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId });
  }

  /** Everything anew. @returns the id of the job */
  all(tx: Tx, actor: Actor, dossier: Subject): Promise<string> {
    return this.enqueue(tx, actor, dossier, { all: true, delayMs: 0 });
  }

  private enqueue(
    tx: Tx,
    actor: Actor,
    { id: dossierId, enteId }: Subject,
    { all, delayMs }: { all: boolean; delayMs: number },
  ): Promise<string> {
    return this.jobs.add(tx, actor, runChecks, {
      payload: { dossierId, all },
      enteId,
      dossierId,
      dedupeKey: `checks:${all ? 'all:' : ''}${dossierId}`,
      delayMs,
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
