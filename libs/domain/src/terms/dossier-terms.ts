import { awardTerms } from './award-terms.js';
import { dayOf } from './build.js';
import { offerTerms } from './offer-terms.js';
import { preparationTerms } from './preparation-terms.js';
import { slaTerms } from './sla-terms.js';
import type { Term, TermFacts } from './term.js';

/** The kind that has terms of the law of contracts; the others have those of their states. */
const tender = 'GARA';

/**
 * All terms of a dossier, the earliest first, those without a day at the end. Pure: the same facts give the same terms, so that a
 * simulation is this function on other facts.
 */
export function dossierTerms(facts: TermFacts): readonly Term[] {
  const ofLaw = facts.kind.code === tender ? [...preparationTerms(facts), ...offerTerms(facts), ...awardTerms(facts)] : [];
  return [...ofLaw, ...slaTerms(facts)].filter((term) => stillMatters(term, facts)).sort(byDay);
}

/** When a dossier is over, what still ran then matters no more; what was kept or missed stays. */
function stillMatters({ state, due, metOn, nature }: Term, facts: TermFacts): boolean {
  const standing = facts.kind.states.find(({ code }) => code === facts.state);
  const last = facts.visits.at(-1);
  if (standing?.kind !== 'final' || last === undefined) return true;
  if (state === 'IN_CORSO' || state === 'SOSPESO') return false;
  return metOn !== null || nature !== 'ENTRO' || (due !== null && due < dayOf(last.from));
}

function byDay(a: Term, b: Term): number {
  const [left, right] = [`${a.due ?? '9'} ${a.dueAt ?? ''} ${a.code}`, `${b.due ?? '9'} ${b.dueAt ?? ''} ${b.code}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
