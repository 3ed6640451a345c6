/** What a template may do with a field; the same names as the template engine. */
export type ContextFieldKind = 'money' | 'date' | 'datetime' | 'text' | 'integer' | 'percent' | 'boolean' | 'list' | 'enum';

/** A field that templates may use: dotted path with `[]` after a list (`lotti[].cig`). */
export interface ContextField {
  readonly path: string;
  readonly kind: ContextFieldKind;
  readonly label: string;
  readonly sample?: unknown;
  /** Pattern of the sheet field that feeds it (`lotti/*` + name), so that a refusal can lead there. */
  readonly source?: string;
  /** It may be empty in a sheet that is complete; the lint warns where it is printed under no condition. */
  readonly optional?: true;
  /** All the values it may have, as conditions name them, where they are a list. */
  readonly values?: readonly string[];
}

/** A compact way to write many fields: path, kind, label, sample, source, and the values of a list. */
export type FieldRow = readonly [
  path: string,
  kind: ContextFieldKind,
  label: string,
  sample?: unknown,
  source?: string,
  values?: readonly string[],
];

export function fieldsFrom(rows: readonly FieldRow[], prefix = ''): ContextField[] {
  return rows.map(([path, kind, label, sample, source, values]) => ({
    path: `${prefix}${path}`,
    kind,
    label,
    sample,
    ...(source === undefined ? {} : { source }),
    ...(values === undefined ? {} : { values }),
  }));
}
