/**
 * One text for one value: object keys sorted, no spaces, `undefined` left out (RFC 8785 for the values we use:
 * strings, integers, booleans, null, arrays, plain objects; amounts are strings, so no float ever appears).
 */
export function canonicalJson(value: unknown): string {
  // A value whose keys stand in order already, as all that was read from canonical JSON, is left to the engine's own writer.
  return isInOrder(value) ? JSON.stringify(value) : sorted(value);
}

/** Whether `JSON.stringify` writes the value as `sorted` does; what is not plain JSON is left to `sorted` to refuse. */
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || 'toJSON' in value) return false;
  if (Array.isArray(value)) return value.every(isInOrder);
  let last: string | null = null;
  for (const key of Object.keys(value)) {
    if ((last !== null && key < last) || !isInOrder((value as Record<string, unknown>)[key])) return false;
    last = key;
  }
  return true;
}

function sorted(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN or Infinity');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => sorted(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}
