import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type ChecksView } from '@gare/contracts/checks';
import { type Actor } from '@gare/domain/access/actor';
import { DossierReader } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { JobEntity } from '@gare/platform/queue';
import { CheckQueue } from './check-queue.js';
import { CheckResultEntity } from './check-result.entity.js';
import { resultView, summaryOf, worstFirst } from './checks.view.js';
import { runChecks } from './run-checks.job.js';

/** The checks of a dossier as people use them. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly queue: CheckQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<ChecksView> {
    return this.database.read(dbContext(actor), async (reader) => {
      authorize(actor, 'dossier.read', await this.dossiers.require(reader, dossierId));
      const results = await reader.findBy(CheckResultEntity, { dossierId });
      const running = await reader.existsBy(JobEntity, { dossierId, name: runChecks.name, status: In(['queued', 'running']) });
      const today = this.clock.now().toISOString().slice(0, 10);
      return {
        asOf:
          results
            .map(({ asOf }) => asOf)
            .sort()
            .at(-1) ?? today,
        running,
        summary: summaryOf(results),
        results: results.sort(worstFirst).map(resultView),
      };
    });
  }

  /** Asks for all checks again. @returns the id of the job. @throws AppError dossier.not_found, access.denied */
  runAll(actor: Actor, dossierId: string): Promise<string> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.dossiers.require(tx, dossierId);
      const role = authorize(actor, 'check.run', dossier);
      const { suaId, enteId } = dossier;
      await this.audit.record(tx, actor, {
        dossierId,
        suaId,
        enteId,
        action: 'checks.requested',
        summary: 'Chiesta una nuova esecuzione di tutte le verifiche.',
        role,
      });
      return this.queue.all(tx, actor, dossier);
    });
  }
}
