import { addDays, daysBetween } from '../calendar/day-counting.js';
import { toRomeDate } from '../calendar/rome-time.js';
import { missingFigure } from './missing-figure.js';
import { parameterNumber, type LegalParameter } from '../law/parameters.js';
import type { EvaluationContext, Value } from './expression.js';
import type { checkGroups, checkStatuses, documentStates } from './kind-environment.js';
import { tenderKind } from './kind-schema.js';
import type { LoadedKind } from './kind.js';
import type { FieldLabel } from './missing-names.js';
import { validateSubject } from './subject-rules.js';
import { tenderFunctions } from './tender-figures.js';

/** A document of the dossier as the gates see it. A code without a fact is a document that does not exist yet. */
export interface DocumentFact {
  readonly code: string;
  readonly state: (typeof documentStates)[number];
  /** Current versions: 1 for a single document, more where the kind admits several under one code. */
  readonly count: number;
  readonly signed?: boolean;
  readonly registered?: boolean;
}

/** Last result of a check. */
export interface CheckFact {
  readonly id: string;
  readonly group: (typeof checkGroups)[number];
  readonly severity: 'BLOCK' | 'ERROR' | 'WARN' | 'INFO';
  readonly status: (typeof checkStatuses)[number];
  /** An input changed since the check ran: its result does not count as known. */
  readonly stale: boolean;
  /** Overridden with a motivation; never counts for a BLOCK. */
  readonly overridden?: boolean;
  readonly message?: string;
  /** First sheet path of the evidence, to jump to. */
  readonly path?: string | null;
}

/** Everything the engine decides from; nothing is read elsewhere. */
export interface KindFacts {
  readonly asOf: string;
  /** The present instant, ISO 8601; terms that end at an hour are unknown without it. */
  readonly now?: string;
  /** The sheet. */
  readonly subject: unknown;
  /** Whether the sheet is complete and valid, where the caller knows it better than the kind's own schema. */
  readonly subjectValid?: boolean;
  /** Values of the names the kind declares under `facts`. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly documents: readonly DocumentFact[];
  readonly checks?: readonly CheckFact[];
  /** Reference date of the procedure, on which `legge('ue.lavori')` is read; `asOf` where absent. */
  readonly lawAsOf?: string | undefined;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parameters?: readonly LegalParameter[] | undefined;
  readonly ente?: string;
  /** Body of the SUA: the dossier is its own where it is also `ente`. */
  readonly sua?: string;
  readonly ledger?: { readonly giornate: number; readonly ore: number };
  readonly baselines?: readonly { readonly ente: string; readonly procedura: string }[];
  /** State before the present side state, for a return. */
  readonly previousState?: string;
  /** What people call the fields of the sheet, where the schema of the kind does not name them. */
  readonly fieldLabel?: FieldLabel | undefined;
}

/** Counts of checks that stand in the way. */
export interface CheckTally {
  readonly blocks: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
  /** Results that no longer count because an input changed. */
  readonly pending: number;
}

/** Tally of check facts: KO by severity (overridden errors left out), UNKNOWN, and stale ones. */
export function tallyChecks(checks: readonly CheckFact[]): CheckTally {
  const standing = (severity: CheckFact['severity']): number =>
    checks.filter((check) => check.status === 'KO' && check.severity === severity && !(check.overridden === true && severity !== 'BLOCK'))
      .length;
  return {
    blocks: standing('BLOCK'),
    errors: standing('ERROR'),
    warnings: standing('WARN'),
    unknown: checks.filter((check) => check.status === 'UNKNOWN').length,
    pending: checks.filter((check) => check.stale).length,
  };
}

const known = (value: unknown): Value => ({ known: true, value });

function documentValue(fact: DocumentFact | undefined): Readonly<Record<string, unknown>> {
  return {
    exists: fact !== undefined && fact.count > 0,
    count: fact?.count ?? 0,
    ready: fact?.state === 'READY' && fact.count > 0,
    signed: fact?.signed ?? false,
    registered: fact?.registered ?? false,
    state: fact?.state ?? 'MISSING',
  };
}

function withArguments(args: readonly Value[], run: (values: readonly unknown[]) => Value): Value {
  const unknown = args.flatMap((arg) => (arg.known ? [] : arg.missing));
  if (unknown.length > 0) return { known: false, missing: unknown };
  return run(args.map((arg) => (arg.known ? arg.value : undefined)));
}

/** Figures of the law on the reference date. */
const figureOf =
  (facts: KindFacts) =>
  (key: string): ReturnType<typeof parameterNumber> =>
    parameterNumber(key, facts.lawAsOf ?? facts.asOf, facts.parameters);

function functionsOf(facts: KindFacts): EvaluationContext['functions'] {
  const checks = facts.checks ?? [];
  return {
    doc: (args) => withArguments(args, ([code]) => known(documentValue(facts.documents.find((fact) => fact.code === code)))),
    check: (args) =>
      withArguments(args, ([id]) => {
        const fact = checks.find((check) => check.id === id);
        return fact === undefined
          ? { known: false, missing: [`verifica ${String(id)}`] }
          : known({ status: fact.status, stale: fact.stale });
      }),
    checkGroup: (args) => withArguments(args, ([group]) => known(tallyChecks(checks.filter((check) => check.group === group)))),
    baseline: (args) =>
      withArguments(args, ([ente, procedura]) => {
        if (facts.baselines === undefined) return { known: false, missing: ['rilevazione iniziale'] };
        return known({ exists: facts.baselines.some((row) => row.ente === ente && row.procedura === procedura) });
      }),
    legge: (args) =>
      withArguments(args, ([key]) => {
        const figure = figureOf(facts)(String(key));
        return figure === undefined ? { known: false, missing: [missingFigure(String(key), facts.lawAsOf ?? facts.asOf)] } : known(figure);
      }),
    known: ([arg]) => known(arg?.known === true),
    count: (args) => withArguments(args, ([list]) => known(Array.isArray(list) ? list.length : 0)),
    days: (args) =>
      withArguments(args, ([from, to]) =>
        typeof from === 'string' && typeof to === 'string'
          ? known(daysBetween(toRomeDate(from), toRomeDate(to)))
          : { known: false, missing: ['una data'] },
      ),
  };
}

/** Evaluation context of requirements and clauses (gates add `due`). */
export function contextOf(kind: LoadedKind, state: string, facts: KindFacts): EvaluationContext {
  const subject = typeof facts.subject === 'object' && facts.subject !== null ? facts.subject : {};
  let valid = facts.subjectValid;
  const withValidity = {
    ...subject,
    /** Worked out when a condition asks: validating a whole sheet costs as much as all the gates of a state. */
    get valid() {
      return (valid ??= validateSubject(kind.subject, facts.subject).length === 0);
    },
  };
  return {
    variables: {
      ...facts.facts,
      subject: withValidity,
      state,
      asOf: facts.asOf,
      now: facts.now,
      ente: facts.ente,
      sua: facts.sua,
      ledger: facts.ledger,
      checks: facts.checks === undefined ? undefined : tallyChecks(facts.checks),
    },
    functions: { ...functionsOf(facts), ...(kind.code === tenderKind ? tenderFunctions(subject, figureOf(facts)) : {}) },
  };
}

/** True where a version of a kind is in force on a date. */
export function isInForce(kind: { readonly validFrom?: string | undefined; readonly validTo?: string | undefined }, asOf: string): boolean {
  return (kind.validFrom ?? asOf) <= asOf && asOf < addDays(kind.validTo ?? asOf, 1);
}
