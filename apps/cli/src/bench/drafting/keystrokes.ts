import { type Doc, type Transaction } from 'yjs';

/** What one process of editors has seen of the keystrokes of a run. Times are of the machine's monotonic clock, in ms. */
export interface Seen {
  /** Keystroke → when it was struck. */
  readonly struck: [key: number, at: number][];
  /** Keystroke → on how many other screens of this process it has arrived, and when on the last. */
  readonly arrived: [key: number, screens: number, last: number][];
}

/** How long keystrokes took to the last other screen, and how many never got to all of them. */
export interface Delays {
  readonly keystrokes: number;
  readonly lost: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The same in every process of the machine. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Names an insertion by who made it and its place among theirs; exact for the first million of each. */
const keyOf = (client: number, clock: number): number => client * 2 ** 20 + clock;

/** Notes when keystrokes are struck and when the shared document of each other editor holds them. */
export class Keystrokes {
  private struck = new Map<number, number>();
  private arrived = new Map<number, { screens: number; last: number }>();

  /** Notes the arrival of what others write in this document. */
  watch(doc: Doc): void {
    doc.on('afterTransaction', (transaction: Transaction) => {
      if (transaction.local) return;
      const at = now();
      const { beforeState, afterState } = transaction;
      for (const [client, to] of afterState) {
        for (let clock = beforeState.get(client) ?? 0; clock < to; clock += 1) this.note(keyOf(client, clock), at);
      }
    });
  }

  /** `strike` changes the document; its last insertion stands for the keystroke. */
  strike(doc: Doc, strike: () => void): void {
    const at = now();
    doc.transact(strike);
    this.struck.set(keyOf(doc.clientID, lastClock(doc)), at);
  }

  /** What was seen since the last time it was asked for. */
  take(): Seen {
    const seen: Seen = {
      struck: [...this.struck],
      arrived: [...this.arrived].map(([key, { screens, last }]) => [key, screens, last]),
    };
    this.struck = new Map();
    this.arrived = new Map();
    return seen;
  }

  private note(key: number, at: number): void {
    const known = this.arrived.get(key);
    if (known === undefined) this.arrived.set(key, { screens: 1, last: at });
    else {
      known.screens += 1;
      known.last = at;
    }
  }
}

function lastClock({ store, clientID }: Doc): number {
  const last = store.clients.get(clientID)?.at(-1);
  return last === undefined ? 0 : last.id.clock + last.length - 1;
}

/** @param others on how many screens each keystroke has to arrive */
export function delaysOf(processes: readonly Seen[], others: number): Delays {
  const arrived = new Map<number, { screens: number; last: number }>();
  for (const [key, screens, last] of processes.flatMap((seen) => seen.arrived)) {
    const known = arrived.get(key) ?? { screens: 0, last: 0 };
    arrived.set(key, { screens: known.screens + screens, last: Math.max(known.last, last) });
  }
  const struck = processes.flatMap((seen) => seen.struck);
  const delays = struck.flatMap(([key, at]) => {
    const there = arrived.get(key);
    return there?.screens === others ? [there.last - at] : [];
  });
  delays.sort((left, right) => left - right);
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN;
  return { keystrokes: struck.length, lost: struck.length - delays.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
