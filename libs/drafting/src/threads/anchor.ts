import * as Y from 'yjs';
import { AppError } from '@gare/platform/errors';

/** Encoded relative positions of a passage. */
export interface AnchorBytes {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

/** @throws AppError comment.anchor_malformed where the bytes are no relative positions */
export function requireAnchor(given: { readonly inizio: string; readonly fine: string } | null): AnchorBytes | null {
  if (given === null) return null;
  return { start: position(given.inizio), end: position(given.fine) };
}

function position(base64: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  try {
    // Written anew: what follows the position in the bytes is not kept.
    return Y.encodeRelativePosition(Y.decodeRelativePosition(bytes));
  } catch (cause) {
    throw new AppError('comment.anchor_malformed', { cause });
  }
}
