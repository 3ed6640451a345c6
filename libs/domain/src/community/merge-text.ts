import { diff3Merge } from 'node-diff3';

/** A stretch of a merged text: paragraphs on which all agree or only one side changed, or a conflict nobody but a person decides. */
export type TextStretch =
  | { readonly kind: 'agreed'; readonly paragraphs: readonly string[] }
  | { readonly kind: 'conflict'; readonly base: readonly string[]; readonly ours: readonly string[]; readonly theirs: readonly string[] };

/** Whose words stand where both sides changed the same paragraphs. */
export type Side = 'ours' | 'theirs';

/**
 * Three-way merge of texts with one paragraph a line: what one side changed is taken, what both changed in the same way is no conflict.
 * (S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", 2007)
 */
export function mergeText(base: string, ours: string, theirs: string): TextStretch[] {
  const merged = diff3Merge(paragraphs(ours), paragraphs(base), paragraphs(theirs), { excludeFalseConflicts: true });
  return merged.map((region): TextStretch => {
    if (region.conflict === undefined) return { kind: 'agreed', paragraphs: region.ok ?? [] };
    const { a, o, b } = region.conflict;
    return { kind: 'conflict', base: o, ours: a, theirs: b };
  });
}

/** The text with each conflict decided; `sides` in the order of the conflicts, ours where one is not said. */
export function decideText(stretches: readonly TextStretch[], sides: readonly Side[]): string {
  const conflicts = stretches.filter(({ kind }) => kind === 'conflict');
  return stretches
    .flatMap((stretch) => (stretch.kind === 'agreed' ? stretch.paragraphs : stretch[sides[conflicts.indexOf(stretch)] ?? 'ours']))
    .join('\n');
}

const paragraphs = (text: string): string[] => text.split('\n');
