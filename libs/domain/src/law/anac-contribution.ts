import { Decimal } from 'decimal.js';

/** Contribution due to ANAC for a band of estimated value: `below` excluded (null: no upper bound), amounts in euro. */
export interface ContributionBand {
  readonly from: string;
  readonly below: string | null;
  readonly contractingAuthority: string;
  readonly operator: string;
}

/** A yearly tariff, both days included. */
export interface ContributionTariff {
  readonly from: string;
  readonly to: string | null;
  readonly cite: string;
  readonly confirmed: boolean;
  readonly bands: readonly ContributionBand[];
}

const bands2024: readonly ContributionBand[] = [
  { from: '0', below: '40000', contractingAuthority: '0', operator: '0' },
  { from: '40000', below: '150000', contractingAuthority: '35', operator: '0' },
  { from: '150000', below: '300000', contractingAuthority: '250', operator: '18' },
  { from: '300000', below: '500000', contractingAuthority: '250', operator: '33' },
  { from: '500000', below: '800000', contractingAuthority: '410', operator: '77' },
  { from: '800000', below: '1000000', contractingAuthority: '410', operator: '90' },
  { from: '1000000', below: '5000000', contractingAuthority: '660', operator: '165' },
  { from: '5000000', below: '20000000', contractingAuthority: '880', operator: '220' },
  { from: '20000000', below: null, contractingAuthority: '880', operator: '560' },
];

/** Tariffs by year. The act for 2026 has not been found: its amounts repeat those of 2025 and are marked as not confirmed. */
export const contributionTariffs: readonly ContributionTariff[] = [
  { from: '2024-01-01', to: '2024-12-31', cite: 'Del. ANAC 610/2023', confirmed: true, bands: bands2024 },
  { from: '2025-01-01', to: '2025-12-31', cite: 'Del. ANAC 598/2024', confirmed: true, bands: bands2024 },
  { from: '2026-01-01', to: null, cite: 'Del. ANAC 598/2024 (atto per il 2026 da confermare)', confirmed: false, bands: bands2024 },
];

export interface Contribution {
  readonly band: ContributionBand;
  readonly cite: string;
  readonly confirmed: boolean;
}

/**
 * Contribution for an estimated value on a date. The contracting authority pays once on the whole tender,
 * the operator on each lot it bids for. Undefined on a date without a tariff.
 */
export function anacContribution(
  value: Decimal.Value,
  asOf: string,
  tariffs: readonly ContributionTariff[] = contributionTariffs,
): Contribution | undefined {
  const tariff = tariffs.find((row) => row.from <= asOf && (row.to === null || asOf <= row.to));
  const amount = new Decimal(value);
  const band = tariff?.bands.find((row) => amount.gte(row.from) && (row.below === null || amount.lt(row.below)));
  return tariff === undefined || band === undefined ? undefined : { band, cite: tariff.cite, confirmed: tariff.confirmed };
}
