import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type z } from 'zod';
import { DossierEntity, DossierProgress, DossierReader, KindLibrary } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { lockResults } from './check-queue.js';
import { CheckResultEntity } from './check-result.entity.js';
import { evaluateChecks, type CheckVerdict } from './check-evaluation.js';
import { countersOf } from './checks.view.js';
import { FactsBuilder, type BuiltFacts } from './facts-builder.js';
import { runChecks } from './run-checks.job.js';

type Payload = z.output<typeof runChecks.payload>;

/**
 * Runs the checks whose inputs changed. A run that finds the dossier changed while it was thinking writes nothing: the change
 * has asked for another run. Running twice on the same inputs changes nothing.
 */
@Injectable()
export class RunChecksHandler extends JobHandler<typeof runChecks.payload> {
  readonly job = runChecks;

  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly kinds: KindLibrary,
    private readonly facts: FactsBuilder,
    private readonly progress: DossierProgress,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle({ dossierId, all }: Payload, run: JobRun): Promise<void> {
    const { built, verdicts } = await this.database.read(run.context, async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      const known = await reader.findBy(CheckResultEntity, { dossierId });
      const built = await this.facts.build(reader, dossier);
      const hashes = new Map(known.map((row) => [row.checkId, all ? '' : row.inputHash]));
      return { built, verdicts: evaluateChecks(kind, dossier.state, { facts: built.facts, hashes }) };
    });
    await this.database.transaction(run.context, (tx) => this.write(tx, dossierId, { built, verdicts }));
  }

  private async write(
    tx: Tx,
    dossierId: string,
    { built, verdicts }: { built: BuiltFacts; verdicts: readonly CheckVerdict[] },
  ): Promise<void> {
    // Same order as the scheda service, which holds the dossier before the results.
    const dossier = await tx.findOneOrFail(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    await lockResults(tx, dossierId);
    if ((await this.facts.mark(tx, dossier)) !== built.mark) return;
    const { suaId, enteId } = dossier;
    const owner = { dossierId, suaId, enteId, asOf: built.facts.asOf };
    const checkedAt = this.clock.now();
    const fresh = verdicts.flatMap(({ result }) => (result === null ? [] : [{ ...result, ...owner, stale: false, checkedAt }]));
    if (fresh.length > 0) await tx.upsert(CheckResultEntity, fresh, ['dossierId', 'checkId']);
    const unchanged = verdicts.filter(({ result }) => result === null).map(({ checkId }) => checkId);
    if (unchanged.length > 0) await tx.update(CheckResultEntity, { dossierId, checkId: In(unchanged) }, { stale: false, asOf: owner.asOf });
    await this.withdrawOthers(tx, owner, verdicts);
    await this.progress.checksChanged(tx, dossierId, countersOf(await tx.findBy(CheckResultEntity, { dossierId })));
    await announce(tx, { topic: 'checks', dossierId, suaId, enteId });
  }

  /** Results of checks that the kind or this release no longer has: they stop counting, their row stays. */
  private async withdrawOthers(
    tx: Tx,
    { dossierId, asOf }: { dossierId: string; asOf: string },
    verdicts: readonly CheckVerdict[],
  ): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(CheckResultEntity)
      .set({
        status: 'NA',
        stale: false,
        asOf,
        message: 'La verifica non è più richiesta per questo fascicolo.',
        suggestion: null,
        evidence: [],
      })
      .where('dossier_id = :dossierId and not (check_id = any(:ids))', { dossierId, ids: verdicts.map(({ checkId }) => checkId) })
      .execute();
  }
}
