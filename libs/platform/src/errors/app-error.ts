import { errorRow, isErrorCode, type ErrorCode } from './error-table.js';

export interface Issue {
  path: string;
  message: string;
}

export interface AppErrorContext {
  /** Replaces the general sentence with what exactly happened, in Italian. */
  detail?: string;
  issues?: readonly Issue[];
  details?: unknown;
  cause?: unknown;
}

/** The one error services throw; the HTTP filter and the job runner turn it into words through the error table. */
export class AppError extends Error {
  readonly detail: string;
  readonly issues: readonly Issue[] | undefined;
  readonly details: unknown;

  constructor(
    readonly code: ErrorCode,
    context: AppErrorContext = {},
  ) {
    super(`${code}: ${context.detail ?? errorRow(code).detail}`, { cause: context.cause });
    this.detail = context.detail ?? errorRow(code).detail;
    this.issues = context.issues;
    this.details = context.details;
  }

  get retryable(): boolean {
    return errorRow(this.code).retryable === true;
  }
}

/** An error of a capability that carries a code of the table (storage, office) as an AppError; null for any other. */
export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || !isErrorCode(error.code)) return null;
  return new AppError(error.code, { cause: error });
}
