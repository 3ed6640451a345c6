/** Values of a context by catalogue path (`lotti[].cig`, `comune.denominazione`). Lists of records count by their length. */
export function usedValues(context: unknown, paths: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(paths.map((path) => [path, valueAt(context, path.split('.'))]));
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return leaf(value);
  if (typeof value !== 'object' || value === null) return null;
  const name = step.replace(/(?:\[\])+$/, '');
  const next = (value as Record<string, unknown>)[name];
  const depth = (step.length - name.length) / 2;
  return each(next, depth, (item) => valueAt(item, rest));
}

function each(value: unknown, depth: number, read: (item: unknown) => unknown): unknown {
  if (depth === 0) return read(value);
  return Array.isArray(value) ? value.map((item) => each(item, depth - 1, read)) : null;
}

function leaf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isRecord) ? { length: value.length } : value.map((item) => leaf(item));
  // A group named as a whole is only asked whether it is there: its fields have paths of their own.
  return isRecord(value) ? { filled: Object.values(value).some((item) => item !== null && item !== undefined) } : (value ?? null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
