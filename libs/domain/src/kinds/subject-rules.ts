import { z } from 'zod';
import { isMoney } from '../money/money.js';
import type { SubjectSchema } from './kind-schema.js';

/** A field of a sheet that does not respect the schema of its kind; `missing` where it is only not filled in yet. */
export interface SubjectProblem {
  /** Path of the sheet; items of lists by their `id`. */
  readonly path: string;
  readonly message: string;
  readonly missing: boolean;
}

/** Building a validator costs far more than running it, and a kind never changes. */
const validators = new WeakMap<SubjectSchema, z.ZodType>();

/** Everything in a sheet, or in a part of it, that does not respect its schema. Paths are relative to `subject`. */
export function validateSubject(schema: SubjectSchema, subject: unknown): readonly SubjectProblem[] {
  const validator = validators.get(schema) ?? zodOf(schema);
  validators.set(schema, validator);
  const result = validator.safeParse(subject);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const { path, value } = placeOf(subject, issue.path);
    const missing = value === undefined || value === null;
    return { path, missing, message: missing ? 'Campo da compilare.' : messageOf(issue) };
  });
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? `Servono almeno ${issue.minimum} caratteri.`
        : `Il valore non può essere minore di ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `Il testo supera ${issue.maximum} caratteri: accorcialo.`
        : `Il valore non può essere maggiore di ${issue.maximum}.`;
    case 'invalid_type':
      return 'Il valore non è del tipo previsto.';
    case 'custom':
      return issue.message;
    default:
      return 'Valore non ammesso.';
  }
}

/** Turns the indexes of zod into the ids of the items, and finds the value that is there. */
function placeOf(root: unknown, keys: readonly PropertyKey[]): { path: string; value: unknown } {
  let value: unknown = root;
  const path = keys.map((key) => {
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
    const id = typeof key === 'number' && typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    return typeof id === 'string' ? id : String(key);
  });
  return { path: path.join('/'), value };
}

function zodOf(schema: SubjectSchema): z.ZodType {
  if (schema.enum !== undefined) return z.enum(schema.enum);
  switch (schema.type) {
    case 'boolean':
      return z.boolean();
    case 'integer':
    case 'number': {
      const number = (schema.type === 'integer' ? z.int() : z.number()).min(schema.minimum ?? -Number.MAX_SAFE_INTEGER);
      return number.max(schema.maximum ?? Number.MAX_SAFE_INTEGER);
    }
    case 'array':
      return z.array(zodOf(schema.items ?? {})).min(0);
    case 'string':
    case undefined:
      return schema.properties === undefined ? zodOfText(schema) : zodOf({ ...schema, type: 'object' });
    case 'object': {
      const required = new Set(schema.required);
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const type = zodOf(field);
        return [name, required.has(name) ? type : type.nullish()] as const;
      });
      return z.looseObject(Object.fromEntries(fields));
    }
  }
}

function zodOfText(schema: SubjectSchema): z.ZodType {
  switch (schema.format) {
    case 'date':
      return z.iso.date();
    case 'date-time':
      return z.iso.datetime({ offset: true });
    case 'money':
      return numberText(schema).refine(isMoney, 'L’importo ha al massimo due decimali e non è negativo, per esempio 185000.00.');
    case 'decimal':
      return numberText(schema);
    case undefined:
      return z
        .string()
        .min(schema.minLength ?? 0)
        .max(schema.maxLength ?? Number.MAX_SAFE_INTEGER)
        .regex(new RegExp(schema.pattern ?? '', 'u'));
  }
}

function numberText({ minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: SubjectSchema): z.ZodString {
  return z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
    .refine((text) => Number(text) >= minimum, `Il valore non può essere minore di ${minimum}.`)
    .refine((text) => Number(text) <= maximum, `Il valore non può essere maggiore di ${maximum}.`);
}
