import { type LegalParameter, legalParameters } from '../law/parameters.js';
import { checkTariff, clashingTariffs, type Tariff, type TariffFinding } from './tariff.js';

/** A finding with its place: which price list, which of its bands (positions from 0). */
export interface PlacedTariffFinding {
  readonly rule: TariffFinding['rule'] | 'PASSATO';
  readonly tariffa: number;
  readonly scaglioni: readonly number[];
  readonly reason: string;
}

/**
 * Checks all price lists of a convenzione: each by itself, and no two of one moment in force on the same day. Runs in the
 * browser while they are written and in the service before they are kept.
 */
export function checkPriceLists(
  inputs: readonly unknown[],
  rows: readonly LegalParameter[] = legalParameters,
): { readonly ok: true; readonly tariffe: readonly Tariff[] } | { readonly ok: false; readonly findings: readonly PlacedTariffFinding[] } {
  const outcomes = inputs.map((input) => checkTariff(input, rows));
  const findings = outcomes.flatMap((outcome, tariffa): PlacedTariffFinding[] =>
    outcome.ok ? [] : outcome.findings.map(({ rule, items, reason }) => ({ rule, tariffa, scaglioni: items, reason })),
  );
  if (findings.length > 0) return { ok: false, findings };
  const tariffe = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.tariff] : []));
  const clashes = clashingTariffs(tariffe).map(({ rule, items, reason }): PlacedTariffFinding => ({
    rule,
    tariffa: items[1] ?? 0,
    scaglioni: [],
    reason,
  }));
  return clashes.length > 0 ? { ok: false, findings: clashes } : { ok: true, tariffe };
}
