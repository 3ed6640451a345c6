import { canonicalJson } from './canonical-json.js';

/** One act on a dossier, as it enters the chain. All values are JSON; instants are ISO strings in UTC. */
export interface AuditEntry {
  readonly dossierId: string;
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly at: string;
  readonly action: string;
  readonly summary: string;
  readonly personId: string;
  readonly person: string;
  readonly role: string | null;
  readonly enteId: string;
  readonly ente: string;
  readonly requestId: string | null;
  readonly details: unknown;
}

export interface ChainedEntry extends AuditEntry {
  readonly previousHash: string;
  readonly hash: string;
}

/** What stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/** The text whose SHA-256 (hex) is the hash of the entry. */
export function chainInput(previousHash: string, entry: AuditEntry): string {
  const { dossierId, sequence, at, action, summary, personId, person, role, enteId, ente, requestId, details } = entry;
  return `${previousHash}\n${canonicalJson({ dossierId, sequence, at, action, summary, personId, person, role, enteId, ente, requestId, details })}`;
}

export type ChainFault = { sequence: number; fault: 'GAP' | 'BROKEN_LINK' | 'WRONG_HASH' };

/**
 * First fault of a chain read from its start, or null.
 * @param sha256 hex digest of a UTF-8 text; injected because the domain has no crypto of its own.
 */
export function findChainFault(entries: readonly ChainedEntry[], sha256: (text: string) => string): ChainFault | null {
  let previous = genesisHash;
  let expected = 1;
  for (const entry of entries) {
    if (entry.sequence !== expected) return { sequence: expected, fault: 'GAP' };
    if (entry.previousHash !== previous) return { sequence: entry.sequence, fault: 'BROKEN_LINK' };
    if (sha256(chainInput(previous, entry)) !== entry.hash) return { sequence: entry.sequence, fault: 'WRONG_HASH' };
    previous = entry.hash;
    expected += 1;
  }
  return null;
}
