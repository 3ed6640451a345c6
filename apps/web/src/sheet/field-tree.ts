import { fieldAt, type FieldDescription, schedaFields } from '@gare/contracts/scheda/describe-fields';
import { schedaSections, type SectionId } from '@gare/contracts/scheda/scheda';
import { validateChange } from '@gare/contracts/scheda/validate';
import { fieldTree, type SectionContent, type SheetForm } from './form-field';

const lotsField = 'lotti';
const tree = fieldTree(schedaFields);
const lots = tree.find((node) => node.name === lotsField);

const sections: readonly SectionContent[] = schedaSections.map(({ id, label }) => ({
  id,
  label,
  ofProcedure: tree.filter((node) => node.field.section === id && node !== lots),
  ofEachLot: lots?.children.filter((node) => node.field.section === id) ?? [],
  holdsLots: lots?.field.section === id,
}));

/** The field of a tender at a path that may come from an address or a message; null for whatever is no path of the sheet. */
export function knownField(path: string): FieldDescription | null {
  try {
    return fieldAt(path);
  } catch {
    return null;
  }
}

/** The section where a concrete path is edited; the nearest known ancestor decides for what is no field. */
function sectionOf(path: string): SectionId {
  const segments = path.split('/');
  while (segments.length > 0) {
    const field = knownField(segments.join('/'));
    if (field) return field.section;
    segments.pop();
  }
  return schedaSections[0]?.id ?? 'enti-persone';
}

/** "Lotti › CIG" of a concrete path of a tender, for messages away from the field. */
export function fieldTrail(path: string): string {
  const segments = path.split('/');
  const labels = segments.flatMap((_, index) => {
    const field = knownField(segments.slice(0, index + 1).join('/'));
    return field ? [field.label] : [];
  });
  const lot = segments[0] === lotsField && segments[1] !== undefined ? [segments[1], ...labels.slice(1)] : labels;
  return lot.length > 0 ? lot.join(' › ') : path;
}

/** The form of a tender. */
export const tenderForm: SheetForm = {
  sections,
  fieldAt: knownField,
  sectionOf,
  trail: fieldTrail,
  problem: (path, value) => validateChange(path, value)[0]?.message ?? null,
  after: 'verifiche',
};
