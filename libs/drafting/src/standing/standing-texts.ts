import { Injectable } from '@nestjs/common';
import { textOf } from '@gare/domain/drafting/draft-content';
import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { rejectSuggestions } from '@gare/domain/drafting/suggestions';
import { changedParagraphs, type ChangedParagraph, type ReadText } from '@gare/domain/review/reopening';
import { type Reader } from '@gare/platform/database';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftStore } from '../draft-store.js';
import { type DraftStanding } from './draft-standings.js';

/** What a draft says otherwise than the version in force, paragraph by paragraph. Loads it twice: for who looks at that. */
@Injectable()
export class StandingTexts {
  constructor(private readonly store: DraftStore) {}

  /** Empty where only emphasis or lists changed, or where there is nothing to compare with. */
  async changes(reader: Reader, { draftId, seq, base }: DraftStanding): Promise<ChangedParagraph[]> {
    if (base === null) return [];
    const [before, now] = await Promise.all([this.at(reader, draftId, base.seq), this.at(reader, draftId, seq)]);
    return changedParagraphs(before, now);
  }

  private async at(reader: Reader, draftId: string, seq: number): Promise<ReadText> {
    const { doc } = await this.store.loadUpTo(reader, draftId, seq);
    return standingText(draftNodeOf(doc));
  }
}

/** The text that stands, one paragraph a line, with its headings. */
export function standingText(draft: DraftNode): ReadText {
  const headings: { line: number; text: string }[] = [];
  const lines: string[] = [];
  for (const block of rejectSuggestions(draft).children) {
    const text = textOf(block);
    if (block.type.name === 'heading') headings.push({ line: lines.length, text });
    lines.push(...text.split('\n'));
  }
  return { text: lines.join('\n'), headings };
}
