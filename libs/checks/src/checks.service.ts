import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type ChecksView } from '@gare/contracts/checks';
import { type Actor } from '@gare/domain/access/actor';
import { isInSight } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { referenceDate } from '@gare/domain/scheda/derive';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { JobEntity } from '@gare/platform/queue';
import { SchedaReader } from '@gare/scheda';
import { CheckCases } from './check-cases.js';
import { CheckQueue } from './check-queue.js';
import { CheckResultEntity } from './check-result.entity.js';
import { resultView, summaryOf, worstFirst } from './checks.view.js';
import { runChecks } from './run-checks.job.js';

interface Reading {
  readonly one: ActorOnDossier;
  /** Day on which its checks have to be read. */
  readonly asOf: string;
  /** What its checks look at has changed with the day. */
  readonly newDay: boolean;
  readonly view: ChecksView;
}

const earliest = (results: readonly CheckResultEntity[]): string | undefined => results.map(({ asOf }) => asOf).sort()[0];

/** The checks of a dossier as people use them. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly scheda: SchedaReader,
    private readonly queue: CheckQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly cases: CheckCases,
  ) {}

  /** Worst first. Results of another day than the reference date of today are sent to run again. @throws AppError dossier.not_found, access.denied */
  async list(actor: Actor, dossierId: string): Promise<ChecksView> {
    const { one, asOf, newDay, view } = await this.read(actor, dossierId);
    if (view.running || view.results.length === 0 || (view.asOf === asOf && !newDay)) return view;
    // Whoever has only leave to review writes nothing: somebody else's visit runs them again.
    if (!isInSight(actor, one.dossier)) return view;
    await this.database.transaction(dbContext(actor), (tx) => this.queue.changed(tx, actor, one.dossier, { paths: ['@asOf', '@case'] }));
    return (await this.read(actor, dossierId)).view;
  }

  private read(actor: Actor, dossierId: string): Promise<Reading> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { values } = await this.scheda.read(reader, dossierId);
      const results = await reader.findBy(CheckResultEntity, { dossierId });
      const running = await reader.existsBy(JobEntity, { dossierId, name: runChecks.name, status: In(['queued', 'running']) });
      const now = this.clock.now().toISOString();
      const asOf = this.cases.referenceDate(one.dossier, values) ?? referenceDate(values, now).data;
      const last = results.reduce((latest, { checkedAt }) => Math.max(latest, checkedAt.getTime()), 0);
      // Of some kinds terms run out meanwhile: results of yesterday may be wrong today.
      const newDay = this.cases.has(one.dossier) && toRomeDate(new Date(last).toISOString()) < toRomeDate(now);
      const view = {
        asOf: earliest(results) ?? asOf,
        running,
        summary: summaryOf(results),
        results: results.sort(worstFirst).map(resultView),
      };
      return { one, asOf, newDay, view };
    });
  }

  /** Asks for all checks again. @returns the id of the job. @throws AppError dossier.not_found, access.denied */
  runAll(actor: Actor, dossierId: string): Promise<string> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('check.run');
      const { dossier } = one;
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
