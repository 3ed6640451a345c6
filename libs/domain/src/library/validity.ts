import { addDays } from '../calendar/day-counting.js';

/** A version of a text of the library with the days it is in force on (`YYYY-MM-DD`, both ends included; null is open). */
export interface DatedVersion {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What keeps versions of one code from being in force together: Italian sentences that name the days. */
export function validityProblems(versions: readonly DatedVersion[]): string[] {
  const problems: string[] = [];
  for (const { version, validFrom, validTo } of versions) {
    if (validTo !== null && validTo < validFrom)
      problems.push(`La versione ${version} finirebbe il ${inItalian(validTo)}, prima di cominciare.`);
  }
  if (problems.length > 0) return problems;
  const ordered = [...versions].sort((left, right) => (left.validFrom < right.validFrom ? -1 : 1));
  for (const [index, next] of ordered.entries()) {
    const previous = ordered[index - 1];
    if (previous === undefined) continue;
    if (previous.validTo === null || previous.validTo >= next.validFrom) problems.push(overlap(previous, next));
    else if (addDays(previous.validTo, 1) < next.validFrom) problems.push(gap(previous, previous.validTo, next));
  }
  return problems;
}

function overlap(previous: DatedVersion, next: DatedVersion): string {
  const until = previous.validTo === null || (next.validTo !== null && next.validTo < previous.validTo) ? next.validTo : previous.validTo;
  const period = until === null ? `dal ${inItalian(next.validFrom)} in poi` : `dal ${inItalian(next.validFrom)} al ${inItalian(until)}`;
  return `Le versioni ${previous.version} e ${next.version} sarebbero in vigore insieme ${period}.`;
}

function gap(previous: DatedVersion, last: string, next: DatedVersion): string {
  const [from, to] = [addDays(last, 1), addDays(next.validFrom, -1)];
  const days = from === to ? `il ${inItalian(from)}` : `dal ${inItalian(from)} al ${inItalian(to)}`;
  return `Fra le versioni ${previous.version} e ${next.version} nessuna sarebbe in vigore ${days}.`;
}

const inItalian = (day: string): string => day.split('-').reverse().join('/');
