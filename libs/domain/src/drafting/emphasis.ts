import { type Mark, type Schema } from 'prosemirror-model';
import { type AtomFormat, type DraftNode, type NodeChange } from './draft-schema.js';

/** Emphasis that people set and propose; `runLook` belongs to the model and is none. */
export const emphases = ['bold', 'italic', 'underline', 'subscript', 'superscript'] as const;
export type Emphasis = (typeof emphases)[number];

const isEmphasis = (name: string): name is Emphasis => (emphases as readonly string[]).includes(name);

/** The emphasis of a text or an inline atom, in the order of `emphases`. */
export function emphasisOf(node: DraftNode): Emphasis[] {
  if (node.isText) return named(node.marks.map(({ type }) => type.name));
  return named(((node.attrs['format'] ?? []) as AtomFormat).map(({ type }) => type));
}

/** Marks of a text with this emphasis and no other. */
export function withEmphasis(marks: readonly Mark[], wanted: readonly Emphasis[], schema: Schema): readonly Mark[] {
  const rest = marks.filter(({ type }) => !isEmphasis(type.name));
  return wanted.reduce<readonly Mark[]>((set, name) => schema.mark(name).addToSet(set), rest);
}

/** The same of an inline atom, which keeps its emphasis as an attribute; null for none. */
export function formatWith(format: AtomFormat | null, wanted: readonly Emphasis[]): AtomFormat | null {
  const all = [...wanted.map((type) => ({ type })), ...(format ?? []).filter(({ type }) => !isEmphasis(type))];
  return all.length === 0 ? null : all;
}

/** The mark of a text whose emphasis is only proposed: it keeps what was there before. */
export function reformatting(schema: Schema, { id, authorId, author, at }: Omit<NodeChange, 'kind'>, before: readonly Emphasis[]): Mark {
  return schema.mark('modification', { id, authorId, author, at, type: 'emphasis', previousValue: before.join(' ') });
}

/** The emphasis that a proposal replaced. */
export function emphasisBefore({ attrs }: Mark): Emphasis[] {
  return named(String(attrs['previousValue'] ?? '').split(' '));
}

/** The same of an inline atom. */
export function formatBefore({ previous }: Pick<NodeChange, 'previous'>): Emphasis[] {
  return named(((previous?.['format'] ?? []) as AtomFormat).map(({ type }) => type));
}

function named(names: readonly string[]): Emphasis[] {
  return emphases.filter((name) => names.includes(name));
}
