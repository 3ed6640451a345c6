import { Injectable } from '@nestjs/common';
import { availableTransitions, type TransitionOption } from '@gare/domain/kinds/engine';
import { steppingRoles } from '@gare/domain/kinds/kind-access';
import { type Reason } from '@gare/domain/kinds/gate-reasons';
import { type Outlook } from '@gare/domain/turn/next-action';
import { type Reader } from '@gare/platform/database';
import { type ActorOnDossier } from './actor-on-dossier.js';
import { ConvenzioneCoverage, coverageReason } from './convenzione-coverage.js';
import { GateFactSources } from './gate-facts.js';
import { OpenItemSources } from './open-items.js';
import { system } from './turn.js';

/** The steps of a dossier as one person sees them, with what stands in their way and what is open: the next action and the blocks. */
@Injectable()
export class DossierOutlook {
  constructor(
    private readonly facts: GateFactSources,
    private readonly items: OpenItemSources,
    private readonly coverage: ConvenzioneCoverage,
  ) {}

  /** Whatever the features know of it, read once. */
  async of(reader: Reader, one: ActorOnDossier): Promise<Outlook> {
    const { dossier, kind, actor } = one;
    const [facts, items] = await Promise.all([this.facts.gather(reader, dossier), this.items.gather(reader, dossier)]);
    const options = availableTransitions(kind, dossier.state, facts, steppingRoles(actor.roles, dossier.enteId === dossier.suaId)).filter(
      isForPeople,
    );
    return {
      ...{ kind, state: dossier.state, items },
      options: await this.withConvenzione(reader, one, { sheet: facts.subject, options }),
    };
  }

  /** Steps that the convenzione does not allow say so before anybody tries them. */
  private async withConvenzione(
    reader: Reader,
    one: ActorOnDossier,
    { sheet, options }: { sheet: unknown; options: readonly TransitionOption[] },
  ): Promise<TransitionOption[]> {
    const answered: TransitionOption[] = [];
    const refused = refusalToMove(one);
    for (const option of options) {
      const stopped = one.whyStopped(option.event);
      const refusal = await this.coverage.refusalOf(reader, one.dossier, { event: option.event, sheet });
      const more = [
        ...(refused === null ? [] : [plainReason(refused)]),
        ...(stopped === null ? [] : [plainReason(stopped)]),
        ...(refusal === null ? [] : [coverageReason(refusal)]),
      ];
      answered.push(more.length === 0 ? option : { ...option, allowed: false, overridable: false, reasons: [...option.reasons, ...more] });
    }
    return answered;
  }
}

/** A step that only a term takes is nobody's to choose. */
const isForPeople = ({ actors }: TransitionOption): boolean => actors.some((actor) => actor !== system);

const plainReason = (message: string): Reason => ({ message, path: null, documentCode: null, checkId: null, screen: 'dossier' });

/** What stands against any step whatever the kind says of it: a declaration to make first, above all. Roles each step tells itself. */
function refusalToMove(one: ActorOnDossier): string | null {
  const decision = one.decide('dossier.move');
  return decision.allowed || decision.code === 'RUOLO' ? null : decision.reason;
}
