import { observable } from '../../observable';

const prefix = 'gare-bozza.';

/** Name of the database on this computer that keeps one draft for one person. */
export function keptDraftName(personId: string, draftId: string): string {
  return `${prefix}${personId}.${draftId}`;
}

/** Closes what is open before it is deleted: an open database cannot go. */
export const keptDraftsClosing = observable(0);

/** Deletes every draft kept on this computer: at the end of a session nothing of a tender stays behind. */
export async function forgetKeptDrafts(): Promise<void> {
  keptDraftsClosing.set(keptDraftsClosing.get() + 1);
  try {
    const kept = await indexedDB.databases();
    await Promise.all(kept.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [deleted(name)] : [])));
  } catch {
    // A browser without this storage has kept nothing.
  }
}

export function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess =
      request.onerror =
      request.onblocked =
        () => {
          resolve();
        };
  });
}
