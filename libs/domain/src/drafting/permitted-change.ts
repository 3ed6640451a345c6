import { blockAttrs, type DraftNode, type Side, type ValueAttrs } from './draft-schema.js';
import { hasSuggestions, rejectSuggestions, suggestionsOf } from './suggestions.js';

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

export type Permission = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal; readonly block: string | null };

const allowed: Permission = { ok: true };
const refused = (refusal: Refusal, block: string | null = null): Permission => ({ ok: false, refusal, block });

/**
 * Whether a person may make this change of a draft. In blocks of their own they write; in those of others they may only suggest:
 * with all suggestions rejected these read as before, and the suggestions of third people stand. Values, kept pieces, ids,
 * owners and origins are never made up, in whatever block. `knownValues`: values of the scheda that may be put in beyond those the draft has,
 * as `valueKey` names them.
 */
export function permittedChange(
  before: DraftNode,
  after: DraftNode,
  who: Drafter,
  knownValues: ReadonlySet<string> = new Set(),
): Permission {
  if (before.eq(after)) return allowed;
  if (who.role === 'reader') return refused('SOLA_LETTURA');
  return madeUp(before, after, knownValues) ?? foreignText(before, after, who) ?? foreignSuggestions(before, after, who) ?? allowed;
}

/** Names a value by all that may not be altered in it. */
export function valueKey({ path, instance, text, tag = null }: Omit<ValueAttrs, 'gone'>): string {
  return JSON.stringify([path, instance, text, tag]);
}

function mayWrite(who: Drafter, owner: Side | null): boolean {
  return who.role === 'owner' && (owner === null || who.sides.includes(owner));
}

/** Atoms, looks, origins and owners are taken from the draft as it was, never invented. */
function madeUp(before: DraftNode, after: DraftNode, knownValues: ReadonlySet<string>): Permission | null {
  const known = identities(before);
  const ids = new Set<string>();
  let found: Permission | null = null;
  let block: string | null = null;
  after.descendants((node) => {
    if (found !== null) return false;
    const name = node.type.name;
    if (name === 'value') {
      const key = valueKey(node.attrs as ValueAttrs);
      if (!known.values.has(key) && !knownValues.has(key)) found = refused('VALORE', block);
    } else if (name === 'keptInline' || name === 'kept') {
      if (!known.kept.has(String(node.attrs['key']))) found = refused('PARTE_CONSERVATA', block);
    }
    if (node.isInline || found !== null || !('id' in node.attrs)) return found === null;
    const { id, look, origin, owner } = blockAttrs(node);
    block = id;
    const was = id === null ? undefined : known.blocks.get(id);
    const isCopy = id === null || ids.has(id);
    if (id !== null) ids.add(id);
    const same = was === undefined ? known.origins.has(origin) : was.owner === owner && was.origin === origin;
    if (isCopy || !same || !known.looks.has(look)) found = refused('IDENTITA', id);
    return found === null;
  });
  return found;
}

interface Identities {
  readonly blocks: ReadonlyMap<string, { owner: Side | null; origin: string | null }>;
  readonly looks: ReadonlySet<string | null>;
  readonly origins: ReadonlySet<string | null>;
  readonly values: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
}

function identities(draft: DraftNode): Identities {
  const blocks = new Map<string, { owner: Side | null; origin: string | null }>();
  const looks = new Set<string | null>([null]);
  const origins = new Set<string | null>([null]);
  const [values, kept] = [new Set<string>(), new Set<string>()];
  draft.descendants((node) => {
    if ('id' in node.attrs) {
      const { id, look, origin, owner } = blockAttrs(node);
      if (id !== null) blocks.set(id, { owner, origin });
      looks.add(look);
      origins.add(origin);
    }
    if (node.type.name === 'value') values.add(valueKey(node.attrs as ValueAttrs));
    if (node.type.name === 'kept' || node.type.name === 'keptInline') kept.add(String(node.attrs['key']));
    return true;
  });
  return { blocks, looks, origins, values, kept };
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
function foreignSuggestions(before: DraftNode, after: DraftNode, who: Drafter): Permission | null {
  const [was, is] = [told(before), told(after)];
  for (const [id, { authorId, blocks }] of is) {
    if (!was.has(id) && authorId !== who.authorId) return refused('PROPOSTA_DI_ALTRI', blocks[0] ?? null);
    if (was.has(id) && was.get(id)?.authorId !== authorId) return refused('PROPOSTA_DI_ALTRI', blocks[0] ?? null);
  }
  const owners = new Map(before.children.map((node) => [blockAttrs(node).id, blockAttrs(node).owner]));
  for (const node of before.children) {
    if (!hasSuggestions(node) || mayWrite(who, owners.get(blockAttrs(node).id) ?? null)) continue;
    for (const [id, suggestion] of told(before.type.create(null, node))) {
      if (suggestion.authorId === who.authorId) continue;
      const now = is.get(id);
      const wasWhole = was.get(id);
      const same = now?.inserted === wasWhole?.inserted && now?.deleted === wasWhole?.deleted && now?.modifies === wasWhole?.modifies;
      if (!same) return refused('PROPOSTA_DI_ALTRI', blockAttrs(node).id);
    }
  }
  return null;
}

function told(draft: DraftNode): Map<string, ReturnType<typeof suggestionsOf>[number]> {
  return new Map(suggestionsOf(draft).map((suggestion) => [suggestion.id, suggestion]));
}
