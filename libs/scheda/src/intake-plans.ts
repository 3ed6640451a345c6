import { Injectable } from '@nestjs/common';
import { type IntakePlanView } from '@gare/contracts/intake';
import { fieldTrail } from '@gare/contracts/scheda/field-trail';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type IntakeAnswers } from '@gare/domain/intake/answers';
import { intakeOutcome, plannedContract, type IntakeOutcome } from '@gare/domain/intake/outcome';
import { isDirect, type IntakeLaw } from '@gare/domain/intake/procedures';
import { documentRequirements } from '@gare/domain/kinds/document-requirements';
import { ConvenzioneCoverage, KindLibrary, type PlannedContract } from '@gare/dossiers';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';

type Procedure = Extract<IntakeOutcome, { kind: 'PROCEDURA' }>;

export const tenderKind = 'GARA';

/** Reads what the answers lead to on this day, under the law and the convenzione of the body. */
@Injectable()
export class IntakePlans {
  constructor(
    private readonly law: ParameterRegister,
    private readonly kinds: KindLibrary,
    private readonly coverage: ConvenzioneCoverage,
    private readonly clock: Clock,
  ) {}

  async outcome(reader: Reader, suaId: string, answers: IntakeAnswers): Promise<{ law: IntakeLaw; outcome: IntakeOutcome }> {
    const law = { asOf: toRomeDate(this.clock.now().toISOString()), rows: await this.law.rows(reader, suaId) };
    return { law, outcome: intakeOutcome(answers, law) };
  }

  async of(reader: Reader, { suaId, enteId }: { suaId: string; enteId: string }, answers: IntakeAnswers): Promise<IntakePlanView> {
    const { law, outcome } = await this.outcome(reader, suaId, answers);
    const nothing = {
      asOf: law.asOf,
      reason: null,
      remedy: null,
      name: '',
      cite: '',
      schede: [],
      notes: [],
      documents: [],
      coverage: null,
    };
    if (outcome.kind === 'APERTO') return { ...nothing, kind: 'APERTO', reason: outcome.missing };
    if (outcome.kind === 'FERMATA') return { ...nothing, ...outcome };
    const refusal = await this.coverage.refusalToOpen(reader, { kindCode: tenderKind, suaId, enteId }, contractOf(answers));
    const { name, cite, schede, notes } = outcome;
    return {
      ...nothing,
      ...{ kind: 'PROCEDURA', name, cite, schede: [...schede], notes: [...notes] },
      documents: this.documents(outcome, law, { suaId, enteId }),
      coverage: refusal === null ? null : { ...refusal.refusal, others: [...refusal.others] },
    };
  }

  private documents(
    { values }: Procedure,
    law: IntakeLaw,
    { suaId, enteId: ente }: { suaId: string; enteId: string },
  ): IntakePlanView['documents'] {
    const kind = this.kinds.inForce(tenderKind, { suaId, on: law.asOf });
    const labels = new Map(kind.process.states.map(({ code, label }) => [code, label ?? code]));
    const facts = { asOf: law.asOf, parameters: law.rows, subject: values, documents: [], ente, fieldLabel: fieldTrail };
    return documentRequirements(kind, 'CONTATTO', facts).flatMap(({ document, requirement, why }) =>
      requirement === 'NA'
        ? []
        : [
            {
              ...{ code: document.code, title: document.title ?? document.code, requirement, why },
              phase: document.phase === undefined ? '' : (labels.get(document.phase) ?? document.phase),
            },
          ],
    );
  }
}

/** A direct award is told as such: a convenzione may leave it to the comune. */
export function contractOf(answers: IntakeAnswers): PlannedContract | undefined {
  const contract = plannedContract(answers);
  if (contract === null) return undefined;
  const { procedura } = answers;
  return procedura !== undefined && isDirect(procedura) ? { ...contract, modalita: 'AFFIDAMENTO_DIRETTO' } : contract;
}
