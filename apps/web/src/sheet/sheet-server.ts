import { type JsonValue } from '@gare/domain/scheda/path';
import { client, type Sheet, type SheetConflict } from '../api/client';
import { answerOf } from '../api/refused';
import { type Trouble, troubleOf } from '../api/trouble';
import { type PendingEdits } from './pending-edits';

export type ChangeAnswer =
  | {
      readonly kind: 'saved';
      readonly revision: number;
      readonly savedAt: string;
      readonly derived: Readonly<Record<string, unknown>>;
      readonly merged: readonly { readonly path: string; readonly value?: unknown }[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly SheetConflict[] }
  | { readonly kind: 'refused'; readonly trouble: Trouble }
  | { readonly kind: 'unreachable'; readonly why: 'offline' | 'signedOut' | 'failing'; readonly trouble: Trouble };

const unauthorized = 401;
const tooManyRequests = 429;

/** The sheet of one dossier on the server; never throws on a change, because every outcome is shown to the person. */
export class SheetServer {
  constructor(private readonly dossierId: string) {}

  /** @throws RequestRefused, or a TypeError when the server is not reached. */
  async read(): Promise<Sheet> {
    return answerOf(client.GET('/api/dossiers/{dossierId}/scheda', { params: { path: { dossierId: this.dossierId } } }));
  }

  async change(baseRevision: number, edits: PendingEdits): Promise<ChangeAnswer> {
    const changes = [...edits].map(([path, value]: [string, JsonValue]) => ({ path, value }));
    try {
      const { data, error } = await client.PATCH('/api/dossiers/{dossierId}/scheda', {
        params: { path: { dossierId: this.dossierId } },
        body: { baseRevision, changes },
      });
      return data === undefined ? failed(error) : { kind: 'saved', ...data };
    } catch (error) {
      return failed(error);
    }
  }
}

function failed(error: unknown): ChangeAnswer {
  const trouble = troubleOf(error);
  const conflicts = (trouble.details as { conflicts?: SheetConflict[] } | null | undefined)?.conflicts;
  if (trouble.status === 409 && conflicts) return { kind: 'conflict', conflicts };
  const why = trouble.status === null ? 'offline' : trouble.status === unauthorized ? 'signedOut' : 'failing';
  // 401 is mended by signing in again, and then the same request is right.
  const again = trouble.status === null || trouble.status >= 500 || trouble.status === unauthorized || trouble.status === tooManyRequests;
  return again ? { kind: 'unreachable', why, trouble } : { kind: 'refused', trouble };
}
