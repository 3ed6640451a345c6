import { type Clause, type ClauseText } from '../clauses/clause.js';
import { decideText, mergeText, type Side, type TextStretch } from './merge-text.js';

/** Parts of a clause that are taken whole, in the order people read them. */
const wholeParts = ['title', 'condition', 'legalBasis', 'validFrom', 'validTo', 'owner', 'protected', 'alternatives'] as const;
type WholePart = (typeof wholeParts)[number];

/** Of one part: who changed it since the text both come from. */
export interface PartMerge {
  /** A part of the clause, or `texts/<form>/<n>`: the n-th stretch of a text on which both sides differ, from 0. */
  readonly path: string;
  readonly state: 'theirs' | 'conflict';
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** An upstream clause laid over ours. */
export interface ClauseMerge {
  readonly state: 'new' | 'same' | 'update' | 'conflict';
  /** What would change in ours, and what a person has to decide. */
  readonly parts: readonly PartMerge[];
  /** The clause with the side chosen for each conflict (by `path`); ours where nothing is chosen. */
  decide(sides: ReadonlyMap<string, Side>): Clause;
}

/**
 * Three-way merge of a clause: `base` is what of theirs was taken last time, null where nothing was. What only they changed is taken,
 * what only we changed stays, what both changed is a conflict. Never decides a conflict itself.
 */
export function mergeClause(base: Clause | null, ours: Clause | null, theirs: Clause): ClauseMerge {
  if (ours === null) return { state: 'new', parts: [], decide: () => theirs };
  const parts = wholeParts.flatMap((part) => wholePart(part, [base, ours, theirs]));
  const texts = mergeTexts(base, ours, theirs);
  const all = [...parts, ...texts.flatMap((text) => text.parts)];
  const state = all.some((part) => part.state === 'conflict') ? 'conflict' : all.length > 0 ? 'update' : 'same';
  const decide = (sides: ReadonlyMap<string, Side>): Clause => {
    const taken = parts.filter((part) => part.state === 'theirs' || sides.get(part.path) === 'theirs').map(({ path }) => path);
    const whole = Object.fromEntries(wholeParts.map((part) => [part, (taken.includes(part) ? theirs : ours)[part]]));
    return { ...ours, ...whole, texts: texts.flatMap((text) => text.decide(sides)) };
  };
  return { state, parts: all, decide };
}

function wholePart(part: WholePart, [base, ours, theirs]: readonly [Clause | null, Clause, Clause]): PartMerge[] {
  const whole = (clause: Clause | null): string => JSON.stringify(clause?.[part]);
  if (whole(ours) === whole(theirs) || (base !== null && whole(base) === whole(theirs))) return [];
  const state = base !== null && whole(base) === whole(ours) ? 'theirs' : 'conflict';
  return [{ path: part, state, base: base?.[part] ?? null, ours: ours[part], theirs: theirs[part] }];
}

interface TextMerge {
  readonly parts: readonly PartMerge[];
  decide(sides: ReadonlyMap<string, Side>): ClauseText[];
}

/** The texts of both, in our order and then those that only they have. */
function mergeTexts(base: Clause | null, ours: Clause, theirs: Clause): TextMerge[] {
  const forms = [...new Set([...ours.texts, ...theirs.texts].map(({ form }) => form))];
  const of = (clause: Clause | null, form: string): ClauseText | undefined => clause?.texts.find((text) => text.form === form);
  return forms.map((form) => mergeForm(`texts/${form}`, [of(base, form), of(ours, form), of(theirs, form)]));
}

type Three = readonly [base: ClauseText | undefined, ours: ClauseText | undefined, theirs: ClauseText | undefined];

function mergeForm(path: string, [base, ours, theirs]: Three): TextMerge {
  if (ours === undefined || theirs === undefined) return oneSided(path, [base, ours, theirs]);
  const stretches = mergeText(base?.text ?? '', ours.text, theirs.text);
  const conflicts = stretches.filter((stretch) => stretch.kind === 'conflict');
  const pathOf = (index: number): string => `${path}/${index}`;
  const taken = decideText(stretches, []);
  const parts: PartMerge[] = conflicts.map((conflict, index) => ({
    path: pathOf(index),
    state: 'conflict',
    ...{ base: conflict.base.join('\n'), ours: conflict.ours.join('\n'), theirs: conflict.theirs.join('\n') },
  }));
  if (taken !== ours.text) parts.push({ path, state: 'theirs', base: base?.text ?? null, ours: ours.text, theirs: taken });
  return { parts, decide: (sides) => [{ ...ours, text: textWith(stretches, sides, pathOf) }] };
}

function textWith(stretches: readonly TextStretch[], sides: ReadonlyMap<string, Side>, pathOf: (index: number) => string): string {
  const conflicts = stretches.filter(({ kind }) => kind === 'conflict');
  return decideText(
    stretches,
    conflicts.map((_, index) => sides.get(pathOf(index)) ?? 'ours'),
  );
}

/** A text that one side does not have: new with them, or taken out by one of the two. */
function oneSided(path: string, [base, ours, theirs]: Three): TextMerge {
  const present = ours ?? theirs;
  if (present === undefined) return { parts: [], decide: () => [] };
  const stays: TextMerge = { parts: [], decide: () => (ours === undefined ? [] : [ours]) };
  // We took it out, or they never had it: it stays as we have it.
  if (base === undefined ? ours !== undefined : ours === undefined && base.text === theirs?.text) return stays;
  const quiet = base === undefined || base.text === ours?.text;
  const part: PartMerge = {
    path,
    state: quiet ? 'theirs' : 'conflict',
    ...{ base: base?.text ?? null, ours: ours?.text ?? null, theirs: theirs?.text ?? null },
  };
  const side = (sides: ReadonlyMap<string, Side>): ClauseText | undefined => (quiet || sides.get(path) === 'theirs' ? theirs : ours);
  return {
    parts: [part],
    decide: (sides) => {
      const chosen = side(sides);
      return chosen === undefined ? [] : [chosen];
    },
  };
}
