import { boolType, dateType, numberType, stringType, type FunctionType, type TypeEnvironment, type ValueType } from './expression-types.js';
import { legalParameters } from '../law/parameters.js';
import { tenderKind, type DossierKind, type SubjectSchema } from './kind-schema.js';
import { tenderFunctionTypes } from './tender-figures.js';

/** Names and functions an expression of a kind may use, by place. */
export interface KindEnvironments {
  /** Gates: everything. */
  readonly gate: TypeEnvironment;
  /** Requirements, definitions, clauses, checks: no `due`, which itself depends on requirements. */
  readonly requirement: TypeEnvironment;
  /** Indicators: also each state as the instant it was entered. */
  readonly kpi: TypeEnvironment;
}

/** Groups of the check catalogue. */
export const checkGroups = ['DATA', 'PROC', 'TERM', 'AWD', 'PART', 'EXE', 'CAD', 'PUB', 'PNRR', 'CONV', 'RIL', 'REN'] as const;

/** Condition of a document as the gates see it. */
export const documentStates = ['MISSING', 'GENERATING', 'READY', 'STALE', 'FAILED'] as const;

export const checkStatuses = ['OK', 'KO', 'NA', 'UNKNOWN', 'DA_VALUTARE'] as const;

const documentType: ValueType = {
  kind: 'object',
  fields: {
    exists: boolType,
    count: numberType,
    ready: boolType,
    signed: boolType,
    registered: boolType,
    state: { kind: 'string', values: documentStates },
  },
};

const tallyType: ValueType = {
  kind: 'object',
  fields: { blocks: numberType, errors: numberType, warnings: numberType, unknown: numberType, pending: numberType },
};

const object = (fields: Readonly<Record<string, ValueType>>): ValueType => ({ kind: 'object', fields });

/** Static type of a JSON Schema node; an untyped node with `enum` is text. */
export function typeOfSchema(schema: SubjectSchema): ValueType {
  if (schema.enum !== undefined) return { kind: 'string', values: schema.enum };
  switch (schema.type) {
    case 'boolean':
      return boolType;
    case 'number':
    case 'integer':
      return numberType;
    case 'array':
      return { kind: 'list', of: typeOfSchema(schema.items ?? {}) };
    case 'string':
      return typeOfText(schema);
    case 'object':
      return object(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, typeOfSchema(field)])));
    case undefined:
      return schema.properties === undefined ? stringType : typeOfSchema({ ...schema, type: 'object' });
  }
}

function typeOfText(schema: SubjectSchema): ValueType {
  if (schema.format === 'decimal' || schema.format === 'money') return numberType;
  return schema.format === undefined ? stringType : dateType;
}

function literal(what: string, values: readonly string[]): FunctionType['parameters'][number] {
  return { type: stringType, literal: { what, values } };
}

/** Figures of the law an expression may ask for; an installation adds rows to these keys, never keys. */
const figureKeys = [...new Set(legalParameters.filter(({ unit }) => unit !== 'text').map(({ key }) => key))];

function commonFunctions(kind: DossierKind): Record<string, FunctionType> {
  return {
    doc: {
      parameters: [
        literal(
          'il codice di un documento',
          kind.documents.map((document) => document.code),
        ),
      ],
      result: documentType,
    },
    check: {
      parameters: [
        literal(
          'il codice di una verifica di questo tipo di fascicolo',
          kind.checks.map((check) => check.id),
        ),
      ],
      result: object({ status: { kind: 'string', values: checkStatuses }, stale: boolType }),
    },
    checkGroup: { parameters: [literal('un gruppo di verifiche', checkGroups)], result: tallyType },
    baseline: { parameters: [{ type: stringType }, { type: stringType }], result: object({ exists: boolType }) },
    // The figure in force on the reference date of the dossier.
    legge: { parameters: [literal('la chiave di un parametro di legge', figureKeys)], result: numberType },
    known: { parameters: [{ type: 'any' }], result: boolType },
    count: { parameters: [{ type: 'list' }], result: numberType },
    days: { parameters: [{ type: dateType }, { type: dateType }], result: numberType },
  };
}

/** What the expressions of a kind may name: built-in names, the sheet (`subject`) and the facts the kind declares. */
export function kindEnvironments(kind: DossierKind): KindEnvironments {
  const stateCodes = kind.process.states.map((state) => state.code);
  const subject = typeOfSchema(kind.subject);
  const subjectFields = subject.kind === 'object' ? subject.fields : {};
  const variables: Record<string, ValueType> = {
    subject: object({ ...subjectFields, valid: boolType }),
    state: { kind: 'string', values: stateCodes },
    asOf: dateType,
    // The present instant, for terms that end at an hour.
    now: dateType,
    ente: stringType,
    sua: stringType,
    ledger: object({ giornate: numberType, ore: numberType }),
    checks: tallyType,
    ...Object.fromEntries(Object.entries(kind.facts).map(([name, schema]) => [name, typeOfSchema(schema)])),
  };
  const functions = { ...commonFunctions(kind), ...(kind.code === tenderKind ? tenderFunctionTypes : {}) };
  // `due` counts the documents of every phase up to a state, `dueIn` those of one phase alone.
  const due: FunctionType = {
    parameters: [literal('il codice di uno stato', stateCodes)],
    result: object({ complete: boolType, missing: numberType }),
  };
  const stateDates = Object.fromEntries(stateCodes.map((stateCode) => [stateCode, dateType]));
  return {
    gate: { variables, functions: { ...functions, due, dueIn: due } },
    requirement: { variables, functions },
    kpi: { variables: { ...variables, ...stateDates }, functions },
  };
}
