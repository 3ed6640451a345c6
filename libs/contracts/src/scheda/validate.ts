import { type SchedaChange } from '@gare/domain/scheda/changes';
import { isObject, SchedaPathError, segmentsOf } from '@gare/domain/scheda/path';
import { type z } from 'zod';
import { bare, isList, shapeInside } from './describe-fields.js';
import { schedaSchema } from './scheda.js';

/** Something malformed: the place, a stable rule name, an Italian sentence. */
export interface SchedaProblem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Everything malformed in a sheet. What is merely missing is no problem here: a draft may be incomplete. */
export function validateScheda(values: unknown): readonly SchedaProblem[] {
  const outcome = schedaSchema.safeParse(values);
  return outcome.success ? [] : problemsOf(outcome.error, values, '');
}

/** Checks one edit, for live validation: the same rules as `validateScheda`, on the field at `path`. */
export function validateChange(path: string, value: unknown): readonly SchedaProblem[] {
  const schema = schemaAt(path);
  if (schema === null) return [unknownField(path)];
  if (value === null) return [];
  const outcome = schema.safeParse(value);
  if (!outcome.success) return problemsOf(outcome.error, value, path);
  const id = segmentsOf(path).at(-1);
  const carriesId = isItemPath(path);
  return carriesId && (!isObject(value) || value['id'] !== id)
    ? [{ path, rule: 'VOCE_SENZA_ID', message: `La voce «${id ?? ''}» va scritta con il suo identificativo.` }]
    : [];
}

/** Checks the edits of one save. */
export function validateChanges(changes: readonly SchedaChange[]): readonly SchedaProblem[] {
  return changes.flatMap(({ path, value }) => validateChange(path, value));
}

function unknownField(path: string): SchedaProblem {
  return { path, rule: 'CAMPO_SCONOSCIUTO', message: `La scheda non ha un campo «${path}»: ricaricare la pagina e riprovare.` };
}

interface Place {
  readonly schema: z.core.$ZodType;
  /** True when the next segment is the id of an item of this list. */
  readonly list: boolean;
}

function walk(path: string): Place | null {
  let segments: readonly string[];
  try {
    segments = segmentsOf(path);
  } catch (error) {
    if (error instanceof SchedaPathError) return null;
    throw error;
  }
  let place: Place | null = { schema: schedaSchema, list: false };
  for (const segment of segments) {
    if (place === null) return null;
    place = next(place, segment);
  }
  return place;
}

function next(place: Place, segment: string): Place | null {
  if (place.list) {
    const element = (bare(place.schema)._zod.def as { element?: z.core.$ZodType }).element;
    return element === undefined ? null : { schema: element, list: false };
  }
  const shape = bare(place.schema)._zod.def.type === 'object' ? shapeInside(place.schema) : null;
  const child = shape !== null && Object.hasOwn(shape, segment) && segment !== 'id' ? shape[segment] : undefined;
  return child === undefined ? null : { schema: child, list: isList(child) };
}

function schemaAt(path: string): z.ZodType | null {
  return (walk(path)?.schema as z.ZodType | undefined) ?? null;
}

function isItemPath(path: string): boolean {
  const cut = path.lastIndexOf('/');
  return cut > 0 && walk(path.slice(0, cut))?.list === true;
}

function problemsOf(error: z.ZodError, root: unknown, prefix: string): SchedaProblem[] {
  return error.issues.flatMap((issue) => {
    const path = [...(prefix === '' ? [] : [prefix]), ...idPath(root, issue.path)].join('/');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path === '' ? key : `${path}/${key}`));
    const params: unknown = issue.code === 'custom' ? issue.params : undefined;
    const rule = isObject(params) && typeof params['rule'] === 'string' ? params['rule'] : RULES[issue.code];
    return [{ path, rule: rule ?? 'VALORE_NON_VALIDO', message: issue.message }];
  });
}

const RULES: Readonly<Record<string, string>> = {
  invalid_type: 'TIPO_SBAGLIATO',
  invalid_value: 'VALORE_NON_AMMESSO',
  invalid_format: 'FORMA_NON_VALIDA',
  too_big: 'TROPPO_GRANDE',
  too_small: 'TROPPO_PICCOLO',
};

/** Turns the indexes of zod into the ids of the items. */
function idPath(root: unknown, path: readonly PropertyKey[]): string[] {
  let current: unknown = root;
  return path.map((key) => {
    current = (current as Record<PropertyKey, unknown> | undefined)?.[key];
    const id = typeof key === 'number' && isObject(current) ? current['id'] : undefined;
    return typeof id === 'string' ? id : String(key);
  });
}
