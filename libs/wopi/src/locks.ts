/** The lock of a file: a name that the office server chose, until an instant (milliseconds since 1970). */
export interface FileLock {
  readonly id: string;
  readonly until: number;
}

/** What an office server asks of the lock. `replaces`: the lock it believes is there, of UnlockAndRelock. */
export type LockRequest =
  | { readonly kind: 'LOCK'; readonly id: string; readonly replaces: string | null }
  | { readonly kind: 'REFRESH' | 'UNLOCK' | 'PUT'; readonly id: string }
  | { readonly kind: 'GET' };

/** `lock`: what holds afterwards. `held`: the lock that stands in the way, empty where there is none. */
export type LockAnswer = { readonly ok: true; readonly lock: FileLock | null } | { readonly ok: false; readonly held: string };

/** A lock lasts for thirty minutes and is renewed by who holds it ([MS-WOPI] 3.3.5.1.4). */
export const lockMs = 30 * 60_000;
/** Longest name of a lock, in characters (`SupportsExtendedLockLength`). */
export const longestLock = 1024;

/** The lock as it holds at an instant (milliseconds since 1970): one that ran out is none. */
export function standing(current: FileLock | null, now: number): FileLock | null {
  return current !== null && current.until > now ? current : null;
}

/**
 * Answers a request on the lock of a file.
 * @param current the lock as it was written down; one that ran out counts as none
 * @param isEmpty the file holds nothing yet: it may be written without a lock
 */
export function answerLock(
  current: FileLock | null,
  request: LockRequest,
  { now, isEmpty }: { now: number; isEmpty: boolean },
): LockAnswer {
  const held = standing(current, now);
  if (request.kind === 'GET') return { ok: true, lock: held };
  const mine: FileLock = { id: request.id, until: now + lockMs };
  const inTheWay: LockAnswer = { ok: false, held: held?.id ?? '' };
  if (request.kind === 'LOCK') {
    const expected = request.replaces ?? (held === null ? null : request.id);
    return (held?.id ?? null) === expected ? { ok: true, lock: mine } : inTheWay;
  }
  if (request.kind === 'PUT' && held === null) return isEmpty ? { ok: true, lock: null } : inTheWay;
  if (held?.id !== request.id) return inTheWay;
  return { ok: true, lock: request.kind === 'UNLOCK' ? null : request.kind === 'REFRESH' ? mine : held };
}
