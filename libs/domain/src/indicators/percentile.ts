/** Half of the cases took no longer than `p50`, nine in ten no longer than `p90`. Null where there is no case. */
export interface Spread {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

/**
 * A percentile by linear interpolation between the closest ranks (Hyndman and Fan 1996, type 7; `percentile_cont` of Postgres).
 * @param sorted ascending
 * @param share 0 to 1
 */
export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}

/** Spread of durations in days, to one decimal. */
export function spreadOf(days: readonly number[]): Spread {
  const sorted = [...days].sort((a, b) => a - b);
  const shown = (share: number): number | null => {
    const value = percentile(sorted, share);
    return value === null ? null : Math.round(value * 10) / 10;
  };
  return { n: sorted.length, p50: shown(0.5), p90: shown(0.9) };
}
