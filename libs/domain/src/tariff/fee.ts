import { Decimal } from 'decimal.js';
import { type LegalParameter, legalParameters, parameter } from '../law/parameters.js';
import { formatEuro, formatNumber, money, sumMoney } from '../money/money.js';
import { bandName, bandOf, tariffInForce, type Tariff } from './tariff.js';

/** What a fee is computed on; amounts are decimal text in euro, null where not known yet. */
export interface FeeBasis {
  readonly baseGara: string | null;
  readonly valoreStimato: string | null;
  readonly abitanti: number | null;
  /** The procedure runs on the online platform. */
  readonly online: boolean;
}

/** One step of the computation, for a person to follow; `importo` is the amount after it. */
export interface FeeStep {
  readonly testo: string;
  readonly importo: string;
}

export type Fee =
  | { readonly known: true; readonly importo: string; readonly passi: readonly FeeStep[] }
  | { readonly known: false; readonly manca: string };

const baseNames: Record<Tariff['base'], string> = {
  BASE_GARA: 'l’importo a base di gara',
  VALORE_STIMATO: 'il valore stimato dell’appalto',
  ABITANTI: 'il numero di abitanti',
};

function baseOf(tariff: Tariff, basis: FeeBasis): string | null {
  if (tariff.base === 'ABITANTI') return basis.abitanti === null ? null : String(basis.abitanti);
  return tariff.base === 'BASE_GARA' ? basis.baseGara : basis.valoreStimato;
}

/**
 * The fee of a price list on a base, with every step: band, amount or percentage rounded half up to the cent, then the
 * minimum, then the cap. Says what is missing while the base is not known.
 */
export function computeFee(tariff: Tariff, basis: FeeBasis): Fee {
  if (tariff.soloOnline && !basis.online) {
    return {
      known: true,
      importo: '0.00',
      passi: [{ testo: 'La tariffa riguarda solo le procedure telematiche: questa non lo è.', importo: '0.00' }],
    };
  }
  const base = baseOf(tariff, basis);
  if (base === null) return { known: false, manca: `Manca ${baseNames[tariff.base]}.` };
  const index = bandOf(tariff, base);
  const band = tariff.scaglioni[index];
  if (band === undefined) return { known: false, manca: `La tariffa non ha uno scaglione per ${formatNumber(base)}.` };
  const shown = tariff.base === 'ABITANTI' ? `${formatNumber(base)} abitanti` : formatEuro(base);
  const place = `${shown}: ${bandName(tariff, index)}`;
  let fee = money(band.tipo === 'fisso' ? band.valore : new Decimal(base).times(band.valore).div(100));
  const passi: FeeStep[] = [
    {
      testo: band.tipo === 'fisso' ? `${place}, importo fisso.` : `${place}, ${formatNumber(band.valore)}% di ${formatEuro(base)}.`,
      importo: fee,
    },
  ];
  if (tariff.minimo !== null && new Decimal(fee).lt(tariff.minimo)) {
    fee = money(tariff.minimo);
    passi.push({ testo: `Meno del minimo: si applica ${formatEuro(fee)}.`, importo: fee });
  }
  if (tariff.massimo !== null && new Decimal(fee).gt(tariff.massimo)) {
    fee = money(tariff.massimo);
    passi.push({ testo: `Più del massimo: si applica ${formatEuro(fee)}.`, importo: fee });
  }
  return { known: true, importo: fee, passi };
}

/**
 * The part of the incentive fund that the comune assigns to the staff of the SUA (C. 45 c. 8): the agreed percentage of the
 * fund, which is a percentage of the base (C. 45 c. 2). It goes to people, it is not a fee of the Province.
 */
export function incentiveQuota(tariff: Tariff, basis: FeeBasis, asOf: string, rows: readonly LegalParameter[] = legalParameters): Fee {
  if (new Decimal(tariff.quotaIncentivoPct).isZero()) return { known: true, importo: '0.00', passi: [] };
  if (basis.baseGara === null) return { known: false, manca: `Manca ${baseNames.BASE_GARA}.` };
  const share = parameter('incentivi.fondo', asOf, rows);
  if (!share.known) return { known: false, manca: share.reason };
  const fund = money(new Decimal(basis.baseGara).times(share.parameter.value).div(100));
  const quota = money(new Decimal(fund).times(tariff.quotaIncentivoPct).div(100));
  return {
    known: true,
    importo: quota,
    passi: [
      {
        testo: `Fondo incentivi: ${formatNumber(share.parameter.value)}% di ${formatEuro(basis.baseGara)} (${share.parameter.cite}).`,
        importo: fund,
      },
      { testo: `Quota per il personale della SUA: ${formatNumber(tariff.quotaIncentivoPct)}% del fondo.`, importo: quota },
    ],
  };
}

/** What a dossier will cost the comune, as far as it is known. */
export interface FeeEstimate {
  readonly voci: readonly { readonly momento: 'PUBBLICAZIONE' | 'AGGIUDICAZIONE'; readonly compenso: Fee }[];
  /** Sum of what is known. */
  readonly totale: string;
  /** False where a part is not known yet: the total can only grow. */
  readonly completo: boolean;
  /** For the staff of the SUA, apart from the total. */
  readonly quotaIncentivo: Fee;
}

/** Estimate of the fees of a dossier at the prices in force on a date: a line for each moment that has a price list. */
export function estimateFees(
  tariffs: readonly Tariff[],
  basis: FeeBasis,
  asOf: string,
  rows: readonly LegalParameter[] = legalParameters,
): FeeEstimate {
  const found = (['PUBBLICAZIONE', 'AGGIUDICAZIONE'] as const).flatMap((momento) => {
    const tariff = tariffInForce(tariffs, momento, asOf);
    return tariff === undefined ? [] : [{ momento, tariff, compenso: computeFee(tariff, basis) }];
  });
  const first = found[0]?.tariff;
  return {
    voci: found.map(({ momento, compenso }) => ({ momento, compenso })),
    totale: money(sumMoney(found.map(({ compenso }) => (compenso.known ? compenso.importo : null)))),
    completo: found.every(({ compenso }) => compenso.known),
    quotaIncentivo: first === undefined ? { known: true, importo: '0.00', passi: [] } : incentiveQuota(first, basis, asOf, rows),
  };
}
