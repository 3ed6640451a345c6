/** What became of an e-mail. */
export const mailStates = ['IN_ATTESA', 'IN_INVIO', 'INVIATO', 'RINVIATO', 'RIFIUTATO', 'INCERTO', 'ANNULLATO'] as const;
export type MailState = (typeof mailStates)[number];

/** States in which somebody has to look: the product does not send it again by itself. */
export const stuckStates: readonly MailState[] = ['RIFIUTATO', 'INCERTO'];

const minute = 60_000;
/** A day of trying: a mail server that is away over night does not cost a message. */
const mostAttempts = 30;

/** The wait in ms after so many attempts that were put off, doubling up to an hour; null when it is tried no more. */
export function mailRetry(attempts: number): number | null {
  return attempts >= mostAttempts ? null : Math.min(60, 2 ** (attempts - 1)) * minute;
}
