/** Why two files have no redline: a file that cannot be read, one that is beyond measure, a redline without its proof. */
export type RefusedBecause = 'unreadable' | 'too_large' | 'too_many_revisions' | 'unproven';

export class RedlineRefusal extends Error {
  constructor(
    readonly because: RefusedBecause,
    /** For the log, in English; people read the sentence of the error table. */
    detail: string,
  ) {
    super(detail);
  }
}
