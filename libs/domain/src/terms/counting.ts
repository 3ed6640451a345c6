import { dayInWords, sinceTheDay, theDay } from '../calendar/dates-in-words.js';
import {
  addDays,
  addMonths,
  addWorkingDays,
  latestDayBefore,
  monthPeriodEnd,
  periodEnd,
  workingDaysBetween,
} from '../calendar/day-counting.js';
import { holidayName, isWeekend, isWorkingDay, type Seat } from '../calendar/holidays.js';

/** Counting with its reasons. Every sentence names the rule of Reg. (CEE, Euratom) 1182/71 it follows. */

export interface Counted {
  readonly end: string;
  /** Italian sentences. */
  readonly steps: readonly string[];
}

export const daysText = (days: number): string => (days === 1 ? '1 giorno' : `${days} giorni`);
export const monthsText = (months: number): string => (months === 1 ? '1 mese' : `${months} mesi`);
const workingDaysText = (days: number): string => (days === 1 ? '1 giorno lavorativo' : `${days} giorni lavorativi`);

/** Why a day is not a working one: `domenica`, `San Francesco d’Assisi`. */
function whyNotWorking(date: string, seat: Seat): string {
  const name = holidayName(date, seat);
  if (name !== undefined) return name;
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 6 ? 'sabato' : 'domenica';
}

/** Told where the nominal end is not the end. */
function moved(nominal: string, end: string, { name, seat }: { name: string; seat: Seat }): string[] {
  if (nominal === end) return [];
  if (!isWorkingDay(nominal, seat))
    return [
      `${name} è ${theDay(nominal)}, ${whyNotWorking(nominal, seat)}: il termine passa al primo giorno lavorativo seguente, ${theDay(end)} (Reg. (CEE) 1182/71 art. 3 par. 4).`,
    ];
  return [`Nel periodo ci devono essere almeno due giorni lavorativi: il termine va ${theDay(end)} (Reg. (CEE) 1182/71 art. 3 par. 5).`];
}

const initialDay = 'il giorno iniziale non si conta (Reg. (CEE) 1182/71 art. 3 par. 1)';

/** @param what after «dal giorno»: `della trasmissione del bando` */
export function countDays(from: string, days: number, { what, seat }: { what: string; seat: Seat }): Counted {
  const end = periodEnd(from, days, seat);
  return {
    end,
    steps: [
      `${daysText(days)} dal giorno ${what}, ${theDay(from)}: ${initialDay}.`,
      ...moved(addDays(from, days), end, { name: `Il giorno numero ${days}`, seat }),
    ],
  };
}

/** Working days of the seat; the steps name the holidays that were left out. */
export function countWorkingDays(from: string, days: number, { what, seat }: { what: string; seat: Seat }): Counted {
  const end = addWorkingDays(from, days, seat);
  const holidays: string[] = [];
  for (let date = addDays(from, 1); date <= end; date = addDays(date, 1)) {
    const name = holidayName(date, seat);
    if (name !== undefined && !isWeekend(date)) holidays.push(`${dayInWords(date)} (${name})`);
  }
  const leftOut = ['sabati', 'domeniche', ...holidays].join(', ');
  return {
    end,
    steps: [`${workingDaysText(days)} dal giorno ${what}, ${theDay(from)}: ${initialDay}; non si contano ${leftOut}.`],
  };
}

export function countMonths(from: string, months: number, { what, seat }: { what: string; seat: Seat }): Counted {
  const nominal = addMonths(from, months);
  const end = monthPeriodEnd(from, months, seat);
  const shorter = nominal.slice(8) === from.slice(8) ? [] : ['Il mese è più corto: vale il suo ultimo giorno (art. 3 par. 2 lett. c).'];
  return {
    end,
    steps: [
      `${monthsText(months)} ${sinceTheDay(from)}, giorno ${what} (Reg. (CEE) 1182/71 art. 3 par. 2).`,
      ...shorter,
      ...moved(nominal, end, { name: 'L’ultimo giorno', seat }),
    ],
  };
}

/** @param what after «prima»: `della scadenza delle offerte` */
export function countBack(event: string, days: number, { what, seat }: { what: string; seat: Seat }): Counted {
  const end = latestDayBefore(event, days, seat);
  const plain = addDays(event, -days);
  return {
    end,
    steps: [
      `Almeno ${daysText(days)} prima ${what}, ${theDay(event)}: si conta all’indietro e ${initialDay}.`,
      ...(end === plain
        ? isWorkingDay(end, seat)
          ? []
          : [`Cade di ${whyNotWorking(end, seat)}, ma un termine a ritroso non si sposta (Reg. (CEE) 1182/71 art. 3 par. 4).`]
        : [`Nel periodo ci devono essere almeno due giorni lavorativi: si arriva ${untilWords(end)} (Reg. (CEE) 1182/71 art. 3 par. 5).`]),
    ],
  };
}

const untilWords = (date: string): string => `fino a ${dayInWords(date)}`;

/** How long a span was, in days of a unit. */
export function spanIn(unit: 'gg' | 'wd', from: string, to: string, seat: Seat): number {
  if (to <= from) return 0;
  return unit === 'wd' ? workingDaysBetween(from, to, seat) : Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
