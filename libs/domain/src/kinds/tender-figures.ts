import type { Decimal } from 'decimal.js';
import { mainObject, tenderValue, thresholdKey } from '../checks/sheet-facts.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { Value } from './expression.js';
import { missingFigure } from './missing-figure.js';
import { boolType, numberType, type FunctionType } from './expression-types.js';

/** What the expressions of a tender may ask about the sheet as a whole, beside its fields. */
export const tenderFunctionTypes: Readonly<Record<string, FunctionType>> = {
  valore: { parameters: [], result: numberType },
  prevalente: { parameters: [], result: { kind: 'string', values: ['works', 'services', 'supplies'] } },
  sopraSoglia: { parameters: [], result: boolType },
};

const known = (value: unknown): Value => ({ known: true, value });
const missing = (...names: string[]): Value => ({ known: false, missing: names });

const noObject = missing('subject.lotti.oggettoContratto');
const noValue = missing('subject.valoreStimatoTotale');

/**
 * `valore()`: estimated value with options (C. 14 c. 4); `prevalente()`: main object (C. 14 c. 18); `sopraSoglia()`: the value
 * reaches the EU threshold of the object, the sector and the regime (C. 14). Unknown where the sheet does not say yet.
 * @param figure a figure of the law on the reference date
 */
export function tenderFunctions(subject: object, figure: (key: string) => Decimal | undefined): Readonly<Record<string, () => Value>> {
  const scheda: SchedaValues = subject;
  return {
    valore: () => {
      const value = tenderValue(scheda);
      return value === undefined ? noValue : known(value);
    },
    prevalente: () => {
      const object = mainObject(scheda);
      return object === undefined ? noObject : known(object);
    },
    sopraSoglia: () => {
      const key = thresholdKey(scheda);
      const value = tenderValue(scheda);
      if (key === undefined) return noObject;
      if (value === undefined) return noValue;
      const threshold = figure(key);
      return threshold === undefined ? missing(missingFigure(key)) : known(value.gte(threshold));
    },
  };
}
