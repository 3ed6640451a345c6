import { type Reader } from './database.js';

/** What was read in each snapshot that is still open. */
const snapshots = new WeakMap<Reader, Map<string, Promise<unknown>>>();

/** From now on what is asked twice of this reader is read once: only for a snapshot in which nothing can change. */
export function beginSnapshot(reader: Reader): void {
  snapshots.set(reader, new Map());
}

/**
 * Reads once per snapshot what several features ask for; in a transaction that writes it is read each time. What comes back is
 * shared: nobody may change it.
 * @param key names the thing, unlike any other
 */
export function oncePerSnapshot<T>(reader: Reader, key: string, load: () => Promise<T>): Promise<T> {
  const kept = snapshots.get(reader);
  if (kept === undefined) return load();
  const known = kept.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const loading = load();
  kept.set(key, loading);
  return loading;
}
