import { canonicalJson } from './canonical-json.js';
import type { AuditSubject } from './chain-text.js';
import { merkleTree, type Sha256 } from './merkle.js';

/** Last entry of a chain at the end of a day. */
export interface ChainHead {
  readonly subject: AuditSubject;
  readonly sequence: number;
  readonly hash: string;
}

/** What is sealed for a day: the root over the heads of the chains of a SUA that went on since the seal before, tied to the seal of the day before. */
export interface DaySeal {
  readonly format: 'gare-insieme-sigillo-1';
  readonly suaId: string;
  /** `YYYY-MM-DD`, the day in Italy whose acts are the last to be counted. */
  readonly day: string;
  readonly chains: number;
  /** Hex of the Merkle root. */
  readonly root: string;
  /** Hash of the seal before this one; 64 zeros for the first. */
  readonly previousSeal: string;
}

const encoder = new TextEncoder();

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function order(a: ChainHead, b: ChainHead): number {
  const [left, right] = [a, b].map((head) => `${head.subject.kind} ${head.subject.id}`);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

/** The bytes of a leaf: canonical JSON of the head. */
export function sealLeaf({ subject, sequence, hash }: ChainHead): Uint8Array {
  return encoder.encode(canonicalJson({ hash, id: subject.id, kind: subject.kind, sequence }));
}

/** The heads in the order of the leaves: by kind, then id. Throws RangeError where a subject stands twice. */
export function sealOrder<Head extends ChainHead>(heads: readonly Head[]): readonly Head[] {
  const sorted = [...heads].sort(order);
  const twice = sorted.find((head, index) => index > 0 && order(head, sorted[index - 1] ?? head) === 0);
  if (twice !== undefined) throw new RangeError(`two heads of ${twice.subject.kind} ${twice.subject.id}`);
  return sorted;
}

export interface DayToSeal {
  readonly suaId: string;
  readonly day: string;
  /** Hash of the seal before; null for the first. */
  readonly previousSeal: string | null;
}

/** A head with its place in the tree and the way from it to the root, in hex. */
export type ProvenHead<Head extends ChainHead = ChainHead> = Head & { readonly index: number; readonly proof: readonly string[] };

/** The seal of a day and the proof of every head in it, whatever the order they are given in. */
export function sealWithProofs<Head extends ChainHead>(
  day: DayToSeal,
  heads: readonly Head[],
  sha256: Sha256,
): { readonly seal: DaySeal; readonly heads: readonly ProvenHead<Head>[] } {
  const ordered = sealOrder(heads);
  const { root, proofs } = merkleTree(ordered.map(sealLeaf), sha256);
  const seal: DaySeal = {
    format: 'gare-insieme-sigillo-1',
    suaId: day.suaId,
    day: day.day,
    chains: ordered.length,
    root: hex(root),
    previousSeal: day.previousSeal ?? '0'.repeat(64),
  };
  return { seal, heads: ordered.map((head, index) => ({ ...head, index, proof: (proofs[index] ?? []).map(hex) })) };
}

/** The seal of a day over the heads, whatever the order they are given in. */
export function sealOfDay(day: DayToSeal, heads: readonly ChainHead[], sha256: Sha256): DaySeal {
  return sealWithProofs(day, heads, sha256).seal;
}

/** Hash of a seal, which the next one names: an old seal cannot be changed without changing all that follow. */
export function sealHash(seal: DaySeal, sha256: Sha256): string {
  return hex(sha256(encoder.encode(canonicalJson(seal))));
}
