import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError } from './storage-error.js';

const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
const S3_CODES = ['InternalError', 'ServiceUnavailable', 'SlowDown', 'RequestTimeout', 'OperationAborted', 'XMinioServerNotInitialized'];
const MESSAGES = /socket hang up|aborted|premature close|Retryable HTTP status|Request failed after/i;

/** The `code` of an S3 or network error, empty when it has none. */
export function faultCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** True for faults that go away by themselves: the network, a restarting or overloaded server. */
export function isTransient(error: unknown): boolean {
  if (error instanceof StorageError) return false;
  const code = faultCode(error);
  return NETWORK_CODES.includes(code) || S3_CODES.includes(code) || MESSAGES.test(String(error));
}

export function isMissing(error: unknown): boolean {
  return ['NoSuchKey', 'NotFound', 'NoSuchVersion', 'NoSuchUpload'].includes(faultCode(error));
}

/** Gives up `budgetMs` after the first fault; waits 0.1 s, 0.2 s … 5 s between attempts, with jitter. */
export class Patience {
  private firstFault: number | undefined;
  private attempt = 0;

  constructor(private readonly budgetMs: number) {}

  /** Something worked: the next fault starts a new budget. */
  reset(): void {
    this.firstFault = undefined;
    this.attempt = 0;
  }

  /** Resolves when it is time to try again. @throws the error itself, typed, when it is final or the budget is spent */
  async wait(error: unknown, what: string): Promise<void> {
    const now = performance.now();
    this.firstFault ??= now;
    if (!isTransient(error) || now - this.firstFault > this.budgetMs) throw asStorageError(error, what);
    this.attempt += 1;
    const longest = Math.min(5_000, 100 * 2 ** Math.min(this.attempt, 10));
    await sleep(longest / 2 + Math.random() * (longest / 2));
  }
}

/** Runs the request until it works, fails for good or the budget is spent. */
export async function persistently<T>(what: string, budgetMs: number, request: () => Promise<T>): Promise<T> {
  const patience = new Patience(budgetMs);
  for (;;) {
    try {
      return await request();
    } catch (error) {
      await patience.wait(error, what);
    }
  }
}

export function asStorageError(error: unknown, what: string): StorageError {
  if (error instanceof StorageError) return error;
  if (isMissing(error)) return new StorageError('storage.not_found', `${what}: no such object`, { cause: error });
  const reason = [faultCode(error), String(error)].filter(Boolean).join(' ');
  return new StorageError('storage.unavailable', `${what}: ${reason}`, { cause: error });
}
