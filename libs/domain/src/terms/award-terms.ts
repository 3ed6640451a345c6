import { addDays } from '../calendar/day-counting.js';
import { theDay } from '../calendar/dates-in-words.js';
import { dayOf, term, unknownLaw } from './build.js';
import { countDays, countMonths, daysText, monthsText } from './counting.js';
import { datedActNames, type DatedAct, type DatedActKind } from './dated-acts.js';
import { isAboveThreshold, lawReading, lawRow, offersStart, procedureFamily, sheetDay, type LawReading } from './procedure.js';
import type { Term, TermFacts } from './term.js';
import { lastVisit } from './visits.js';

/** The last act of a kind; of one that follows the award only where the award was not taken up again since. */
function lastOf({ acts, visits }: TermFacts, kind: DatedActKind): DatedAct | undefined {
  const anew = ofAward.includes(kind) ? lastVisit(visits, 'PROPOSTA') : undefined;
  return acts.filter((act) => act.kind === kind && (anew === undefined || act.on >= dayOf(anew.from))).at(-1);
}

const ofAward: readonly DatedActKind[] = ['AGGIUDICAZIONE', 'COMUNICAZIONE', 'AVVISO', 'STIPULA'];

/** Day on which a state was reached that stands since the last proposal. */
function reachedOn(facts: TermFacts, state: string): string | null {
  const [visit, anew] = [lastVisit(facts.visits, state), lastVisit(facts.visits, 'PROPOSTA')];
  return visit === undefined || (anew !== undefined && visit.from < anew.from) ? null : dayOf(visit.from);
}

/** Day of the award: of the act that was recorded, else the step of the dossier. */
const awardedOn = (facts: TermFacts): string | null => lastOf(facts, 'AGGIUDICAZIONE')?.on ?? reachedOn(facts, 'AGGIUDICATA');

/** Day on which the contract was signed: of the act that was recorded, else the step of the dossier. */
const signedOn = (facts: TermFacts): string | null => lastOf(facts, 'STIPULA')?.on ?? reachedOn(facts, 'STIPULATA');

/** Terms from the opening of the offers to the contract. */
export function awardTerms(facts: TermFacts): readonly Term[] {
  const reading = lawReading(facts.sheet, facts.now, facts.rows);
  return [
    ...ceiling(facts, reading),
    ...answers(facts, reading),
    ...requirements(facts, reading),
    ...afterAward(facts, reading),
    ...contract(facts, reading),
  ];
}

/** All. I.3: months from the notice or the invitations, by procedure and criterion, one more with an anomaly, up to three by the RUP. */
function ceiling(facts: TermFacts, reading: LawReading): Term[] {
  const { sheet, seat } = facts;
  const family = procedureFamily(sheet);
  const notice = sheetDay(sheet.dataTrasmissioneBando);
  const start = notice === null ? offersStart(sheet) : { day: notice, what: 'della trasmissione del bando' };
  const criterion = sheet.aggiudicazione?.criterio;
  if (family === undefined || family === 'diretto' || start === null || criterion == null) return [];
  const row = lawRow(reading, `gara.durataMax.${criterion === 'PREZZO' ? 'prezzo' : 'oepv'}.${family}`);
  const anomaly = lastOf(facts, 'ANOMALIA') === undefined ? undefined : lawRow(reading, 'gara.anomalia');
  const most = lawRow(reading, 'gara.prorogaRup.max');
  const asked = facts.acts.filter(({ kind }) => kind === 'PROROGA_RUP').reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const granted = Math.min(asked, Number(most?.value ?? 0));
  const months = row && Number(row.value) + Number(anomaly?.value ?? 0) + granted;
  const counted = months === undefined ? undefined : countMonths(start.day, months, { what: start.what, seat });
  return [
    term({
      ...{ code: 'CONCLUSIONE_GARA', title: 'Conclusione della gara', nature: 'ENTRO', from: start.day, metOn: awardedOn(facts) },
      due: counted?.end ?? null,
      cite: row?.cite ?? 'All. I.3',
      parameter: row ?? null,
      today: dayOf(facts.now),
      steps: [
        ...(counted?.steps ?? [unknownLaw]),
        ...(anomaly ? [`È compreso ${monthsText(Number(anomaly.value))} per la verifica dell’anomalia (${anomaly.cite}).`] : []),
        ...(granted > 0 && most ? [`È compresa la proroga del RUP: ${monthsText(granted)} (${most.cite}).`] : []),
        ...(asked > granted && most ? [`La proroga registrata è di ${monthsText(asked)}: ne valgono al massimo ${most.value}.`] : []),
      ],
      consequence: 'Oltre il termine il silenzio vale come inadempimento: chi ha offerto può ricorrere (All. I.3).',
    }),
  ];
}

/** Soccorso istruttorio and explanations of an anomalous offer: each request by itself. */
function answers(facts: TermFacts, reading: LawReading): Term[] {
  const asked = facts.acts.filter(({ kind }) => kind === 'SOCCORSO' || kind === 'ANOMALIA');
  return asked.map((act, index) => {
    const help = act.kind === 'SOCCORSO';
    const most = lawRow(reading, help ? 'soccorso.max' : 'anomalia.giustif');
    const least = help ? lawRow(reading, 'soccorso.min') : undefined;
    const days = act.amount ?? 0;
    const tooMany = most !== undefined && days > Number(most.value);
    const tooFew = least !== undefined && days < Number(least.value);
    const { end, steps } = countDays(act.on, days, { what: 'della richiesta', seat: facts.seat });
    const closed = facts.acts.find(({ kind, refersTo }) => kind === 'CHIUSURA' && refersTo === act.id);
    const number = asked.slice(0, index + 1).filter(({ kind }) => kind === act.kind).length;
    return term({
      code: `${act.kind}:${act.id}`,
      title: `${datedActNames[act.kind]} n. ${number}`,
      ...{ nature: 'ENTRO', from: act.on, due: end, metOn: closed?.on ?? null, today: dayOf(facts.now) },
      cite: most?.cite ?? (help ? 'C. 101 c. 1' : 'C. 110 c. 2'),
      parameter: most ?? null,
      steps: [
        ...steps,
        ...(tooMany ? [`La legge ammette al massimo ${daysText(Number(most.value))}.`] : []),
        ...(tooFew ? [`La legge chiede almeno ${daysText(Number(least.value))}.`] : []),
      ],
      consequence: help
        ? 'Se l’operatore non risponde in tempo è escluso (C. 101 c. 2).'
        : 'Se le spiegazioni non arrivano, l’offerta si valuta senza (C. 110 c. 5).',
    });
  });
}

/** C. 99 c. 3-bis: after this day the award may rest on what the operator declares. */
function requirements(facts: TermFacts, reading: LawReading): Term[] {
  const visit = lastVisit(facts.visits, 'PROPOSTA');
  const row = lawRow(reading, 'fvoe.fallback');
  if (visit === undefined || row === undefined) return [];
  const from = dayOf(visit.from);
  const { end, steps } = countDays(from, Number(row.value), { what: 'della proposta di aggiudicazione', seat: facts.seat });
  return [
    term({
      ...{
        code: 'FVOE_FALLBACK',
        title: 'Aggiudicazione su autodichiarazione se il FVOE non risponde',
        nature: 'NON_PRIMA',
        from,
        due: end,
      },
      ...{ cite: row.cite, parameter: row, steps, today: dayOf(facts.now) },
      consequence: 'Da questo giorno, se il fascicolo virtuale non funziona, si può aggiudicare sull’autocertificazione.',
    }),
  ];
}

/** Communications and notice: counted from the award. */
function afterAward(facts: TermFacts, reading: LawReading): Term[] {
  const awarded = awardedOn(facts);
  if (awarded === null) return [];
  const sketch = (key: string, rest: { code: string; title: string; act: DatedActKind; cite: string; consequence: string }): Term => {
    const { act, ...own } = rest;
    const row = lawRow(reading, key);
    const counted = row && countDays(awarded, Number(row.value), { what: 'dell’aggiudicazione', seat: facts.seat });
    return term({
      ...{ ...own, nature: 'ENTRO', from: awarded, due: counted?.end ?? null, metOn: lastOf(facts, act)?.on ?? null },
      ...{ parameter: row ?? null, steps: counted?.steps ?? [unknownLaw], today: dayOf(facts.now), cite: row?.cite ?? own.cite },
    });
  };
  return [
    sketch('comunicazioni.aggiudicazione', {
      ...{ code: 'COMUNICAZIONI', title: 'Comunicazione dell’aggiudicazione', act: 'COMUNICAZIONE', cite: 'C. 90 c. 1' },
      consequence: 'Finché manca una comunicazione il termine dilatorio non decorre.',
    }),
    sketch('avviso.aggiudicazione', {
      ...{ code: 'AVVISO_AGGIUDICAZIONE', title: 'Avviso di aggiudicazione', act: 'AVVISO', cite: 'C. 111 c. 1' },
      consequence: 'Oltre il termine la pubblicità dell’esito è tardiva.',
    }),
  ];
}

/** Standstill after the last communication, and the contract: 60 days above the threshold, 30 below. */
function contract(facts: TermFacts, reading: LawReading): Term[] {
  const awarded = awardedOn(facts);
  const above = isAboveThreshold(reading);
  if (awarded === null || above === undefined) return [];
  const [signed, today, seat] = [signedOn(facts), dayOf(facts.now), facts.seat];
  const told = lastOf(facts, 'COMUNICAZIONE')?.on ?? null;
  const pause = lawRow(reading, 'standstill');
  const row = lawRow(reading, above ? 'stipula' : 'stipula.sottosoglia');
  const counted = row && countDays(awarded, Number(row.value), { what: 'dell’aggiudicazione, subito efficace', seat });
  const none = lawRow(reading, 'standstill.sottosoglia');
  return [
    ...(above ? [standstill({ pause, told, signed, today })] : []),
    term({
      ...{ code: 'STIPULA', title: 'Firma del contratto', nature: 'ENTRO', from: awarded, due: counted?.end ?? null, metOn: signed, today },
      cite: row?.cite ?? (above ? 'C. 18 c. 2' : 'C. 55 c. 1'),
      parameter: row ?? null,
      steps: [
        ...(counted?.steps ?? [unknownLaw]),
        ...(above ? [] : [`Sotto soglia non c’è termine dilatorio (${none?.cite ?? 'C. 55 c. 2'}).`]),
      ],
      consequence: 'Oltre il termine l’aggiudicatario può sciogliersi dal vincolo o chiedere che si provveda (C. 18 c. 5).',
    }),
  ];
}

/** First day of the contract after the last communication (C. 18 c. 3). Counted in full days, and not moved: it is no term to do something. */
export function standstillEnd(lastCommunication: string, days: number): string {
  return addDays(lastCommunication, days);
}

function standstill(given: { pause: ReturnType<typeof lawRow>; told: string | null; signed: string | null; today: string }): Term {
  const { pause, told, signed, today } = given;
  const due = told === null || pause === undefined ? null : standstillEnd(told, Number(pause.value));
  const steps =
    pause === undefined
      ? [unknownLaw]
      : told === null
        ? [
            `Il contratto non si firma prima di ${daysText(Number(pause.value))} dall’ultima comunicazione: registra la comunicazione e il giorno si calcola.`,
          ]
        : [
            `${daysText(Number(pause.value))} dall’ultima comunicazione dell’aggiudicazione, ${theDay(told)}: il giorno iniziale non si conta (Reg. (CEE) 1182/71 art. 3 par. 1).`,
            'Restano le eccezioni dell’art. 18 c. 3, che valuta il RUP.',
          ];
  return term({
    ...{ code: 'STANDSTILL', title: 'Termine dilatorio prima del contratto', nature: 'NON_PRIMA', from: told, due, metOn: signed, today },
    ...{ cite: pause?.cite ?? 'C. 18 c. 3', parameter: pause ?? null, steps },
    consequence: 'Da questo giorno il contratto si può firmare, se non c’è un ricorso con istanza cautelare (C. 18 c. 4).',
  });
}
