import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type recordTermAct } from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { actFindings, datedActNames } from '@gare/domain/terms/dated-acts';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { datedAct, TermActEntity } from './term-act.entity.js';
import { TermFactsReader } from './term-facts.reader.js';

type NewAct = z.output<NonNullable<typeof recordTermAct.body>>;

/** Writes the acts with a date that no sheet and no step tells; they only grow. */
@Injectable()
export class TermActs {
  constructor(
    private readonly facts: TermFactsReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @param dossier held in this transaction @throws AppError term_act.refused with the fields */
  async add(tx: Tx, actor: Actor, { dossier, role, input }: { dossier: DossierEntity; role: RoleCode; input: NewAct }): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    if (dossier.kindCode !== 'GARA') throw new AppError('term_act.refused', { detail: 'Gli atti con una data si registrano nelle gare.' });
    const now = this.clock.now();
    const recorded = (await this.facts.acts(tx, dossierId)).map(datedAct);
    const findings = actFindings(input, recorded, toRomeDate(now.toISOString()));
    if (findings.length > 0)
      throw new AppError('term_act.refused', { issues: findings.map(({ field, reason }) => ({ path: field, message: reason })) });
    const { kind, on, amount, refersTo, reference } = input;
    const id = randomUUID();
    await tx.insert(TermActEntity, {
      ...{ id, dossierId, suaId, enteId, kind, onDay: on, amount, refersTo, reference },
      ...{ recordedBy: actor.personId, recordedByName: actor.person, recordedAt: now },
    });
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role },
      action: 'terms.act_recorded',
      summary: `${datedActNames[kind]} del ${dayInWords(on)}: ${reference}`,
      details: { after: { id, kind, on, amount, refersTo, reference }, before: recorded.find((act) => act.id === refersTo) ?? null },
    });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }
}
