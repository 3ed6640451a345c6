import { Decimal } from 'decimal.js';
import { sumMoney } from '../money/money.js';
import { quadroTotal } from '../scheda/derive.js';
import type { Lotto, QuadroEconomicoLavori } from '../scheda/lotto-values.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { computedLotValue, euro, isFilled, legalNumber, lotPath, lotsOf, objectNames, optionsOf, percent } from './sheet-facts.js';

/** Checks on the arithmetic of amounts: lots, components, options, cost breakdown, funding. */

const cent = new Decimal('0.01');

function isNear(left: Decimal.Value, right: Decimal.Value): boolean {
  return new Decimal(left).minus(right).abs().lte(cent);
}

interface LotFindings {
  readonly wrong: readonly Finding[];
  readonly missing: readonly Finding[];
}

const fine: LotFindings = { wrong: [], missing: [] };

/** Runs a rule on each lot and concludes over all of them. */
function overLots(facts: CheckFacts, good: string, rule: (lot: Lotto) => LotFindings): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const found = lots.map(rule);
  return conclude(
    found.flatMap((lot) => lot.wrong),
    found.flatMap((lot) => lot.missing),
    good,
  );
}

function finding(lot: Lotto, field: string, message: string): Finding {
  return { message: `Lotto ${lot.id}: ${message}`, evidence: { path: lotPath(lot, field) } };
}

const wrongIn = (lot: Lotto, field: string, message: string): LotFindings => ({ wrong: [finding(lot, field, message)], missing: [] });
const missingIn = (lot: Lotto, field: string, message: string): LotFindings => ({ wrong: [], missing: [finding(lot, field, message)] });

function lotSum(facts: CheckFacts): CheckOutcome {
  const total = facts.scheda.valoreStimatoTotale;
  const lots = lotsOf(facts);
  const values = lots.map((lot) => lot.importi?.valoreStimatoLotto);
  if (!isFilled(total)) return unknown('Manca il valore stimato dell’appalto.', 'valoreStimatoTotale');
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const missing = lots.filter((lot) => !isFilled(lot.importi?.valoreStimatoLotto));
  if (missing.length > 0)
    return unknown('Manca il valore stimato di un lotto.', ...missing.map((lot) => lotPath(lot, 'importi/valoreStimatoLotto')));
  const share = legalNumber(facts, 'pcp.sommaLotti.min');
  if (share === undefined) return unknown('Non è noto il limite PCP sulla somma dei lotti.');
  const sum = sumMoney(values);
  const least = new Decimal(total).times(share.value).div(100);
  const evidence = { path: 'valoreStimatoTotale', excerpt: total };
  const wrong: Finding[] = [];
  if (sum.lt(least.minus(cent)) || sum.gt(new Decimal(total).plus(cent))) {
    wrong.push({ message: `I lotti sommano ${euro(sum)}: la PCP accetta da ${euro(least)} a ${euro(total)} (REG110).`, evidence });
  } else if (!isNear(sum, total)) {
    wrong.push({
      message: `I lotti sommano ${euro(sum)}, il valore dichiarato dell’appalto è ${euro(total)}: spiega la differenza.`,
      evidence,
      severity: 'WARN',
    });
  }
  return conclude(wrong, [], `I lotti sommano ${euro(sum)}, quanto il valore dichiarato.`);
}

const components = {
  works: { field: 'quadroEconomico/impLavori', own: 'impLavori', amount: 'importoLavori', rule: 'REG34' },
  services: { field: 'quadroEconomico/impServizi', own: 'impServizi', amount: 'importoServizi', rule: 'REG35' },
  supplies: { field: 'quadroEconomico/impForniture', own: 'impForniture', amount: 'importoForniture', rule: 'REG36' },
} as const;

function componentAmount(lot: Lotto): LotFindings {
  const object = lot.oggettoContratto;
  if (object == null) return missingIn(lot, 'oggettoContratto', 'manca l’oggetto del contratto.');
  const { field, own, amount, rule } = components[object];
  const value = lot.quadroEconomico == null ? lot.importi?.[amount] : lot.quadroEconomico[own];
  if (lot.quadroEconomico == null && lot.importi == null) return missingIn(lot, `importi/${amount}`, 'mancano gli importi.');
  if (isFilled(value) && new Decimal(value).gt(0)) return fine;
  return wrongIn(
    lot,
    lot.quadroEconomico == null ? `importi/${amount}` : field,
    `si affidano ${objectNames[object]} ma il loro importo è zero (${rule}).`,
  );
}

function optionAmounts(lot: Lotto): LotFindings {
  const breakdown = lot.quadroEconomico;
  const options = breakdown?.sommeOpzioniRinnovi ?? optionsOf(lot)?.toFixed(2);
  const repetitions = breakdown?.sommeRipetizioni ?? lot.importi?.ripetizioni;
  const path = breakdown == null ? 'importi/opzioni' : 'quadroEconomico/sommeOpzioniRinnovi';
  const pairs = [
    { flag: lot.opzioniRinnovi, flagPath: 'opzioniRinnovi', amount: options, path, name: 'opzioni o rinnovi', rule: 'REG37' },
    {
      flag: lot.ripetizioniEConsegneComplementari,
      flagPath: 'ripetizioniEConsegneComplementari',
      amount: repetitions,
      path: breakdown == null ? 'importi/ripetizioni' : 'quadroEconomico/sommeRipetizioni',
      name: 'ripetizioni',
      rule: 'REG38',
    },
  ];
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const pair of pairs) {
    const positive = isFilled(pair.amount) && new Decimal(pair.amount).gt(0);
    if (pair.flag == null) missing.push(finding(lot, pair.flagPath, `non è detto se ci sono ${pair.name}.`));
    else if (pair.flag && !positive) wrong.push(finding(lot, pair.path, `sono previste ${pair.name} ma l’importo è zero (${pair.rule}).`));
    else if (!pair.flag && positive) {
      wrong.push(
        finding(
          lot,
          pair.flagPath,
          `c’è un importo di ${euro(pair.amount ?? 0)} per ${pair.name}, ma è indicato che non ce ne sono (${pair.rule}).`,
        ),
      );
    }
  }
  return { wrong, missing };
}

function baseArithmetic(lot: Lotto): LotFindings {
  const amounts = lot.importi;
  const base = amounts?.importoBase;
  const open = amounts?.importoSoggettoARibasso;
  if (!isFilled(base)) return missingIn(lot, 'importi/importoBase', 'manca l’importo a base di gara.');
  if (!isFilled(open)) return missingIn(lot, 'importi/importoSoggettoARibasso', 'manca l’importo soggetto a ribasso.');
  if (amounts?.manodoperaScorporata === true && !isFilled(amounts.costiManodopera)) {
    return missingIn(lot, 'importi/costiManodopera', 'mancano i costi della manodopera, scorporati dal ribasso.');
  }
  const parts = [
    open,
    amounts?.oneriSicurezzaInterferenza,
    amounts?.ulterioriSommeNoRibasso,
    amounts?.manodoperaScorporata === true ? amounts.costiManodopera : null,
  ];
  const sum = sumMoney(parts);
  if (isNear(sum, base)) return fine;
  const shown = parts.filter(isFilled).map((part) => euro(part));
  return wrongIn(lot, 'importi/importoBase', `la base di gara è ${euro(base)}, ma ${shown.join(' + ')} fa ${euro(sum)}.`);
}

function estimatedValue(facts: CheckFacts): CheckOutcome {
  const perLot = overLots(facts, 'Il valore stimato comprende base, opzioni, rinnovi e ripetizioni.', (lot) => {
    const declared = lot.importi?.valoreStimatoLotto;
    const computed = computedLotValue(lot);
    if (!isFilled(declared)) return missingIn(lot, 'importi/valoreStimatoLotto', 'manca il valore stimato.');
    if (computed === undefined) return missingIn(lot, 'importi/opzioni', 'manca la base di gara o l’importo di un’opzione.');
    if (new Decimal(declared).plus(cent).gte(computed)) return fine;
    return wrongIn(
      lot,
      'importi/valoreStimatoLotto',
      `il valore stimato è ${euro(declared)}, ma base, opzioni e ripetizioni fanno ${euro(computed)} (C. 14 c. 4).`,
    );
  });
  const total = facts.scheda.valoreStimatoTotale;
  if (perLot.status !== 'OK') return perLot;
  if (!isFilled(total)) return unknown('Manca il valore stimato dell’appalto.', 'valoreStimatoTotale');
  const sum = sumMoney(lotsOf(facts).map((lot) => lot.importi?.valoreStimatoLotto));
  const short = new Decimal(total).plus(cent).lt(sum);
  const wrong = short
    ? [{ message: `Il valore dell’appalto è ${euro(total)}, meno dei lotti (${euro(sum)}).`, evidence: { path: 'valoreStimatoTotale' } }]
    : [];
  return conclude(wrong, [], `Il valore stimato di ${euro(total)} comprende base, opzioni, rinnovi e ripetizioni.`);
}

function costBreakdown(facts: CheckFacts): CheckOutcome {
  const limits = {
    incentives: legalNumber(facts, 'qe.incentivi.max')?.value,
    least: legalNumber(facts, 'qe.imprevisti.min')?.value,
    most: legalNumber(facts, 'qe.imprevisti.max')?.value,
  };
  const { incentives, least, most } = limits;
  if (incentives === undefined || least === undefined || most === undefined) return unknown('Non sono noti i limiti del quadro economico.');
  return overLots(facts, 'Il quadro economico torna.', (lot) => {
    const extended = lot.quadroEconomicoLavori;
    const wrong: Finding[] = [];
    for (const [name, breakdown] of [
      ['quadroEconomico', lot.quadroEconomico],
      ['quadroEconomicoLavori', extended],
    ] as const) {
      const sum = quadroTotal(breakdown);
      const declared = breakdown?.totale;
      if (sum !== null && isFilled(declared) && !isNear(sum, declared)) {
        wrong.push(
          finding(lot, `${name}/totale`, `le voci del quadro economico sommano ${euro(sum)}, il totale scritto è ${euro(declared)}.`),
        );
      }
    }
    if (extended != null) wrong.push(...worksBreakdown(lot, extended, { incentives, least, most }));
    if (wrong.length > 0) return { wrong, missing: [] };
    const named = lot.oggettoContratto === 'works' ? extended?.totale : (lot.quadroEconomico?.totale ?? extended?.totale);
    return isFilled(named) ? fine : missingIn(lot, 'quadroEconomico/totale', 'manca il totale del quadro economico.');
  });
}

interface BreakdownLimits {
  readonly incentives: Decimal;
  readonly least: Decimal;
  readonly most: Decimal;
}

function worksBreakdown(lot: Lotto, works: QuadroEconomicoLavori, limits: BreakdownLimits): readonly Finding[] {
  const base = sumMoney([works.lavoriACorpo, works.lavoriAMisura, works.sicurezza]);
  if (base.isZero()) return [];
  const share = (amount: string): Decimal => new Decimal(amount).times(100).div(base).toDecimalPlaces(2);
  const wrong: Finding[] = [];
  const at = (field: string, message: string): void => {
    wrong.push(finding(lot, `quadroEconomicoLavori/${field}`, message));
  };
  if (isFilled(works.b8Incentivi) && share(works.b8Incentivi).gt(limits.incentives)) {
    at(
      'b8Incentivi',
      `gli incentivi sono il ${percent(share(works.b8Incentivi))} della base: il massimo è il ${percent(limits.incentives)} (C. 45).`,
    );
  }
  if (isFilled(works.b4Imprevisti) && (share(works.b4Imprevisti).lt(limits.least) || share(works.b4Imprevisti).gt(limits.most))) {
    at(
      'b4Imprevisti',
      `gli imprevisti sono il ${percent(share(works.b4Imprevisti))} dei lavori: si tengono tra il ${percent(limits.least)} e il ${percent(limits.most)}.`,
    );
  }
  if (isFilled(works.aliquotaIva) && isFilled(works.b14Iva)) {
    const due = base.times(works.aliquotaIva).div(100);
    if (new Decimal(works.b14Iva).plus(cent).lt(due)) {
      at('b14Iva', `l’IVA è ${euro(works.b14Iva)}, ma il ${percent(works.aliquotaIva)} di ${euro(base)} fa ${euro(due)}.`);
    }
  }
  return wrong;
}

function funding(lot: Lotto): LotFindings {
  const funds = lot.finanziamenti ?? [];
  const total = lot.quadroEconomicoLavori?.totale ?? lot.quadroEconomico?.totale;
  if (funds.length === 0) return missingIn(lot, 'finanziamenti', 'mancano i finanziamenti.');
  if (!isFilled(total)) return missingIn(lot, 'quadroEconomico/totale', 'manca il totale del quadro economico.');
  if (funds.some((fund) => !isFilled(fund.importo))) return missingIn(lot, 'finanziamenti', 'un finanziamento è senza importo.');
  const wrong: Finding[] = [];
  const sum = sumMoney(funds.map((fund) => fund.importo));
  if (!isNear(sum, total))
    wrong.push(finding(lot, 'finanziamenti', `i finanziamenti sommano ${euro(sum)}, il quadro economico è ${euro(total)} (TUEL 183).`));
  for (const fund of funds) {
    const years = fund.annualita ?? [];
    const byYear = sumMoney(years.map((year) => year.importo));
    if (years.length > 0 && !isNear(byYear, fund.importo ?? 0)) {
      wrong.push(
        finding(
          lot,
          `finanziamenti/${fund.id}/annualita`,
          `le annualità del capitolo ${fund.capitolo ?? '—'} sommano ${euro(byYear)}, il finanziamento è ${euro(fund.importo ?? 0)}.`,
        ),
      );
    }
  }
  return { wrong, missing: [] };
}

const data = { version: 1, group: 'DATA' } as const;

export const dataAmountChecks: readonly CheckDefinition[] = [
  {
    ...data,
    id: 'DATA-10',
    severity: 'BLOCK',
    title: 'Somma dei lotti',
    cite: 'PCP, REG110',
    inputs: ['@asOf', '@parameters', 'valoreStimatoTotale', 'lotti/*/importi/valoreStimatoLotto'],
    run: lotSum,
  },
  {
    ...data,
    id: 'DATA-11',
    severity: 'BLOCK',
    title: 'Importo della prestazione',
    cite: 'PCP, REG34-36',
    inputs: ['lotti/*/oggettoContratto', 'lotti/*/quadroEconomico', 'lotti/*/importi'],
    run: (facts) => overLots(facts, 'Ogni lotto ha l’importo della sua prestazione.', componentAmount),
  },
  {
    ...data,
    id: 'DATA-12',
    severity: 'BLOCK',
    title: 'Importi di opzioni e ripetizioni',
    cite: 'PCP, REG37 e REG38',
    inputs: [
      'lotti/*/opzioniRinnovi',
      'lotti/*/ripetizioniEConsegneComplementari',
      'lotti/*/quadroEconomico',
      'lotti/*/importi/opzioni',
      'lotti/*/importi/ripetizioni',
    ],
    run: (facts) => overLots(facts, 'Opzioni e ripetizioni hanno il loro importo.', optionAmounts),
  },
  {
    ...data,
    id: 'DATA-13',
    severity: 'BLOCK',
    title: 'Composizione della base di gara',
    cite: 'C. 41 cc. 13-14',
    inputs: ['lotti/*/importi'],
    run: (facts) => overLots(facts, 'La base di gara è la somma delle sue parti.', baseArithmetic),
  },
  {
    ...data,
    id: 'DATA-16',
    severity: 'BLOCK',
    title: 'Valore stimato completo',
    cite: 'C. 14 c. 4',
    inputs: ['valoreStimatoTotale', 'lotti/*/importi'],
    run: estimatedValue,
  },
  {
    ...data,
    id: 'DATA-17',
    severity: 'ERROR',
    title: 'Quadro economico',
    cite: 'All. I.7 art. 5; C. 45',
    inputs: ['@asOf', '@parameters', 'lotti/*/oggettoContratto', 'lotti/*/quadroEconomico', 'lotti/*/quadroEconomicoLavori'],
    run: costBreakdown,
  },
  {
    ...data,
    id: 'DATA-18',
    severity: 'ERROR',
    title: 'Copertura finanziaria',
    cite: 'TUEL 183 e 200',
    inputs: ['lotti/*/finanziamenti', 'lotti/*/quadroEconomico/totale', 'lotti/*/quadroEconomicoLavori/totale'],
    run: (facts) => overLots(facts, 'I finanziamenti coprono il quadro economico.', funding),
  },
];
