/** A value of the sheet as it travels in JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Lists of the sheet of a convenzione whose items are addressed by `id`, from the top. */
export const CONVENZIONE_LISTS: readonly string[] = [
  'contenuto/parti',
  'contenuto/ambito',
  'contenuto/tempi',
  'contenuto/consultazione',
  'atti/firme',
  'atti/rinnovo/firme',
  'periodi',
];

/** Names of the fields that hold lists whose items are addressed by `id`; the contracts test that the schema agrees. */
export const LIST_FIELDS: ReadonlySet<string> = new Set([
  ...CONVENZIONE_LISTS,
  'annualita',
  'cam',
  'commissione/componenti',
  'certificazioni',
  'chiarimenti',
  'criteri',
  'finanziamenti',
  'finestre',
  'indici',
  'lotti',
  'luoghiEsecuzione',
  'opzioni',
  'personaleUscente',
  'rettifiche',
  'soa',
  'stazioniAppaltanti',
  'sub',
  'titolariEffettivi',
  'esecuzione/ccnl',
]);

/** A path that leads nowhere: a malformed path, or an item that is no longer in its list. */
export class SchedaPathError extends Error {
  override readonly name = 'SchedaPathError';
  constructor(
    readonly path: string,
    readonly rule: 'PERCORSO_FORMA' | 'VOCE_ASSENTE' | 'VOCE_SENZA_ID',
    message: string,
  ) {
    super(message);
  }
}

const SEGMENT = /^[A-Za-z0-9_-]+$/;
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Splits `lotti/LOT-0001/importi/importoServizi` into its segments; refuses empty and reserved ones. */
export function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/');
  if (segments.every((segment) => SEGMENT.test(segment) && !RESERVED.has(segment))) return segments;
  throw new SchedaPathError(path, 'PERCORSO_FORMA', `Il percorso «${path}» non indica un campo della scheda.`);
}

function isListAt(segments: readonly string[], index: number): boolean {
  const name = segments[index] ?? '';
  return LIST_FIELDS.has(name) || LIST_FIELDS.has(segments.slice(0, index + 1).join('/'));
}

// The pattern of a path, with a star in place of each id: lotti/*/importi/importoServizi.
export function patternOf(path: string): string {
  const segments = segmentsOf(path);
  return segments.map((segment, index) => (index > 0 && isListAt(segments, index - 1) ? '*' : segment)).join('/');
}

/** True when the two paths are the same or one contains the other. */
export function pathsOverlap(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function idOf(item: JsonValue | undefined): JsonValue | undefined {
  return isObject(item) ? item['id'] : undefined;
}

function step(value: JsonValue | undefined, segment: string): JsonValue | undefined {
  if (isArray(value)) return value.find((item) => idOf(item) === segment);
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** The value at a path; undefined when there is none. */
export function getAt(values: unknown, path: string): JsonValue | undefined {
  return getIn(values as JsonValue, segmentsOf(path));
}

/** Like `getAt`, on segments already split. */
export function getIn(value: JsonValue | undefined, segments: readonly string[]): JsonValue | undefined {
  return segments.reduce(step, value);
}

/**
 * A copy of the values with one path changed; what is not on the path is shared with the original.
 * null removes a field or a list item; groups and lists left empty go away with it. A list item is added by setting
 * its own path to an object that carries the same `id`; items keep the order in which they were added.
 * @throws SchedaPathError when the path goes through a list item that is not there.
 */
export function setAt<T extends object>(values: T, path: string, value: JsonValue): T {
  const segments = segmentsOf(path);
  const changed = place(values as unknown as JsonValue, { segments, depth: 0, value, path });
  return (changed ?? {}) as unknown as T;
}

interface Placement {
  readonly segments: readonly string[];
  readonly depth: number;
  readonly value: JsonValue;
  readonly path: string;
}

function place(current: JsonValue | undefined, placement: Placement): JsonValue | undefined {
  const { segments, depth, value } = placement;
  if (depth === segments.length) return value ?? undefined;
  const inList = depth > 0 && (isListAt(segments, depth - 1) || isListIn(current, placement));
  return inList ? placeInList(isArray(current) ? current : [], placement) : placeInGroup(isObject(current) ? current : {}, placement);
}

/** Sheets of kinds that are data have lists of any name: one is told by the items it has, or by the first one put into it. */
function isListIn(current: JsonValue | undefined, { segments, depth, value }: Placement): boolean {
  if (current !== undefined) return isArray(current);
  return depth === segments.length - 1 && idOf(value) === segments[depth];
}

function placeInGroup(group: JsonObject, placement: Placement): JsonValue | undefined {
  const segment = placement.segments[placement.depth] ?? '';
  const child = place(group[segment], { ...placement, depth: placement.depth + 1 });
  if (child !== undefined) return { ...group, [segment]: child };
  const rest = Object.fromEntries(Object.entries(group).filter(([name]) => name !== segment));
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function placeInList(list: readonly JsonValue[], placement: Placement): JsonValue | undefined {
  const { segments, depth, value, path } = placement;
  const id = segments[depth] ?? '';
  const index = list.findIndex((item) => idOf(item) === id);
  const last = depth === segments.length - 1;
  if (last && value !== null && idOf(value) !== id) {
    throw new SchedaPathError(path, 'VOCE_SENZA_ID', `La voce «${id}» va scritta con il suo identificativo.`);
  }
  if (index < 0) {
    if (!last && value !== null)
      throw new SchedaPathError(path, 'VOCE_ASSENTE', `La voce «${id}» non c’è più: qualcuno l’ha tolta dall’elenco.`);
    const extended = last && value !== null ? [...list, value] : list;
    return extended.length === 0 ? undefined : extended;
  }
  const item = place(list[index], { ...placement, depth: depth + 1 });
  const changed = item === undefined ? list.toSpliced(index, 1) : list.with(index, item);
  return changed.length === 0 ? undefined : changed;
}

/** Every path that holds a value (leaves; lists of plain values count as one leaf), in the order of the object. */
export function listPaths(values: unknown): readonly string[] {
  const paths: string[] = [];
  collect(values as JsonValue, '', paths);
  return paths;
}

function collect(value: JsonValue | undefined, prefix: string, paths: string[]): void {
  if (value === undefined || value === null) return;
  const join = (name: string): string => (prefix === '' ? name : `${prefix}/${name}`);
  if (isArray(value) && value.some(isObject)) {
    for (const item of value) {
      const id = idOf(item);
      if (typeof id === 'string') collect(item, join(id), paths);
    }
  } else if (isObject(value)) {
    for (const [name, child] of Object.entries(value)) collect(child, join(name), paths);
  } else {
    paths.push(prefix);
  }
}

/** Equality of JSON values; the order of the keys does not count, absent and null are the same. */
export function sameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  if (isObject(a) && isObject(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameValue(a[key], b[key]));
  return a === b;
}
