import { verify, type KeyObject } from 'node:crypto';

/** What an office server signs of each request, as its headers bring it. */
export interface ProofOfRequest {
  readonly accessToken: string;
  /** The whole address of the request, with its query, as the server called it. */
  readonly url: string;
  /** `X-WOPI-TimeStamp`: 100-nanosecond intervals since the year 1, UTC. */
  readonly timeStamp: string;
  /** `X-WOPI-Proof` and `X-WOPI-ProofOld`, base64. */
  readonly proof: string;
  readonly proofOld: string;
}

/** Milliseconds from the year 1 to 1970. */
const yearOneMs = 62_135_596_800_000n;
const validMs = 20 * 60_000;

/**
 * Whether a request comes from the office server whose keys these are ([MS-WOPI], proof keys): the signature of now with the key of
 * now or of before, or the older signature with the key of now, and not older than twenty minutes.
 * @param keys the current key, and the one before
 * @param now milliseconds since 1970
 */
export function proofHolds(request: ProofOfRequest, keys: readonly KeyObject[], now: number): boolean {
  if (!/^\d{1,19}$/.test(request.timeStamp)) return false;
  const ticks = BigInt(request.timeStamp);
  const at = Number(ticks / 10_000n - yearOneMs);
  if (Math.abs(now - at) > validMs) return false;
  const expected = signedBytes(request.accessToken, request.url, ticks);
  const [current, old] = keys;
  const signs = (key: KeyObject | undefined, signature: string): boolean =>
    key !== undefined && signature !== '' && verify('RSA-SHA256', expected, key, Buffer.from(signature, 'base64'));
  return signs(current, request.proof) || signs(current, request.proofOld) || signs(old, request.proof);
}

/** The bytes that are signed: token, address in capitals and time, each with its length in four bytes, big-endian. */
export function signedBytes(accessToken: string, url: string, ticks: bigint): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(ticks);
  return Buffer.concat([Buffer.from(accessToken), Buffer.from(url.toUpperCase()), time].flatMap(withLength));
}

/** Ticks of an instant in milliseconds since 1970. */
export const ticksOf = (ms: number): bigint => (BigInt(ms) + yearOneMs) * 10_000n;

function withLength(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
