import { segmentsOf } from './block-edits.js';
import { type BlockPair } from './match-blocks.js';
import { type NotMerged, type ReplyToAdd, type StandingBlock, type ThreadToOpen, type ThreadToSettle } from './merged.js';
import { standingText, type Place, type ReturnedComment, type ReturnedDocx, type ReturnedPiece } from './returned.js';

interface Setting {
  readonly base: ReturnedDocx;
  readonly returned: ReturnedDocx;
  readonly pairs: readonly BlockPair[];
  readonly standing: ReadonlyMap<string, StandingBlock>;
}

interface Known {
  readonly base: ReturnedDocx;
  readonly returned: ReturnedDocx;
  /** Which comment of the download each one is, by its id in what came back. */
  readonly known: ReadonlyMap<string, ReturnedComment>;
}

export interface CommentOutcome {
  readonly threads: readonly ThreadToOpen[];
  readonly replies: readonly ReplyToAdd[];
  readonly settlements: readonly ThreadToSettle[];
  readonly notMerged: readonly NotMerged[];
}

/** Comments that are new since the download become threads, replies to known ones go to their thread, and so do ends; what was taken out is told. */
export function mergeComments({ base, returned, pairs, standing }: Setting): CommentOutcome {
  const known = counterparts(base.comments, returned.comments);
  const roots = new Map(returned.comments.map((comment) => [comment.id, rootOf(comment, returned.comments)]));
  const isNew = (comment: ReturnedComment): boolean => !known.has(comment.id);
  const threads: ThreadToOpen[] = [];
  const notMerged: NotMerged[] = [];
  for (const comment of returned.comments.filter((one) => isNew(one) && roots.get(one.id) === one)) {
    const replies = returned.comments
      .filter((one) => one !== comment && roots.get(one.id) === comment)
      .map(({ text, author, at }) => ({ text, by: { author, at } }));
    const found = anchorOf(comment, { returned, pairs, standing });
    if (found === null) notMerged.push(unanchored(comment, returned));
    else
      threads.push({
        ...found,
        text: comment.text,
        by: { author: comment.author, at: comment.at },
        resolved: comment.resolved === true,
        replies,
      });
  }
  const replies = returned.comments.filter(isNew).flatMap((comment): ReplyToAdd[] => {
    const root = roots.get(comment.id);
    const parent = root === undefined || root === comment ? undefined : known.get(root.id);
    return parent === undefined ? [] : [{ comment: parent.id, text: comment.text, by: { author: comment.author, at: comment.at } }];
  });
  const compared = { base, returned, known };
  return { threads, replies, settlements: settled(compared), notMerged: [...notMerged, ...gone(compared)] };
}

/** Which comment of the download each of these is; programs number them anew, so author and words decide. */
function counterparts(base: readonly ReturnedComment[], returned: readonly ReturnedComment[]): ReadonlyMap<string, ReturnedComment> {
  const waiting = [...base];
  const known = new Map<string, ReturnedComment>();
  for (const comment of returned) {
    const place = waiting.findIndex(({ author, text }) => author === comment.author && squeezed(text) === squeezed(comment.text));
    const [found] = place < 0 ? [] : waiting.splice(place, 1);
    if (found !== undefined) known.set(comment.id, found);
  }
  return known;
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The comment at the head of the thread a reply belongs to. */
function rootOf(comment: ReturnedComment, comments: readonly ReturnedComment[]): ReturnedComment {
  let root = comment;
  const seen = new Set([comment.id]);
  for (;;) {
    const parent = comments.find(({ id }) => id === root.parent);
    if (parent === undefined || seen.has(parent.id)) return root;
    seen.add(parent.id);
    root = parent;
  }
}

type Anchor = Pick<ThreadToOpen, 'block' | 'from' | 'to' | 'quote' | 'place'>;

function anchorOf(comment: ReturnedComment, { returned, pairs, standing }: Omit<Setting, 'base'>): Anchor | null {
  const { anchor } = comment;
  const source = anchor === null ? undefined : returned.blocks[anchor.block];
  if (anchor === null || source === undefined) return null;
  const index = pairs.findIndex((pair) => pair.returned?.source === source);
  const own = standing.get(pairs[index]?.base?.id ?? '');
  if (own !== undefined) {
    const [from, to] = [anchor.from, anchor.to].map((at) => inStanding(source.pieces, at));
    return placed(own, { text: standingText(source.pieces), from: from ?? 0, to: to ?? 0, place: source.place });
  }
  // A comment on a paragraph that is only proposed stands at the one before it.
  for (let before = index - 1; before >= 0; before -= 1) {
    const block = standing.get(pairs[before]?.base?.id ?? '');
    if (block !== undefined) return { block: block.id, from: 0, to: block.text.length, quote: block.text, place: source.place };
  }
  return null;
}

function placed(block: StandingBlock, { text, from, to, place }: { text: string; from: number; to: number; place: Place }): Anchor {
  const segments = segmentsOf(block.text, text);
  const at = (offset: number): number => {
    const home = segments.find(({ kind, standing, length }) => kind === 'equal' && offset >= standing && offset <= standing + length);
    if (home !== undefined) return home.base + offset - home.standing;
    return segments.findLast(({ standing }) => standing <= offset)?.base ?? 0;
  };
  const [start, end] = [at(from), Math.max(at(from), at(to))];
  // A point, or words that are gone: then the whole paragraph.
  const range = start === end ? { from: 0, to: block.text.length } : { from: start, to: end };
  return { block: block.id, ...range, quote: block.text.slice(range.from, range.to), place };
}

function inStanding(pieces: readonly ReturnedPiece[], at: number): number {
  let [all, standing] = [0, 0];
  for (const { text, inserted } of pieces) {
    const inside = Math.max(0, Math.min(text.length, at - all));
    if (inserted === null) standing += inside;
    all += text.length;
  }
  return standing;
}

function unanchored(comment: ReturnedComment, returned: ReturnedDocx): NotMerged {
  return {
    kind: 'COMMENT',
    what: `commento di ${comment.author}`,
    sentence: 'Nella bozza non c’è il testo a cui si riferisce: il commento resta qui e nel file originale.',
    place: placeOf(comment, returned),
    here: null,
    there: comment.text,
  };
}

/** Where a comment stands: at its words, or where there are none in the part of the comments. */
function placeOf({ anchor }: ReturnedComment, { blocks, parts }: ReturnedDocx): Place {
  const part = parts.find(({ name }) => /comments\.xml$/.test(name))?.name ?? '';
  return (anchor === null ? undefined : blocks[anchor.block]?.place) ?? { part, paragraph: 0, heading: [] };
}

/** Comments that were closed, or opened again: where a file says nothing of ends, nobody did. */
function settled({ base, returned, known }: Known): ThreadToSettle[] {
  return returned.comments.flatMap((now): ThreadToSettle[] => {
    const was = known.get(now.id);
    if (was === undefined || was.parent !== null || now.resolved === null || now.resolved === (was.resolved ?? false)) return [];
    return [{ comment: was.id, author: was.author, text: was.text, resolved: now.resolved, place: placeOf(was, base) }];
  });
}

function gone({ base, known }: Known): NotMerged[] {
  const back = new Set(known.values());
  return base.comments
    .filter((comment) => !back.has(comment))
    .map((comment) => ({
      kind: 'COMMENT',
      what: `commento di ${comment.author} tolto in Word`,
      sentence: 'La discussione resta nella bozza: si chiude lì.',
      place: placeOf(comment, base),
      here: comment.text,
      there: null,
    }));
}
