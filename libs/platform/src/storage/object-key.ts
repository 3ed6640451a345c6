import { StorageError } from './storage-error.js';

const MAX_KEY_BYTES = 1024;

// Lone surrogates have no UTF-8 form, so two different strings would become one key.
const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/**
 * Refuses keys that some driver could not keep apart or that would climb out of a directory:
 * empty, longer than 1024 UTF-8 bytes, control characters, empty, `.` or `..` segments.
 * @throws StorageError storage.invalid_key
 */
export function assertObjectKey(key: string): void {
  const problem = keyProblem(key);
  if (problem !== undefined) throw new StorageError('storage.invalid_key', `object key ${JSON.stringify(key)} ${problem}`);
}

function keyProblem(key: string): string | undefined {
  if (key === '') return 'is empty';
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `is longer than ${MAX_KEY_BYTES} bytes`;
  if (CONTROL_OR_LONE_SURROGATE.test(key)) return 'holds a control character or broken Unicode';
  const badSegment = key.split('/').find((segment) => segment === '' || segment === '.' || segment === '..');
  return badSegment === undefined ? undefined : 'has an empty, "." or ".." segment';
}
