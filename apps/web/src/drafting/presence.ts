import { presenceColour } from '@gare/domain/drafting/section-owner';

/** Who else has the draft open, once for each person: a page that is loaded again leaves a ghost for half a minute. */
export interface Present {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  /** The block the cursor stands in, to go there. */
  readonly block: string | null;
}

interface AwarenessState {
  readonly user?: { readonly id?: unknown; readonly name?: unknown };
  readonly block?: unknown;
}

export function presentOf(states: Iterable<AwarenessState>, ownId: string): Present[] {
  const people = new Map<string, Present>();
  for (const { user, block } of states) {
    if (typeof user?.id !== 'string' || typeof user.name !== 'string' || user.id === ownId) continue;
    people.set(user.id, {
      ...{ id: user.id, name: user.name, colour: presenceColour(user.id) },
      block: typeof block === 'string' ? block : null,
    });
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
}

/** "Maria Rossi" → "MR". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
