import { sameValue, type JsonValue } from '../scheda/path.js';

/** A value of a template that is not what it was. */
export interface ChangedValue {
  /** Catalogue path (`lotti[].cig`), and with the items in hand (`lotti[2].cig`). */
  readonly path: string;
  readonly instance: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

type Values = Readonly<Record<string, unknown>>;

/** What differs between the values a document was formed from and those of now; lists are compared item by item. */
export function changedValues(before: Values, after: Values): ChangedValue[] {
  const paths = Object.keys(after).filter((path) => Object.hasOwn(before, path));
  return paths.flatMap((path) =>
    differences(before[path] as JsonValue, after[path] as JsonValue, path.split('[]')).map(({ instance, ...values }) => ({
      path,
      instance,
      ...values,
    })),
  );
}

type Difference = Omit<ChangedValue, 'path'>;

/** `pieces` are those of the path between its brackets: one list a bracket. */
function differences(before: JsonValue, after: JsonValue, [head = '', ...rest]: readonly string[]): Difference[] {
  if (sameValue(before, after)) return [];
  if (rest.length === 0 || !isList(before) || !isList(after)) return [{ instance: [head, ...rest].join('[]'), before, after }];
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    differences(before[index] ?? null, after[index] ?? null, rest).map((found) => ({
      ...found,
      instance: `${head}[${index + 1}]${found.instance}`,
    })),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
