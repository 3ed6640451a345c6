import { handEdits } from '../facts/hand-edits.js';

/** Lines of a generated text (from 0, both ends included) that come from a clause, `CL05`. */
export interface ClauseSpan {
  readonly clause: string;
  readonly from: number;
  readonly to: number;
}

/** A paragraph of a clause that reads otherwise than it was generated. */
export interface ClauseChange {
  readonly clause: string;
  /** Line of the text as it stands; null where the paragraph was taken out. */
  readonly line: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Where a text departs from the clauses it was generated with, by paragraph. One written between two paragraphs of a clause is one of it. */
export function changesInClauses(generated: readonly string[], spans: readonly ClauseSpan[], text: readonly string[]): ClauseChange[] {
  const clauseAt = (line: number): string | null => spans.find(({ from, to }) => from <= line && line <= to)?.clause ?? null;
  return handEdits(generated, text).flatMap(({ kind, base, before, mine, mineAt }) => {
    const clause = clauseAt(base);
    if (clause === null || (kind === 'added' && clauseAt(base + 1) !== clause)) return [];
    return [{ clause, line: mineAt, before, after: mine }];
  });
}
