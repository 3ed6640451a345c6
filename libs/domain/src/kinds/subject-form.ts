import type { SubjectSchema } from './kind-schema.js';

/** How a field of a sheet described by a schema is asked. */
export type SubjectFieldKind =
  'text' | 'longtext' | 'money' | 'decimal' | 'integer' | 'date' | 'datetime' | 'boolean' | 'enum' | 'enums' | 'group' | 'list';

/** A field of the sheet of a kind, as a form and a message need it. */
export interface SubjectField {
  /** Pattern: `*` stands for the id of a list item. */
  readonly path: string;
  readonly kind: SubjectFieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Without it the sheet is not complete. */
  readonly required: boolean;
  /** Written by the platform: people read it. */
  readonly readOnly: boolean;
  /** Id of the section that holds it. */
  readonly section: string;
}

/** A page of the form. */
export interface SubjectSection {
  readonly id: string;
  readonly label: string;
}

const onlySection: SubjectSection = { id: 'dati', label: 'Dati' };
const longFrom = 400;

/** The sections in the order of the schema: each begins at the field that names it. */
export function subjectSections(schema: SubjectSchema): readonly SubjectSection[] {
  const labels = [...new Set(topLevel(schema).map(({ label }) => label))];
  return labels.map((label) => ({ id: sectionId(label), label }));
}

/** Every field in the order of the form; groups and lists come before what they hold. */
export function subjectFields(schema: SubjectSchema): readonly SubjectField[] {
  const required = new Set(schema.required);
  return topLevel(schema).flatMap(({ name, field, label }) =>
    describe(field, { path: name, name, section: sectionId(label), required: required.has(name), readOnly: false }),
  );
}

/** The schema at a concrete path (`righe/r1/avviate`) or at a pattern (`righe/*` + `/avviate`); null where the sheet has none. */
export function subjectSchemaAt(schema: SubjectSchema, path: string): SubjectSchema | null {
  let place: SubjectSchema = schema;
  for (const segment of path.split('/')) {
    const next: SubjectSchema | undefined = place.items === undefined ? ownProperty(place, segment) : place.items;
    if (next === undefined || (place.items !== undefined && !holdsFields(place.items))) return null;
    place = next;
  }
  return place;
}

/** "Righe › Avviate" of a path, for messages away from the field; null for whatever is no path of the sheet. */
export function subjectTrail(schema: SubjectSchema, path: string): string | null {
  const segments = path.split('/');
  if (subjectSchemaAt(schema, path) === null) return null;
  const labels = segments.flatMap((segment, index) => {
    const isItem = index > 0 && subjectSchemaAt(schema, segments.slice(0, index).join('/'))?.items !== undefined;
    const field = isItem ? null : subjectSchemaAt(schema, segments.slice(0, index + 1).join('/'));
    return field === null ? [] : [field.title ?? segment];
  });
  return labels.join(' › ');
}

/** Does the platform write this field, so that people may not? */
export function isReadOnlyField(schema: SubjectSchema, path: string): boolean {
  const segments = path.split('/');
  return segments.some((_, index) => subjectSchemaAt(schema, segments.slice(0, index + 1).join('/'))?.['x-solaLettura'] === true);
}

const ownProperty = ({ properties = {} }: SubjectSchema, name: string): SubjectSchema | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

const holdsFields = (schema: SubjectSchema): boolean => schema.type === 'object' || schema.properties !== undefined;

function topLevel(schema: SubjectSchema): readonly { name: string; field: SubjectSchema; label: string }[] {
  let label = onlySection.label;
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    label = field['x-sezione'] ?? label;
    return { name, field, label };
  });
}

/** `Dati dell’ente` → `dati-dell-ente`: the id stands in addresses. */
function sectionId(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{Mn}/gu, '');
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

interface Place {
  readonly path: string;
  readonly name: string;
  readonly section: string;
  readonly required: boolean;
  readonly readOnly: boolean;
}

function describe(schema: SubjectSchema, place: Place): readonly SubjectField[] {
  const kind = kindOf(schema);
  const readOnly = place.readOnly || schema['x-solaLettura'] === true;
  const { title: label = place.name, description: hint, 'x-unita': ownUnit } = schema;
  const unit = ownUnit ?? (kind === 'money' ? '€' : undefined);
  const options = optionsOf(kind === 'enums' ? (schema.items ?? {}) : schema);
  const field: SubjectField = {
    ...{ path: place.path, kind, label, required: place.required, readOnly, section: place.section },
    ...(hint === undefined ? {} : { hint }),
    ...(unit === undefined ? {} : { unit }),
    ...(options === undefined ? {} : { options }),
  };
  const inside = kind === 'group' ? schema : kind === 'list' ? schema.items : undefined;
  if (inside === undefined) return [field];
  const required = new Set(inside.required);
  const prefix = kind === 'list' ? `${place.path}/*` : place.path;
  return [
    field,
    ...Object.entries(inside.properties ?? {})
      .filter(([name]) => name !== 'id')
      .flatMap(([name, child]) =>
        describe(child, { path: `${prefix}/${name}`, name, section: place.section, required: required.has(name), readOnly }),
      ),
  ];
}

function kindOf(schema: SubjectSchema): SubjectFieldKind {
  if (schema.enum !== undefined) return 'enum';
  switch (schema.type) {
    case 'array':
      return schema.items !== undefined && holdsFields(schema.items) ? 'list' : 'enums';
    case 'object':
      return 'group';
    case 'boolean':
    case 'integer':
      return schema.type;
    case 'number':
      return 'decimal';
    case 'string':
    case undefined:
      return schema.properties === undefined ? textKind(schema) : 'group';
  }
}

function textKind(schema: SubjectSchema): SubjectFieldKind {
  if (schema.format === 'date-time') return 'datetime';
  if (schema.format !== undefined) return schema.format;
  return schema['x-lungo'] === true || (schema.maxLength ?? 0) > longFrom ? 'longtext' : 'text';
}

function optionsOf({ enum: values, 'x-etichette': words = {} }: SubjectSchema): SubjectField['options'] {
  return values?.map((value) => ({ value, label: words[value] ?? value }));
}
