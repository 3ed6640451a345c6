import { toRomeDate } from '../calendar/rome-time.js';
import { allNodes, evaluate } from '../kinds/expression.js';
import { contextOf } from '../kinds/kind-facts.js';
import type { LoadedKind } from '../kinds/kind.js';
import { spreadOf, type Spread } from './percentile.js';
import { daysFrom, grouped, type Period, type Stay } from './stay.js';

/** How long dossiers took to get through a phase; `net` leaves out the time in which the clock was stopped. */
export interface PhaseTime {
  readonly phase: string;
  readonly gross: Spread;
  readonly net: Spread;
}

/** One indicator of the kind, for all the dossiers and for each body. */
export interface KpiTime {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly target: number | null;
  readonly all: Spread;
  readonly byEnte: readonly { readonly enteId: string; readonly spread: Spread }[];
}

const inPeriod = (instant: string, { from, to }: Period): boolean => {
  const date = toRomeDate(instant);
  return date >= from && date <= to;
};

/** Phases of a kind in the order of its states. */
export function phasesOfKind(kind: LoadedKind): readonly string[] {
  return [
    ...new Set(kind.process.states.filter((state) => state.kind !== 'final').map(({ phase, label, code }) => phase ?? label ?? code)),
  ];
}

/**
 * Time spent in each phase by the dossiers that left it, for the last time so far, in a period. A phase left and entered again counts
 * as a whole: what the comune waited, not what one round took.
 * @param stays whole histories, in any order
 */
export function phaseTimes(kind: LoadedKind, stays: readonly Stay[], period: Period): readonly PhaseTime[] {
  const passages = [...grouped(stays, ({ dossierId, phase }) => `${dossierId} ${phase}`).values()].flatMap((together) => {
    const ends = together.map(({ to }) => to);
    if (ends.includes(null)) return [];
    const left = ends.reduce<string>((last, end) => (end !== null && end > last ? end : last), '');
    if (!inPeriod(left, period)) return [];
    const lasted = (only: (stay: Stay) => boolean): number =>
      together.filter(only).reduce((days, stay) => days + daysFrom(stay.from, stay.to ?? stay.from), 0);
    return [{ phase: together[0]?.phase ?? '', gross: lasted(() => true), net: lasted((stay) => !stay.clockStopped) }];
  });
  const byPhase = grouped(passages, ({ phase }) => phase);
  return phasesOfKind(kind).map((phase) => {
    const found = byPhase.get(phase) ?? [];
    return { phase, gross: spreadOf(found.map(({ gross }) => gross)), net: spreadOf(found.map(({ net }) => net)) };
  });
}

/** The instant each state was first entered. */
function entries(stays: readonly Stay[]): Readonly<Record<string, string>> {
  const first: Record<string, string> = {};
  for (const { state, from } of stays) {
    const known = first[state];
    if (known === undefined || from < known) first[state] = from;
  }
  return first;
}

/**
 * The indicators a kind declares (`kpis`), for the dossiers whose value became known in a period: with `days(ISTANZA, PUBBLICATA)` those
 * published in it. What an indicator asks of the sheet is not known here.
 */
export function kpiTimes(kind: LoadedKind, stays: readonly Stay[], period: Period): readonly KpiTime[] {
  const states = new Set(kind.process.states.map(({ code }) => code));
  const dossiers = [...grouped(stays, ({ dossierId }) => dossierId).values()].map((own) => ({
    enteId: own[0]?.enteId ?? '',
    entered: entries(own),
  }));
  const context = contextOf(kind, '', { asOf: period.to, subject: {}, subjectValid: false, documents: [] });
  return kind.kpis.map(({ code, title = code, unit, target = null }, index) => {
    const formula = kind.expressions.get(`$.kpis[${index}].formula`);
    const named =
      formula === undefined
        ? []
        : allNodes(formula.tree).flatMap((node) => (node.node === 'name' && states.has(node.name) ? [node.name] : []));
    const values = dossiers.flatMap(({ enteId, entered }) => {
      const knownSince = named.reduce((last, state) => ((entered[state] ?? '') > last ? (entered[state] ?? '') : last), '');
      if (formula === undefined || knownSince === '' || !inPeriod(knownSince, period)) return [];
      const value = evaluate(formula, { ...context, variables: { ...context.variables, ...entered } });
      return value.known && typeof value.value === 'number' && value.value >= 0 ? [{ enteId, value: value.value }] : [];
    });
    const byEnte = [...grouped(values, ({ enteId }) => enteId)].map(([enteId, own]) => ({
      enteId,
      spread: spreadOf(own.map(({ value }) => value)),
    }));
    return { code, title, unit, target, all: spreadOf(values.map(({ value }) => value)), byEnte };
  });
}
