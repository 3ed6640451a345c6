import type { Seat } from '../calendar/holidays.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { checkCatalogue } from '../checks/catalogue.js';
import type { CheckFacts, CheckResult } from '../checks/check.js';
import { runCheck } from '../checks/engine.js';
import { expectedSchedaCodes } from '../checks/scheda-choice.js';
import { readThreshold } from '../checks/sheet-facts.js';
import { documentRequirements, type DocumentRequirement } from '../kinds/document-requirements.js';
import type { LoadedKind } from '../kinds/kind.js';
import type { LegalParameter } from '../law/parameters.js';
import { formatEuro } from '../money/money.js';
import { dossierTerms } from '../terms/dossier-terms.js';
import type { Term } from '../terms/term.js';
import { termDifferences } from '../terms/term-differences.js';

/** One thing that is another under other rows of the law: both as people read them. */
export interface LawChange {
  readonly what: 'SOGLIA' | 'PROCEDURA' | 'DOCUMENTO' | 'TERMINE' | 'VERIFICA';
  /** The document, term or check it is about. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The law before and after, and the feasts that go with each. */
export interface LawSide {
  readonly rows: readonly LegalParameter[];
  readonly seat: Seat;
}

export interface LawEffectInput {
  readonly kind: LoadedKind;
  /** What the checks see of the dossier; its rows are replaced. */
  readonly facts: CheckFacts;
  readonly enteId: string;
  /** Instants in UTC. */
  readonly now: string;
  readonly stateSince: string;
  readonly before: LawSide;
  readonly after: LawSide;
}

const nothing = 'non si può dire';

function change(what: LawChange['what'], name: string, { from, to }: { from: string; to: string }): LawChange[] {
  return from === to ? [] : [{ what, name, from, to }];
}

function thresholdText(facts: CheckFacts): string {
  const reading = readThreshold(facts);
  return reading === undefined ? nothing : `${formatEuro(reading.threshold)}, il valore ${reading.above ? 'la raggiunge' : 'resta sotto'}`;
}

const schedeText = (facts: CheckFacts): string => expectedSchedaCodes(facts)?.join(' o ') ?? nothing;

const requirementWords: Readonly<Record<DocumentRequirement['requirement'], string>> = {
  M: 'obbligatorio',
  O: 'facoltativo',
  NA: 'non serve',
  UNKNOWN: 'dipende da dati che mancano',
};

function documentChanges({ kind, facts, enteId }: LawEffectInput, before: CheckFacts, after: CheckFacts): LawChange[] {
  const of = (side: CheckFacts): readonly DocumentRequirement[] =>
    documentRequirements(kind, facts.dossier.state, {
      asOf: side.asOf,
      parameters: side.parameters,
      subject: side.scheda,
      documents: [],
      ente: enteId,
    });
  const later = of(after);
  return of(before).flatMap(({ document, requirement }, index) =>
    change('DOCUMENTO', `${document.title ?? document.code} (${document.code})`, {
      from: requirementWords[requirement],
      to: requirementWords[later[index]?.requirement ?? 'UNKNOWN'],
    }),
  );
}

function termsOf({ kind, facts, now, stateSince }: LawEffectInput, { rows, seat }: LawSide): readonly Term[] {
  return dossierTerms({
    now,
    kind: { code: kind.code, states: kind.process.states },
    state: facts.dossier.state,
    sheet: facts.scheda,
    visits: [{ state: facts.dossier.state, from: stateSince, to: null }],
    ...{ stops: [], acts: [], outages: [], agreed: [], items: [] },
    rows,
    seat,
  });
}

const dayText = (due: string | null | undefined): string => (due == null ? nothing : dayInWords(due));

function termChanges(input: LawEffectInput): LawChange[] {
  return termDifferences(termsOf(input, input.before), termsOf(input, input.after)).flatMap(({ title, before, after }) =>
    change('TERMINE', title, { from: dayText(before?.due), to: dayText(after?.due) }),
  );
}

const statusWords: Readonly<Record<CheckResult['status'], string>> = {
  OK: 'superata',
  KO: 'non superata',
  NA: 'non riguarda',
  UNKNOWN: 'non verificabile',
  DA_VALUTARE: 'da valutare',
};

/** The outcome with the reason where only that differs. */
function checkChanges(kind: LoadedKind, before: CheckFacts, after: CheckFacts): LawChange[] {
  const asked = new Set(kind.checks.map(({ id }) => id));
  return checkCatalogue
    .filter(({ id, inputs }) => asked.has(id) && (inputs.includes('@parameters') || inputs.includes('@seat')))
    .flatMap((check) => {
      const [was, is] = [runCheck(check, before), runCheck(check, after)];
      const name = `${check.title} (${check.id})`;
      if (was.status !== is.status) return change('VERIFICA', name, { from: statusWords[was.status], to: statusWords[is.status] });
      return is.status === 'KO' ? change('VERIFICA', name, { from: was.message, to: is.message }) : [];
    });
}

/**
 * What of a dossier is another under other rows of the law: threshold, schede of the ANAC, documents, terms and checks. Pure; the
 * terms are those that follow from sheet and present state, acts and stops change nothing between the two sides.
 */
export function lawEffect(input: LawEffectInput): readonly LawChange[] {
  const before: CheckFacts = { ...input.facts, parameters: input.before.rows, seat: input.before.seat };
  const after: CheckFacts = { ...input.facts, parameters: input.after.rows, seat: input.after.seat };
  const tender = input.kind.code === 'GARA';
  return [
    ...(tender ? change('SOGLIA', 'Soglia europea', { from: thresholdText(before), to: thresholdText(after) }) : []),
    ...(tender ? change('PROCEDURA', 'Scheda per l’ANAC', { from: schedeText(before), to: schedeText(after) }) : []),
    ...documentChanges(input, before, after),
    ...termChanges(input),
    ...checkChanges(input.kind, before, after),
  ];
}
