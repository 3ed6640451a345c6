import { Decimal } from 'decimal.js';
import { parameterNumber } from '../law/parameters.js';
import { formatNumber } from '../money/money.js';
import { sameProcedure, type SurveyCase, type SurveyRow } from '../rilevazione/survey.js';
import type { CheckFacts, CheckOutcome } from './check.js';
import { unknown, type Finding } from './outcome.js';

import { at, caseOf, eachRow, isWhole, missing, name, notRead } from './ril-survey.js';

/** Checks of the rows of a survey, each for itself and against the survey before (brief §9.7). */

export const stockFlow = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  return eachRow(facts, 'Pendenti iniziali, avviate, concluse e pendenti finali tornano per ogni procedura.', (row) => {
    const gaps = missing(row, [
      ['pendentiInizio', 'il numero di pratiche pendenti all’inizio'],
      ['avviate', 'il numero di pratiche avviate'],
      ['concluse', 'il numero di pratiche concluse'],
      ['pendentiFine', 'il numero di pratiche pendenti alla fine'],
    ]);
    if (gaps.length > 0) return gaps;
    const { pendentiInizio, avviate, concluse, pendentiFine } = row;
    if (!isWhole(pendentiInizio) || !isWhole(avviate) || !isWhole(concluse) || !isWhole(pendentiFine)) return [];
    const corrections = row.rettifiche ?? 0;
    const expected = pendentiInizio + avviate - concluse + corrections;
    return [
      ...(expected === pendentiFine
        ? []
        : [
            {
              message: `Per ${name(row)} i pendenti finali sono ${pendentiFine}, ma ${pendentiInizio} + ${avviate} − ${concluse}${corrections === 0 ? '' : ` ${corrections > 0 ? '+' : '−'} ${Math.abs(corrections)} di rettifica`} fa ${expected}.`,
              evidence: at(row, 'pendentiFine'),
              suggestion: 'Correggi il dato sbagliato, oppure scrivi la rettifica con il suo motivo.',
            },
          ]),
      ...(corrections !== 0 && (row.motivoRettifiche ?? '').trim() === ''
        ? [{ message: `Per ${name(row)} c’è una rettifica di ${corrections} senza motivo.`, evidence: at(row, 'motivoRettifiche') }]
        : []),
      ...continuity(row, data),
    ];
  });
};

/** What was pending at the end of the period before is what is pending at the beginning of this one. */
function continuity(row: SurveyRow, { precedente }: SurveyCase): readonly Finding[] {
  const before = precedente === null ? undefined : sameProcedure(precedente.righe, row.procedura);
  if (precedente === null || before?.pendentiFine == null || before.pendentiFine === row.pendentiInizio) return [];
  return [
    {
      message: `Per ${name(row)} i pendenti iniziali sono ${row.pendentiInizio ?? ''}, ma la rilevazione ${precedente.semestre} finiva con ${before.pendentiFine}.`,
      evidence: at(row, 'pendentiInizio'),
      suggestion: 'I pendenti iniziali sono quelli finali del periodo prima: le differenze si scrivono come rettifiche.',
    },
  ];
}

const counts: readonly [keyof SurveyRow, string][] = [
  ['pendentiInizio', 'pendenti iniziali'],
  ['avviate', 'avviate'],
  ['concluse', 'concluse'],
  ['conclProvvEspresso', 'concluse con provvedimento espresso'],
  ['conclSilenzioAssenso', 'concluse per silenzio assenso'],
  ['conConferenza', 'con conferenza di servizi'],
  ['conSospensioni', 'con sospensioni'],
  ['pendentiFine', 'pendenti finali'],
  ['arretrato', 'arretrato'],
];

export const bounds = (facts: CheckFacts): CheckOutcome =>
  eachRow(facts, 'L’arretrato non supera i pendenti finali e i conteggi sono coerenti.', (row) => {
    const gaps = missing(row, [
      ['arretrato', 'l’arretrato'],
      ['pendentiFine', 'il numero di pratiche pendenti alla fine'],
    ]);
    const { arretrato = 0, pendentiFine = 0, concluse = 0 } = row;
    const negative = counts.flatMap(([field, label]) => {
      const value = row[field];
      return typeof value === 'number' && value < 0
        ? [{ message: `Per ${name(row)} il numero «${label}» è negativo: ${value}.`, evidence: at(row, field) }]
        : [];
    });
    const express = row.conclProvvEspresso ?? 0;
    const silent = row.conclSilenzioAssenso ?? 0;
    return [
      ...gaps,
      ...negative,
      ...(gaps.length === 0 && (arretrato ?? 0) > (pendentiFine ?? 0)
        ? [
            {
              message: `Per ${name(row)} l’arretrato (${arretrato ?? 0}) è maggiore dei pendenti finali (${pendentiFine ?? 0}).`,
              evidence: at(row, 'arretrato'),
              suggestion: 'L’arretrato è la parte dei pendenti il cui termine di legge è scaduto.',
            },
          ]
        : []),
      ...(express + silent > (concluse ?? 0)
        ? [
            {
              message: `Per ${name(row)} provvedimenti espressi e silenzi assensi (${express + silent}) sono più delle concluse (${concluse ?? 0}).`,
              evidence: at(row, 'concluse'),
            },
          ]
        : []),
      ...((row.conSospensioni ?? 0) > (concluse ?? 0)
        ? [
            {
              message: `Per ${name(row)} le concluse con sospensioni (${row.conSospensioni ?? 0}) sono più delle concluse (${concluse ?? 0}).`,
              evidence: at(row, 'conSospensioni'),
            },
          ]
        : []),
    ];
  });

export const durations = [
  ['durataMediaLorda', 'la durata media lorda'],
  ['durataMediaNetta', 'la durata media netta'],
] as const;

export const plausible = (facts: CheckFacts): CheckOutcome => {
  const data = caseOf(facts);
  if (data === undefined) return notRead;
  const longest = parameterNumber('ril.durata.max', facts.asOf, facts.parameters);
  const jump = parameterNumber('ril.variazione.nota', facts.asOf, facts.parameters);
  if (longest === undefined || jump === undefined) return unknown('I limiti delle durate medie non sono fra i parametri in vigore.');
  return eachRow(facts, 'Le durate medie sono verosimili e le variazioni forti hanno una nota.', (row) => {
    if ((row.concluse ?? 0) === 0) return [];
    const before = data.precedente === null ? undefined : sameProcedure(data.precedente.righe, row.procedura);
    const { durataMediaLorda: gross, durataMediaNetta: net } = row;
    return [
      ...missing(row, [...durations]),
      ...durations.flatMap(([field, label]) => {
        const value = row[field];
        if (value == null) return [];
        const days = new Decimal(value);
        if (days.lte(0) || days.gt(longest)) {
          return [
            {
              message: `Per ${name(row)} ${label} è di ${formatNumber(value)} giorni: deve stare fra 0 e ${longest.toFixed()}.`,
              evidence: at(row, field),
            },
          ];
        }
        const was = before?.[field];
        if (was == null || new Decimal(was).isZero()) return [];
        const change = days.minus(was).dividedBy(was).times(100);
        return change.abs().gt(jump) && (row.nota ?? '').trim() === ''
          ? [
              {
                message: `Per ${name(row)} ${label} passa da ${formatNumber(was)} a ${formatNumber(value)} giorni (${change.gt(0) ? '+' : ''}${formatNumber(change.toFixed(0))}%): serve una nota.`,
                evidence: at(row, 'nota'),
                suggestion: 'Scrivi nella nota che cosa è cambiato.',
              },
            ]
          : [];
      }),
      ...(gross != null && net != null && new Decimal(net).gt(gross)
        ? [
            {
              message: `Per ${name(row)} la durata netta (${formatNumber(net)}) è maggiore di quella lorda (${formatNumber(gross)}).`,
              evidence: at(row, 'durataMediaNetta'),
            },
          ]
        : []),
    ];
  });
};
