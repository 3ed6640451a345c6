import { createHash } from 'node:crypto';
import { blockId } from '@gare/domain/drafting/draft-schema';
import { attribute, type WordElement } from './word-xml.js';

/**
 * Ids of the blocks of a document: the paragraph id that stands in the file, else one worked out of the words of the block, so that the
 * next formation names an unchanged paragraph the same.
 */
export class BlockIds {
  private readonly taken = new Set<string>();

  next(element: WordElement | null, words: string): string {
    const own = attribute(element ?? undefined, 'w14:paraId')?.toUpperCase() ?? '';
    if (/^[0-7][0-9A-F]{7}$/.test(own) && this.take(own)) return own;
    for (let occurrence = 0; ; occurrence += 1) {
      const id = blockId(createHash('sha256').update(`${occurrence} ${words}`).digest().readUInt32BE(0));
      if (this.take(id)) return id;
    }
  }

  private take(id: string): boolean {
    if (this.taken.has(id)) return false;
    this.taken.add(id);
    return true;
  }
}
