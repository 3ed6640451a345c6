import fc from 'fast-check';
import * as Y from 'yjs';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { draftNodeOf } from '../draft-nodes.js';
import { ShadowDraft } from './shadow-draft.js';

function paragraph(id: string, words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.setAttribute('id', id);
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

const act = fc.record({ kind: fc.constantFrom('type', 'erase', 'bold', 'own', 'put', 'take'), at: fc.nat(20), person: fc.nat(1) });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function does(doc: Y.Doc, { kind, at }: Act, number: number): void {
  const fragment = doc.getXmlFragment(draftFragment);
  const place = at % fragment.length;
  const block = fragment.get(place) as Y.XmlElement;
  const text = block.get(0) as Y.XmlText;
  if (kind === 'type') text.insert(at % (text.length + 1), 'x');
  else if (kind === 'erase' && text.length > 0) text.delete(at % text.length, 1);
  else if (kind === 'bold' && text.length > 0) text.format(0, 1, { bold: {} });
  else if (kind === 'own') block.setAttribute('owner', at % 2 === 0 ? 'SUA' : 'ENTE');
  else if (kind === 'put') fragment.insert(place, [paragraph(`N${number}`, 'nuovo')]);
  // One block stays: two who take out the last ones at the same time would leave a draft without any.
  else if (kind === 'take' && block.getAttribute('id') !== 'P0') fragment.delete(place, 1);
}

/** Two people whose edits reach the server one by one, each made without knowing the last of the other. */
function edits(acts: readonly Act[], begin: Uint8Array): Uint8Array[] {
  const people = [new Y.Doc(), new Y.Doc()] as const;
  const made: Uint8Array[] = [];
  for (const [index, doc] of people.entries()) {
    doc.clientID = index + 1;
    Y.applyUpdate(doc, begin);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'told') made.push(update);
    });
  }
  acts.forEach((one, number) => {
    const doc = one.person === 0 ? people[0] : people[1];
    does(doc, one, number);
    const other = one.person === 0 ? people[1] : people[0];
    if (number % 3 === 2) for (const update of made) Y.applyUpdate(other, update, 'told');
  });
  return made;
}

it('reads again only what an edit touches, and reads what a whole reading does', () => {
  const first = new Y.Doc();
  first.clientID = 9;
  first.getXmlFragment(draftFragment).insert(
    0,
    ['uno', 'due', 'tre', 'quattro'].map((words, index) => paragraph(`P${index}`, words)),
  );
  const begin = Y.encodeStateAsUpdate(first);
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), (acts) => {
      const shadow = new ShadowDraft([begin]);
      const whole = new Y.Doc();
      Y.applyUpdate(whole, begin);
      for (const [index, update] of edits(acts, begin).entries()) {
        const was = draftNodeOf(whole);
        Y.applyUpdate(whole, update);
        const is = draftNodeOf(whole);
        if (index % 4 === 3) shadow.takeIn(update);
        else {
          const { before, after, changed } = shadow.examine(update);
          expect([before.eq(was), after.eq(is)]).toEqual([true, true]);
          for (const block of changed ?? []) expect(before.children.includes(block.before)).toBe(true);
        }
        expect(shadow.current.eq(is)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
