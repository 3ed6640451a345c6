import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeSheet, type Sheet } from '@gare/contracts/sheet';
import { type Actor } from '@gare/domain/access/actor';
import { type JsonValue } from '@gare/domain/scheda/path';
import { DossierReader } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
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
    private readonly dossiers: DossierReader,
    private readonly rules: SchedaRules,
    private readonly writer: SchedaWriter,
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
      const role = authorize(actor, 'scheda.write', await this.dossiers.require(tx, dossierId));
      const { values } = await this.writer.hold(tx, dossierId);
      // As it is now that nobody else moves it.
      const dossier = await this.dossiers.require(tx, dossierId);
      const readOnly = this.rules.whyReadOnly(actor, dossier);
      if (readOnly !== null) throw new AppError('scheda.read_only', { detail: readOnly });
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
