import { fieldAt, type FieldDescription, schedaFields } from '@gare/contracts/scheda/describe-fields';
import { schedaSections, type SectionId } from '@gare/contracts/scheda/scheda';

export interface FieldNode {
  readonly field: FieldDescription;
  /** Name inside the group or item: the last segment of the path. */
  readonly name: string;
  readonly children: readonly FieldNode[];
}

function parentOf(pattern: string): string {
  const segments = pattern.split('/');
  segments.pop();
  if (segments.at(-1) === '*') segments.pop();
  return segments.join('/');
}

function buildTree(): readonly FieldNode[] {
  const childrenOf = new Map<string, FieldDescription[]>();
  for (const field of schedaFields) {
    const parent = parentOf(field.path);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), field]);
  }
  const build = (parent: string): readonly FieldNode[] =>
    (childrenOf.get(parent) ?? []).map((field) => ({ field, name: field.path.split('/').at(-1) ?? '', children: build(field.path) }));
  return build('');
}

const lotsField = 'lotti';
const tree = buildTree();
const lots = tree.find((node) => node.name === lotsField);

/** What one page of the form holds: fields of the procedure, and fields that each lot has for itself. */
export interface SectionContent {
  readonly id: SectionId;
  readonly label: string;
  readonly ofProcedure: readonly FieldNode[];
  readonly ofEachLot: readonly FieldNode[];
  /** True for the section in which lots are added and removed. */
  readonly holdsLots: boolean;
}

export const sections: readonly SectionContent[] = schedaSections.map(({ id, label }) => ({
  id,
  label,
  ofProcedure: tree.filter((node) => node.field.section === id && node !== lots),
  ofEachLot: lots?.children.filter((node) => node.field.section === id) ?? [],
  holdsLots: lots?.field.section === id,
}));

/** The field at a path that may come from an address or a message; null for whatever is no path of the sheet. */
export function knownField(path: string): FieldDescription | null {
  try {
    return fieldAt(path);
  } catch {
    return null;
  }
}

/** The section where a concrete path is edited; the nearest known ancestor decides for what is no field. */
export function sectionOf(path: string): SectionId {
  const segments = path.split('/');
  while (segments.length > 0) {
    const field = knownField(segments.join('/'));
    if (field) return field.section;
    segments.pop();
  }
  return schedaSections[0]?.id ?? 'enti-persone';
}

/** "Lotti › CIG" of a concrete path, for messages away from the field. */
export function fieldTrail(path: string): string {
  const segments = path.split('/');
  const labels = segments.flatMap((_, index) => {
    const field = knownField(segments.slice(0, index + 1).join('/'));
    return field ? [field.label] : [];
  });
  const lot = segments[0] === lotsField && segments[1] !== undefined ? [segments[1], ...labels.slice(1)] : labels;
  return lot.length > 0 ? lot.join(' › ') : path;
}
