import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { clauseFaults, type Clause } from '@gare/domain/clauses/clause';
import { RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { authorizeLibrary } from '@gare/templates';
import { refuseClause } from './clause-refusals.js';
import { clauseOf, ClauseShelf, versionName } from './clause-shelf.js';
import { ClauseVersionEntity } from './clause-version.entity.js';

/** Versions of clauses as rows: only added, their state goes forward. */
@Injectable()
export class ClauseVersions {
  constructor(
    private readonly shelf: ClauseShelf,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** The versions of a clause by ordinal. One writer after the other: two versions published at once would not see each other’s days. */
  async hold(tx: Tx, suaId: string, code: string): Promise<ClauseVersionEntity[]> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`clause ${suaId} ${code}`]);
    return this.shelf.versions(tx, suaId, code);
  }

  async move(tx: Tx, { id }: ClauseVersionEntity, change: Partial<ClauseVersionEntity>): Promise<void> {
    await tx.update(ClauseVersionEntity, { id }, change);
  }

  /**
   * Keeps a draft in the place of the draft before. A draft may still have findings: only publishing asks for none.
   * @throws AppError clause.malformed with each field, access.denied
   */
  async draft(tx: Tx, actor: Actor, clause: Clause): Promise<void> {
    const role = authorizeLibrary(actor);
    refuseClause(clauseFaults(clause).map(({ path, message }) => ({ path, message })));
    const { code, validFrom, validTo, ...content } = clause;
    const rows = await this.hold(tx, actor.suaId, code);
    const now = this.clock.now();
    const before = rows.find(({ state }) => state === 'BOZZA');
    const withdrawn = { withdrawnAt: now, withdrawnBy: actor.person, withdrawReason: 'Sostituita dalla bozza successiva.' };
    if (before !== undefined) await this.move(tx, before, { state: 'RITIRATA', ...withdrawn });
    const row = {
      ...{ id: randomUUID(), suaId: actor.suaId, code, ordinal: (rows.at(-1)?.ordinal ?? 0) + 1, state: 'BOZZA' as const },
      ...{ validFrom, validTo, content, createdBy: actor.personId, createdByName: actor.person, createdAt: now },
      ...{ publishedAt: null, publishedBy: null, withdrawnAt: null, withdrawnBy: null, withdrawReason: null },
    };
    await tx.insert(ClauseVersionEntity, row);
    await this.audit.record(tx, actor, {
      ...{ enteId: actor.suaId, action: 'clause.drafted', role },
      summary: `Bozza ${versionName(row)} della clausola ${code} «${content.title}»`,
      details: { before: before === undefined ? null : clauseOf(before), after: clause },
    });
  }
}
