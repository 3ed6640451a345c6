import { tenderValue } from '../checks/sheet-facts.js';
import { money, sumMoney } from '../money/money.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { FeeBasis } from './fee.js';

/**
 * What the fee of a tender is computed on, from its sheet: the sum of the bases of the lots and the estimated value, null while a
 * part of them is not written. A tender runs on the certified platform by law (C. 25), so it counts as online.
 */
export function feeBasisOf(sheet: SchedaValues, abitanti: number | null): FeeBasis {
  const bases = (sheet.lotti ?? []).map((lot) => lot.importi?.importoBase ?? null);
  const value = tenderValue(sheet);
  return {
    baseGara: bases.length > 0 && bases.every((base) => base !== null) ? money(sumMoney(bases)) : null,
    valoreStimato: value === undefined ? null : money(value),
    abitanti,
    online: true,
  };
}
