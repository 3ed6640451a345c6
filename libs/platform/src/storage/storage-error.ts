/** What can go wrong with an object, told in one code whichever driver is in use. */
export type StorageErrorCode =
  | 'storage.not_found'
  | 'storage.retained'
  | 'storage.unavailable'
  | 'storage.integrity'
  | 'storage.invalid_key'
  | 'storage.link_invalid'
  | 'storage.link_expired';

/** The only error class that leaves this capability. `code` is stable, `message` is for logs. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
