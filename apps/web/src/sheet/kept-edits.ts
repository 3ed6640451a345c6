import { type JsonValue } from '@gare/domain/scheda/path';
import { type PendingEdits } from './pending-edits';

/** Something typed that is not (yet) a value of the field, with the reason. */
export interface Draft {
  readonly text: string;
  readonly message: string;
}

/** What survives a closed window: edits the server has not acknowledged and half-typed texts. */
export interface KeptEdits {
  readonly baseRevision: number;
  readonly pending: PendingEdits;
  readonly drafts: ReadonlyMap<string, Draft>;
}

interface Stored {
  readonly baseRevision: number;
  readonly pending: [string, JsonValue][];
  readonly drafts: [string, Draft][];
}

/** The shelf on this computer for the edits of one person on one dossier. A browser without storage keeps nothing. */
export class EditShelf {
  private readonly key: string;

  constructor(personId: string, dossierId: string) {
    this.key = `gare.scheda.${personId}.${dossierId}`;
  }

  read(): KeptEdits | null {
    try {
      const text = localStorage.getItem(this.key);
      if (text === null) return null;
      const stored = JSON.parse(text) as Stored;
      return { baseRevision: stored.baseRevision, pending: new Map(stored.pending), drafts: new Map(stored.drafts) };
    } catch {
      // Storage switched off or overwritten by something else: the page works on without it.
      return null;
    }
  }

  write(kept: KeptEdits): void {
    try {
      if (kept.pending.size === 0 && kept.drafts.size === 0) {
        localStorage.removeItem(this.key);
        return;
      }
      const stored: Stored = { baseRevision: kept.baseRevision, pending: [...kept.pending], drafts: [...kept.drafts] };
      localStorage.setItem(this.key, JSON.stringify(stored));
    } catch {
      // A full disk must not stop the save to the server.
    }
  }
}
