import { type CalendarTermView, type DossierTermsView, type TermView } from '@gare/contracts/terms';
import { datedActNames, standingActs } from '@gare/domain/terms/dated-acts';
import { type Term } from '@gare/domain/terms/term';
import { type DossierEntity } from '@gare/dossiers';
import { type DossierTermEntity } from './dossier-term.entity.js';
import { datedAct, type TermActEntity } from './term-act.entity.js';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const isoText = (moment: string | null): string | null => (moment === null ? null : new Date(moment).toISOString());

/** A kept term as people read it. */
export function termView(row: DossierTermEntity): TermView {
  const { code, title, clock, nature, state, metOn, cite, explanation, consequence, suspensions } = row;
  return {
    ...{ code, title, clock, nature, state, metOn, cite, explanation, consequence },
    suspensions: [...suspensions],
    from: row.fromOn,
    due: row.dueOn,
    dueAt: iso(row.dueAt),
    parameter: parameterView(row.parameter),
    proposal: iso(row.proposal),
    before: row.movedAt === null ? null : { due: row.previousDueOn, dueAt: iso(row.previousDueAt), movedAt: row.movedAt.toISOString() },
  };
}

/** A term that was only worked out, not kept. */
export function workedOutView(term: Term): TermView {
  const { parameter, suspensions, dueAt, proposal, ...rest } = term;
  return {
    ...rest,
    suspensions: [...suspensions],
    dueAt: isoText(dueAt),
    proposal: isoText(proposal),
    parameter: parameterView(parameter),
    before: null,
  };
}

function parameterView(row: Term['parameter']): TermView['parameter'] {
  if (row === null) return null;
  const { key, value, unit, cite, from, confirmed } = row;
  return { key, value, unit, cite, from, confirmed };
}

/** Acts as they were recorded, the latest first. */
export function actViews(rows: readonly TermActEntity[]): DossierTermsView['acts'] {
  const standing = new Set(standingActs(rows.map(datedAct)).map(({ id }) => id));
  return rows
    .map((row) => ({
      ...{ id: row.id, kind: row.kind, label: datedActNames[row.kind], on: row.onDay, amount: row.amount, refersTo: row.refersTo },
      ...{ reference: row.reference, recordedBy: row.recordedByName, recordedAt: row.recordedAt.toISOString() },
      annulled: row.kind !== 'ANNULLAMENTO' && !standing.has(row.id),
    }))
    .reverse();
}

/** A term in a calendar of many dossiers; only those with a day. */
export function calendarTermView(
  { code, title, clock, nature, dueOn, dueAt, state, cite, consequence }: DossierTermEntity & { dueOn: string },
  { id, codiceAppalto, oggetto, enteId }: DossierEntity,
  enti: ReadonlyMap<string, string>,
): CalendarTermView {
  return {
    ...{ code, title, clock, nature, due: dueOn, dueAt: iso(dueAt), state, cite, consequence },
    dossier: { id, codiceAppalto, oggetto, ente: enti.get(enteId) ?? '' },
  };
}
