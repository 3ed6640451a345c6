import { dayInWords } from '../calendar/dates-in-words.js';
import { formatNumber } from '../money/money.js';

/** What an expert did, as the ledger sorts it (brief § 9.7). */
export const expertActivities = ['CONTATTO', 'ISTRUTTORIA', 'REDAZIONE', 'RIUNIONE', 'FORMAZIONE', 'ALTRO'] as const;
export type ExpertActivity = (typeof expertActivities)[number];

/** An entry of the ledger of an expert's time. Nothing is changed: a mistake is taken back by an entry of the opposite hours. */
export interface DayEntry {
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Decimal text; negative where it takes another back. */
  readonly hours: string;
  readonly expertId: string;
  /** The entry it takes back. */
  readonly reverses: string | null;
}

export interface DayFinding {
  readonly field: 'day' | 'hours' | 'id';
  readonly reason: string;
}

const longestDay = 24;

/** What is wrong with a new entry; `entries`: the ledger it joins, `since`: the day the support began, `asOf`: today in Rome. */
export function dayFindings(
  entry: Pick<DayEntry, 'day' | 'hours' | 'expertId'>,
  entries: readonly DayEntry[],
  { since, asOf }: { readonly since: string; readonly asOf: string },
): readonly DayFinding[] {
  const sameDay = entries.filter(({ day, expertId }) => day === entry.day && expertId === entry.expertId);
  const total = hoursOf([...sameDay, { hours: entry.hours }]);
  return [
    ...(entry.day > asOf
      ? [{ field: 'day', reason: `Il ${dayInWords(entry.day)} deve ancora venire: si registra quello che è avvenuto.` } as const]
      : []),
    ...(entry.day < since
      ? [{ field: 'day', reason: `La richiesta è stata aperta il ${dayInWords(since)}: non si registrano giornate di prima.` } as const]
      : []),
    ...(total > longestDay
      ? [
          {
            field: 'hours',
            reason: `In questo giorno le ore dello stesso esperto diventerebbero ${formatNumber(String(total))}: un giorno ne ha 24.`,
          } as const,
        ]
      : []),
  ];
}

/** Why an entry cannot be taken back; nothing where it can. */
export function takeBackFindings(entry: DayEntry, entries: readonly DayEntry[]): readonly DayFinding[] {
  if (entry.reverses !== null) return [{ field: 'id', reason: 'È già uno storno: registra di nuovo le ore, se serve.' }];
  if (entries.some(({ reverses }) => reverses === entry.id)) return [{ field: 'id', reason: 'Queste ore sono già state stornate.' }];
  return [];
}

const cents = 100;

/** Sum of hours, exact to the hundredth. */
export function hoursOf(entries: readonly Pick<DayEntry, 'hours'>[]): number {
  return entries.reduce((sum, { hours }) => sum + Math.round(Number(hours) * cents), 0) / cents;
}

/** Working days in the hours: they are counted by `hoursOfADay`, a figure of the programme and never of this code. */
export function daysOf(hours: number, hoursOfADay: number): number {
  return Math.round((hours / hoursOfADay) * cents) / cents;
}

/** What the support changed, as far as both counts are known. */
export interface BeforeAfter {
  readonly before: number | null;
  readonly after: number | null;
  /** Cases done with. */
  readonly solved: number | null;
  /** Of those that were there, in percent with one decimal. */
  readonly percent: string | null;
  /** Expert days for each of them, with two decimals. */
  readonly daysPerCase: string | null;
}

/** Backlog before and after (brief § 9.7: (A₀ − Aₜ) / A₀, days of expert per solved backlog item). */
export function beforeAfter(
  sheet: { readonly arretrato?: number | null; readonly arretratoFinale?: number | null },
  days: number,
): BeforeAfter {
  const [before, after] = [sheet.arretrato ?? null, sheet.arretratoFinale ?? null];
  if (before === null || after === null) return { before, after, solved: null, percent: null, daysPerCase: null };
  const solved = before - after;
  return {
    ...{ before, after, solved },
    percent: before === 0 ? null : ((solved / before) * cents).toFixed(1),
    daysPerCase: solved <= 0 ? null : (days / solved).toFixed(2),
  };
}
