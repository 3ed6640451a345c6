import { draftSchema, type DraftNode } from './draft-schema.js';
import { kindKey, numbersOf, referenceLabels, type DraftNumbering } from './numbering.js';

const { nodes } = draftSchema;
const words = (text: string): DraftNode => draftSchema.text(text);
const heading = (id: string, level: number, text: string, look: string | null = `h${level}`): DraftNode =>
  nodes.heading.create({ id, level, look }, words(text));
const numbering: DraftNumbering = {
  looks: {
    h1: { numId: '3', level: 0, kind: kindKey('heading', { level: 1 }) },
    h2: { numId: '3', level: 1, kind: kindKey('heading', { level: 2 }) },
    voce: { numId: '7', level: 0, kind: kindKey('listItem', { level: 0, list: 'letter' }) },
  },
  kinds: { [kindKey('heading', { level: 2 })]: { numId: '3', level: 1 } },
  levels: {
    '3 0': { format: 'decimal', text: '%1.', start: 1 },
    '3 1': { format: 'decimal', text: '%1.%2', start: 1 },
    '7 0': { format: 'lowerLetter', text: '%1)', start: 1 },
  },
};
const draft = nodes.doc.create(null, [
  heading('1', 1, 'Premesse'),
  heading('2', 2, 'Fonti'),
  nodes.listItem.create({ id: '3', list: 'letter', look: 'voce' }, words('prima voce')),
  nodes.paragraph.create({ id: '4' }, words('Testo libero')),
  heading('5', 1, 'Gara'),
  heading('6', 2, 'Termini'),
]);
const labels = (doc: DraftNode): Record<string, string> => Object.fromEntries(referenceLabels(doc, numbersOf(doc, numbering)));

describe('numbers of a draft', () => {
  it('are those Word counts, and what a reference prints is without the point behind', () => {
    expect(Object.fromEntries(numbersOf(draft, numbering))).toEqual({ 1: '1.', 2: '1.1', 3: 'a)', 5: '2.', 6: '2.1' });
    expect(labels(draft)).toEqual({ 1: '1', 2: '1.1', 3: 'a', 4: 'Testo libero', 5: '2', 6: '2.1' });
  });

  it('follow when articles move, come and go', () => {
    const [premesse, fonti, voce, testo, gara, termini] = draft.children as [
      DraftNode,
      DraftNode,
      DraftNode,
      DraftNode,
      DraftNode,
      DraftNode,
    ];
    expect(labels(nodes.doc.create(null, [gara, termini, premesse, fonti, voce, testo]))).toMatchObject({
      1: '2',
      2: '2.1',
      5: '1',
      6: '1.1',
    });
    expect(labels(nodes.doc.create(null, [gara, termini]))).toEqual({ 5: '1', 6: '1.1' });
    expect(labels(nodes.doc.create(null, [premesse, heading('5', 2, 'Gara', 'h1')]))).toEqual({ 1: '1', 5: '1.1' });
    const fresh = heading('9', 2, 'Articolo nuovo', null);
    expect(labels(nodes.doc.create(null, [gara, fresh, termini]))).toEqual({ 5: '1', 9: '1.1', 6: '1.2' });
  });
});
