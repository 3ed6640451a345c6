import { patternOf } from '@gare/domain/scheda/path';
import { type z } from 'zod';
import { type FieldMeta, fieldNotes } from './field.js';
import { schedaSchema, schedaSections, type SectionId } from './scheda.js';

/** A field of the sheet: `path` is a pattern in which `*` stands for the id of a list item. */
export interface FieldDescription extends FieldMeta {
  readonly path: string;
  readonly section: SectionId;
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** The schema under `optional` and `nullable`. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as { type: string; innerType?: z.core.$ZodType };
  return (def.type === 'optional' || def.type === 'nullable') && def.innerType ? bare(def.innerType) : schema;
}

/** The fields inside a group or inside the items of a list; null for a plain field. */
export function shapeInside(schema: z.core.$ZodType): Shape | null {
  const def = bare(schema)._zod.def as { type: string; shape?: Shape; element?: z.core.$ZodType };
  if (def.type === 'object') return def.shape ?? null;
  return def.type === 'array' && def.element ? shapeInside(def.element) : null;
}

export function isList(schema: z.core.$ZodType): boolean {
  return bare(schema)._zod.def.type === 'array' && shapeInside(schema) !== null;
}

function describeShape(shape: Shape, prefix: string, section: SectionId): FieldDescription[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const meta = fieldNotes.get(schema);
    if (meta === undefined) return [];
    const path = `${prefix}${name}`;
    const own = (meta.section as SectionId | undefined) ?? section;
    const inside = shapeInside(schema);
    const children = inside === null ? [] : describeShape(inside, `${path}/${isList(schema) ? '*/' : ''}`, own);
    return [{ ...meta, path, section: own }, ...children];
  });
}

/** Every field of the sheet in the order of the form; groups and lists come before what they hold. */
export const schedaFields: readonly FieldDescription[] = schedaSections.flatMap(({ id, fields }) =>
  fields.flatMap((name) => {
    const schema = (schedaSchema.shape as Shape)[name];
    return schema === undefined ? [] : describeShape({ [name]: schema }, '', id);
  }),
);

const byPattern = new Map(schedaFields.map((field) => [field.path, field]));

// The field at a concrete path (lotti/LOT-0001/cig) or at a pattern (lotti/*/cig); null where the sheet has none.
export function fieldAt(path: string): FieldDescription | null {
  return byPattern.get(path) ?? (path.includes('*') ? null : (byPattern.get(patternOf(path)) ?? null));
}
