import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { type changeSheet, type Sheet } from '@gare/contracts/sheet';
import { type Actor } from '@gare/domain/access/actor';
import { fixedPhases } from '@gare/domain/access/dossier-phase';
import { type JsonValue } from '@gare/domain/scheda/path';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaRules } from './scheda-rules.js';
import { SchedaWriter } from './scheda-writer.js';
import { SchedaEntity } from './scheda.entity.js';

type Edit = z.output<NonNullable<typeof changeSheet.body>>;
type Saved = z.output<NonNullable<typeof changeSheet.response>>;

/** Reading and editing the scheda: edits of different fields both survive, of the same field the second is asked. */
@Injectable()
export class SchedaService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly rules: SchedaRules,
    private readonly writer: SchedaWriter,
    private readonly clock: Clock,
  ) {}

  async show(actor: Actor, dossierId: string): Promise<Sheet> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier } = one;
      const sheet = await reader.findOneByOrFail(SchedaEntity, { dossierId });
      const readOnly = one.whyNot('scheda.write');
      return {
        revision: sheet.revision,
        values: sheet.values as Record<string, unknown>,
        stamps: await this.stamps(reader, dossierId),
        derived: this.rules.derived(dossier, sheet.values, this.clock.now()),
        writable: readOnly === null,
        whyReadOnly: readOnly,
        openFields: fixedPhases.includes(one.access.fase) ? [...one.access.aperti.campi] : null,
        ofActs: [...this.rules.ofActs(dossier)],
        schema: this.rules.schema(dossier),
      };
    });
  }

  /** @throws AppError scheda.malformed (places), scheda.conflict (both values), scheda.read_only, access.denied */
  async change(actor: Actor, dossierId: string, edit: Edit): Promise<Saved> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      (await this.access.open(tx, actor, dossierId)).require('scheda.write');
      const { values } = await this.writer.hold(tx, dossierId);
      // As it is now that nobody else moves it.
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('scheda.write');
      refuseFrozen(one, edit.changes);
      const { dossier } = one;
      const changes = edit.changes.map((change) => ({ path: change.path, value: (change.value ?? null) as JsonValue }));
      const problems = this.rules.malformed(dossier, values, changes);
      if (problems.length > 0) throw new AppError('scheda.malformed', { issues: problems });
      const saved = await this.writer.write(tx, { actor, dossier, role, baseRevision: edit.baseRevision, changes });
      const mine = new Set(changes.map((change) => change.path));
      return {
        revision: saved.revision,
        savedAt: saved.at.toISOString(),
        derived: this.rules.derived(dossier, saved.values, saved.at),
        merged: saved.later.filter((entry) => !mine.has(entry.path)).map((entry) => ({ path: entry.path, value: entry.after })),
      };
    });
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

/** Approved acts do not change under who signs them: in a frozen phase only what comes after the approval is written. */
function refuseFrozen(one: ActorOnDossier, changes: readonly { readonly path: string }[]): void {
  const frozen = changes.filter(({ path }) => !one.isFieldOpen(path));
  const [first] = frozen;
  if (first === undefined) return;
  throw new AppError('scheda.read_only', {
    detail: `Gli atti sono stati approvati: in questa fase non si può cambiare «${fieldAt(first.path)?.label ?? first.path}».`,
    issues: frozen.map(({ path }) => ({ path, message: 'Gli atti approvati riportano già questo dato.' })),
    details: { code: 'FASE', permission: 'scheda.write' },
  });
}
