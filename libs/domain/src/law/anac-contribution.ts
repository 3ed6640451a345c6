import { Decimal } from 'decimal.js';
import { type LegalParameter, legalParameters, parameter } from './parameters.js';

export interface Contribution {
  /** What the contracting authority owes, once on the whole tender, in euro. */
  readonly contractingAuthority: string;
  /** What an operator owes for a lot of this value, in euro. */
  readonly operator: string;
  readonly cite: string;
  readonly confirmed: boolean;
}

const keyOf = (payer: 'sa' | 'oe', from: string): string => `contributo.anac.${payer}.${from}`;
const bandKey = /^contributo\.anac\.sa\.(\d+)$/u;

/**
 * Contribution to ANAC for an estimated value on a date: that of the highest band the value reaches. Undefined on a date without
 * a tariff.
 */
export function anacContribution(
  value: Decimal.Value,
  asOf: string,
  rows: readonly LegalParameter[] = legalParameters,
): Contribution | undefined {
  const bands = [...new Set(rows.flatMap(({ key }) => bandKey.exec(key)?.[1] ?? []))].filter(
    (from) => new Decimal(value).gte(from) && parameter(keyOf('sa', from), asOf, rows).known,
  );
  const band = bands.sort((a, b) => new Decimal(b).comparedTo(a))[0];
  if (band === undefined) return undefined;
  const [authority, operator] = [parameter(keyOf('sa', band), asOf, rows), parameter(keyOf('oe', band), asOf, rows)];
  if (!authority.known || !operator.known) return undefined;
  return {
    contractingAuthority: authority.parameter.value,
    operator: operator.parameter.value,
    cite: authority.parameter.cite,
    confirmed: authority.parameter.confirmed && operator.parameter.confirmed,
  };
}
