import { createHmac, timingSafeEqual } from 'node:crypto';
import { StorageError } from './storage-error.js';

/** What a signed link of the file-system driver grants: one object, until an instant, under a file name. */
export interface FileGrant {
  key: string;
  versionId?: string;
  fileName?: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  expiresAt: number;
}

function signature(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`file-grant.v1.${payload}`).digest();
}

/** Writes the grant as `<payload>.<HMAC-SHA256>`, both base64url: safe in a URL path. */
export function signFileGrant(grant: FileGrant, secret: string): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${payload}.${signature(payload, secret).toString('base64url')}`;
}

/**
 * Reads a token made by signFileGrant.
 * @param now the present instant, from Clock
 * @throws StorageError storage.link_invalid, storage.link_expired
 */
export function verifyFileGrant(token: string, secret: string, now: Date): FileGrant {
  const [payload, given, ...rest] = token.split('.');
  if (payload === undefined || given === undefined || rest.length > 0) throw new StorageError('storage.link_invalid', 'not a file link');
  const expected = signature(payload, secret);
  const actual = Buffer.from(given, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new StorageError('storage.link_invalid', 'the signature of the file link is wrong');
  }
  const grant = JSON.parse(Buffer.from(payload, 'base64url').toString()) as FileGrant;
  if (grant.expiresAt * 1000 <= now.getTime()) throw new StorageError('storage.link_expired', `the link to ${grant.key} has expired`);
  return grant;
}
