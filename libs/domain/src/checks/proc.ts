import { type Decimal } from 'decimal.js';
import type { Persona } from '../scheda/ente-values.js';
import { readable } from './data-documents.js';
import { italianDate } from './data-dates.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, ko, ok, toJudge, unknown, type Finding } from './outcome.js';
import { expectedSchedaCodes } from './scheda-choice.js';
import {
  euro,
  isDirectAward,
  isFilled,
  isNegotiatedBelow,
  legalNumber,
  lotsOf,
  mainObject,
  objectNames,
  readThreshold,
  tenderValue,
  thresholdInputs,
} from './sheet-facts.js';
import { bestSimilarity, wordsOf } from './text-reading.js';

/** Checks on the choice of the procedure, thresholds and competence. */

function missingValue(facts: CheckFacts): CheckOutcome {
  if (tenderValue(facts.scheda) === undefined) return unknown('Manca il valore stimato dell’appalto.', 'valoreStimatoTotale');
  if (mainObject(facts.scheda) === undefined) return unknown('Manca l’oggetto del contratto di un lotto.', 'lotti');
  return unknown(`La soglia europea in vigore il ${italianDate(facts.asOf)} non è nota.`);
}

const belowOnly: ReadonlySet<string> = new Set(['P2_16', 'P2_19', 'P2_20', 'P7_1_3', 'AD2_25', 'AD3', 'AD5']);

function thresholdClass(facts: CheckFacts): CheckOutcome {
  const { norma, codiceScheda } = facts.scheda;
  const reading = readThreshold(facts);
  if (reading === undefined) return missingValue(facts);
  if (norma == null) return unknown('Manca la norma della procedura.', 'norma');
  const { value, threshold, above } = reading;
  const against = `${euro(value)} contro la soglia di ${euro(threshold)} in vigore il ${italianDate(facts.asOf)} (${reading.cite})`;
  const asBelow = isNegotiatedBelow(facts.scheda) || isDirectAward(facts.scheda);
  if (above && asBelow) {
    return ko(
      `L’appalto è sopra soglia: ${against}. L’art. 50 non si può usare.`,
      [
        { path: 'norma', excerpt: `C. 50 c. 1 lett. ${norma.slice(2)}` },
        { path: 'valoreStimatoTotale', excerpt: value.toFixed(2) },
      ],
      'Scegli una procedura ordinaria, per esempio quella aperta (C. 71).',
    );
  }
  if (above && codiceScheda != null && belowOnly.has(codiceScheda)) {
    return ko(`L’appalto è sopra soglia: ${against}. La scheda ${codiceScheda} è per gli appalti sotto soglia.`, [
      { path: 'codiceScheda', excerpt: codiceScheda },
    ]);
  }
  return ok(`L’appalto è ${above ? 'sopra' : 'sotto'} soglia: ${against}.`);
}

function leastInvited(facts: CheckFacts): { readonly value: Decimal; readonly cite: string } | undefined {
  if (facts.scheda.norma === '76') return legalNumber(facts, 'neg.art76.operatori');
  if (mainObject(facts.scheda) !== 'works') return legalNumber(facts, 'neg.servForn.5oe.operatori');
  const value = tenderValue(facts.scheda);
  const bound = legalNumber(facts, 'neg.lavori.10oe.min');
  if (value === undefined || bound === undefined) return undefined;
  return legalNumber(facts, value.gte(bound.value) ? 'neg.lavori.10oe.operatori' : 'neg.lavori.5oe.operatori');
}

function invitedOperators(facts: CheckFacts): CheckOutcome {
  const invited = facts.scheda.numeroOperatoriInvitati;
  const least = leastInvited(facts);
  if (invited == null) return unknown('Non è detto quanti operatori si invitano.', 'numeroOperatoriInvitati');
  if (least === undefined) return missingValue(facts);
  if (least.value.lte(invited)) return ok(`Si invitano ${invited} operatori, almeno ${least.value.toString()} richiesti (${least.cite}).`);
  const evidence = { path: 'numeroOperatoriInvitati', excerpt: String(invited) };
  if (facts.scheda.norma === '76') {
    return toJudge(
      `Si invitano ${invited} operatori: ne servono almeno ${least.value.toString()}, se sul mercato esistono (${least.cite}).`,
      evidence,
    );
  }
  return ko(
    `Si invitano ${invited} operatori, ma ne servono almeno ${least.value.toString()} (${least.cite}).`,
    [evidence],
    'Invita altri operatori, se esistono, a rotazione.',
  );
}

const ranks: Readonly<Record<string, number>> = { NESSUNA: 0, L3: 1, SF3: 1, L2: 2, SF2: 2, L1: 3, SF1: 3 };

/** Level needed for a value, 0 where no qualification is needed; undefined where a parameter is not known. */
function neededLevel(facts: CheckFacts, value: Decimal, works: boolean): number | undefined {
  const needed = legalNumber(facts, works ? 'qual.necessaria.lavori' : 'qual.necessaria.servForn')?.value;
  const third = legalNumber(facts, works ? 'qual.L3' : 'qual.SF3')?.value;
  const second = legalNumber(facts, works ? 'ue.lavori' : 'qual.SF2')?.value;
  if (needed === undefined || third === undefined || second === undefined) return undefined;
  if (value.lt(needed)) return 0;
  if (value.lte(third)) return 1;
  return value.lte(second) ? 2 : 3;
}

function qualification(facts: CheckFacts): CheckOutcome {
  const value = tenderValue(facts.scheda);
  const object = mainObject(facts.scheda);
  const { provincia } = facts.scheda;
  if (value === undefined || object === undefined) return missingValue(facts);
  const works = object === 'works';
  const field = works ? 'qualificazioneLavori' : 'qualificazioneServiziForniture';
  const level = provincia?.[field];
  const needed = neededLevel(facts, value, works);
  if (level == null) return unknown('Manca il livello di qualificazione della SUA.', `provincia/${field}`);
  if (needed === undefined) return unknown('I livelli di qualificazione non sono noti alla data di riferimento.');
  const names = works ? ['nessuna', 'L3', 'L2', 'L1'] : ['nessuna', 'SF3', 'SF2', 'SF1'];
  const evidence = { path: `provincia/${field}`, excerpt: level };
  const about = `${objectNames[object]} per ${euro(value)}`;
  // A central purchasing body works for others: the second level is its least, whatever the value (All. II.4).
  const least = needed === 0 ? 0 : Math.max(needed, 2);
  if ((ranks[level] ?? 0) < least) {
    return ko(`La SUA ha la qualificazione ${level}; per ${about} serve almeno ${names[least] ?? ''} (C. 63 c. 2; All. II.4).`, [evidence]);
  }
  const { qualificazioneDal: from, qualificazioneAl: to } = provincia ?? {};
  if (needed > 0 && (!isFilled(from) || !isFilled(to)))
    return unknown('Manca il periodo di validità della qualificazione.', 'provincia/qualificazioneAl');
  if (needed > 0 && isFilled(from) && isFilled(to) && (facts.asOf < from || facts.asOf > to)) {
    return ko(
      `La qualificazione ${level} vale dal ${italianDate(from)} al ${italianDate(to)}: il ${italianDate(facts.asOf)} non è in vigore.`,
      [{ path: 'provincia/qualificazioneAl', excerpt: to }],
    );
  }
  return ok(`La SUA è qualificata (${level}) per ${about}: serve ${names[needed] ?? ''}.`, evidence);
}

const isNamed = (person: Persona | null | undefined): boolean => isFilled(person?.cognome) && isFilled(person.nome);

function twoResponsibles(facts: CheckFacts): CheckOutcome {
  const { rupComune, rupSua } = facts.scheda;
  const [comune, sua] = [isNamed(rupComune), isNamed(rupSua)];
  if (!comune && !sua) return unknown('Mancano i due RUP, del comune e della SUA.', 'rupComune/cognome', 'rupSua/cognome');
  const wrong: Finding[] = [];
  if (!sua)
    wrong.push({
      message: 'È indicato solo il RUP del comune: la SUA ne nomina uno proprio per l’affidamento (C. 62 c. 13).',
      evidence: { path: 'rupSua/cognome' },
      suggestion: 'Indica il RUP della SUA e il suo atto di nomina.',
    });
  if (!comune)
    wrong.push({
      message: 'È indicato solo il RUP della SUA: il comune nomina il responsabile per le attività di propria pertinenza (C. 62 c. 13).',
      evidence: { path: 'rupComune/cognome' },
    });
  if (comune && sua && isFilled(rupComune?.cf) && rupComune.cf === rupSua?.cf) {
    wrong.push({ message: 'I due RUP sono la stessa persona.', evidence: { path: 'rupSua/cf' } });
  }
  const { ready } = readable(facts, ['D30', 'D34']);
  for (const document of ready) {
    const words = wordsOf(document.text);
    for (const person of [rupComune, rupSua]) {
      if (isFilled(person?.cognome) && bestSimilarity(words, `${person.nome ?? ''} ${person.cognome}`) < 0.95) {
        wrong.push({
          message: `«${document.title}» non nomina ${person.nome ?? ''} ${person.cognome}.`,
          evidence: { document: document.code },
        });
      }
    }
  }
  const missing = [
    { person: rupComune, path: 'rupComune/attoNomina/numero', message: 'Manca l’atto di nomina del RUP del comune.' },
    { person: rupSua, path: 'rupSua/attoNomina/numero', message: 'Manca l’atto di nomina del RUP della SUA.' },
  ].flatMap(({ person, path, message }) => (isFilled(person?.attoNomina?.numero) ? [] : [{ message, evidence: { path } }]));
  return conclude(wrong, missing, 'Comune e SUA hanno nominato ciascuno il proprio RUP.');
}

function lotting(facts: CheckFacts): CheckOutcome {
  const { motivazioneLottoUnico, criteriSuddivisioneLotti, maxLottiAggiudicabili, motivazioneLimiteLotti } = facts.scheda;
  const count = lotsOf(facts).length;
  if (count === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const wrong: Finding[] = [];
  if (count === 1 && !isFilled(motivazioneLottoUnico)) {
    wrong.push({
      message: 'C’è un solo lotto e manca la motivazione della mancata suddivisione (C. 58 c. 2).',
      evidence: { path: 'motivazioneLottoUnico' },
      suggestion: 'Scrivi perché l’appalto non si divide in lotti.',
    });
  }
  if (count > 1 && !isFilled(criteriSuddivisioneLotti)) {
    wrong.push({
      message: `I lotti sono ${count} e manca il criterio con cui sono stati formati (C. 58 c. 3).`,
      evidence: { path: 'criteriSuddivisioneLotti' },
    });
  }
  if (maxLottiAggiudicabili != null && maxLottiAggiudicabili < count && !isFilled(motivazioneLimiteLotti)) {
    wrong.push({
      message: `Si possono vincere al massimo ${maxLottiAggiudicabili} lotti su ${count}: il limite va motivato (C. 58 c. 4).`,
      evidence: { path: 'motivazioneLimiteLotti' },
    });
  }
  return conclude(wrong, [], count === 1 ? 'La mancata suddivisione in lotti è motivata.' : 'La suddivisione in lotti è motivata.');
}

function schedaCode(facts: CheckFacts): CheckOutcome {
  const { codiceScheda, norma, indagineMercato } = facts.scheda;
  const expected = expectedSchedaCodes(facts);
  if (expected === undefined) {
    if (norma == null) return unknown('Manca la norma della procedura.', 'norma');
    return readThreshold(facts) === undefined || indagineMercato != null
      ? missingValue(facts)
      : unknown('Non è detto se c’è un’indagine di mercato.', 'indagineMercato');
  }
  const wanted = expected.join(' o ');
  if (codiceScheda == null) return unknown(`Manca la scheda ANAC: per questa procedura è ${wanted}.`, 'codiceScheda');
  if (expected.includes(codiceScheda)) return ok(`La scheda ${codiceScheda} è quella di questa procedura.`);
  return ko(
    `La scheda indicata è ${codiceScheda}, per questa procedura serve ${wanted}.`,
    [{ path: 'codiceScheda', excerpt: codiceScheda }],
    `Scegli la scheda ${wanted}.`,
  );
}

const proc = { version: 1, group: 'PROC', severity: 'BLOCK' } as const;

export const procChecks: readonly CheckDefinition[] = [
  {
    ...proc,
    id: 'PROC-01',
    title: 'Soglia europea',
    cite: 'C. 14',
    inputs: [...thresholdInputs, 'norma', 'codiceScheda'],
    run: thresholdClass,
  },
  {
    ...proc,
    id: 'PROC-03',
    title: 'Operatori da invitare',
    cite: 'C. 50 c. 1 lett. c-e; C. 76 c. 7',
    inputs: [...thresholdInputs, 'norma', 'numeroOperatoriInvitati'],
    appliesTo: ({ scheda }) => scheda.norma == null || scheda.norma === '76' || isNegotiatedBelow(scheda),
    run: (facts) => (facts.scheda.norma == null ? unknown('Manca la norma della procedura.', 'norma') : invitedOperators(facts)),
  },
  {
    ...proc,
    id: 'PROC-12',
    title: 'Qualificazione della SUA',
    cite: 'C. 62 e 63; All. II.4',
    inputs: [
      ...thresholdInputs,
      'provincia/qualificazioneLavori',
      'provincia/qualificazioneServiziForniture',
      'provincia/qualificazioneDal',
      'provincia/qualificazioneAl',
    ],
    run: qualification,
  },
  {
    ...proc,
    id: 'PROC-15',
    title: 'Due RUP',
    cite: 'C. 62 c. 13; C. 15',
    inputs: ['rupComune', 'rupSua', '@documents/D30', '@documents/D34'],
    run: twoResponsibles,
  },
  {
    ...proc,
    id: 'PROC-19',
    title: 'Suddivisione in lotti',
    cite: 'C. 58 cc. 2-4',
    inputs: ['lotti/*/id', 'motivazioneLottoUnico', 'criteriSuddivisioneLotti', 'maxLottiAggiudicabili', 'motivazioneLimiteLotti'],
    run: lotting,
  },
  {
    ...proc,
    id: 'PROC-21',
    title: 'Scheda ANAC',
    cite: 'Guida PCP',
    inputs: [...thresholdInputs, 'norma', 'codiceScheda', 'indagineMercato'],
    run: schedaCode,
  },
];
