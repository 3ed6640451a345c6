/** Who else has the draft open, once for each person: a page that is loaded again leaves a ghost for half a minute. */
export interface Present {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  /** The block the cursor stands in, to go there. */
  readonly block: string | null;
}

const colours = ['#7a1fa2', '#00562f', '#8a4b00', '#004d99', '#8c1422', '#0b6570', '#5b3f00', '#4a4a8a'] as const;

/** A colour for a person, the same on every screen; all of them hold white text. */
export function colourOf(personId: string): string {
  let sum = 0;
  for (const character of personId) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return colours[sum % colours.length] ?? colours[0];
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
      ...{ id: user.id, name: user.name, colour: colourOf(user.id) },
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
