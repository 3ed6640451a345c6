import { type BlockPair, matchBlocks } from './match-blocks.js';
import { mergeBlock } from './merge-block.js';
import { mergeBorders } from './merge-borders.js';
import { mergeComments } from './merge-comments.js';
import { compareItems } from './compare-items.js';
import { logicalBlocks, type KnownId } from './logical-blocks.js';
import { type ChangedValue, type MergedReturn, type NotMerged, type Proposal, type StandingDraft } from './merged.js';
import { type FeatureItem, type ReturnedBlock, type ReturnedDocx } from './returned.js';

export interface Return {
  /** The document as it was downloaded, read like the one that came back. */
  readonly base: ReturnedDocx;
  readonly returned: ReturnedDocx;
  /** The draft as it stands now. */
  readonly current: StandingDraft;
  /** Name of whoever brings the file: what was changed without tracking is proposed by them. */
  readonly uploader: string;
}

/**
 * What a document that came back asks of the draft: every change of it is a proposal, a thread, a changed value, or listed as not
 * merged with its place. Nothing is written here, and of two sides that changed the same words neither wins.
 * Same three texts, same result.
 */
export function mergeReturn({ base, returned, current, uploader }: Return): MergedReturn {
  const known = knownIds(base.blocks);
  const pairs = matchBlocks(logicalBlocks(base.blocks, known), logicalBlocks(returned.blocks, known));
  const standing = new Map(current.blocks.map((block) => [block.id, block]));
  const proposals: Proposal[] = [];
  const values: ChangedValue[] = [];
  const notMerged: NotMerged[] = [];
  const emphasised = new Set<string>();
  for (const pair of pairs) {
    if (!isStanding(pair)) continue;
    const outcome = mergeBlock({ base: pair.base, returned: pair.returned, current: standing.get(pair.base.id ?? '') ?? null, uploader });
    proposals.push(...outcome.proposals);
    values.push(...outcome.values);
    notMerged.push(...outcome.notMerged);
    for (const author of outcome.emphasised) emphasised.add(`${pair.returned.source.place.paragraph} ${author}`);
  }
  const borders = mergeBorders(pairs, { standing, current, base: base.blocks, uploader });
  const comments = mergeComments({ base, returned, pairs, standing });
  const isRead = ({ vague, place }: FeatureItem): boolean => vague !== undefined && emphasised.has(`${place.paragraph} ${vague}`);
  const things = compareItems(
    base.items,
    returned.items.filter((item) => !isRead(item)),
  );
  return {
    proposals: [...proposals, ...borders.proposals],
    values,
    threads: comments.threads,
    replies: comments.replies,
    settlements: comments.settlements,
    notMerged: [...notMerged, ...borders.notMerged, ...comments.notMerged, ...things.notMerged],
    kept: things.kept,
  };
}

/** A paragraph that stood in the download and stands, or is taken out, in what came back. */
function isStanding(pair: BlockPair): pair is { base: NonNullable<BlockPair['base']>; returned: NonNullable<BlockPair['returned']> } {
  const { base, returned } = pair;
  return (
    base !== null && returned !== null && base.wholeInserted === null && returned.wholeDeleted === null && returned.wholeInserted === null
  );
}

function knownIds(blocks: readonly ReturnedBlock[]): KnownId {
  const standing = logicalBlocks(blocks, () => 'standing');
  const ids = new Map(
    standing.flatMap(({ source, wholeInserted }) =>
      source.id === null ? [] : [[source.id, wholeInserted === null ? 'standing' : 'proposed'] as const],
    ),
  );
  return (id) => ids.get(id) ?? null;
}
