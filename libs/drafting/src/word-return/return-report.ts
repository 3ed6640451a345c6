import { type ReturnReport } from '@gare/contracts/word-return';
import { type MergedReturn, type Proposal } from './merged.js';
import { type ReturnedDocx } from './returned.js';

/** What a person reads of a returned file: the merge, with every part of the file. */
export function reportOf(merged: MergedReturn, { parts, revisions }: ReturnedDocx): ReturnReport {
  const { proposals, threads, replies, settlements, values, notMerged, kept } = merged;
  return {
    proposals: proposals.map((proposal) => ({
      ...{ kind: proposal.kind, author: proposal.by?.author ?? null, at: proposal.by?.at ?? null },
      ...{ deleted: 'deleted' in proposal ? proposal.deleted : '', inserted: insertedBy(proposal), place: copied(proposal.place) },
      ...(proposal.kind === 'emphasis' ? { emphasis: { words: proposal.words, set: [...proposal.set], taken: [...proposal.taken] } } : {}),
    })),
    comments: [
      ...threads.map(({ by, text, quote, replies: answers }) => ({ ...by, text, quote, replies: answers.length, isReply: false })),
      ...replies.map(({ by, text }) => ({ ...by, text, quote: '', replies: 0, isReply: true })),
      ...settlements.map(({ author, text, resolved }) => ({
        ...{ author, at: null, text, quote: '', replies: 0, isReply: false },
        settles: resolved ? ('RISOLTO' as const) : ('RIAPERTO' as const),
      })),
    ].map(({ author, at, ...rest }) => ({ author, at, ...rest })),
    values: values.map(({ value, before, after, place }) => ({ field: value, before, after, place: copied(place) })),
    notMerged: notMerged.map(({ place, ...rest }) => ({ ...rest, place: copied(place) })),
    kept: [...kept],
    parts: [...parts],
    revisions,
  };
}

function copied({ heading, ...place }: Proposal['place']): { part: string; paragraph: number; heading: string[] } {
  return { ...place, heading: [...heading] };
}

function insertedBy(proposal: Proposal): string {
  if (proposal.kind === 'insertRow') return proposal.cells.join(' | ');
  return 'inserted' in proposal ? proposal.inserted.map(({ text }) => text).join('') : '';
}
