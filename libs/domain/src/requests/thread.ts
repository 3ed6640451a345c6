import { addWorkingDays } from '../calendar/day-counting.js';
import type { Seat } from '../calendar/holidays.js';
import { parameterNumber, type LegalParameter } from '../law/parameters.js';
import { requestParameters } from './round.js';

export type Side = 'COMUNE' | 'SUA';

/** Who speaks for the Province speaks for the SUA, whoever else for the comune of the dossier. */
export const sideOf = ({ enteTipo }: { readonly enteTipo: string }): Side => (enteTipo === 'PROVINCIA' ? 'SUA' : 'COMUNE');
export const otherSide = (side: Side): Side => (side === 'SUA' ? 'COMUNE' : 'SUA');

/** A question that waits: on whom, since when. It begins with the first message of a side and ends with the first of the other. */
export interface OpenQuestion {
  readonly aspetta: Side;
}

/**
 * What a new message does: it answers the question that waited on its side, and opens one to the other side where it asks for an answer
 * and none is open already. A word of thanks waits for nothing.
 */
export function effectOfMessage(
  { da, chiede }: { readonly da: Side; readonly chiede: boolean },
  open: OpenQuestion | null,
): { readonly closes: boolean; readonly opens: Side | null } {
  const closes = open?.aspetta === da;
  return { closes, opens: chiede && (open === null || closes) ? otherSide(da) : null };
}

/** Day by which a question of the informal phase is answered, from the day it was asked; null where no term is registered. */
export function answerDay(asked: string, rows: readonly LegalParameter[], seat?: Seat): string | null {
  const days = parameterNumber(requestParameters.contact, asked, rows)?.toNumber();
  return days === undefined ? null : addWorkingDays(asked, days, seat);
}

/** Messages of which a later one says it corrects them: the text in force is the one that nothing corrects. */
export function inForce<Message extends { readonly id: string; readonly corregge: string | null }>(
  messages: readonly Message[],
): readonly (Message & { readonly precedenti: readonly Message[] })[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const corrected = new Set(messages.flatMap(({ corregge }) => (corregge === null ? [] : [corregge])));
  const before = (message: Message): Message[] => {
    const earlier = message.corregge === null ? undefined : byId.get(message.corregge);
    return earlier === undefined ? [] : [earlier, ...before(earlier)];
  };
  return messages.filter(({ id }) => !corrected.has(id)).map((message) => ({ ...message, precedenti: before(message) }));
}
