import { i18n } from '../i18n';
import { type Problem } from './client';
import { RequestRefused } from './refused';

/** What went wrong, in the words to show: always with whether data is safe and what to do. */
export interface Trouble {
  /** What happened, in a few words; the problem documents of the server say it in `detail`. */
  readonly title: string | null;
  readonly detail: string;
  readonly remedy: string;
  /** HTTP status; null when the server was not reached. */
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly details: unknown;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'detail' in error && 'remedy' in error && 'status' in error;
}

/** Turns anything a request can throw into words: problem+json, a network failure, an answer of something in between. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof RequestRefused) return troubleOf(error.answer);
  if (isProblem(error)) {
    return { ...error, title: null, issues: error.issues ?? [], details: error.details };
  }
  const unreachable = error instanceof TypeError;
  return {
    title: i18n.t(unreachable ? 'errore.reteTitolo' : 'errore.imprevistoTitolo'),
    detail: i18n.t(unreachable ? 'errore.reteDettaglio' : 'errore.imprevistoDettaglio'),
    remedy: i18n.t(unreachable ? 'errore.reteRimedio' : 'errore.imprevistoRimedio'),
    status: null,
    code: null,
    requestId: null,
    issues: [],
    details: undefined,
  };
}
