import { type Node } from '@tiptap/pm/model';

/**
 * What is read out of the whole text, once for each state of it: parts of the page ask at every step of the cursor, theirs and that of
 * others. Two answers that say the same are the same object, so that nothing is drawn again.
 */
export function oncePerText<T>(read: (doc: Node) => T): (doc: Node) => T {
  const known = new WeakMap<Node, T>();
  let last: { readonly said: string; readonly answer: T } | null = null;
  return (doc) => {
    const before = known.get(doc);
    if (before !== undefined) return before;
    const found = read(doc);
    const said = JSON.stringify(found);
    last = last?.said === said ? last : { said, answer: found };
    known.set(doc, last.answer);
    return last.answer;
  };
}
