import { dayInWords, sinceTheDay, untilTheDay } from '../calendar/dates-in-words.js';
import { addDays } from '../calendar/day-counting.js';

/** Days a version is in force on, both included; `to` is null while it has no end. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

export const covers = ({ from, to }: Period, day: string): boolean => from <= day && (to === null || day <= to);

/** `dal 1° gennaio 2026 al 31 marzo 2026`, `dal 1° gennaio 2026`. */
export const periodInWords = ({ from, to }: Period): string =>
  to === null ? sinceTheDay(from) : `${sinceTheDay(from)} ${untilTheDay(to)}`;

/** What is wrong with a set of periods of one clause. */
export interface PeriodFault {
  readonly kind: 'SOVRAPPOSIZIONE' | 'VUOTO';
  /** The days in question. */
  readonly days: Period;
  /** Italian sentence with the dates. */
  readonly message: string;
}

/**
 * Versions of one clause follow each other day by day: two in force on one day, or a day between two of them with none in force, are
 * refused with the dates. A dossier whose reference date falls there would have two texts, or none.
 */
export function periodFaults(periods: readonly Period[]): PeriodFault[] {
  const ordered = [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  return ordered.slice(1).flatMap((next, index): PeriodFault[] => {
    const before = ordered[index];
    if (before === undefined) return [];
    if (before.to === null || before.to >= next.from) {
      const last = before.to === null ? next.to : next.to !== null && next.to < before.to ? next.to : before.to;
      const days = { from: next.from, to: last };
      const message = `Due versioni sarebbero in vigore negli stessi giorni, ${periodInWords(days)}: quella ${periodInWords(before)} e quella ${periodInWords(next)}.`;
      return [{ kind: 'SOVRAPPOSIZIONE', days, message }];
    }
    const first = addDays(before.to, 1);
    if (first === next.from) return [];
    const days = { from: first, to: addDays(next.from, -1) };
    return [
      {
        kind: 'VUOTO',
        days,
        message: `Nessuna versione sarebbe in vigore ${periodInWords(days)}: i fascicoli con la data di riferimento in quei giorni resterebbero senza clausola.`,
      },
    ];
  });
}

/** How a version that has no end gives way to one that starts on `from`: its last day; null where it need not, or cannot. */
export function endBefore(version: Period, from: string): string | null {
  const last = addDays(from, -1);
  return covers(version, from) && version.from <= last ? last : null;
}

/** Why nothing of the clause is in force on a day, with the nearest periods. */
export function notInForce(code: string, periods: readonly Period[], day: string): string {
  const nearest = periods.map(periodInWords).join('; ');
  return `La clausola ${code} non è in vigore il ${dayInWords(day)}${nearest === '' ? '' : `: lo è ${nearest}`}.`;
}
