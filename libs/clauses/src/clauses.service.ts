import { Injectable } from '@nestjs/common';
import { type ClauseContent, type ClausePreviewView, type ClauseView } from '@gare/contracts/clauses';
import { type Actor } from '@gare/domain/access/actor';
import { endBefore, periodFaults, periodInWords, type Period } from '@gare/domain/clauses/clause-validity';
import { dbContext, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorizeLibrary } from '@gare/templates';
import { ClauseLint } from './clause-lint.js';
import { refuseClause } from './clause-refusals.js';
import { clauseOf, versionName } from './clause-shelf.js';
import { ClauseVersionEntity } from './clause-version.entity.js';
import { ClauseVersions } from './clause-versions.js';
import { ClausesReading } from './clauses.view.js';
import { EffectOnTemplates } from './effect-on-templates.js';

/** The library of clauses as those who keep it write it. Versions are only added; their state goes forward. */
@Injectable()
export class ClausesService {
  constructor(
    private readonly database: Database,
    private readonly versions: ClauseVersions,
    private readonly lint: ClauseLint,
    private readonly reading: ClausesReading,
    private readonly effect: EffectOnTemplates,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied */
  preview(actor: Actor, code: string, content: ClauseContent): Promise<ClausePreviewView> {
    authorizeLibrary(actor);
    return this.database.read(dbContext(actor), (reader) => this.lint.preview(reader, actor.suaId, { code, ...content }));
  }

  /** Keeps a draft in the place of the draft before. @throws AppError clause.malformed with each field, access.denied */
  draft(actor: Actor, code: string, content: ClauseContent): Promise<ClauseView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.versions.draft(tx, actor, { code, ...content });
      return this.reading.one(tx, actor, code);
    });
  }

  /**
   * @throws AppError clause.malformed with each place, clause.validity with the dates, clause.state, clause.not_found, access.denied
   */
  publish(actor: Actor, versionId: string, { endsPrevious }: { endsPrevious: boolean }): Promise<ClauseView> {
    const role = authorizeLibrary(actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { row, rows } = await this.require(tx, actor, versionId);
      if (row.state !== 'BOZZA') throw new AppError('clause.state');
      const clause = clauseOf(row);
      const { findings } = await this.lint.preview(tx, actor.suaId, clause);
      refuseClause(
        findings.map(({ path, message, suggestion, paragraph }) => ({
          path,
          message: `${paragraph === null ? '' : `Paragrafo ${paragraph}. `}${message}${suggestion === null ? '' : ` Suggerimento: ${suggestion}.`}`,
        })),
      );
      const ended = await this.giveWay(tx, { row, rows, endsPrevious });
      await this.versions.move(tx, row, { state: 'PUBBLICATA', publishedAt: this.clock.now(), publishedBy: actor.person });
      await this.effect.refuseBroken(tx, actor.suaId, clause);
      await this.audit.record(tx, actor, {
        ...{ enteId: actor.suaId, action: 'clause.published', role },
        summary: `Pubblicata la versione ${versionName(row)} della clausola ${row.code}, in vigore ${periodInWords(periodOf(row))}`,
        details: {
          versionId,
          clause,
          ended: ended === null ? null : { version: versionName(ended.row), before: ended.row.validTo, after: ended.to },
        },
      });
      return this.reading.one(tx, actor, row.code);
    });
  }

  /** @throws AppError clause.validity where it would leave a gap, clause.state, clause.malformed, clause.not_found, access.denied */
  withdraw(actor: Actor, versionId: string, reason: string): Promise<ClauseView> {
    const role = authorizeLibrary(actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { row, rows } = await this.require(tx, actor, versionId);
      if (row.state === 'RITIRATA') throw new AppError('clause.state');
      if (row.state === 'PUBBLICATA' && reason.trim() === '')
        refuseClause([{ path: 'reason', message: 'Scrivi perché la versione è ritirata: resta nella storia della clausola.' }]);
      if (row.state === 'PUBBLICATA') refusePeriods(rows.filter(({ id, state }) => state === 'PUBBLICATA' && id !== row.id).map(periodOf));
      const now = this.clock.now();
      await this.versions.move(tx, row, { state: 'RITIRATA', withdrawnAt: now, withdrawnBy: actor.person, withdrawReason: reason.trim() });
      if (row.state === 'PUBBLICATA') await this.effect.refuseBroken(tx, actor.suaId, clauseOf(row));
      await this.audit.record(tx, actor, {
        ...{ enteId: actor.suaId, action: 'clause.withdrawn', role },
        summary: `Ritirata la versione ${versionName(row)} della clausola ${row.code}`,
        details: { versionId, state: row.state, reason: reason.trim(), clause: clauseOf(row) },
      });
      return this.reading.one(tx, actor, row.code);
    });
  }

  /** The version in force until then ends the day before, where that was asked for; then every day has exactly one version. */
  private async giveWay(
    tx: Tx,
    { row, rows, endsPrevious }: { row: ClauseVersionEntity; rows: readonly ClauseVersionEntity[]; endsPrevious: boolean },
  ): Promise<{ row: ClauseVersionEntity; to: string } | null> {
    const published = rows.filter(({ state }) => state === 'PUBBLICATA');
    const previous = endsPrevious ? published.find((other) => endBefore(periodOf(other), row.validFrom) !== null) : undefined;
    const to = previous === undefined ? null : endBefore(periodOf(previous), row.validFrom);
    const periods = published.map((other) => (other === previous && to !== null ? { from: other.validFrom, to } : periodOf(other)));
    refusePeriods([...periods, periodOf(row)]);
    if (previous === undefined || to === null) return null;
    await this.versions.move(tx, previous, { validTo: to });
    return { row: previous, to };
  }

  private async require(tx: Tx, actor: Actor, versionId: string): Promise<{ row: ClauseVersionEntity; rows: ClauseVersionEntity[] }> {
    const found = await tx.findOneBy(ClauseVersionEntity, { id: versionId, suaId: actor.suaId });
    if (found === null) throw new AppError('clause.not_found');
    const rows = await this.versions.hold(tx, actor.suaId, found.code);
    const row = rows.find(({ id }) => id === versionId);
    if (row === undefined) throw new AppError('clause.not_found');
    return { row, rows };
  }
}

const periodOf = ({ validFrom: from, validTo: to }: Pick<ClauseVersionEntity, 'validFrom' | 'validTo'>): Period => ({ from, to });

function refusePeriods(periods: readonly Period[]): void {
  const faults = periodFaults(periods);
  const [first] = faults;
  if (first === undefined) return;
  throw new AppError('clause.validity', {
    detail: `${first.message} La libreria è rimasta com’era.`,
    issues: faults.map(({ message, kind }) => ({ path: kind === 'VUOTO' ? 'validFrom' : 'validTo', message })),
  });
}
