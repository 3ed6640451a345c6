import { type Decimal } from 'decimal.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { CheckFacts } from './check.js';
import { isDirectAward, isNegotiatedBelow, legalNumber, mainObject, readThreshold } from './sheet-facts.js';

export type SchedaCode = NonNullable<SchedaValues['codiceScheda']>;

/** Suffix of the schede of a notice: 19 concessions, 20 light regime, 16 the others. */
function noticeSuffix(scheda: SchedaValues): '16' | '19' | '20' {
  if (scheda.tipoContratto === 'concessione') return '19';
  return scheda.regime === 'alleggerito' ? '20' : '16';
}

function directAwardCode(facts: CheckFacts, value: Decimal, above: boolean): SchedaCode | undefined {
  const micro = legalNumber(facts, 'pcp.web.ui');
  const cap = legalNumber(facts, mainObject(facts.scheda) === 'works' ? 'ad.lavori.max' : 'ad.servForn.max');
  if (cap === undefined) return undefined;
  if (micro !== undefined && value.lt(micro.value)) return 'AD5';
  if (value.lt(cap.value)) return 'AD3';
  return above ? 'AD1_25' : 'AD2_25';
}

/**
 * ANAC schede admitted for a tender, by the decision tree of the PCP guide: usually one, two where the guide leaves a choice.
 * Above the EU threshold art. 50 is not available, so the scheda is that of a notice. Undefined while the data are missing.
 */
export function expectedSchedaCodes(facts: CheckFacts): readonly SchedaCode[] | undefined {
  const { scheda } = facts;
  const threshold = readThreshold(facts);
  if (threshold === undefined || scheda.norma == null) return undefined;
  const { above, value } = threshold;
  if (isDirectAward(scheda)) {
    const code = directAwardCode(facts, value, above);
    return code === undefined ? undefined : [code];
  }
  const suffix = noticeSuffix(scheda);
  const notice: SchedaCode = above ? `P1_${suffix}` : `P2_${suffix}`;
  const withoutCall = scheda.norma === '76' || (isNegotiatedBelow(scheda) && !above);
  if (!withoutCall) return [notice];
  if (scheda.indagineMercato == null) return undefined;
  if (!scheda.indagineMercato) return ['P7_2'];
  return above ? ['P7_1_1', 'P7_1_2'] : ['P7_1_3'];
}
