import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays, daysBetween } from '../calendar/day-counting.js';
import { parameterNumber } from '../law/parameters.js';
import { formatNumber } from '../money/money.js';
import { measuredRows, procedureKey, sameProcedure, type SurveyRow } from '../rilevazione/survey.js';
import type { CheckDefinition, CheckFacts, CheckOutcome, CheckSeverity } from './check.js';
import { conclude, ko, ok, unknown, type Finding } from './outcome.js';

import { bounds, durations, plausible, stockFlow } from './ril-rows.js';
import { at, caseOf, missing, name, noRows, notRead, sheetOf } from './ril-survey.js';

/** Checks of a survey of backlog and average times (brief §9.7). */

const recomputed = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const tolerance = parameterNumber('ril.ricalcolo.tolleranza', facts.asOf, facts.parameters);
  if (tolerance === undefined) return unknown('La tolleranza del ricalcolo non è fra i parametri in vigore.');
  const rows = measuredRows(sheetOf(facts).righe);
  const strangers = data.casi.filter(({ procedura }) => sameProcedure(rows, procedura) === undefined);
  const compared = rows.flatMap((row) => {
    const from = data.casi.find(({ procedura }) => procedureKey(procedura) === procedureKey(row.procedura));
    return from === undefined ? [] : [{ row, from }];
  });
  const wrong = compared.flatMap(({ row, from }): Finding[] => [
    ...(row.concluse != null && row.concluse !== from.concluse
      ? [
          {
            message: `Per ${name(row)} le concluse dichiarate sono ${row.concluse}, nell’elenco delle pratiche sono ${from.concluse}.`,
            evidence: at(row, 'concluse'),
          },
        ]
      : []),
    ...(
      [
        ['durataMediaLorda', from.lorda, 'lorda'],
        ['durataMediaNetta', from.netta, 'netta'],
      ] as const
    ).flatMap(([field, value, label]) => {
      const declared = row[field];
      if (declared == null || value === null || new Decimal(declared).minus(value).abs().lte(tolerance)) return [];
      return [
        {
          message: `Per ${name(row)} la durata media ${label} dichiarata è ${formatNumber(declared)} giorni, dall’elenco delle pratiche risulta ${formatNumber(value)}.`,
          evidence: at(row, field),
          suggestion: 'Riporta il valore ricalcolato, oppure correggi l’elenco delle pratiche.',
        },
      ];
    }),
  ]);
  const gaps = [
    ...compared.flatMap(({ row, from }) => (from.concluse === 0 ? [] : missing(row, [...durations]))),
    ...strangers.map(({ procedura }) => ({
      message: `L’elenco delle pratiche ha la procedura «${procedura}», che non è fra le righe rilevate.`,
      evidence: { path: 'righe' },
    })),
  ];
  return conclude(
    wrong,
    gaps,
    `I valori dichiarati corrispondono all’elenco delle pratiche (tolleranza ${formatNumber(tolerance)} giorni).`,
  );
};

const perimeter = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const rows = sheetOf(facts).righe ?? [];
  if (rows.length === 0) return noRows;
  const { baseline } = data;
  if (baseline === null) {
    return unknown('L’ente non ha una rilevazione iniziale certificata con cui confrontare le procedure.', 'tipo');
  }
  const lost = baseline.righe.filter(({ procedura }) => sameProcedure(rows, procedura) === undefined);
  if (lost.length > 0) {
    return ko(
      `Mancano procedure della rilevazione iniziale: ${lost.map(name).join(', ')}.`,
      lost.map(() => ({ path: 'righe' })),
      'Aggiungi una riga per ciascuna; se nel periodo non è stata rilevata, dillo con il motivo.',
    );
  }
  const added = rows.filter(({ procedura }) => sameProcedure(baseline.righe, procedura) === undefined);
  if (added.length === 0) return ok('Le procedure sono quelle della rilevazione iniziale.');
  return {
    status: 'KO',
    severity: 'INFO',
    message: `Procedure aggiunte dopo la rilevazione iniziale, fuori dall’obiettivo: ${added.map(name).join(', ')}.`,
    evidence: added.map((row) => at(row, 'procedura')),
  };
};

const complete = (facts: CheckFacts): CheckOutcome => {
  const rows = sheetOf(facts).righe ?? [];
  if (rows.length === 0) return noRows;
  const needed: readonly [keyof SurveyRow, string][] = [
    ['pendentiInizio', 'i pendenti iniziali'],
    ['avviate', 'le avviate'],
    ['concluse', 'le concluse'],
    ['pendentiFine', 'i pendenti finali'],
    ['arretrato', 'l’arretrato'],
  ];
  const open = rows.flatMap((row): Finding[] => {
    if (row.rilevata === 'NO') {
      return (row.motivoNonRilevata ?? '').trim() === ''
        ? [{ message: `Per ${name(row)} manca il motivo per cui non è rilevata.`, evidence: at(row, 'motivoNonRilevata') }]
        : [];
    }
    return missing(row, needed).map(({ message, evidence }) => ({ message, evidence }));
  });
  return conclude(open, [], 'Per ogni procedura ci sono i dati o il motivo per cui mancano.');
};

/** Nothing against the target where no target was set. */
const distance = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  const { al } = sheetOf(facts);
  if (data === undefined) return notRead;
  const { baseline } = data;
  if (baseline === null) return unknown('Manca la rilevazione iniziale da cui si misura.', 'tipo');
  if (al == null || baseline.al === null || baseline.obiettivoAl === null) {
    return unknown('Mancano la fine del periodo o il giorno entro cui raggiungere l’obiettivo della rilevazione iniziale.', 'al');
  }
  const whole = daysBetween(baseline.al, baseline.obiettivoAl);
  const share = whole <= 0 ? new Decimal(1) : Decimal.min(1, new Decimal(daysBetween(baseline.al, al)).dividedBy(whole));
  const late = measuredRows(sheetOf(facts).righe).flatMap((row): Finding[] => {
    const start = sameProcedure(baseline.righe, row.procedura);
    return start === undefined ? [] : behind(row, start, share);
  });
  return conclude(
    late,
    [],
    `Le distanze dagli obiettivi sono in linea con il tempo trascorso (${formatNumber(share.times(100).toFixed(0))}%).`,
  );
};

function behind(row: SurveyRow, start: SurveyRow, share: Decimal): Finding[] {
  const measures: readonly [
    field: 'arretrato' | 'durataMediaLorda',
    label: string,
    from?: string | number | null,
    target?: string | number | null,
  ][] = [
    ['arretrato', 'arretrato', start.arretrato, start.obiettivoArretrato],
    ['durataMediaLorda', 'durata media lorda', start.durataMediaLorda, start.obiettivoGiorni],
  ];
  return measures.flatMap(([field, label, from, target]) => {
    const now = row[field];
    if (from == null || target == null || now == null || new Decimal(from).eq(target)) return [];
    const done = new Decimal(from).minus(now).dividedBy(new Decimal(from).minus(target));
    if (done.gte(share)) return [];
    const severity: CheckSeverity = done.lt(share.dividedBy(2)) ? 'WARN' : 'INFO';
    return [
      {
        message: `Per ${name(row)} (${label}) è stato percorso il ${formatNumber(done.times(100).toFixed(0))}% della strada verso l’obiettivo, con il ${formatNumber(share.times(100).toFixed(0))}% del tempo: ${severity === 'WARN' ? 'rosso' : 'ambra'}.`,
        evidence: at(row, field),
        severity,
      },
    ];
  });
}

const certified = (facts: CheckFacts): CheckOutcome => {
  const { al, certificazione } = sheetOf(facts);
  const days = parameterNumber('ril.certificazione.giorni', facts.asOf, facts.parameters);
  if (al == null) return unknown('Manca la fine del periodo.', 'al');
  if (days === undefined) return unknown('Il termine della certificazione non è fra i parametri in vigore.', 'al');
  const last = addDays(al, days.toNumber());
  const day = certificazione?.il ?? null;
  const evidence = { path: 'certificazione/il' };
  if (day !== null && day <= last)
    return ok(`Certificata il ${dayInWords(day)} da ${certificazione?.da ?? ''}, entro il ${dayInWords(last)}.`, evidence);
  if (day !== null) return ko(`Certificata il ${dayInWords(day)}: il termine era il ${dayInWords(last)}.`, [evidence]);
  const today = caseOf(facts)?.oggi;
  if (today === undefined) return notRead;
  if (today > last) {
    return ko(
      `Il termine per certificare era il ${dayInWords(last)}.`,
      [evidence],
      'Il responsabile certifica appena possibile: il ritardo resta scritto.',
    );
  }
  return unknown(`Da certificare entro il ${dayInWords(last)}.`, 'certificazione/il');
};

const isSemester = (facts: CheckFacts): boolean => sheetOf(facts).tipo !== 'BASELINE';
const hasCases = (facts: CheckFacts): boolean => (caseOf(facts)?.casi.length ?? 0) > 0;
const cite = 'Rilevazione di arretrato e tempi medi (PNRR M1C1 sub-investimento 2.2.1)';
const common = { version: 1, group: 'RIL', cite } as const;

export const rilChecks: readonly CheckDefinition[] = [
  { ...common, id: 'RIL-01', severity: 'ERROR', title: 'Pendenti, avviate e concluse tornano', inputs: ['righe', '@case'], run: stockFlow },
  { ...common, id: 'RIL-02', severity: 'BLOCK', title: 'L’arretrato sta nei pendenti', inputs: ['righe'], run: bounds },
  {
    ...{ ...common, id: 'RIL-03', severity: 'WARN', title: 'Durate medie verosimili' },
    inputs: ['righe', '@case', '@asOf', '@parameters'],
    run: plausible,
  },
  {
    ...{ ...common, id: 'RIL-04', severity: 'ERROR', title: 'Ricalcolo dall’elenco delle pratiche' },
    inputs: ['righe', '@case', '@asOf', '@parameters'],
    appliesTo: hasCases,
    run: recomputed,
  },
  {
    ...{ ...common, id: 'RIL-05', severity: 'BLOCK', title: 'Stesse procedure della rilevazione iniziale' },
    inputs: ['tipo', 'righe', '@case'],
    appliesTo: isSemester,
    run: perimeter,
  },
  { ...common, id: 'RIL-06', severity: 'WARN', title: 'Dati completi o assenza motivata', inputs: ['righe'], run: complete },
  {
    ...{ ...common, id: 'RIL-07', severity: 'INFO', title: 'Distanza dall’obiettivo' },
    inputs: ['tipo', 'al', 'righe', '@case'],
    appliesTo: isSemester,
    run: distance,
  },
  {
    ...{ ...common, id: 'RIL-08', severity: 'ERROR', title: 'Certificata in tempo dal responsabile' },
    inputs: ['al', 'certificazione', '@case', '@asOf', '@parameters'],
    run: certified,
  },
];
