import type { Seat } from '../calendar/holidays.js';
import type { LegalParameter } from '../law/parameters.js';
import type { KindState } from '../kinds/kind-schema.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { DatedAct } from './dated-acts.js';

/**
 * Which clock a term runs on: `LEGAL` cannot be stopped, `SLA` stops while the dossier waits for an answer, `PLATFORM` depends on an
 * outer platform (PAD, PCP).
 */
export type TermClock = 'LEGAL' | 'SLA' | 'PLATFORM';

/** `ENTRO`: to be done by then. `NON_PRIMA`: not allowed before. `EVENTO`: happens by itself then. */
export type TermNature = 'ENTRO' | 'NON_PRIMA' | 'EVENTO';

/** `RISPETTATO` also for what has simply passed as it should; `SUPERATO` for what was missed or done too early. */
export type TermState = 'IN_CORSO' | 'SOSPESO' | 'RISPETTATO' | 'SUPERATO';

/** Days on which the clock of a term stood still, `YYYY-MM-DD`; `to` null while it still stands. `days` in the unit of the term. */
export interface TermSuspension {
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
}

/** One term of a dossier, with how it was counted. Dates are `YYYY-MM-DD` in Rome, instants ISO in UTC. */
export interface Term {
  /** Unique in the dossier and stable over time. */
  readonly code: string;
  readonly title: string;
  readonly clock: TermClock;
  readonly nature: TermNature;
  readonly from: string | null;
  /** Last day (`ENTRO`), first day allowed (`NON_PRIMA`) or day of the event; null while it cannot be told. */
  readonly due: string | null;
  /** The moment, where the hour counts too. */
  readonly dueAt: string | null;
  readonly state: TermState;
  /** Day on which what the term asks for was done; null while it was not. */
  readonly metOn: string | null;
  /** Article, as people write it. */
  readonly cite: string;
  /** Italian sentences: how it was counted. */
  readonly explanation: string;
  /** Italian sentence: what happens at the end. */
  readonly consequence: string;
  /** The row of the law the days come from; null where they do not come from one. */
  readonly parameter: LegalParameter | null;
  readonly suspensions: readonly TermSuspension[];
  /** A new deadline to decide on, as an instant (PAD downtime). */
  readonly proposal: string | null;
}

/** A stay of the dossier in a state. Instants in UTC; `to` null while it is there. */
export interface StateVisit {
  readonly state: string;
  readonly from: string;
  readonly to: string | null;
}

/** A time in which SLA clocks stood still. */
export interface ClockStop {
  readonly from: string;
  readonly to: string | null;
  /** `RICHIESTA`: integrations were asked for; anything else is a suspension. */
  readonly cause: string;
}

/** A time in which the PAD could not be used, or not well. */
export interface Outage {
  readonly from: string;
  readonly to: string;
  readonly platform: string;
}

/** Days agreed in the convenzione (art. 6). */
export interface AgreedDays {
  readonly fase: 'ISTRUTTORIA' | 'INTEGRAZIONI' | 'INDIZIONE' | 'AGGIUDICAZIONE';
  readonly giorni: number;
  readonly unita: 'gg' | 'wd';
  readonly sospendibile: boolean;
}

/** Something that somebody has to answer by a day. */
export interface DatedItem {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly due: string;
  readonly party: 'COMUNE' | 'SUA' | 'ALTRO';
}

/** Everything the terms of a dossier are worked out from. */
export interface TermFacts {
  /** The moment for which states of terms are told, ISO in UTC. */
  readonly now: string;
  readonly kind: { readonly code: string; readonly states: readonly KindState[] };
  readonly state: string;
  readonly sheet: SchedaValues;
  /** In order of time; the last is the present state. */
  readonly visits: readonly StateVisit[];
  readonly stops: readonly ClockStop[];
  /** Standing acts: without those taken back. */
  readonly acts: readonly DatedAct[];
  readonly outages: readonly Outage[];
  readonly agreed: readonly AgreedDays[];
  readonly items: readonly DatedItem[];
  readonly rows: readonly LegalParameter[];
  /** Calendar of the seat that counts (of the SUA). */
  readonly seat: Seat;
}
