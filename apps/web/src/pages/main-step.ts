import { type DossierDetail, type Transition } from '../api/client';

/** The step to offer as the one thing to do: allowed, and not a side step that needs a reason. */
export function mainStep(dossier: DossierDetail): Transition | undefined {
  return dossier.transitions.find((step) => step.allowed === 'yes' && !step.needsMotivation);
}
