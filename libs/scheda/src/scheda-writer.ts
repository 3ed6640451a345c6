import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { applyChanges, findConflicts, type AppliedChange, type SchedaChange } from '@gare/domain/scheda/changes';
import { SchedaPathError, type JsonValue } from '@gare/domain/scheda/path';
import { DossierEntity, DossierProgress } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { SchedaChangeEntity } from './scheda-change.entity.js';
import { SchedaChanged } from './scheda-changed.js';
import { SchedaRules } from './scheda-rules.js';
import { SchedaEntity } from './scheda.entity.js';

export interface SchedaEdit {
  readonly actor: Actor;
  readonly dossier: DossierEntity;
  /** The role that allows it, for the audit; `SISTEMA` for what a step brings with it. */
  readonly role: RoleCode | 'SISTEMA';
  /** Revision the editor saw; absent for an act that does not start from what somebody saw. */
  readonly baseRevision?: number;
  /** The edits, or how they follow from the values that are there; already found well formed. */
  readonly changes: readonly SchedaChange[] | ((values: object) => readonly SchedaChange[]);
  /** Looks at the whole as it would become; throws to refuse it. */
  readonly check?: (values: object) => void;
  /** The act as the history tells it; an edit of the fields where absent. */
  readonly act?: (applied: readonly AppliedChange[]) => { action: string; summary: string; details: object };
}

export interface SchedaSaved {
  readonly revision: number;
  readonly at: Date;
  readonly values: object;
  readonly applied: readonly AppliedChange[];
  /** What others changed since `baseRevision`, oldest first. */
  readonly later: readonly SchedaChangeEntity[];
}

/** The one way to write a scheda: revision, history of each field, audit and what hears of it, in the transaction of the caller. */
@Injectable()
export class SchedaWriter {
  constructor(
    private readonly progress: DossierProgress,
    private readonly rules: SchedaRules,
    private readonly changed: SchedaChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError scheda.conflict (both values), scheda.malformed (a path that leads nowhere), dossier.not_found */
  async write(tx: Tx, edit: SchedaEdit): Promise<SchedaSaved> {
    const dossierId = edit.dossier.id;
    const sheet = await this.hold(tx, dossierId);
    const baseRevision = edit.baseRevision ?? sheet.revision;
    const changes = typeof edit.changes === 'function' ? edit.changes(sheet.values) : edit.changes;
    const later = await changesAfter(tx, dossierId, baseRevision);
    refuseConflicts(changes, baseRevision, later);
    const { values, applied } = apply(sheet.values, changes);
    edit.check?.(values);
    const at = this.clock.now();
    const revision = applied.length === 0 ? sheet.revision : sheet.revision + 1;
    if (applied.length > 0) await this.store(tx, edit, { revision, at, values, applied });
    return { revision, at, values, applied, later };
  }

  /**
   * Keeps others from writing the sheet, and from moving the dossier, until the transaction ends. The dossier comes first, as in a
   * step that also writes the sheet: of two that meet, one waits.
   * @throws AppError dossier.not_found
   */
  async hold(tx: Tx, dossierId: string): Promise<SchedaEntity> {
    await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    const sheet = await tx.findOne(SchedaEntity, { where: { dossierId }, lock: { mode: 'pessimistic_write' } });
    if (!sheet) throw new AppError('dossier.not_found');
    return sheet;
  }

  private async store(tx: Tx, edit: SchedaEdit, save: Omit<SchedaSaved, 'later'>): Promise<void> {
    const { actor, dossier, role } = edit;
    const { revision, at, values, applied } = save;
    const paths = applied.map((change) => change.path);
    await tx.query('update schede set revision = $2, "values" = $3, changed_at = $4 where dossier_id = $1', [
      dossier.id,
      revision,
      values,
      at,
    ]);
    await tx.insert(SchedaChangeEntity, rowsOf(actor, dossier, save));
    await this.progress.schedaChanged(tx, dossier.id, this.rules.shown(values));
    const act = edit.act?.(applied) ?? {
      action: 'scheda.changed',
      summary: this.rules.summary(dossier, paths),
      details: { changes: applied },
    };
    await this.audit.record(tx, actor, {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      action: act.action,
      summary: act.summary,
      details: { revision, ...act.details },
      role,
    });
    await this.changed.emit(tx, { actor, dossier, revision, paths });
    await announce(tx, { topic: 'scheda', dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId });
  }
}

function refuseConflicts(changes: readonly SchedaChange[], baseRevision: number, later: readonly SchedaChangeEntity[]): void {
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

function apply(values: object, changes: readonly SchedaChange[]): ReturnType<typeof applyChanges> {
  try {
    return applyChanges(values, changes);
  } catch (error) {
    if (!(error instanceof SchedaPathError)) throw error;
    throw new AppError('scheda.malformed', { issues: [{ path: error.path, message: error.message }], cause: error });
  }
}

function rowsOf(actor: Actor, dossier: DossierEntity, save: Pick<SchedaSaved, 'revision' | 'at' | 'applied'>): SchedaChangeEntity[] {
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

function changesAfter(tx: Tx, dossierId: string, revision: number): Promise<SchedaChangeEntity[]> {
  return tx
    .createQueryBuilder(SchedaChangeEntity, 'change')
    .where('change.dossier_id = :dossierId and change.revision > :revision', { dossierId, revision })
    .orderBy('change.revision')
    .addOrderBy('change.position')
    .getMany();
}
