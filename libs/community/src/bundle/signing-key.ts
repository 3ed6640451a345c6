import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** A pair for Ed25519 (RFC 8032): SPKI and PKCS#8 in base64, and the SHA-256 of the public key's DER in lower-case hex. */
export interface SigningPair {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly fingerprint: string;
}

export function newSigningPair(): SigningPair {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
  return {
    publicKey: publicKey.toString('base64'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    fingerprint: createHash('sha256').update(publicKey).digest('hex'),
  };
}

export function signBytes(bytes: Buffer, privateKey: string): string {
  return sign(null, bytes, createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })).toString('base64');
}

/** Whether the bytes were signed with the key; never throws. */
export function isSignedBy(bytes: Buffer, signature: string, publicKey: string): boolean {
  const key = readPublicKey(publicKey);
  return key !== null && verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

/** The fingerprint of an Ed25519 public key; null for anything else. */
export function fingerprintOf(publicKey: string): string | null {
  const key = readPublicKey(publicKey);
  return key === null
    ? null
    : createHash('sha256')
        .update(key.export({ type: 'spki', format: 'der' }))
        .digest('hex');
}

function readPublicKey(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    // Not a key at all: that is the answer.
    return null;
  }
}
