import { addDays, daysBetween, periodEnd } from '../calendar/day-counting.js';
import { holidayName, isWeekend, isWorkingDay, italy, type Seat } from '../calendar/holidays.js';
import { toRome } from '../calendar/rome-time.js';
import { standstillEnd } from '../terms/award-terms.js';
import { leavesMinimum, offersMinimum } from '../terms/minimum-terms.js';
import { questionDays, visitsEnd } from '../terms/offer-terms.js';
import { isUrgent, sheetDay } from '../terms/procedure.js';
import { italianDate } from './data-dates.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, ko, ok, unknown, type Finding } from './outcome.js';
import { isDirectAward, isFilled, legalNumber, readThreshold, thresholdInputs } from './sheet-facts.js';
import { lawReadingOf, noProcedure, termMinimumChecks } from './term-minimum.js';

/** Checks on time limits. Days are counted as Reg. (CEE) 1182/71 says: the initial day does not count, at the seat of the SUA. */

function siteVisit(facts: CheckFacts): CheckOutcome {
  const visit = facts.scheda.partecipazione?.sopralluogo;
  if (visit?.tipo == null) return unknown('Non è detto se il sopralluogo è obbligatorio.', 'partecipazione/sopralluogo/tipo');
  if (noProcedure(facts)) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  const seat = facts.seat ?? italy;
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  const least = offersMinimum(lawReadingOf(facts), seat);
  const enough = least === null ? true : leavesMinimum(least);
  if (enough === false && least !== null) {
    wrong.push({
      message: `Con il sopralluogo obbligatorio il termine deve superare il minimo di ${least.row?.value ?? ''} giorni: dal ${italianDate(least.from ?? '')} al ${italianDate(least.deadline ?? '')} ce ne sono ${String(least.found)} (C. 92 c. 1).`,
      evidence: { path: 'scadenzaOfferte', excerpt: least.deadlineAt ?? '' },
      suggestion: `Sposta la scadenza almeno al ${italianDate(least.earliest ?? '')}.`,
    });
  }
  if (enough === null) {
    missing.push({ message: 'Mancano le date fra cui contare il tempo per le offerte.', evidence: { path: 'scadenzaOfferte' } });
  }
  const end = visitsEnd(facts.scheda, lawReadingOf(facts), seat);
  const last = (visit.finestre ?? [])
    .flatMap(({ al }) => sheetDay(al) ?? [])
    .sort()
    .at(-1);
  if (last === undefined)
    missing.push({ message: 'Mancano i giorni dei sopralluoghi.', evidence: { path: 'partecipazione/sopralluogo/finestre' } });
  if (end !== null && last !== undefined && last > end.day) {
    wrong.push({
      message: `I sopralluoghi finiscono il ${italianDate(last)}, troppo vicino alla scadenza: devono chiudere entro il ${italianDate(end.day)}, ${end.row.value} giorni prima (${end.row.cite}).`,
      evidence: { path: 'partecipazione/sopralluogo/finestre', excerpt: last },
      suggestion: 'Anticipa i sopralluoghi, o sposta la scadenza delle offerte.',
    });
  }
  return conclude(wrong, missing, 'C’è tempo per vedere i luoghi e preparare l’offerta.');
}

function lastQuestions(facts: CheckFacts): CheckOutcome {
  const { terminiQuesiti, scadenzaOfferte, giorniRispostaQuesiti } = facts.scheda;
  if (!isFilled(scadenzaOfferte)) return unknown('Manca la scadenza delle offerte.', 'scadenzaOfferte');
  const asked = sheetDay(terminiQuesiti);
  if (asked === null) return unknown('Manca il termine per i quesiti.', 'terminiQuesiti');
  const days = questionDays(facts.scheda, lawReadingOf(facts), facts.seat ?? italy);
  if (days === null) return unknown('Il termine per i chiarimenti non è noto alla data di riferimento.');
  const reply = giorniRispostaQuesiti ?? 0;
  const rule = `${isUrgent(facts.scheda) ? 'con l’urgenza, ' : ''}le risposte escono almeno ${days.row.value} giorni prima della scadenza${reply === 0 ? '' : ` e servono ${String(reply)} giorni per prepararle`} (${days.row.cite})`;
  if (asked <= days.questions) return ok(`I quesiti si chiudono il ${italianDate(asked)}: ${rule}.`);
  return ko(
    `I quesiti si chiudono il ${italianDate(asked)}, troppo tardi per rispondere in tempo: ${rule}.`,
    [{ path: 'terminiQuesiti', excerpt: terminiQuesiti ?? '' }],
    `Chiudi i quesiti entro il ${italianDate(days.questions)}.`,
  );
}

function standstill(facts: CheckFacts): CheckOutcome {
  if (readThreshold(facts) === undefined)
    return unknown('Manca il valore o l’oggetto: non si sa se l’appalto è sopra soglia.', 'valoreStimatoTotale');
  const pause = legalNumber(facts, 'standstill');
  if (pause === undefined) return unknown('Il termine dilatorio non è noto alla data di riferimento.');
  const days = pause.value.toNumber();
  const { lastCommunication, contractSigned } = facts.award ?? {};
  if (!isFilled(lastCommunication))
    return unknown(
      `Previsto: il contratto non si firma prima di ${days} giorni dall’ultima comunicazione di aggiudicazione (${pause.cite}).`,
    );
  const first = standstillEnd(lastCommunication, days);
  if (!isFilled(contractSigned))
    return unknown(
      `Il contratto non si firma prima del ${italianDate(first)}, ${days} giorni dopo l’ultima comunicazione (${pause.cite}).`,
    );
  const found = `firma il ${italianDate(contractSigned)}, ${daysBetween(lastCommunication, contractSigned)} giorni dopo l’ultima comunicazione`;
  if (contractSigned >= first) return ok(`Il termine dilatorio è rispettato: ${found}.`);
  return ko(`Il contratto è firmato troppo presto: ${found}, ne servono ${days} (${pause.cite}).`, []);
}

/** The award is effective at once (C. 17 c. 5): both terms run from it. */
function contractTerm(facts: CheckFacts): CheckOutcome {
  const reading = readThreshold(facts);
  if (reading === undefined) return unknown('Manca il valore o l’oggetto: non si sa se l’appalto è sopra soglia.', 'valoreStimatoTotale');
  const most = legalNumber(facts, reading.above ? 'stipula' : 'stipula.sottosoglia');
  if (most === undefined) return unknown('Il termine per la stipula non è noto alla data di riferimento.');
  const { awarded, contractSigned } = facts.award ?? {};
  const days = most.value.toNumber();
  if (!isFilled(awarded))
    return unknown(
      `Previsto: il contratto si firma entro ${days} giorni dall’aggiudicazione (${most.cite}).`,
      'provvedimentoAggiudicazione/data',
    );
  const last = periodEnd(awarded, days, facts.seat ?? italy);
  if (!isFilled(contractSigned))
    return unknown(
      `Il contratto si firma entro il ${italianDate(last)}, ${days} giorni dopo l’aggiudicazione (${most.cite}).`,
      'contratto/data',
    );
  const found = `firma il ${italianDate(contractSigned)}, ${daysBetween(awarded, contractSigned)} giorni dopo l’aggiudicazione`;
  if (contractSigned <= last) return ok(`Il contratto è firmato in tempo: ${found}, il termine era il ${italianDate(last)}.`);
  return ko(`Il contratto è firmato tardi: ${found}, il termine era il ${italianDate(last)} (${most.cite}).`, [
    { path: 'contratto/data', excerpt: contractSigned },
  ]);
}

/** Offices answer calls for help on the platform at these hours; at the end of the morning there is still time for it. */
const [opens, closes, lastRecommended] = ['08:00', '18:00', '13:00'] as const;

function dayOff(date: string, seat: Seat): string {
  return holidayName(date, seat) ?? (new Date(`${date}T00:00:00Z`).getUTCDay() === 6 ? 'sabato' : 'domenica');
}

/** Days without work just before one, the feast among them that is no weekend. */
function feastBefore(date: string, seat: Seat): string | undefined {
  for (let day = addDays(date, -1); !isWorkingDay(day, seat); day = addDays(day, -1)) {
    const name = holidayName(day, seat);
    if (name !== undefined && !isWeekend(day)) return name;
  }
  return undefined;
}

function workingDeadline(facts: CheckFacts): CheckOutcome {
  const path = isFilled(facts.scheda.scadenzaOfferte) ? 'scadenzaOfferte' : 'scadenzaInvito';
  const at = facts.scheda[path];
  if (!isFilled(at)) return unknown('Manca la scadenza.', 'scadenzaOfferte');
  const seat = facts.seat ?? italy;
  const { date, time } = toRome(at);
  const evidence = { path, excerpt: at };
  const wrong: Finding[] = [];
  if (!isWorkingDay(date, seat)) {
    wrong.push({ message: `La scadenza, ${italianDate(at)}, non è in un giorno lavorativo (${dayOff(date, seat)}).`, evidence });
  }
  if (time < opens || time > closes) {
    wrong.push({
      message: `La scadenza è alle ${time}: va fissata fra le ${opens} e le ${closes}, quando qualcuno può aiutare chi non riesce a caricare.`,
      evidence,
    });
  } else if (time > lastRecommended) {
    wrong.push({ message: `La scadenza è alle ${time}: conviene fissarla entro le ${lastRecommended}.`, evidence, severity: 'INFO' });
  }
  const feast = time <= lastRecommended && isWorkingDay(date, seat) ? feastBefore(date, seat) : undefined;
  if (feast !== undefined) {
    wrong.push({
      message: `La scadenza cade la mattina dopo una festa (${feast}): chi ha un problema non trova nessuno il giorno prima.`,
      evidence,
      severity: 'INFO',
    });
  }
  return conclude(wrong, [], `La scadenza, ${italianDate(at)}, è in un giorno lavorativo e in un’ora di lavoro.`);
}

const term = { version: 1, group: 'TERM', severity: 'ERROR' } as const;
const clock = ['@asOf', '@parameters', '@seat'] as const;

export const termChecks: readonly CheckDefinition[] = [
  ...termMinimumChecks,
  {
    ...term,
    id: 'TERM-06',
    title: 'Tempo per il sopralluogo obbligatorio',
    cite: 'C. 92 c. 1',
    inputs: [
      ...clock,
      'tipoProcedura',
      'norma',
      'dataTrasmissioneBando',
      'dataInvioInviti',
      'scadenzaOfferte',
      'proceduraAccelerata',
      'giustificazioneAccelerata',
      'preinformazione/riduceTermini',
      'aggiudicazione/criterio',
      'partecipazione/sopralluogo',
    ],
    appliesTo: ({ scheda }) => !isDirectAward(scheda) && !['FAC', 'NO'].includes(scheda.partecipazione?.sopralluogo?.tipo ?? ''),
    run: siteVisit,
  },
  {
    ...term,
    id: 'TERM-07',
    title: 'Ultimo giorno per i quesiti',
    cite: 'C. 88 c. 3',
    inputs: [
      ...clock,
      'norma',
      'terminiQuesiti',
      'scadenzaOfferte',
      'giorniRispostaQuesiti',
      'proceduraAccelerata',
      'giustificazioneAccelerata',
    ],
    appliesTo: ({ scheda }) => !isDirectAward(scheda),
    run: lastQuestions,
  },
  {
    ...term,
    severity: 'BLOCK',
    id: 'TERM-12',
    title: 'Termine dilatorio prima del contratto',
    cite: 'C. 18 c. 3',
    inputs: [...thresholdInputs, '@award'],
    appliesTo: (facts) => readThreshold(facts)?.above !== false,
    run: standstill,
  },
  {
    ...term,
    severity: 'WARN',
    id: 'TERM-13',
    title: 'Termine per la stipula',
    cite: 'C. 18 c. 2; C. 55 c. 1',
    inputs: [...thresholdInputs, '@seat', '@award'],
    run: contractTerm,
  },
  {
    ...term,
    severity: 'WARN',
    id: 'TERM-15',
    title: 'Scadenza in un giorno e in un’ora di lavoro',
    cite: 'Reg. (CEE) 1182/71; prassi',
    inputs: ['@seat', 'norma', 'scadenzaOfferte', 'scadenzaInvito'],
    appliesTo: ({ scheda }) => !isDirectAward(scheda) || isFilled(scheda.scadenzaOfferte),
    run: workingDeadline,
  },
];
