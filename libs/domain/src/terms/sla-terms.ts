import { sinceTheDay, theDay, untilTheDay } from '../calendar/dates-in-words.js';
import type { Seat } from '../calendar/holidays.js';
import { mainObject } from '../checks/sheet-facts.js';
import type { LegalParameter } from '../law/parameters.js';
import { dayOf, term } from './build.js';
import { countDays, countWorkingDays, daysText, spanIn, type Counted } from './counting.js';
import { lawReading, lawRow } from './procedure.js';
import type { AgreedDays, ClockStop, StateVisit, Term, TermClock, TermFacts, TermSuspension } from './term.js';
import { reachedAfter } from './visits.js';

/**
 * Service levels: of the state the dossier is in or was in (days of the kind, or of the convenzione), of the whole way to the
 * publication and to the award, and of what somebody was asked. A stop makes the term longer by its days and, while it lasts, leaves
 * it without a day.
 */
export function slaTerms(facts: TermFacts): readonly Term[] {
  return [...stateTerms(facts), ...agreedTerms(facts), ...integrationTerms(facts), ...itemTerms(facts)];
}

interface Sought {
  readonly code: string;
  readonly title: string;
  readonly what: string;
  readonly clock: TermClock;
  readonly days: number;
  readonly unit: 'gg' | 'wd';
  readonly stoppable: boolean;
  readonly from: string;
  readonly metAt: string | null;
  readonly cite: string;
  readonly note: readonly string[];
  readonly parameter?: LegalParameter | undefined;
  readonly consequence: string;
}

/** Stops inside a span, those that meet taken together. Instants; `to` null while it lasts. */
export function stopsWithin(stops: readonly ClockStop[], from: string, to: string | null): readonly { from: string; to: string | null }[] {
  const inside = stops
    .filter((stop) => (stop.to ?? '9') > from && (to === null || stop.from < to))
    .map((stop) => ({
      from: stop.from > from ? stop.from : from,
      to: to !== null && (stop.to === null || stop.to > to) ? to : stop.to,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: { from: string; to: string | null }[] = [];
  for (const stop of inside) {
    const last = merged.at(-1);
    if (last !== undefined && (last.to === null || stop.from <= last.to)) {
      last.to = last.to === null || stop.to === null ? null : stop.to > last.to ? stop.to : last.to;
    } else merged.push({ ...stop });
  }
  return merged;
}

function suspensionsOf(sought: Sought, stops: readonly ClockStop[], seat: Seat): readonly TermSuspension[] {
  if (!sought.stoppable) return [];
  return stopsWithin(stops, sought.from, sought.metAt).map((stop) => {
    const [from, to] = [dayOf(stop.from), stop.to === null ? null : dayOf(stop.to)];
    return { from, to, days: to === null ? 0 : spanIn(sought.unit, from, to, seat) };
  });
}

function counted({ from, days, unit, what }: Pick<Sought, 'from' | 'days' | 'unit' | 'what'>, more: number, seat: Seat): Counted {
  const start = dayOf(from);
  return unit === 'wd' ? countWorkingDays(start, days + more, { what, seat }) : countDays(start, days + more, { what, seat });
}

const inUnit = (days: number, unit: 'gg' | 'wd'): string =>
  unit === 'wd' ? `${days} ${days === 1 ? 'giorno lavorativo' : 'giorni lavorativi'}` : daysText(days);

function slaTerm(sought: Sought, { stops, seat, now }: TermFacts): Term {
  const suspensions = suspensionsOf(sought, stops, seat);
  const lost = suspensions.reduce((sum, { days }) => sum + days, 0);
  const { end, steps } = counted(sought, lost, seat);
  const open = suspensions.find(({ to }) => to === null);
  const past = suspensions.filter((one): one is TermSuspension & { to: string } => one.to !== null && one.days > 0);
  const left = open === undefined ? 0 : sought.days + lost - spanIn(sought.unit, dayOf(sought.from), open.from, seat);
  const standing = open !== undefined && open.from <= end;
  const own = lost > 0 ? [`Sono ${inUnit(sought.days, sought.unit)} più ${lost} di sospensione.`] : [];
  return term({
    ...{ code: sought.code, title: sought.title, clock: sought.clock, nature: 'ENTRO', from: dayOf(sought.from), cite: sought.cite },
    due: standing ? null : end,
    ...(standing ? { state: 'SOSPESO' as const } : {}),
    metOn: sought.metAt === null ? null : dayOf(sought.metAt),
    parameter: sought.parameter ?? null,
    suspensions,
    today: dayOf(now),
    steps: [
      ...(standing ? [] : steps),
      ...own,
      ...past.map(
        ({ from, to, days }) => `Orologio fermo ${sinceTheDay(from)} ${untilTheDay(to)}: ${inUnit(days, sought.unit)} che non si contano.`,
      ),
      ...(standing
        ? [`L’orologio è fermo ${sinceTheDay(open.from)}: alla ripresa restano ${inUnit(Math.max(left, 0), sought.unit)}.`]
        : []),
      ...sought.note,
    ],
    consequence: sought.consequence,
  });
}

const late = 'Il ritardo compare negli indicatori e si avvisa chi deve agire.';
const agreedNote = 'I giorni sono quelli della convenzione, che prevalgono su quelli usuali.';
const stateOfPhase: Partial<Record<AgreedDays['fase'], string>> = { ISTRUTTORIA: 'ISTRUTTORIA' };

/**
 * One for each state with days: for all stays in it together, where its clock can stop (elsewhere the dossier waited for something
 * else), since it was last given back; for the latest stay where it cannot. Terms of the law of a tender have their own rules.
 */
function stateTerms(facts: TermFacts): Term[] {
  return facts.kind.states.flatMap((state) => {
    const agreed = facts.agreed.find(({ fase }) => stateOfPhase[fase] === state.code);
    const { value, unit, clock } = state.sla ?? { value: 0, unit: 'gg' as const, clock: 'SLA' as const };
    const stays = staysIn(facts.visits, state.code);
    const stoppable = agreed?.sospendibile ?? clock === 'SLA';
    const [first, last] = [stoppable ? stays[0] : stays.at(-1), stays.at(-1)];
    if (first === undefined || last === undefined || (state.sla === undefined && agreed === undefined)) return [];
    if (clock === 'LEGAL' && facts.kind.code === 'GARA') return [];
    const label = state.label ?? state.code;
    const elsewhere = stays.slice(1).map((next, index) => ({ from: stays[index]?.to ?? next.from, to: next.from, cause: 'ALTRA_FASE' }));
    return [
      slaTerm(
        {
          ...{ code: `STATO:${state.code}`, title: label, what: `in cui è iniziata la fase «${label}»`, clock, from: first.from },
          days: agreed?.giorni ?? value,
          unit: agreed?.unita ?? unit,
          stoppable,
          metAt: leftAt(last, facts),
          cite: agreed === undefined ? 'Tempi del procedimento' : 'Convenzione art. 6',
          note: agreed === undefined ? [] : [agreedNote],
          consequence: late,
        },
        { ...facts, stops: [...facts.stops, ...elsewhere] },
      ),
    ];
  });
}

/** Stays in a state since the dossier was last given back to its body. */
function staysIn(visits: readonly StateVisit[], code: string): readonly StateVisit[] {
  const since = visits.map(({ state }) => state).lastIndexOf('RESTITUITA');
  return visits.slice(since + 1).filter(({ state }) => state === code);
}

/** A stay that a side state interrupted goes on after it: it is over where the dossier moved on. */
function leftAt(visit: StateVisit, { kind, visits }: TermFacts): string | null {
  if (visit.to === null) return null;
  const next = visits[visits.indexOf(visit) + 1];
  const side = kind.states.find(({ code }) => code === next?.state)?.kind === 'side';
  return side && next?.to === null ? null : visit.to;
}

/** The whole way to the publication and to the award, as agreed; to the publication also where nothing is agreed. */
function agreedTerms(facts: TermFacts): Term[] {
  if (facts.kind.code !== 'GARA') return [];
  const reading = lawReading(facts.sheet, facts.now, facts.rows);
  const works = mainObject(facts.sheet) === 'works';
  const usual = lawRow(reading, works ? 'sla.indizione.lavori' : 'sla.indizione.servForn');
  const agreed = (fase: AgreedDays['fase']): AgreedDays | undefined => facts.agreed.find((one) => one.fase === fase);
  // Back at the comune for what was missing.
  const back = facts.visits.filter(({ state }) => state === 'ISTANZA' || state === 'RESTITUITA');
  const stops = [...facts.stops, ...back.map(({ from, to }) => ({ from, to, cause: 'ALTRA_FASE' }))];
  const way = (given: {
    code: string;
    title: string;
    from: string;
    what: string;
    reach: readonly string[];
    fase: AgreedDays['fase'];
  }): Term[] => {
    const start = facts.visits.find(({ state }) => state === given.from);
    const days = agreed(given.fase);
    const row = given.fase === 'INDIZIONE' && days === undefined ? usual : undefined;
    if (start === undefined || (days === undefined && row === undefined)) return [];
    return [
      slaTerm(
        {
          ...{ code: given.code, title: given.title, what: given.what, clock: 'SLA', from: start.from },
          days: days?.giorni ?? Number(row?.value ?? 0),
          unit: days?.unita ?? 'gg',
          stoppable: days?.sospendibile ?? true,
          metAt: reachedAfter(facts.visits, start.from, given.reach),
          cite: days === undefined ? (row?.cite ?? '') : 'Convenzione art. 6',
          parameter: row,
          note: days === undefined ? [] : [agreedNote],
          consequence: late,
        },
        { ...facts, stops },
      ),
    ];
  };
  return [
    ...way({
      ...{
        code: 'INDIZIONE',
        title: 'Dall’istanza completa alla pubblicazione',
        from: 'ISTRUTTORIA',
        reach: ['PUBBLICATA'],
        fase: 'INDIZIONE',
      },
      what: 'in cui la SUA ha preso in carico l’istanza completa',
    }),
    ...way({
      ...{
        code: 'AGGIUDICAZIONE',
        title: 'Dalla scadenza delle offerte all’aggiudicazione',
        from: 'OFFERTE_SCADUTE',
        reach: ['AGGIUDICATA'],
      },
      what: 'di scadenza delle offerte',
      fase: 'AGGIUDICAZIONE',
    }),
  ];
}

/** Days agreed for the answer to a request of integrations: counted from the latest stop that a request caused. */
function integrationTerms(facts: TermFacts): Term[] {
  const agreed = facts.agreed.find(({ fase }) => fase === 'INTEGRAZIONI');
  const stop = facts.stops.filter(({ cause }) => cause === 'RICHIESTA').at(-1);
  if (agreed === undefined || stop === undefined) return [];
  return [
    slaTerm(
      {
        ...{
          code: 'INTEGRAZIONI',
          title: 'Integrazioni del comune',
          what: 'della richiesta di integrazioni',
          clock: 'SLA',
          from: stop.from,
        },
        ...{ days: agreed.giorni, unit: agreed.unita, stoppable: false, metAt: stop.to, cite: 'Convenzione art. 6', note: [agreedNote] },
        consequence: 'Finché le integrazioni non arrivano i tempi della SUA restano fermi.',
      },
      facts,
    ),
  ];
}

const partyNames = { COMUNE: 'il comune', SUA: 'la SUA', ALTRO: 'un terzo' } as const;

/** What somebody was asked, by the day that was given. */
function itemTerms({ items, now }: TermFacts): Term[] {
  return items.map(({ id, title, since, due, party }) =>
    term({
      ...{ code: `RICHIESTA:${id}`, title, clock: 'SLA', nature: 'ENTRO', from: dayOf(since), due, today: dayOf(now) },
      cite: 'L. 241/1990 art. 6; convenzione art. 6',
      steps: [`Chiesto ${theDay(since)} con risposta entro ${theDay(due)}: deve rispondere ${partyNames[party]}.`],
      consequence: 'La richiesta resta aperta e si sollecita chi deve rispondere.',
    }),
  );
}
