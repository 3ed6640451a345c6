import { changedPart, factsOf, wholePart, type BlockIdentity, type ChangedPart } from './changed-part.js';
import { blockAttrs, valueKey, type DraftNode, type Side, type ValueAttrs } from './draft-schema.js';
import { emphasisOf } from './emphasis.js';
import { changesOf, rejectSuggestions, suggestionsOf, type Suggestion } from './suggestions.js';

/** What a connection may do in a draft, as the server found it. */
export interface Drafter {
  /** `owner` writes in the blocks of their sides and suggests elsewhere; `suggester` suggests everywhere; `reader` changes nothing. */
  readonly role: 'owner' | 'suggester' | 'reader';
  /** Sides whose blocks an owner may write; blocks of nobody are open to every owner. */
  readonly sides: readonly Side[];
  /** Account whose name new suggestions have to carry. */
  readonly authorId: string;
}

export type Refusal =
  /** A reader changed something. */
  | 'SOLA_LETTURA'
  /** Somebody else's block reads otherwise than before, not only by suggestion. */
  | 'BLOCCO_DI_ALTRI'
  /** A value of the scheda that is not one, or one whose words were typed. */
  | 'VALORE'
  /** A kept piece of the document that is not one of the document. */
  | 'PARTE_CONSERVATA'
  /** Id, owner, origin or look of a block were made up. */
  | 'IDENTITA'
  /** A suggestion under another's name, or one of another that was changed or decided. */
  | 'PROPOSTA_DI_ALTRI';

/** What pieces of a draft are taken over and never invented. */
export type Inherited = 'looks' | 'origins' | 'values' | 'kept';

/** Whether the draft has had such a piece at some time; values as `valueKey` names them. */
export type Had = (what: Inherited, key: string) => boolean;

export type Permission = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal; readonly block: string | null };

const allowed: Permission = { ok: true };
const refused = (refusal: Refusal, block: string | null = null): Permission => ({ ok: false, refusal, block });

/**
 * Whether a person may make this change of a draft. In blocks of their own they write; in those of others they may only suggest:
 * with all suggestions rejected these read as before, and the suggestions of third people stand. Values, kept pieces, ids,
 * owners and origins are never made up, in whatever block. `had` tells what the draft has had
 * before, so that taking something out can be taken back.
 */
export function permittedChange(before: DraftNode, after: DraftNode, who: Drafter, had: Had = () => false): Permission {
  return verdict(changedPart(before, after), who, had);
}

/** The same answer, found by comparing every block: what the quick way is held against. */
export function permittedInWhole(before: DraftNode, after: DraftNode, who: Drafter, had: Had = () => false): Permission {
  return verdict(wholePart(before, after), who, had);
}

function verdict(part: ChangedPart, who: Drafter, had: Had): Permission {
  const { before, after } = part;
  if (before.eq(after)) return allowed;
  if (who.role === 'reader') return refused('SOLA_LETTURA');
  return madeUp(part, had) ?? foreignText(before, after, who) ?? foreignSuggestions(part, who) ?? allowed;
}

function mayWrite(who: Drafter, owner: Side | null): boolean {
  return who.role === 'owner' && (owner === null || who.sides.includes(owner));
}

/** Atoms, looks, origins and owners are taken from the draft as it was, never invented. */
function madeUp(part: ChangedPart, had: Had): Permission | null {
  const seen = new Set<string>();
  // `later` is told only where nothing else is found before the block whose id is used again.
  const told: { now: Permission | null; later: Permission | null } = { now: null, later: null };
  let block: string | null = null;
  part.after.descendants((node) => {
    if (told.now !== null) return false;
    told.now = madeUpAtom(part, had, node, block);
    if (node.isInline || told.now !== null || !('id' in node.attrs)) return told.now === null;
    const { id, look, origin, owner } = blockAttrs(node);
    block = id;
    const here = id === null ? undefined : identityIn(part.before.children, id);
    // An id stands once in a draft: what was in hand is not among what stands around.
    const isNew = id !== null && here === undefined;
    const isCopy = id === null || seen.has(id) || (isNew && identityIn(part.prefix, id) !== undefined);
    if (id !== null) seen.add(id);
    const next = isNew ? identityIn(part.suffix, id) : undefined;
    if (next !== undefined) told.later ??= refused('IDENTITA', id);
    const was = here ?? next;
    const same = was === undefined ? isKnown(part, had, 'origins', origin) : was.owner === owner && was.origin === origin;
    if (isCopy || !same || !isKnown(part, had, 'looks', look)) told.now = refused('IDENTITA', id);
    return told.now === null;
  });
  return told.now ?? told.later;
}

function madeUpAtom(part: ChangedPart, had: Had, node: DraftNode, block: string | null): Permission | null {
  const name = node.type.name;
  if (name === 'value') {
    const key = valueKey(node.attrs as ValueAttrs);
    return isKnown(part, had, 'values', key) ? null : refused('VALORE', block);
  }
  if (name !== 'keptInline' && name !== 'kept') return null;
  return isKnown(part, had, 'kept', String(node.attrs['key'])) ? null : refused('PARTE_CONSERVATA', block);
}

/** Whether the draft had it before the change, in the blocks in hand or in any other, or at some time. */
function isKnown({ before, prefix, suffix }: ChangedPart, had: Had, what: Inherited, key: string | null): boolean {
  if (key === null) return true;
  const has = (block: DraftNode): boolean => factsOf(block)[what].has(key);
  return before.children.some(has) || prefix.some(has) || suffix.some(has) || had(what, key);
}

function identityIn(blocks: readonly DraftNode[], id: string): BlockIdentity | undefined {
  for (const block of blocks) {
    const identity = factsOf(block).blocks.get(id);
    if (identity !== undefined) return identity;
  }
  return undefined;
}

/** Blocks of others stand as they stood, in their order, once suggestions are set aside; new blocks stand beside one's own. */
function foreignText(before: DraftNode, after: DraftNode, who: Drafter): Permission | null {
  const [was, is] = [standing(before), standing(after)];
  const isForeign = ({ owner }: Standing): boolean => !mayWrite(who, owner);
  const [theirs, kept] = [was.filter(isForeign), is.filter(isForeign)];
  for (const [index, one] of theirs.entries()) {
    const now = kept[index];
    if (now === undefined || now.id !== one.id || !now.node.eq(one.node)) return refused('BLOCCO_DI_ALTRI', one.id);
  }
  if (kept.length > theirs.length) return refused('BLOCCO_DI_ALTRI', kept[theirs.length]?.id ?? null);
  return betweenForeign(was, is, isForeign);
}

interface Standing {
  readonly id: string | null;
  readonly owner: Side | null;
  readonly node: DraftNode;
}

function standing(draft: DraftNode): Standing[] {
  return rejectSuggestions(draft).children.map((node) => ({ id: blockAttrs(node).id, owner: blockAttrs(node).owner, node }));
}

/** Where two blocks of others stood side by side, nothing comes between them. */
function betweenForeign(was: readonly Standing[], is: readonly Standing[], isForeign: (block: Standing) => boolean): Permission | null {
  const next = new Map<string | null, string | null>();
  was.forEach((one, index) => {
    const follower = was[index + 1];
    if (isForeign(one) && follower !== undefined && isForeign(follower)) next.set(one.id, follower.id);
  });
  for (const [index, one] of is.entries()) {
    const follower = is[index + 1];
    if (isForeign(one) && next.has(one.id) && follower?.id !== next.get(one.id)) return refused('BLOCCO_DI_ALTRI', follower?.id ?? null);
  }
  return null;
}

/** New suggestions carry one's own name; those of others in blocks of others stay to the letter. Owners decide in their own blocks. */
function foreignSuggestions(part: ChangedPart, who: Drafter): Permission | null {
  const { before, after, prefix, suffix } = part;
  const [was, is] = [told(before), told(after)];
  const around = [...prefix, ...suffix];
  const [looked, looks] = [looksOf(before), looksOf(after)];
  // Whose a suggestion is its first words say.
  const authorOf = (id: string, here: string | undefined): string | undefined =>
    suggestionIn(prefix, id)?.authorId ?? here ?? suggestionIn(suffix, id)?.authorId;
  const others = new Set<string>();
  for (const id of [...was.keys(), ...is.keys()]) {
    const [authorWas, authorIs] = [authorOf(id, was.get(id)?.authorId), authorOf(id, is.get(id)?.authorId)];
    if (is.has(id) && authorIs !== (authorWas ?? who.authorId)) return refused('PROPOSTA_DI_ALTRI', is.get(id)?.blocks[0] ?? null);
    if (authorWas !== undefined && authorWas !== who.authorId) others.add(id);
  }
  const altered = new Set([...others].filter((id) => !isSame(was.get(id), is.get(id), around) || looked.get(id) !== looks.get(id)));
  if (altered.size === 0) return null;
  for (const node of [...prefix, ...before.children, ...suffix]) {
    if (mayWrite(who, blockAttrs(node).owner)) continue;
    for (const [id, { authorId }] of factsOf(node).suggestions) {
      if (authorId !== who.authorId && altered.has(id)) return refused('PROPOSTA_DI_ALTRI', blockAttrs(node).id);
    }
  }
  return null;
}

/** Whether a suggestion says what it said, together with what there is of it in the blocks around. */
function isSame(was: Suggestion | undefined, is: Suggestion | undefined, around: readonly DraftNode[]): boolean {
  if (was?.inserted === is?.inserted && was?.deleted === is?.deleted && was?.modifies === is?.modifies) return true;
  const id = (was ?? is)?.id ?? '';
  const rest = around.flatMap((block) => factsOf(block).suggestions.get(id) ?? []);
  if (rest.length === 0 && (was === undefined || is === undefined)) return was === is;
  const modifies = rest.some((one) => one.modifies);
  const said = (one: Suggestion | undefined): string =>
    JSON.stringify([one?.inserted ?? '', one?.deleted ?? '', modifies || one?.modifies === true, one?.reformatted ?? '']);
  return said(was) === said(is);
}

function suggestionIn(blocks: readonly DraftNode[], id: string): Pick<Suggestion, 'authorId' | 'modifies'> | undefined {
  for (const block of blocks) {
    const suggestion = factsOf(block).suggestions.get(id);
    if (suggestion !== undefined) return suggestion;
  }
  return undefined;
}

/** The emphasis of the words of each suggestion, and what it says it replaced: nobody changes it under another's name. */
function looksOf(draft: DraftNode): Map<string, string> {
  const found = new Map<string, string>();
  const last = new Map<string, string>();
  draft.descendants((node) => {
    if (!node.isInline) return true;
    for (const change of changesOf(node)) {
      const { previousValue } = change as { previousValue?: unknown };
      const now = JSON.stringify([change.id, change.kind, emphasisOf(node), previousValue ?? change.previous ?? null]);
      // Cut in two, or with the words of somebody else in its midst, it looks the same.
      if (now !== last.get(change.id)) found.set(change.id, (found.get(change.id) ?? '') + now);
      last.set(change.id, now);
    }
    return false;
  });
  return found;
}

function told(draft: DraftNode): Map<string, Suggestion> {
  return new Map(suggestionsOf(draft).map((suggestion) => [suggestion.id, suggestion]));
}
