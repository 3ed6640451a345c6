/** A stretch of time in which a dossier stood in one state and waited on one party. Instants are ISO 8601 in UTC. */
export interface Stay {
  readonly dossierId: string;
  readonly enteId: string;
  readonly state: string;
  readonly phase: string;
  readonly party: WaitingParty;
  readonly role: string | null;
  readonly clockStopped: boolean;
  readonly from: string;
  /** Null while it lasts. */
  readonly to: string | null;
}

export const waitingParties = ['COMUNE', 'SUA', 'ALTRO', 'NESSUNO'] as const;
export type WaitingParty = (typeof waitingParties)[number];

/** Italian civil days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const day = 86_400_000;

/** Days from one instant to another, with their fraction. */
export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / day;
}

/** Days with one decimal, as they are shown and exported. */
export function roundDays(days: number): number {
  return Math.round(days * 10) / 10;
}

/** Items by key, in the order they come. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
