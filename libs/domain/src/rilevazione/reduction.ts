import { Decimal } from 'decimal.js';
import { measuredRows, procedureKey, type SurveyRow } from './survey.js';

/** Reduction of backlog and times against the baseline, in percent with one decimal; null where there is nothing to compare with. */
export interface Reduction {
  readonly arretratoBase: number;
  readonly arretrato: number;
  readonly riduzioneArretrato: string | null;
  /** Averages weighted by the number of concluded cases: Σ duration × concluded / Σ concluded. */
  readonly giorniBase: string | null;
  readonly giorni: string | null;
  readonly riduzioneTempi: string | null;
}

/** One body at one time against its baseline. */
export interface ComparedRows {
  readonly base: readonly SurveyRow[];
  readonly now: readonly SurveyRow[];
}

type Weighted = readonly { readonly days: string; readonly concluded: number }[];

/**
 * KPIs over one or more bodies. Only procedures of the baseline count: what was added later is outside the target (RIL-05).
 * @param measure which average: suspensions included (`lorda`) or taken off (`netta`)
 */
export function reductionOf(bodies: readonly ComparedRows[], measure: 'lorda' | 'netta'): Reduction {
  const pairs = bodies.flatMap(({ base, now }) =>
    measuredRows(base).flatMap((before) => {
      const after = measuredRows(now).find((row) => procedureKey(row.procedura) === procedureKey(before.procedura));
      return after === undefined ? [] : [{ before, after }];
    }),
  );
  const stocked = pairs.filter(({ before, after }) => before.arretrato != null && after.arretrato != null);
  const arretratoBase = stocked.reduce((sum, { before }) => sum + (before.arretrato ?? 0), 0);
  const arretrato = stocked.reduce((sum, { after }) => sum + (after.arretrato ?? 0), 0);
  const giorniBase = weighted(pairs.flatMap(({ before }) => volumes(before, measure)));
  const giorni = weighted(pairs.flatMap(({ after }) => volumes(after, measure)));
  return {
    ...{ arretratoBase, arretrato, riduzioneArretrato: reduction(new Decimal(arretratoBase), new Decimal(arretrato)) },
    giorniBase: giorniBase?.toFixed(1) ?? null,
    giorni: giorni?.toFixed(1) ?? null,
    riduzioneTempi: giorniBase === null || giorni === null ? null : reduction(giorniBase, giorni),
  };
}

function volumes(row: SurveyRow, measure: 'lorda' | 'netta'): Weighted {
  const days = measure === 'lorda' ? row.durataMediaLorda : row.durataMediaNetta;
  return days == null || row.concluse == null || row.concluse === 0 ? [] : [{ days, concluded: row.concluse }];
}

function weighted(rows: Weighted): Decimal | null {
  const concluded = rows.reduce((sum, row) => sum + row.concluded, 0);
  if (concluded === 0) return null;
  return rows.reduce((sum, row) => sum.plus(new Decimal(row.days).times(row.concluded)), new Decimal(0)).dividedBy(concluded);
}

/** (before − after) / before, in percent. */
function reduction(before: Decimal, after: Decimal): string | null {
  return before.isZero() ? null : before.minus(after).dividedBy(before).times(100).toFixed(1);
}
