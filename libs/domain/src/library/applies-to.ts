/** What a template was written for: codes of `tipoProcedura` and of `oggettoContratto`; an empty list means all of them. */
export interface AppliesTo {
  readonly procedures: readonly string[];
  readonly objects: readonly string[];
}

/** What a dossier is about, as far as its sheet says; an object for each lot. */
export interface AboutDossier {
  readonly procedure: string | null;
  readonly objects: readonly string[];
}

/** The types of procedure a template may name. */
export const procedureTypes = [
  'open',
  'restricted',
  'neg-w-call',
  'neg-wo-call',
  'comp-dial',
  'innovation',
  'oth-single',
  'oth-mult',
] as const;
/** The objects a template may name. */
export const contractObjects = ['works', 'services', 'supplies'] as const;

/**
 * Whether a template may be used for a dossier. One that is written for some procedures waits until the sheet names the procedure;
 * one for some objects must fit every lot.
 */
export function appliesTo({ procedures, objects }: AppliesTo, { procedure, objects: lots }: AboutDossier): boolean {
  const fitsProcedure = procedures.length === 0 || (procedure !== null && procedures.includes(procedure));
  const fitsObjects = objects.length === 0 || (lots.length > 0 && lots.every((lot) => objects.includes(lot)));
  return fitsProcedure && fitsObjects;
}

const within = (inner: readonly string[], outer: readonly string[]): boolean =>
  outer.length === 0 || (inner.length > 0 && inner.every((one) => outer.includes(one)));
const meet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === 0 || right.length === 0 || left.some((one) => right.includes(one));

/** How what one template was written for stands to what another was: `CROSSING` where both have cases of their own and some in common. */
export function compareScopes(left: AppliesTo, right: AppliesTo): 'SAME' | 'NARROWER' | 'WIDER' | 'APART' | 'CROSSING' {
  if (!meet(left.procedures, right.procedures) || !meet(left.objects, right.objects)) return 'APART';
  const narrower = within(left.procedures, right.procedures) && within(left.objects, right.objects);
  const wider = within(right.procedures, left.procedures) && within(right.objects, left.objects);
  if (narrower && wider) return 'SAME';
  return narrower ? 'NARROWER' : wider ? 'WIDER' : 'CROSSING';
}

/** The one written most closely for the dossier; undefined where none may be used for it. Of two alike the last is taken. */
export function closest<T extends { readonly appliesTo: AppliesTo }>(templates: readonly T[], about: AboutDossier): T | undefined {
  let found: T | undefined;
  for (const template of templates) {
    if (!appliesTo(template.appliesTo, about)) continue;
    if (found === undefined || compareScopes(template.appliesTo, found.appliesTo) !== 'WIDER') found = template;
  }
  return found;
}
