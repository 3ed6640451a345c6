import { type Actor } from '@gare/domain/access/actor';
import { type Permission } from '@gare/domain/access/permissions';
import { decide } from '@gare/domain/access/policy';
import { actsForSua } from '@gare/domain/access/actor';
import { contentIssues } from '@gare/domain/convenzione/content';
import { isRenewing } from '@gare/domain/convenzione/lifecycle-facts';
import { bindingStates, type ConvenzioneState } from '@gare/domain/convenzione/states';
import { type Lifecycle } from './lifecycle.reader.js';

export interface Ability {
  readonly allowed: boolean;
  readonly whyNot: string | null;
}

const yes: Ability = { allowed: true, whyNot: null };
const no = (whyNot: string): Ability => ({ allowed: false, whyNot });

const drafting: readonly ConvenzioneState[] = ['BOZZA', 'RICHIESTA_ADESIONE', 'ISTRUTTORIA'];

/** What the actor may do beside the steps, and why not. */
export interface Abilities {
  readonly fix: Ability;
  readonly reopen: Ability;
  readonly sign: Ability;
  readonly matrix: Ability;
  readonly tariffs: Ability;
}

export function abilitiesOf(actor: Actor, life: Lifecycle): Abilities {
  const may = (permission: Permission, otherwise: () => Ability): Ability => {
    const decision = decide(actor, permission, life.dossier);
    return decision.allowed ? otherwise() : no(decision.reason);
  };
  const ofSua = (then: () => Ability): Ability => (actsForSua(actor) ? then() : no('Il testo lo fissa e lo riapre la SUA.'));
  return {
    fix: may('convenzione.write', () => ofSua(() => mayFix(life))),
    reopen: may('convenzione.write', () => ofSua(() => mayReopen(life))),
    sign: may('convenzione.write', () => maySign(life)),
    matrix: may('matrix.write', () => mayChangeTerms(life)),
    tariffs: may('tariff.write', () => mayChangeTerms(life)),
  };
}

/** May the text be fixed now, whoever asks? */
export function mayFix({ sheet, context, files }: Lifecycle): Ability {
  if (context.state !== 'ISTRUTTORIA') return no('Il testo si fissa durante l’istruttoria, prima che vada ai consigli.');
  if (sheet.testo?.hash != null) return no('Il testo è già fissato.');
  const [issue] = contentIssues(sheet.contenuto);
  if (issue) return no(`Il contenuto non è completo: ${issue.message}`);
  return files.has('TESTO') ? yes : no('Prima genera il testo della convenzione fra i documenti.');
}

/** May the fixed text be opened again now, whoever asks? After the first deliberation it goes back by a step. */
export function mayReopen({ sheet, context }: Lifecycle): Ability {
  if (sheet.testo?.hash == null) return no('Il testo non è fissato.');
  return context.state === 'ISTRUTTORIA'
    ? yes
    : no('Il testo è all’esame dei consigli o è stato approvato: per cambiarlo rinvia la convenzione in istruttoria.');
}

export function maySign({ sheet, context }: Lifecycle): Ability {
  return context.state === 'IN_FIRMA' || isRenewing(sheet, context.state)
    ? yes
    : no(
        'Le firme si raccolgono dopo le delibere dei due consigli, quando la convenzione è in firma; quelle del rinnovo quando il testo rinnovato è caricato.',
      );
}

function mayChangeTerms({ sheet, context }: Lifecycle): Ability {
  const { state } = context;
  if (bindingStates.includes(state)) return yes;
  if (!drafting.includes(state)) return no('In questa fase non si cambia: riporta prima la convenzione in istruttoria.');
  return sheet.testo?.hash == null ? yes : no('Il testo è stato fissato: per cambiarlo riaprilo.');
}
