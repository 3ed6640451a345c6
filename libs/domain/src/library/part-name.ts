/** Shared parts have names in small letters (`intestazione-sua`), templates codes in capitals (`D33`). */
export const partNamePattern = /^[a-z][a-z0-9-]{1,59}$/;

/** Whether a code of the library is the name of a shared part. */
export const isPartName = (code: string): boolean => partNamePattern.test(code);
