/** Somebody a dossier waits on: the party, the role, the person where one is named. */
export interface WaitsOn {
  readonly party: 'COMUNE' | 'SUA' | 'ALTRO';
  readonly role: string;
  readonly personId: string | null;
}

/** Something that is open on a dossier beside its state: a request, a task, an answer that is due. */
export interface OpenItem {
  readonly id: string;
  /** What it is, in the words of the feature that tells it: `INTEGRAZIONE`, `CHIARIMENTO`… */
  readonly code: string;
  /** In Italian, as a task is called. */
  readonly title: string;
  readonly waitsOn: WaitsOn;
  readonly since: Date;
  /** Day by which it is due, `YYYY-MM-DD`. */
  readonly due: string | null;
  /** The dossier waits on this party until the item is closed. */
  readonly takesTurn: boolean;
  /** The clock of the state stands still meanwhile. */
  readonly stopsClock: boolean;
  /** Screen of the dossier where it is dealt with, as the web names it, and the place on it. */
  readonly screen: string;
  readonly path: string | null;
}
