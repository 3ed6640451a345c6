import { dayInWords, theDay, untilTheDay } from '../calendar/dates-in-words.js';
import { addDays, firstWorkingDayFrom } from '../calendar/day-counting.js';
import { type Seat } from '../calendar/holidays.js';
import { fromRome, toRome, toRomeDate } from '../calendar/rome-time.js';
import { dayOf, term, unknownLaw } from './build.js';
import { countBack, countDays, daysText } from './counting.js';
import { leavesMinimum, offersMinimum, requestsMinimum, type MinimumTerm } from './minimum-terms.js';
import { isUrgent, lawRow, lawReading, sheetDay, type LawReading } from './procedure.js';
import type { Outage, Term, TermFacts } from './term.js';

/** Terms of the time for offers: minimums, questions, site visits, the deadlines themselves, PAD downtime, validity. */
export function offerTerms(facts: TermFacts): readonly Term[] {
  const reading = lawReading(facts.sheet, facts.now, facts.rows);
  const today = dayOf(facts.now);
  const minimums = [requestsMinimum(reading, facts.seat), offersMinimum(reading, facts.seat)];
  return [
    ...minimums.flatMap((one) => (one === null ? [] : minimumTerm(one, today))),
    ...deadlines(facts, today),
    ...questions(facts, reading, today),
    ...siteVisit(facts, reading, today),
    ...validity(facts, reading, today),
    ...downtime(facts, today),
  ];
}

function minimumTerm(one: MinimumTerm, today: string): Term[] {
  if (one.from === null) return [];
  const requests = one.of === 'DOMANDE';
  const found = leavesMinimum(one);
  const compared =
    one.deadline === null || one.found === null
      ? []
      : [`La scadenza nella scheda è ${theDay(one.deadline)}, ${daysText(one.found)} dopo: ${found === true ? 'basta' : 'non basta'}.`];
  const visit = one.visit ? ['Con il sopralluogo obbligatorio il termine deve superare il minimo: un giorno in più (C. 92 c. 1).'] : [];
  return [
    term({
      code: requests ? 'DOMANDE_MINIMO' : 'OFFERTE_MINIMO',
      title: requests ? 'Termine minimo per le domande di partecipazione' : 'Termine minimo per le offerte',
      nature: 'NON_PRIMA',
      from: one.from,
      due: one.earliest,
      metOn: null,
      ...(found === null ? {} : { state: found ? ('RISPETTATO' as const) : ('SUPERATO' as const) }),
      cite: one.row?.cite ?? 'C. 71-76',
      parameter: one.row ?? null,
      steps: [...(one.counted?.steps ?? [unknownLaw]), ...visit, ...compared],
      consequence: 'Una scadenza anteriore rende illegittima la procedura: il bando si rettifica con una scadenza più lontana.',
      today,
    }),
  ];
}

function deadlines({ sheet, now }: TermFacts, today: string): Term[] {
  const event = (code: string, title: string, at: string | null | undefined, consequence: string): Term[] => {
    const due = sheetDay(at);
    if (due === null || at == null) return [];
    return [
      term({
        ...{ code, title, nature: 'EVENTO', from: null, due, dueAt: at, consequence, today },
        state: now > new Date(at).toISOString() ? 'RISPETTATO' : 'IN_CORSO',
        cite: 'C. 92',
        steps: [`Fissata nella scheda di gara: ${theDay(due)} alle ${toRome(at).time}, ora italiana.`],
      }),
    ];
  };
  return [
    ...event('DOMANDE', 'Scadenza delle domande di partecipazione', sheet.scadenzaInvito, 'Le domande arrivate dopo non si ammettono.'),
    ...event(
      'OFFERTE',
      'Scadenza delle offerte',
      sheet.scadenzaOfferte,
      'Le offerte arrivate dopo non si ammettono; si può nominare la commissione (C. 93).',
    ),
  ];
}

/** The day that leaves the days of the law for answers, and the last for questions before it. */
export function questionDays(
  sheet: LawReading['sheet'],
  reading: LawReading,
  seat: Seat,
): {
  readonly answers: string;
  readonly questions: string;
  readonly row: NonNullable<ReturnType<typeof lawRow>>;
  readonly steps: readonly string[];
} | null {
  const deadline = sheetDay(sheet.scadenzaOfferte);
  const row = lawRow(reading, isUrgent(sheet) ? 'term.chiarimenti.urgenza' : 'term.chiarimenti');
  if (deadline === null || row === undefined) return null;
  const { end, steps } = countBack(deadline, Number(row.value), { what: 'della scadenza delle offerte', seat });
  return { answers: end, questions: addDays(end, -(sheet.giorniRispostaQuesiti ?? 0)), row, steps };
}

function questions({ sheet, seat }: TermFacts, reading: LawReading, today: string): Term[] {
  const days = questionDays(sheet, reading, seat);
  if (days === null) return [];
  const asked = sheetDay(sheet.terminiQuesiti);
  const { row, steps } = days;
  const reply = sheet.giorniRispostaQuesiti ?? 0;
  const last = asked ?? days.questions;
  return [
    term({
      ...{ code: 'QUESITI', title: 'Ultimo giorno per i quesiti', nature: 'EVENTO', from: null, due: last, today, cite: 'C. 88 c. 3' },
      ...(asked !== null && asked > days.questions ? { state: 'SUPERATO' as const } : {}),
      dueAt: sheet.terminiQuesiti ?? null,
      steps: [
        ...steps,
        ...(reply > 0 ? [`Per preparare le risposte servono ${daysText(reply)}: i quesiti arrivano entro ${theDay(days.questions)}.`] : []),
        ...(asked !== null && asked > days.questions
          ? [`La scheda ammette quesiti fino ${untilTheDay(asked)}: è troppo tardi per rispondere in tempo.`]
          : []),
      ],
      parameter: row,
      consequence: 'Ai quesiti arrivati dopo non si è tenuti a rispondere.',
    }),
    term({
      ...{ code: 'CHIARIMENTI', title: 'Risposte ai quesiti', nature: 'EVENTO', from: null, due: days.answers, today },
      cite: 'C. 88 c. 3; C. 92 c. 2 lett. a',
      steps,
      parameter: row,
      consequence: 'Se una risposta importante arriva dopo, la scadenza delle offerte si proroga (C. 92 c. 2 lett. a).',
    }),
  ];
}

/** The last day for site visits before the deadline; null while the deadline or the law is not known. */
export function visitsEnd(
  sheet: LawReading['sheet'],
  reading: LawReading,
  seat: Seat,
): { readonly day: string; readonly row: NonNullable<ReturnType<typeof lawRow>>; readonly steps: readonly string[] } | null {
  const deadline = sheetDay(sheet.scadenzaOfferte);
  const row = lawRow(reading, 'term.sopralluogo.chiusura');
  if (deadline === null || row === undefined) return null;
  const { end, steps } = countBack(deadline, Number(row.value), { what: 'della scadenza delle offerte', seat });
  return { day: end, row, steps };
}

function siteVisit({ sheet, seat }: TermFacts, reading: LawReading, today: string): Term[] {
  const visit = sheet.partecipazione?.sopralluogo;
  const close = visitsEnd(sheet, reading, seat);
  if (visit?.tipo !== 'OBBL' || close === null) return [];
  const { day: end, row, steps } = close;
  const windows = (visit.finestre ?? []).flatMap(({ al }) => sheetDay(al) ?? []).sort();
  const last = windows.at(-1);
  const late = last !== undefined && last > end;
  return [
    term({
      ...{ code: 'SOPRALLUOGO', title: 'Chiusura dei sopralluoghi', nature: 'EVENTO', from: null, due: end, today, cite: 'C. 92 c. 1' },
      ...(late ? { state: 'SUPERATO' as const } : {}),
      steps: [...steps, ...(late ? [`L’ultima finestra della scheda finisce ${theDay(last)}: è troppo tardi.`] : [])],
      parameter: row,
      consequence: 'Chi non ha potuto vedere i luoghi in tempo può chiedere la proroga.',
    }),
  ];
}

function validity({ sheet, seat }: TermFacts, reading: LawReading, today: string): Term[] {
  const deadline = sheetDay(sheet.scadenzaOfferte);
  const row = lawRow(reading, 'offerta.validita');
  const days = sheet.validitaOffertaGiorni ?? (row === undefined ? null : Number(row.value));
  if (deadline === null || days === null) return [];
  const { end, steps } = countDays(deadline, days, { what: 'della scadenza delle offerte', seat });
  return [
    term({
      ...{
        code: 'VALIDITA_OFFERTE',
        title: 'Validità delle offerte',
        nature: 'EVENTO',
        from: deadline,
        due: end,
        today,
        cite: 'C. 17 c. 4',
      },
      steps: [...steps, ...(sheet.validitaOffertaGiorni == null ? [] : ['I giorni sono quelli della scheda di gara.'])],
      parameter: sheet.validitaOffertaGiorni == null ? (row ?? null) : null,
      consequence: 'Chi ha offerto può svincolarsi: se serve, si chiede il differimento prima di questo giorno.',
    }),
  ];
}

/** Outages of the time for offers that no extension has settled yet. */
function openOutages({ sheet, outages, acts }: TermFacts): readonly Outage[] {
  const [start, end] = [sheet.dataTrasmissioneBando ?? sheet.dataInvioInviti, sheet.scadenzaOfferte];
  if (start == null || end == null) return [];
  const settled = acts.filter(({ kind }) => kind === 'PROROGA_PAD').at(-1)?.on ?? '';
  const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()];
  return outages.filter((one) => one.from < to && one.to > from && toRomeDate(one.to) > settled);
}

/** At the hour of the deadline as it was, on the first working day that gives back the time lost. */
export function proposedDeadline(deadline: string, lostMs: number, seat: Seat): string {
  const { date, time } = toRome(new Date(Date.parse(deadline) + lostMs).toISOString());
  const usual = toRome(new Date(deadline).toISOString()).time;
  const day = firstWorkingDayFrom(time > usual ? addDays(date, 1) : date, seat);
  return fromRome(day, usual);
}

function downtime(facts: TermFacts, today: string): Term[] {
  const found = openOutages(facts);
  const deadline = facts.sheet.scadenzaOfferte;
  const [first] = found;
  if (first === undefined || deadline == null) return [];
  const end = new Date(deadline).toISOString();
  const lost = found.reduce((sum, one) => sum + Date.parse(one.to < end ? one.to : end) - Date.parse(one.from), 0);
  const hours = Math.max(1, Math.ceil(lost / 3_600_000));
  const proposal = proposedDeadline(end, hours * 3_600_000, facts.seat);
  const due = dayOf(end);
  const { date, time } = toRome(proposal);
  const when = found.map((one) => `${dayInWords(one.from)} dalle ${toRome(one.from).time} alle ${clockAt(one)}`).join('; ');
  return [
    term({
      ...{ code: 'PROROGA_PAD', title: 'Proroga per malfunzionamento della piattaforma', clock: 'PLATFORM', nature: 'ENTRO' },
      ...{ from: dayOf(first.from), due, dueAt: end, today, cite: 'C. 25 c. 2; C. 92 c. 2 lett. c' },
      steps: [
        `La piattaforma non ha funzionato regolarmente nel tempo per le offerte: ${when}. In tutto ${hours === 1 ? 'un’ora' : `${hours} ore`}, arrotondate all’ora intera.`,
        `La nuova scadenza proposta è ${theDay(date)} alle ${time}: la stessa ora, nel primo giorno lavorativo che rende il tempo perso. La proroga è proporzionale alla gravità: decide il RUP.`,
      ],
      proposal,
      consequence: 'La proroga si dispone e si pubblica prima della scadenza, poi si registra qui: il termine si chiude.',
    }),
  ];
}

function clockAt({ from, to }: Outage): string {
  const end = toRome(to);
  return toRomeDate(from) === end.date ? end.time : `${end.time} del ${dayInWords(end.date)}`;
}
