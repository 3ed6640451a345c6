import { setImmediate as turn } from 'node:timers/promises';
import * as Y from 'yjs';
import { valueKey, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { type Inherited } from '@gare/domain/drafting/permitted-change';

/** Pieces of a draft by kind, as `Had` asks for them. */
type Pieces = Readonly<Record<Inherited, Set<string | null>>>;

const atATurn = 100;

/**
 * Everything a draft has ever had, from its first edit on: what was taken out is gone from the draft and from its snapshots, but not
 * from the edits. A long draft takes some time, in which others go on: people who type there do not wait for it.
 */
export async function piecesEver(updates: readonly Uint8Array[]): Promise<Pieces> {
  // What was deleted stays in memory: nothing is swept.
  const doc = new Y.Doc({ gc: false });
  for (let at = 0; at < updates.length; at += atATurn) {
    const some = updates.slice(at, at + atATurn);
    doc.transact(() => {
      for (const update of some) Y.applyUpdate(doc, update);
    });
    await turn();
  }
  const pieces = { looks: new Set<string | null>(), origins: new Set<string | null>(), values: new Set<string>(), kept: new Set<string>() };
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      const type = struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null;
      if (type instanceof Y.XmlElement) note(pieces, type as Y.XmlElement);
    }
    await turn();
  }
  doc.destroy();
  return pieces;
}

function note(pieces: Pieces, element: Y.XmlElement): void {
  const last = Object.fromEntries([...element._map].map(([name, item]) => [name, valueOf(item)]));
  if (element.nodeName === 'value') pieces.values.add(valueKey(last as unknown as ValueAttrs));
  for (const key of ever(element, 'key')) pieces.kept.add(key);
  for (const look of ever(element, 'look')) pieces.looks.add(look);
  for (const origin of ever(element, 'origin')) pieces.origins.add(origin);
}

/** All an attribute has said, the last first. */
function ever(element: Y.XmlElement, name: string): string[] {
  const said: string[] = [];
  for (let item = element._map.get(name) ?? null; item !== null; item = item.left) {
    const value = valueOf(item);
    if (typeof value === 'string') said.push(value);
  }
  return said;
}

const valueOf = ({ content }: Y.Item): unknown => content.getContent().at(-1) as unknown;
