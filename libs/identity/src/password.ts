import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's OWASP defaults (19 MiB, 2 passes); the parameters travel in the hash. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | null = null;

/** Takes the same time whether or not the person exists, so that nobody learns which e-mails are known. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}
