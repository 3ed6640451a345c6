/**
 * Path of the scheda where a missing value is written, e.g. `lotti/LOT-0002/cig`.
 * @param source pattern of the field that feeds the template (`lotti/<any>/cig` written with a star)
 * @param instance the field as the template reached it, list items numbered from 1 (`lotti[2].cig`)
 * Where the two do not match item by item, the path stops at the list.
 */
export function schedaPlace(values: unknown, source: string, instance: string): string {
  const numbers = [...instance.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  const path: string[] = [];
  let at: unknown = values;
  for (const segment of source.split('/')) {
    if (segment !== '*') {
      path.push(segment);
      at = memberOf(at, segment);
      continue;
    }
    const id = memberOf(itemOf(at, numbers.shift()), 'id');
    if (typeof id !== 'string') return path.join('/');
    path.push(id);
    at = itemWithId(at, id);
  }
  return path.join('/');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The item with a number from 1; the only one of its list where no number is known. */
function itemOf(value: unknown, number: number | undefined): unknown {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  if (number === undefined) return items.length === 1 ? items[0] : undefined;
  return items[number - 1];
}

function itemWithId(value: unknown, id: string): unknown {
  return Array.isArray(value) ? value.find((item: unknown) => memberOf(item, 'id') === id) : undefined;
}
