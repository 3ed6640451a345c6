import { handEdits } from '../facts/hand-edits.js';
import { textOf } from './draft-content.js';
import { blockAttrs, type DraftNode } from './draft-schema.js';
import { acceptSuggestions, rejectSuggestions } from './suggestions.js';

/** A block of a clause that reads otherwise than the clause does. */
export interface ClauseDeviation {
  /** Code of the clause, `CL05`. */
  readonly clause: string;
  readonly kind: 'changed' | 'added' | 'removed';
  /** Block of the draft; null for one that was taken out. */
  readonly block: string | null;
  /** As the clause reads with the values of the scheda; null for an added block. */
  readonly standard: string | null;
  /** As the draft reads; null for a removed block. */
  readonly text: string | null;
}

const prefix = 'CLAUSOLA:';

/**
 * Where the draft departs from the clauses it was made of. `generated` is the draft of the text as generated now.
 * Without `withOpen` open suggestions count as rejected; with it, as accepted: what the text would depart by.
 */
export function clauseDeviations(draft: DraftNode, generated: DraftNode, withOpen = false): ClauseDeviation[] {
  const standing = withOpen ? acceptSuggestions(draft) : rejectSuggestions(draft);
  const [mine, standard] = [byClause(standing), byClause(rejectSuggestions(generated))];
  const clauses = [...new Set([...standard.keys(), ...mine.keys()])];
  return clauses.flatMap((clause) => deviations(clause, standard.get(clause) ?? [], mine.get(clause) ?? []));
}

interface Line {
  readonly id: string | null;
  readonly text: string;
}

function deviations(clause: string, standard: readonly Line[], mine: readonly Line[]): ClauseDeviation[] {
  const edits = handEdits(
    standard.map(({ text }) => text),
    mine.map(({ text }) => text),
  );
  return edits.map(({ kind, before, mine: text, mineAt }) => ({
    clause,
    kind: kind === 'replaced' ? 'changed' : kind,
    block: mineAt === null ? null : (mine[mineAt]?.id ?? null),
    standard: before,
    text,
  }));
}

/**
 * The blocks of each clause, in order. A block written anew inside a clause, with blocks of the same clause around it, departs from
 * it as much as a changed one.
 */
function byClause(draft: DraftNode): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  const blocks = draft.children.map((node) => ({ ...blockAttrs(node), text: textOf(node) }));
  const clauseOf = (origin: string | null | undefined): string | null =>
    origin?.startsWith(prefix) === true ? origin.slice(prefix.length) : null;
  let last: string | null = null;
  blocks.forEach(({ id, origin, text }, index) => {
    const own = clauseOf(origin);
    const next = blocks.slice(index + 1).find((block) => block.origin !== null);
    const clause = own ?? (origin === null && last !== null && clauseOf(next?.origin) === last ? last : null);
    if (origin !== null) last = own;
    if (clause !== null && text !== '') found.set(clause, [...(found.get(clause) ?? []), { id, text }]);
  });
  return found;
}
