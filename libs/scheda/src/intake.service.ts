import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type IntakePlanView, type openGuidedDossier } from '@gare/contracts/intake';
import { type Actor } from '@gare/domain/access/actor';
import { intakeChanges, type IntakeOutcome } from '@gare/domain/intake/outcome';
import { DossierAccessReader, DossierOpening } from '@gare/dossiers';
import { dbContext, EnteReader } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { contractOf, IntakePlans, tenderKind } from './intake-plans.js';
import { SchedaWriter } from './scheda-writer.js';

type AskedToOpen = z.output<NonNullable<typeof openGuidedDossier.body>>;
type Asked = Omit<AskedToOpen, 'clientId'>;
type Procedure = Extract<IntakeOutcome, { kind: 'PROCEDURA' }>;

/** From a need to a tender: what the answers of the guided intake lead to, and the dossier opened with them in its scheda. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly opening: DossierOpening,
    private readonly plans: IntakePlans,
    private readonly writer: SchedaWriter,
    private readonly enti: EnteReader,
  ) {}

  /** @throws AppError access.denied, ente.not_found */
  plan(actor: Actor, { answers, enteId = actor.enteId }: Asked): Promise<IntakePlanView> {
    return this.database.read(dbContext(actor), async (reader) => {
      await this.enti.require(reader, enteId);
      await this.access.requireToCreate(reader, actor, { kindCode: tenderKind, enteId });
      return this.plans.of(reader, { suaId: actor.suaId, enteId }, answers);
    });
  }

  /**
   * Everything in one transaction: the dossier, its scheda and what the answers write into it.
   * @returns the id of the dossier
   * @throws AppError access.denied, ente.not_found, intake.unfinished (what is left, or why there is nothing to open), convenzione.not_covering
   */
  open(actor: Actor, asked: AskedToOpen): Promise<string> {
    const { answers, enteId = actor.enteId } = asked;
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.enti.require(tx, enteId);
      const role = await this.access.requireToCreate(tx, actor, { kindCode: tenderKind, enteId });
      const { id, opened } = await this.opening.once(tx, actor, asked);
      if (opened) return id;
      const { law, outcome } = await this.plans.outcome(tx, actor.suaId, answers);
      if (outcome.kind !== 'PROCEDURA') throw unfinished(outcome);
      const { oggetto = '' } = outcome.values;
      const contratto = contractOf(answers);
      const dossier = await this.opening.open(tx, actor, {
        id,
        kind: tenderKind,
        oggetto: oggetto ?? '',
        enteId,
        role,
        ...(contratto === undefined ? {} : { contratto }),
      });
      await this.writer.write(tx, {
        actor,
        dossier,
        role,
        changes: intakeChanges(outcome.values),
        act: (changes) => ({
          action: 'scheda.guided',
          summary: `Avvio guidato: ${outcome.name} (${outcome.cite}), scheda ${outcome.schede.join(' o ')}`,
          details: { answers, asOf: law.asOf, procedure: outcome.name, schede: outcome.schede, changes },
        }),
      });
      return dossier.id;
    });
  }
}

function unfinished(outcome: Exclude<IntakeOutcome, Procedure>): AppError {
  const detail =
    outcome.kind === 'APERTO'
      ? `Manca la risposta a «${outcome.missing}». Il fascicolo non è stato aperto.`
      : `${outcome.reason} ${outcome.remedy}`;
  return new AppError('intake.unfinished', { detail });
}
