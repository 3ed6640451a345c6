import type { CheckOutcome, CheckSeverity, Evidence } from './check.js';

/** One thing wrong, or one thing missing, found while a check runs. */
export interface Finding {
  readonly message: string;
  readonly evidence: Evidence;
  readonly suggestion?: string;
  readonly severity?: CheckSeverity;
}

export function ok(message: string, ...evidence: readonly Evidence[]): CheckOutcome {
  return { status: 'OK', message, evidence };
}

export function ko(message: string, evidence: readonly Evidence[], suggestion?: string): CheckOutcome {
  return { status: 'KO', message, evidence, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Inputs are missing: says which, and points to each. */
export function unknown(message: string, ...paths: readonly string[]): CheckOutcome {
  return { status: 'UNKNOWN', message, evidence: paths.map((path) => ({ path })) };
}

/** A person has to judge. */
export function toJudge(message: string, ...evidence: readonly Evidence[]): CheckOutcome {
  return { status: 'DA_VALUTARE', message, evidence };
}

const weight: Record<CheckSeverity, number> = { BLOCK: 3, ERROR: 2, WARN: 1, INFO: 0 };

/**
 * Outcome of a check that collected findings: any wrong one makes it KO (with the lightest severity only where all are light),
 * else any missing one makes it UNKNOWN, else `good`.
 */
export function conclude(wrong: readonly Finding[], missing: readonly Finding[], good: string): CheckOutcome {
  if (wrong.length > 0) {
    const severities = wrong.map((finding) => finding.severity);
    const heaviest = severities.includes(undefined)
      ? undefined
      : severities.reduce((a, b) => (a !== undefined && b !== undefined && weight[b] > weight[a] ? b : a));
    const suggestion = wrong.find((finding) => finding.suggestion !== undefined)?.suggestion;
    return {
      status: 'KO',
      message: sentences(wrong),
      evidence: wrong.map((finding) => finding.evidence),
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(heaviest === undefined ? {} : { severity: heaviest }),
    };
  }
  if (missing.length > 0) return { status: 'UNKNOWN', message: sentences(missing), evidence: missing.map((finding) => finding.evidence) };
  return { status: 'OK', message: good, evidence: [] };
}

function sentences(findings: readonly Finding[]): string {
  const texts = [...new Set(findings.map((finding) => finding.message))];
  const rest = texts.length - 4;
  if (rest <= 0) return texts.join(' ');
  return `${texts.slice(0, 4).join(' ')} ${rest === 1 ? 'E un altro caso.' : `E altri ${rest} casi.`}`;
}
