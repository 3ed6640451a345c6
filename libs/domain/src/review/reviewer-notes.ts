import { dayInWords } from '../calendar/dates-in-words.js';

/** What there is to know of a reviewer besides where they stand. */
export interface AboutReviewer {
  /** They may still review the dossier. */
  readonly mayReview: boolean;
  /** They have approved what they were asked for. */
  readonly done: boolean;
  /** Away today, until a day (`YYYY-MM-DD`), with who stands in for them. */
  readonly away: { readonly until: string; readonly substitute: string | null } | null;
  /** Documents of the review in whose text they wrote, other than by proposing as a lawyer, or of which they brought a version in. */
  readonly wrote: readonly string[];
}

/** Sentences for those who ask: who can no longer review, who is away, who reviews what they wrote. The law forbids none, so they say and do not judge. */
export function reviewerNotes({ mayReview, done, away, wrote }: AboutReviewer): string[] {
  const notes: string[] = [];
  if (!done && !mayReview)
    notes.push('Non è più fra chi può rivedere questo fascicolo: ritira la richiesta e chiedila ad altri. Quello che ha scritto resta.');
  else if (!done && away !== null) {
    const substitute = away.substitute === null ? '' : `: gli avvisi arrivano a ${away.substitute}, che non approva al suo posto`;
    notes.push(`È assente fino al ${dayInWords(away.until)}${substitute}.`);
  }
  if (wrote.length > 0) notes.push(`Ha scritto anche nel testo che rivede: ${wrote.join(', ')}.`);
  return notes;
}
