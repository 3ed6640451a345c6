import { isObject, type JsonObject, type JsonValue } from '@gare/domain/scheda/path';
import { type z } from 'zod';
import { bare, isList, shapeInside } from '../describe-fields.js';
import { type FieldMeta, fieldNotes } from '../field.js';

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/**
 * The values of a group as templates see them: what is null or blank is absent; a list that is not there is an empty
 * list, because a list loses its last item by disappearing. Groups that are not there stay absent.
 */
export function rawGroup(values: JsonObject, shape: Shape): Record<string, JsonValue> {
  const entries = Object.entries(shape).flatMap(([name, schema]): [string, JsonValue][] => {
    const value = rawValue(values[name], schema);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function rawValue(value: JsonValue | undefined, schema: z.core.$ZodType): JsonValue | undefined {
  const inside = shapeInside(schema);
  if (bare(schema)._zod.def.type === 'array') {
    const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
    return isList(schema) && inside !== null ? items.filter(isObject).map((item) => rawGroup(item, inside)) : items;
  }
  if (inside !== null) return isObject(value) ? rawGroup(value, inside) : undefined;
  return value === null || value === '' ? undefined : value;
}

/** Labels of the values of the enum fields directly inside a group: `{norma: 'Art. 71 – procedura aperta'}`. */
export function labelsOf(values: JsonObject, shape: Shape): Record<string, string> {
  const entries = Object.entries(shape).flatMap(([name, schema]): [string, string][] => {
    const label = labelOf(fieldNotes.get(schema), values[name]);
    return label === null ? [] : [[name, label]];
  });
  return Object.fromEntries(entries);
}

function labelOf(meta: FieldMeta | undefined, value: JsonValue | undefined): string | null {
  if (meta?.options === undefined) return null;
  const label = (one: JsonValue): string | undefined => meta.options?.find((option) => option.value === one)?.label;
  if (meta.kind === 'enum' && value !== undefined) return label(value) ?? null;
  if (meta.kind !== 'enums' || !Array.isArray(value) || value.length === 0) return null;
  return (value as readonly JsonValue[]).map((one) => label(one) ?? '').join('; ');
}
