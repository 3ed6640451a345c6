/** What a connection knows, as it stands. */
export interface ConnectionFacts {
  /** `closed`: the server said why it will not have this connection back. */
  readonly line: 'connecting' | 'open' | 'broken' | 'closed';
  /** The text of the server has been read at least once on this page. */
  readonly loaded: boolean;
  readonly readOnly: boolean;
  /** Edits made here that the server has not acknowledged. */
  readonly pending: number;
  /** Instant of the last moment at which every edit was acknowledged; null before the first. */
  readonly savedAt: string | null;
  /** This computer keeps what is written without a network. */
  readonly keepsHere: boolean;
}

/** What the page says about the text being safe. Each of them is true whenever it is shown. */
export type SaveState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'readOnly' }
  /** Nothing was written here yet. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'pending'; readonly count: number }
  /** Without a network; `lost`: this computer cannot keep what is written either. */
  | { readonly kind: 'offline'; readonly count: number; readonly lost: boolean }
  | { readonly kind: 'closed' };

/** The one sentence that is true of these facts. "Saved" is only said when every edit has been acknowledged. */
export function saveStateOf({ line, loaded, readOnly, pending, savedAt, keepsHere }: ConnectionFacts): SaveState {
  if (line === 'closed') return { kind: 'closed' };
  if (line === 'broken') return { kind: 'offline', count: pending, lost: !keepsHere && pending > 0 };
  if (!loaded) return { kind: 'opening' };
  if (pending > 0) return { kind: 'pending', count: pending };
  if (readOnly) return { kind: 'readOnly' };
  return savedAt === null ? { kind: 'rest' } : { kind: 'saved', at: savedAt };
}
