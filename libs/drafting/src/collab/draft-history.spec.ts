import * as Y from 'yjs';
import { draftFragment, valueKey } from '@gare/domain/drafting/draft-schema';
import { piecesEver } from './draft-history.js';

const paragraph = (attrs: Record<string, string>, ...children: Y.XmlElement[]): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
  element.insert(0, children);
  return element;
};
const atom = (name: string, attrs: Record<string, string>): Y.XmlElement => {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value);
  return element;
};

it('tells what a draft has ever had, from its edits alone, also what several people took out together with its paragraph', async () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const blocks = doc.getXmlFragment(draftFragment);
  const value = { path: 'oggetto', instance: 'oggetto', text: 'Mensa', tag: 'oggetto' };
  blocks.insert(0, [
    paragraph(
      { id: 'A', look: 'vecchio', origin: 'CLAUSOLA:CL05' },
      atom('value', value),
      atom('keptInline', { key: 'nota1', label: 'nota' }),
    ),
    paragraph({ id: 'B', look: 'resta' }),
  ]);
  (blocks.get(0) as Y.XmlElement).setAttribute('look', 'nuovo');
  (blocks.get(0) as Y.XmlElement).delete(0, 1);
  blocks.delete(0, 1);
  // The draft itself has forgotten all of it.
  expect(Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')).not.toContain('Mensa');
  for (let more = 0; more < 250; more += 1) blocks.insert(0, [paragraph({ id: `C${more}`, look: `altro ${more}` })]);

  const { looks, origins, values, kept } = await piecesEver(updates);
  expect([...origins, ...kept]).toEqual(['CLAUSOLA:CL05', 'nota1']);
  expect([...values]).toEqual([valueKey(value)]);
  for (const look of ['vecchio', 'nuovo', 'resta', 'altro 0', 'altro 249']) expect(looks).toContain(look);
  expect(looks.size).toBe(253);
});
