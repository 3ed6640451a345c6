import { workingDaysBetween } from '../calendar/day-counting.js';
import { type Seat } from '../calendar/holidays.js';

/** `PROMEMORIA` before or on the last day of a term, `SUPERATO` after it, `SOLLECITO` to the director of who let it pass. */
export type ReminderStage = 'PROMEMORIA' | 'SUPERATO' | 'SOLLECITO';

/**
 * What is to be told of a term on a day. Whoever answers for it comes first; their director after more than `patience` working days,
 * or at once where nobody was there to be told.
 */
export function reminderStages(
  { dueOn, toldNobody }: { readonly dueOn: string; readonly toldNobody: boolean },
  today: string,
  { patience, seat }: { readonly patience: number; readonly seat: Seat },
): readonly ReminderStage[] {
  if (dueOn >= today) return ['PROMEMORIA'];
  const late = workingDaysBetween(dueOn, today, seat);
  return late > patience || toldNobody ? ['SUPERATO', 'SOLLECITO'] : ['SUPERATO'];
}
