import { type JsonValue, pathsOverlap } from '@gare/domain/scheda/path';

/** Edits not yet acknowledged by the server, in the order in which they must be applied. */
export type PendingEdits = ReadonlyMap<string, JsonValue>;

/**
 * Adds an edit. What it contains is superseded by it; setting a path again keeps its place in the order, unless it
 * replaces an item whose inner edits came later.
 */
export function withEdit(pending: PendingEdits, path: string, value: JsonValue): PendingEdits {
  const next = new Map([...pending].filter(([other]) => !other.startsWith(`${path}/`)));
  if (next.size !== pending.size) next.delete(path);
  next.set(path, value);
  return next;
}

/** What is left after the server took `sent`: an edit made again meanwhile to another value stays. */
export function withoutSent(pending: PendingEdits, sent: PendingEdits): PendingEdits {
  return new Map([...pending].filter(([path, value]) => !sent.has(path) || sent.get(path) !== value));
}

export function withoutPaths(pending: PendingEdits, paths: ReadonlySet<string>): PendingEdits {
  return new Map([...pending].filter(([path]) => !paths.has(path)));
}

/** True when an edit not yet sent touches the path. */
export function touches(pending: PendingEdits, path: string): boolean {
  return [...pending.keys()].some((other) => pathsOverlap(other, path));
}
