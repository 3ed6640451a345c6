import type { TurnParty } from './whose-turn.js';

/** A stretch of time in which a dossier waited on one party; `to` is null while it runs. */
export interface Stay {
  readonly party: TurnParty;
  readonly clockStopped: boolean;
  readonly from: Date;
  readonly to: Date | null;
}

/** How long a dossier waited on a party, in milliseconds. */
export interface Waited {
  readonly party: TurnParty;
  readonly elapsed: number;
  /** Of it on working days. */
  readonly working: number;
  /** Of the working time that in which the clock stood still. */
  readonly workingStopped: number;
}

const parties: readonly TurnParty[] = ['COMUNE', 'SUA', 'ALTRO', 'NESSUNO'];

/**
 * Time attributed to each party until `now`: every instant since the opening to exactly one, so that the parts sum to what elapsed.
 * @param workingTime milliseconds of working time between two instants; must add up over adjoining stretches
 */
export function attributedTime(stays: readonly Stay[], now: Date, workingTime: (from: Date, to: Date) => number): readonly Waited[] {
  return parties.map((party) => {
    const own = stays.filter((stay) => stay.party === party);
    const sum = (measure: (from: Date, to: Date) => number, of = own): number =>
      of.reduce((total, { from, to }) => total + measure(from, to ?? now), 0);
    return {
      party,
      elapsed: sum((from, to) => to.getTime() - from.getTime()),
      working: sum(workingTime),
      workingStopped: sum(
        workingTime,
        own.filter(({ clockStopped }) => clockStopped),
      ),
    };
  });
}
