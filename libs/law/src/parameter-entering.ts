import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { parameterName, parameterUnit } from '@gare/domain/law/parameter-names';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { entriesOf, proposalFindings, type ParameterProposal } from '@gare/domain/law/register';
import { RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { LawChanged } from './law-changed.js';
import { LegalParameterEntity } from './legal-parameter.entity.js';
import { ParameterRegister } from './parameter-register.js';

/** Writes an act into the register, for whoever has authorised it already. */
@Injectable()
export class ParameterEntering {
  constructor(
    private readonly register: ParameterRegister,
    private readonly changed: LawChanged,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * What the proposal stands against: the rows in force, or why it is refused.
   * @throws AppError law.malformed, with each field
   */
  check(proposal: ParameterProposal, rows: readonly LegalParameter[]): void {
    const findings = proposalFindings(proposal, rows);
    if (findings.length === 0) return;
    throw new AppError('law.malformed', {
      detail: `${findings[0]?.reason ?? ''} Niente è stato salvato.`,
      issues: findings.map(({ field, reason }) => ({ path: field, message: reason })),
    });
  }

  /** One after the other: two entries made at once would not see each other. */
  async hold(tx: Tx, suaId: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`law ${suaId}`]);
  }

  /** @throws AppError law.malformed, with each field */
  async enter(tx: Tx, actor: Actor, { proposal, role }: { proposal: ParameterProposal; role: string }): Promise<void> {
    const { suaId } = actor;
    await this.hold(tx, suaId);
    const before = await this.register.rows(tx, suaId);
    this.check(proposal, before);
    const { length: known } = await this.register.entries(tx, suaId);
    const { key, from, motivation } = proposal;
    const replaced = before.find((row) => row.key === key && row.from === from) ?? null;
    const made = {
      suaId,
      motivation: motivation.trim(),
      createdBy: actor.personId,
      createdByName: actor.person,
      createdAt: this.clock.now(),
    };
    const rows = entriesOf(proposal).map((entry, index) => ({
      ...{ id: randomUUID(), ordinal: known + index + 1, action: entry.action, key, validFrom: from, ...made },
      ...(entry.action === 'RITIRO'
        ? { value: null, unit: null, validTo: null, cite: null, confirmed: false }
        : { value: entry.value, unit: parameterUnit(key) ?? null, validTo: entry.to, cite: entry.cite.trim(), confirmed: entry.confirmed }),
    }));
    await tx.insert(LegalParameterEntity, rows);
    await this.audit.record(tx, actor, {
      enteId: suaId,
      action: proposal.action === 'RITIRO' ? 'law.withdrawn' : 'law.added',
      summary: `${proposal.action === 'RITIRO' ? 'Ritirato un valore' : 'Aggiunto un valore'} dei parametri di legge: ${parameterName(key).name} dal ${from}`,
      details: { proposal, before: replaced },
      role,
    });
    await this.changed.emit(tx, { actor, suaId, proposal, known });
  }
}
