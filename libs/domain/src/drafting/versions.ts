/**
 * Why a version of a draft was kept. AUTOMATICA: edits came to rest or went on for long. FORMATA: the document was formed from
 * it. NOMINATA: a person gave it a name. PRIMA_DEL_RIPRISTINO and RIPRISTINO: the two sides of a restoration.
 */
export const draftVersionKinds = ['AUTOMATICA', 'FORMATA', 'NOMINATA', 'PRIMA_DEL_RIPRISTINO', 'RIPRISTINO'] as const;
export type DraftVersionKind = (typeof draftVersionKinds)[number];

const minute = 60_000;
/** After so long without an edit what was written is kept. */
export const restMs = 2 * minute;
/** While edits keep coming in, a version so often. */
export const intervalMs = 15 * minute;

/** Instants in ms since the epoch. */
export interface DraftActivity {
  /** Edits the draft has. */
  readonly seq: number;
  readonly lastEditAt: number;
  /** The last version; null before the first one. */
  readonly last: { readonly seq: number; readonly at: number } | null;
  /** Instant of the first edit that no version holds. */
  readonly firstUnkeptAt: number;
}

/** Is a version due by itself: something was written since the last one, and it came to rest or went on for an interval? */
export function isVersionDue({ seq, lastEditAt, last, firstUnkeptAt }: DraftActivity, now: number): boolean {
  if (last !== null && last.seq >= seq) return false;
  return now - lastEditAt >= restMs || now - firstUnkeptAt >= intervalMs;
}
