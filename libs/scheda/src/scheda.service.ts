import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeSheet, type Sheet } from '@gare/contracts/sheet';
import { type Actor } from '@gare/domain/access/actor';
import { applyChanges, findConflicts, type SchedaChange } from '@gare/domain/scheda/changes';
import { SchedaPathError, type JsonValue } from '@gare/domain/scheda/path';
import { DossierProgress, DossierReader, type DossierEntity } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { SchedaChangeEntity } from './scheda-change.entity.js';
import { SchedaChanged } from './scheda-changed.js';
import { SchedaRules } from './scheda-rules.js';
import { SchedaEntity } from './scheda.entity.js';

type Edit = z.output<NonNullable<typeof changeSheet.body>>;
type Saved = z.output<NonNullable<typeof changeSheet.response>>;

/** Reading and editing the scheda: edits of different fields both survive, of the same field the second is asked. */
@Injectable()
export class SchedaService {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly progress: DossierProgress,
    private readonly rules: SchedaRules,
    private readonly changed: SchedaChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async show(actor: Actor, dossierId: string): Promise<Sheet> {
    return this.database.read(dbContext(actor), async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      authorize(actor, 'dossier.read', dossier);
      const sheet = await reader.findOneByOrFail(SchedaEntity, { dossierId });
      const readOnly = this.rules.whyReadOnly(actor, dossier);
      return {
        revision: sheet.revision,
        values: sheet.values as Record<string, unknown>,
        stamps: await this.stamps(reader, dossierId),
        derived: this.rules.derived(dossier, sheet.values, this.clock.now()),
        writable: readOnly === null,
        whyReadOnly: readOnly,
      };
    });
  }

  /** @throws AppError scheda.malformed (places), scheda.conflict (both values), scheda.read_only, access.denied */
  async change(actor: Actor, dossierId: string, edit: Edit): Promise<Saved> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.dossiers.require(tx, dossierId);
      const role = authorize(actor, 'scheda.write', dossier);
      const readOnly = this.rules.whyReadOnly(actor, dossier);
      if (readOnly !== null) throw new AppError('scheda.read_only', { detail: readOnly });
      const sheet = await tx.findOneOrFail(SchedaEntity, { where: { dossierId }, lock: { mode: 'pessimistic_write' } });
      const changes = edit.changes.map((change) => ({ path: change.path, value: (change.value ?? null) as JsonValue }));
      const later = await this.changesAfter(tx, dossierId, edit.baseRevision);
      this.refuseConflicts(changes, edit.baseRevision, later);
      const { values, applied } = this.apply(dossier, sheet.values, changes);
      const savedAt = this.clock.now();
      const revision = applied.length === 0 ? sheet.revision : sheet.revision + 1;
      if (applied.length > 0) {
        await tx.query('update schede set revision = $2, "values" = $3, changed_at = $4 where dossier_id = $1', [
          dossierId,
          revision,
          values,
          savedAt,
        ]);
        await tx.insert(SchedaChangeEntity, this.rowsOf(actor, dossier, { revision, at: savedAt, applied }));
        await this.progress.schedaChanged(tx, dossierId, this.rules.shown(values));
        await this.audit.record(tx, actor, {
          dossierId,
          suaId: dossier.suaId,
          enteId: dossier.enteId,
          action: 'scheda.changed',
          summary: this.rules.summary(applied.map((change) => change.path)),
          details: { revision, changes: applied },
          role,
        });
        await this.changed.emit(tx, { actor, dossier, revision, paths: applied.map((change) => change.path) });
        await announce(tx, { topic: 'scheda', dossierId, suaId: dossier.suaId, enteId: dossier.enteId });
      }
      const mine = new Set(changes.map((change) => change.path));
      return {
        revision,
        savedAt: savedAt.toISOString(),
        derived: this.rules.derived(dossier, values, savedAt),
        merged: later.filter((entry) => !mine.has(entry.path)).map((entry) => ({ path: entry.path, value: entry.after })),
      };
    });
  }

  private refuseConflicts(changes: readonly SchedaChange[], baseRevision: number, later: readonly SchedaChangeEntity[]): void {
    const history = later.map((entry) => ({
      revision: entry.revision,
      path: entry.path,
      before: entry.before as JsonValue,
      after: entry.after as JsonValue,
      by: entry.changedByName,
      at: entry.at.toISOString(),
    }));
    const conflicts = findConflicts(changes, baseRevision, history);
    if (conflicts.length === 0) return;
    throw new AppError('scheda.conflict', { details: { conflicts, revision: Math.max(...later.map((entry) => entry.revision)) } });
  }

  private apply(dossier: DossierEntity, values: object, changes: readonly SchedaChange[]): ReturnType<typeof applyChanges> {
    const problems = this.rules.malformed(dossier, changes);
    if (problems.length > 0) throw new AppError('scheda.malformed', { issues: problems });
    try {
      return applyChanges(values, changes);
    } catch (error) {
      if (!(error instanceof SchedaPathError)) throw error;
      throw new AppError('scheda.malformed', { issues: [{ path: error.path, message: error.message }], cause: error });
    }
  }

  private rowsOf(
    actor: Actor,
    dossier: DossierEntity,
    save: { revision: number; at: Date; applied: ReturnType<typeof applyChanges>['applied'] },
  ): SchedaChangeEntity[] {
    return save.applied.map(({ path, before, after }, position) => ({
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      revision: save.revision,
      position,
      path,
      before,
      after,
      changedBy: actor.personId,
      changedByName: actor.person,
      at: save.at,
    }));
  }

  private changesAfter(tx: Tx, dossierId: string, revision: number): Promise<SchedaChangeEntity[]> {
    return tx
      .createQueryBuilder(SchedaChangeEntity, 'change')
      .where('change.dossier_id = :dossierId and change.revision > :revision', { dossierId, revision })
      .orderBy('change.revision')
      .addOrderBy('change.position')
      .getMany();
  }

  private async stamps(reader: Reader, dossierId: string): Promise<Sheet['stamps']> {
    const rows = await reader.query<{ path: string; revision: number; by: string; at: Date }[]>(
      `select distinct on (path) path, revision, changed_by_name as by, at from scheda_changes
       where dossier_id = $1 order by path, revision desc, position desc`,
      [dossierId],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
