import { dayInWords } from '../calendar/dates-in-words.js';
import { toRomeDate } from '../calendar/rome-time.js';
import type { LegalParameter } from '../law/parameters.js';
import { enforceableFrom, type CouncilAct } from './acts.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';
import { durationOf } from './renewal.js';
import { bindingStates, endedStates, type ConvenzioneState } from './states.js';

export interface TimelineEntry {
  readonly on: string;
  readonly title: string;
  readonly detail: string | null;
  readonly kind: 'DONE' | 'DUE' | 'PLANNED';
  readonly person: string | null;
}

/** A step as the history recorded it. */
export interface TakenStep {
  /** ISO instant. */
  readonly at: string;
  readonly title: string;
  readonly detail: string | null;
  readonly person: string;
}

export interface PlannedTerm {
  readonly title: string;
  readonly on: string | null;
  readonly reminders: readonly { readonly on: string; readonly title: string; readonly givenOn: string | null }[];
}

export interface TimelineInput {
  readonly sheet: ConvenzioneSheet;
  readonly state: ConvenzioneState;
  readonly asOf: string;
  readonly steps: readonly TakenStep[];
  readonly terms: readonly PlannedTerm[];
  /** Reminders already given, with the day. */
  readonly given: readonly { readonly on: string; readonly title: string }[];
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parametri?: readonly LegalParameter[] | undefined;
}

/** Day and law by which acts are read. */
type Reading = Pick<TimelineInput, 'asOf' | 'parametri'>;

type Draft<T> = { readonly [K in keyof T]?: T[K] | null };

const entry = (on: string, title: string, kind: TimelineEntry['kind'], more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  on,
  title,
  detail: null,
  person: null,
  ...more,
  kind,
});

function deliberation(act: Draft<CouncilAct> | null | undefined, council: string, { asOf, parametri }: Reading): TimelineEntry[] {
  if (act?.data == null) return [];
  const from = enforceableFrom(act, parametri);
  const number = act.numero == null ? '' : ` n. ${act.numero}`;
  return [
    entry(act.data, `Delibera del consiglio ${council}${number}`, act.data <= asOf ? 'DONE' : 'PLANNED', {
      detail: act.immediatamenteEseguibile === true ? 'Immediatamente eseguibile (TUEL 134 c. 4).' : null,
    }),
    ...(from === undefined || from === act.data
      ? []
      : [entry(from, `La delibera del consiglio ${council} è esecutiva`, from <= asOf ? 'DONE' : 'PLANNED', { detail: 'TUEL 134 c. 3.' })]),
  ];
}

function actEntries({ atti }: ConvenzioneSheet, reading: Reading): TimelineEntry[] {
  const { asOf } = reading;
  const { deliberaComune, deliberaProvincia, firme, sospensione, recesso, rinnovo } = atti ?? {};
  const dated = (on: string | null | undefined, title: string, detail: string | null = null): TimelineEntry[] =>
    on == null ? [] : [entry(on, title, on <= asOf ? 'DONE' : 'PLANNED', { detail })];
  return [
    ...deliberation(deliberaComune, 'comunale', reading),
    ...deliberation(deliberaProvincia, 'provinciale', reading),
    ...(firme ?? []).map(({ alle, firmatario, formato }) =>
      entry(toRomeDate(alle), 'Firma', 'DONE', { detail: formato === 'PADES' ? 'Firma PAdES.' : 'Firma CAdES.', person: firmatario }),
    ),
    ...dated(sospensione?.dal, 'Sospensione: da questo giorno'),
    ...dated(recesso?.dataComunicazione, 'Comunicazione di recesso', recesso?.pec ?? null),
    ...dated(recesso?.dataEffetto, 'Il recesso ha effetto (art. 13)'),
    ...deliberation(rinnovo?.deliberaComune, 'comunale per il rinnovo', reading),
    ...deliberation(rinnovo?.deliberaProvincia, 'provinciale per il rinnovo', reading),
  ];
}

/** First and last day of each period; a last day gone by while it is still in force is due, not done. */
function durationEntries({ sheet, state, asOf }: TimelineInput): TimelineEntry[] {
  const { inizio, fine } = durationOf(sheet);
  const renewal = sheet.atti?.rinnovo;
  const periods = [...(sheet.periodi ?? []), ...(inizio === null || fine === null ? [] : [{ inizio, fine }])];
  const renewed = state === 'RINNOVATA' && renewal?.inizio != null && renewal.fine != null;
  const all = renewed ? [...periods, { inizio: renewal.inizio ?? '', fine: renewal.fine ?? '' }] : periods;
  const started = bindingStates.includes(state) || endedStates.includes(state);
  return all.flatMap((period, index) => [
    entry(
      period.inizio,
      index === 0 ? 'Inizio della convenzione' : 'Inizio del nuovo periodo',
      period.inizio > asOf ? 'PLANNED' : started ? 'DONE' : 'DUE',
      { detail: `Fino al ${dayInWords(period.fine)}.` },
    ),
    ...(index < all.length - 1
      ? []
      : [
          entry(
            period.fine,
            'Ultimo giorno della convenzione',
            period.fine >= asOf ? 'PLANNED' : bindingStates.includes(state) ? 'DUE' : 'DONE',
            { detail: bindingStates.includes(state) && period.fine < asOf ? 'È passato: va registrata la scadenza.' : null },
          ),
        ]),
  ]);
}

function termEntries(terms: readonly PlannedTerm[], asOf: string): TimelineEntry[] {
  return terms.flatMap(({ title, on, reminders }) => {
    if (on === null) return [];
    return [
      entry(on, title, on <= asOf ? 'DUE' : 'PLANNED', { detail: 'Lo fa la piattaforma da sola.' }),
      ...reminders
        .filter((reminder) => reminder.givenOn === null)
        .map((reminder) => entry(reminder.on, reminder.title, reminder.on <= asOf ? 'DUE' : 'PLANNED')),
    ];
  });
}

/** The life of a convenzione day by day: what was done, what is due and what is planned; the earliest first. */
export function convenzioneTimeline(input: TimelineInput): readonly TimelineEntry[] {
  const { sheet, asOf, steps, terms, given } = input;
  return [
    ...steps.map(({ at, title, detail, person }) => entry(toRomeDate(at), title, 'DONE', { detail, person })),
    ...actEntries(sheet, input),
    ...durationEntries(input),
    ...given.map(({ on, title }) => entry(on, title, 'DONE')),
    ...termEntries(terms, asOf),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
