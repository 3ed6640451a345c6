/** What one error says to a person. */
export interface ErrorRow {
  readonly status: number;
  /** What happened. */
  readonly detail: string;
  /** What to do now. */
  readonly remedy: string;
  /** A job that fails with it is tried again. */
  readonly retryable?: true;
}
