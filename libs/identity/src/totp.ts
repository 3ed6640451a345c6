import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** What all authenticator apps understand (RFC 6238 with SHA-1, 6 digits, 30 seconds). */
const stepSeconds = 30;
const form = { algorithm: 'SHA1', digits: 6, period: stepSeconds } as const;
const secretBytes = 20;
/** Codes of the step before and after also count: clocks of phones are not exact. */
const tolerance = 1;

const recoveryCodeCount = 10;
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const recoveryLetters = 10;

/** A new secret in Base32. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What the QR code says: `otpauth://totp/…`. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ ...form, secret, issuer, label }).toString();
}

/** The step of time whose code this is; null where the code is wrong at this moment. */
export function totpStep(secret: string, code: string, at: Date): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = at.getTime();
  const delta = new TOTP({ ...form, secret }).validate({ token: digits, timestamp, window: tolerance });
  return delta === null ? null : Math.floor(timestamp / 1000 / stepSeconds) + delta;
}

/** Ten codes to keep on paper, 50 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from(randomBytes(recoveryLetters), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** However it is typed, with or without the dash, in small letters. */
export function hashRecoveryCode(personId: string, code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`${personId} ${letters}`).digest('hex');
}
