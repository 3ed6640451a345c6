/** A part of the product could not be started or stopped; `hint` says how to mend it. Both are Italian, for the person at the terminal. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly service: string,
    message: string,
    readonly hint: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
