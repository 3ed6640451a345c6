import { z } from 'zod';
import { dossierPhases } from '../access/dossier-phase.js';

/** Shape of a dossier kind as it is written in a file. Meaning across parts (codes that must exist…) is checked by `loadKind`. */

const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'Un codice è in maiuscolo, senza spazi: lettere, cifre e «_».');
const eventName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'Il nome di un evento inizia con la minuscola ed è senza spazi.');
const date = z.iso.date('La data si scrive AAAA-MM-GG.');
const expression = z.string().min(1, "L'espressione è vuota.");

/** The part of JSON Schema a kind may use for its sheet. */
export interface SubjectSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, SubjectSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SubjectSchema | undefined;
  readonly enum?: readonly string[] | undefined;
  /** `decimal` and `money` are numbers written as text with a point; money has at most two decimals. */
  readonly format?: 'date' | 'date-time' | 'decimal' | 'money' | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly pattern?: string | undefined;
  /** At the top: other fields than those written here are admitted too (a sheet with pages of its own). */
  readonly additionalProperties?: boolean | undefined;
  /** Heading under which the form shows a field of the top; it goes on for those after it. */
  readonly 'x-sezione'?: string | undefined;
  /** Words for the values of `enum`. */
  readonly 'x-etichette'?: Readonly<Record<string, string>> | undefined;
  readonly 'x-unita'?: string | undefined;
  /** A text of several lines. */
  readonly 'x-lungo'?: boolean | undefined;
  /** Written by the platform, read by people. */
  readonly 'x-solaLettura'?: boolean | undefined;
}

const subjectSchema: z.ZodType<SubjectSchema> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean']).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), subjectSchema).optional(),
    required: z.array(z.string()).optional(),
    items: subjectSchema.optional(),
    enum: z.array(z.string()).min(1).optional(),
    format: z.enum(['date', 'date-time', 'decimal', 'money']).optional(),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    pattern: z.string().optional(),
    additionalProperties: z.boolean().optional(),
    'x-sezione': z.string().min(1).optional(),
    'x-etichette': z.record(z.string(), z.string()).optional(),
    'x-unita': z.string().optional(),
    'x-lungo': z.boolean().optional(),
    'x-solaLettura': z.boolean().optional(),
  }),
);

const duration = z.strictObject({ value: z.int().positive(), unit: z.enum(['gg', 'wd']) });

const party = z.strictObject({
  code,
  title: z.string().optional(),
  cardinality: z.enum(['1', '0..1', '1..n']),
  bodyType: z.array(z.enum(['COMUNE', 'PROVINCIA', 'CM', 'REGIONE', 'UNIONE', 'UNIVERSITA', 'ALTRO'])),
});

const role = z.strictObject({
  code,
  title: z.string().optional(),
  party: code,
  permissions: z.array(z.enum(['read', 'comment', 'draft', 'review', 'approve', 'sign', 'publish', 'override'])).min(1),
  incompatibleWith: z.array(code).default([]),
  requiresDeclaration: code.optional(),
});

const state = z.strictObject({
  code,
  label: z.string().optional(),
  phase: z.string().optional(),
  kind: z.enum(['initial', 'normal', 'side', 'final']),
  sla: duration.extend({ clock: z.enum(['LEGAL', 'SLA', 'PLATFORM']) }).optional(),
  /** What may be done meanwhile, and what stays open of what is fixed; where absent a final state is closed, any other open. */
  access: z
    .strictObject({
      phase: z.enum(dossierPhases),
      /** What stays open while the rest is frozen or published. */
      open: z.strictObject({ documents: z.array(code).default([]), fields: z.array(z.string().min(1)).default([]) }).optional(),
    })
    .optional(),
});

/** What the caller does when a transition happens; the engine only decides that it must happen. */
const effect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('NOTIFY'), roles: z.array(code).min(1), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('FREEZE_DOCUMENTS') }),
  z.strictObject({ type: z.literal('UNFREEZE_DOCUMENTS') }),
  z.strictObject({ type: z.literal('RUN_CHECKS') }),
  z.strictObject({ type: z.literal('BUILD_PACKAGE'), profile: z.string() }),
  z.strictObject({ type: z.literal('STOP_CLOCK') }),
  z.strictObject({ type: z.literal('RESTART_CLOCK') }),
]);

const oneOrMore = (item: z.ZodString) => z.union([item.transform((value) => [value]), z.array(item).min(1)]);

const transition = z.strictObject({
  from: oneOrMore(code),
  to: z.union([code, z.literal('@precedente')]),
  event: eventName,
  label: z.string().optional(),
  actors: z.array(code).min(1),
  /** Whether the step exists for this dossier at all: where it does not hold, nobody is offered it. */
  when: expression.optional(),
  gate: oneOrMore(code).optional(),
  motivated: z.boolean().default(false),
  effects: z.array(effect).default([]),
});

/**
 * A term that fires an event by itself: `after` the state was entered, or counted from a date of the sheet (`anchor`, with
 * `offsetDays` before it if negative). The reminders are days before it.
 */
const timer = z.strictObject({
  code,
  startOn: code,
  after: duration.optional(),
  anchor: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/,
      'La data da cui si conta si scrive come nelle espressioni, senza «subject».',
    )
    .optional(),
  offsetDays: z.int().default(0),
  event: eventName,
  reminderBefore: z.array(z.int().nonnegative()).default([]),
});

const jump = z.strictObject({
  field: z.string().optional(),
  document: code.optional(),
  screen: z.enum(['dossier', 'scheda', 'verifiche', 'documenti', 'fascicolo', 'revisione']).optional(),
});

/** One condition of a gate; `otherwise` tells the user what to do where it does not hold; a `firm` one can never be overridden. */
const condition = z.strictObject({
  expr: expression,
  otherwise: z.string().min(1),
  jump: jump.optional(),
  firm: z.boolean().default(false),
});

const gate = z.strictObject({
  code,
  title: z.string().optional(),
  predicate: expression.optional(),
  conditions: z.array(condition).min(1).optional(),
  overridableBy: z.array(code).default([]),
  notes: z.string().optional(),
});

/** A condition with a name of its own, which the expressions of the kind may use like a value. */
const definition = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'Il nome di una definizione inizia con la minuscola ed è senza spazi.'),
  title: z.string().min(1),
  when: expression,
});

const requirement = z.union([z.enum(['M', 'O']), z.strictObject({ when: expression, because: z.string().optional() })]);

const document = z.strictObject({
  code,
  title: z.string().optional(),
  drafter: code.optional(),
  signer: code.optional(),
  format: z.enum(['tpl', 'up', 'xml', 'data']),
  templateRef: z.string().optional(),
  cardinality: z.enum(['1', '0..1', '0..n', '1..n']).default('1'),
  requirement,
  phase: code.optional(),
  category: z.string().optional(),
  packaged: z.boolean().default(false),
  publish: z.array(z.enum(['T', 'P', 'A', 'L'])).default([]),
  retentionYears: z.union([z.int().positive(), z.literal('ILL')]).default('ILL'),
  legalBasis: z.string().optional(),
  note: z.string().optional(),
});

const clause = z.strictObject({ id: z.string().min(1), when: expression, targets: z.array(code).min(1) });

const check = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,5}-\d{2}$/),
  when: expression.default('true'),
  severity: z.enum(['BLOCK', 'ERROR', 'WARN', 'INFO']).optional(),
  runAt: z.array(z.string()).default(['onChange']),
});

const checklist = z.strictObject({
  code,
  title: z.string().optional(),
  items: z
    .array(
      z.strictObject({
        id: z.string(),
        text: z.string(),
        answer: z.enum(['SI_NO_NA', 'TESTO', 'DATA', 'IMPORTO']),
        evidence: z.enum(['required', 'optional']),
        cite: z.string().optional(),
      }),
    )
    .min(1),
  compiledBy: code,
  countersignedBy: code.optional(),
});

const kpi = z.strictObject({
  code: z.string(),
  title: z.string().optional(),
  formula: expression,
  unit: z.string(),
  target: z.number().optional(),
  baseline: z.number().optional(),
  period: z.enum(['semestre', 'anno', 'dossier']),
});

const link = z.strictObject({
  kind: code,
  relation: z.enum(['genera', 'deriva_da', 'finanzia', 'allega', 'sostituisce']),
  cardinality: z.enum(['1', '0..1', '0..n', '1..n']).default('0..n'),
});

export const dossierKindSchema = z.strictObject({
  code,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'La versione ha tre numeri separati da punti, per esempio 1.0.0.'),
  title: z.string().min(1),
  validFrom: date.optional(),
  validTo: date.optional(),
  parties: z.array(party).min(1),
  roles: z.array(role).min(1),
  subject: subjectSchema,
  facts: z.record(z.string(), subjectSchema).default({}),
  definitions: z.array(definition).default([]),
  process: z.strictObject({ states: z.array(state).min(1), transitions: z.array(transition), timers: z.array(timer).default([]) }),
  gates: z.array(gate).default([]),
  documents: z.array(document).default([]),
  clauses: z.array(clause).default([]),
  checks: z.array(check).default([]),
  manualChecklists: z.array(checklist).default([]),
  packageProfiles: z.array(z.string()).default([]),
  fascicolo: z
    .strictObject({
      tipologia: z.enum(['Affare', 'Attività', 'Procedimento Amministrativo', 'Persona Giuridica']),
      titolario: z.string().optional(),
      titolare: z.string(),
    })
    .optional(),
  kpis: z.array(kpi).default([]),
  links: z.array(link).default([]),
  visibility: z
    .strictObject({ defaultScope: z.enum(['PARTIES', 'SUA', 'RETE', 'PUBBLICO']), redactionProfile: z.string().optional() })
    .default({ defaultScope: 'PARTIES' }),
});

/** A dossier kind as read from its file, defaults filled in. Immutable once published: a change is a new version. */
export type DossierKind = z.output<typeof dossierKindSchema>;
export type KindState = DossierKind['process']['states'][number];
export type KindTransition = DossierKind['process']['transitions'][number];
export type KindDocument = DossierKind['documents'][number];
export type KindGate = DossierKind['gates'][number];
export type KindTimer = DossierKind['process']['timers'][number];
export type KindEffect = KindTransition['effects'][number];
export type KindJump = z.output<typeof jump>;

/** The kind whose dossiers are tenders: its expressions may ask for value, main object and threshold. */
export const tenderKind = 'GARA';

/** Destination of a transition that goes back to the state the dossier was in before a side state. */
export const previousState = '@precedente';

/** Actor of transitions that timers and jobs fire. */
export const systemActor = 'SISTEMA';
