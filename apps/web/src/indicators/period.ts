import { addDays, addMonths } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';

/** The last twelve months, today included, unless the address says otherwise. */
export function periodOf({ dal, al }: { readonly dal?: string; readonly al?: string }): { from: string; to: string } {
  const to = al ?? toRomeDate(new Date().toISOString());
  return { from: dal ?? addDays(addMonths(to, -12), 1), to };
}

/** Readable as a whole number of days and a decimal: "12,5". */
export const days = (value: number | null): string => (value === null ? '–' : value.toLocaleString('it-IT', { maximumFractionDigits: 1 }));

export const percent = (share: number): string => share.toLocaleString('it-IT', { style: 'percent', maximumFractionDigits: 1 });

const monthName = new Intl.DateTimeFormat('it-IT', { month: 'short', year: '2-digit', timeZone: 'UTC' });
export const monthLabel = (month: string): string => monthName.format(new Date(`${month}-15T00:00:00Z`));
