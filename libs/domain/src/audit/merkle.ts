/**
 * Merkle tree of RFC 6962 §2.1 with SHA-256: a leaf is hashed after the byte 0x00 and a pair of nodes after 0x01, so that a
 * node can never be passed off as a leaf; a tree of n leaves splits at the largest power of two below n, and no leaf is
 * repeated; the root of no leaves is the hash of nothing. Digests are 32 bytes; SHA-256 is injected.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

function joined(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((total, part) => total + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const leafHash = (leaf: Uint8Array, sha256: Sha256): Uint8Array => sha256(joined(0, leaf));
const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array => sha256(joined(1, left, right));

/** Largest power of two below a size of at least 2. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

function subtree(hashes: readonly Uint8Array[], from: number, to: number, sha256: Sha256): Uint8Array {
  const only = hashes[from];
  if (to - from === 1 && only !== undefined) return only;
  const middle = from + split(to - from);
  return nodeHash(subtree(hashes, from, middle, sha256), subtree(hashes, middle, to, sha256), sha256);
}

/** Root of the leaves in the order given. */
export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  const hashes = leaves.map((leaf) => leafHash(leaf, sha256));
  return subtree(hashes, 0, hashes.length, sha256);
}

/** Audit path of the leaf at `index`: the sibling hashes from the leaf to the root (RFC 6962 §2.1.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, sha256: Sha256): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} of ${leaves.length}`);
  const hashes = leaves.map((leaf) => leafHash(leaf, sha256));
  const path: Uint8Array[] = [];
  let [from, to] = [0, hashes.length];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.unshift(subtree(hashes, middle, to, sha256));
      to = middle;
    } else {
      path.unshift(subtree(hashes, from, middle, sha256));
      from = middle;
    }
  }
  return path;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Does the leaf stand at `index` in the tree of `size` leaves with this root? Needs only the path, not the other leaves. */
export function verifyInclusion(
  leaf: Uint8Array,
  place: { readonly index: number; readonly size: number; readonly root: Uint8Array },
  path: readonly Uint8Array[],
  sha256: Sha256,
): boolean {
  const { index, size, root } = place;
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leafHash(leaf, sha256);
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, sha256);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling, sha256);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(hash, root);
}

/** Root and the audit path of every leaf, in one pass: n log n instead of a tree for each leaf. */
export function merkleTree(
  leaves: readonly Uint8Array[],
  sha256: Sha256,
): { readonly root: Uint8Array; readonly proofs: readonly (readonly Uint8Array[])[] } {
  if (leaves.length === 0) return { root: sha256(new Uint8Array(0)), proofs: [] };
  const hashes = leaves.map((leaf) => leafHash(leaf, sha256));
  const proofs: Uint8Array[][] = hashes.map(() => []);
  const build = (from: number, to: number): Uint8Array => {
    const only = hashes[from];
    if (to - from === 1 && only !== undefined) return only;
    const middle = from + split(to - from);
    const [left, right] = [build(from, middle), build(middle, to)];
    // From the leaf upwards: the inner nodes have been added before this one.
    for (let index = from; index < to; index += 1) proofs[index]?.push(index < middle ? right : left);
    return nodeHash(left, right, sha256);
  };
  return { root: build(0, hashes.length), proofs };
}
