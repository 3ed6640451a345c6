import { type CheckResultView, type ChecksView } from '@gare/contracts/checks';
import { type CheckCounters } from '@gare/dossiers';
import { type CheckResultEntity } from './check-result.entity.js';

const bySeverity: readonly CheckResultView['severity'][] = ['BLOCK', 'ERROR', 'WARN', 'INFO'];
const byStatus: readonly CheckResultView['status'][] = ['KO', 'DA_VALUTARE', 'UNKNOWN', 'OK', 'NA'];

type Ranked = Pick<CheckResultEntity, 'checkId' | 'status' | 'severity'>;

/** Worst first: what failed by gravity, then what a person must judge, what could not be told, what is fine. */
export function worstFirst(left: Ranked, right: Ranked): number {
  return (
    byStatus.indexOf(left.status) - byStatus.indexOf(right.status) ||
    bySeverity.indexOf(left.severity) - bySeverity.indexOf(right.severity) ||
    (left.checkId < right.checkId ? -1 : 1)
  );
}

/** How many results of each sort; OK and the like count also while stale, the list marks them. */
export function summaryOf(results: readonly Ranked[]): ChecksView['summary'] {
  const count = (matches: (result: Ranked) => boolean): number => results.filter(matches).length;
  const failed = (severity: CheckResultView['severity']) => (result: Ranked) => result.status === 'KO' && result.severity === severity;
  return {
    ok: count(({ status }) => status === 'OK'),
    blocks: count(failed('BLOCK')),
    errors: count(failed('ERROR')),
    warnings: count((result) => failed('WARN')(result) || failed('INFO')(result)),
    unknown: count(({ status }) => status === 'UNKNOWN'),
    toJudge: count(({ status }) => status === 'DA_VALUTARE'),
    notApplicable: count(({ status }) => status === 'NA'),
  };
}

export function resultView(row: CheckResultEntity): CheckResultView {
  const { checkId, groupCode, title, severity, status, stale, message, suggestion, cite, evidence, checkedAt } = row;
  return {
    checkId,
    group: groupCode,
    title,
    severity,
    status,
    stale,
    message,
    suggestion,
    cite,
    // Results of before have no line.
    evidence: evidence.map((one) => ({ ...one, line: (one as { line?: number | null }).line ?? null })),
    checkedAt: checkedAt.toISOString(),
  };
}

/** What the lists of dossiers show. */
export function countersOf(results: readonly CheckResultEntity[]): CheckCounters {
  const failed = results.filter(({ status }) => status === 'KO');
  const blocks = failed.filter(({ severity }) => severity === 'BLOCK').sort(worstFirst);
  const errors = failed.filter(({ severity }) => severity === 'ERROR').length;
  const [first] = blocks;
  const firstBlock =
    first === undefined
      ? null
      : { checkId: first.checkId, message: first.message, path: first.evidence.find(({ path }) => path !== null)?.path ?? null };
  return { blocks: blocks.length, errors, firstBlock };
}
