import { getAt, getIn, type JsonValue, pathsOverlap, sameValue, segmentsOf, setAt } from './path.js';

/** One edit: the new value of a path, null to remove it. */
export interface SchedaChange {
  readonly path: string;
  readonly value: JsonValue;
}

/** One edit as it is kept in the history. */
export interface AppliedChange {
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

export interface HistoryEntry extends AppliedChange {
  readonly revision: number;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

export interface Conflict {
  readonly path: string;
  readonly mine: JsonValue;
  readonly theirs: JsonValue;
  /** The path that the other person changed, where it is not the same. */
  readonly theirPath: string;
  readonly by: string;
  readonly at: string;
  readonly revision: number;
}

/**
 * Applies edits in order. Edits that change nothing leave no trace in `applied`.
 * @throws SchedaPathError when an edit reaches into a list item that is not there.
 */
export function applyChanges<T extends object>(
  values: T,
  changes: readonly SchedaChange[],
): { readonly values: T; readonly applied: readonly AppliedChange[] } {
  const applied: AppliedChange[] = [];
  let current = values;
  for (const { path, value } of changes) {
    const before = getAt(current, path) ?? null;
    if (sameValue(before, value)) continue;
    current = setAt(current, path, value);
    applied.push({ path, before, after: value });
  }
  return { values: current, applied };
}

/**
 * The edits that cannot be merged: somebody changed the same path, one that contains it or one inside it, after the
 * revision that the editor saw, to a different value. Edits of other fields survive beside each other.
 */
export function findConflicts(
  changes: readonly SchedaChange[],
  baseRevision: number,
  history: readonly HistoryEntry[],
): readonly Conflict[] {
  const later = latestByPath(history.filter((entry) => entry.revision > baseRevision));
  return changes.flatMap((change) =>
    later
      .filter((entry) => pathsOverlap(change.path, entry.path) && !agrees(change, entry))
      .map((entry) => ({
        path: change.path,
        mine: change.value,
        theirs: theirValue(change, entry),
        theirPath: entry.path,
        by: entry.by,
        at: entry.at,
        revision: entry.revision,
      })),
  );
}

function latestByPath(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of history) {
    const known = latest.get(entry.path);
    if (known === undefined || known.revision <= entry.revision) latest.set(entry.path, entry);
  }
  return [...latest.values()];
}

function below(value: JsonValue, outer: string, inner: string): JsonValue {
  return getIn(wrapped(value), ['item', ...segmentsOf(inner).slice(segmentsOf(outer).length)]) ?? null;
}

function wrapped(value: JsonValue): JsonValue {
  return { item: value };
}

function theirValue(change: SchedaChange, entry: HistoryEntry): JsonValue {
  return change.path.startsWith(`${entry.path}/`) ? below(entry.after, entry.path, change.path) : entry.after;
}

function agrees(change: SchedaChange, entry: HistoryEntry): boolean {
  if (entry.path.startsWith(`${change.path}/`)) return sameValue(below(change.value, change.path, entry.path), entry.after);
  if (change.path === entry.path) return sameValue(change.value, entry.after);
  // An edit inside something that the other person replaced holds only where the container is still there.
  return entry.after !== null && sameValue(change.value, theirValue(change, entry));
}
