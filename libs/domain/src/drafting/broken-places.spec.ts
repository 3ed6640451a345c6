import { brokenPlaces } from './broken-places.js';
import { draftSchema, type DraftNode } from './draft-schema.js';
import { missingText } from './missing-value.js';
import { rejectSuggestions } from './suggestions.js';

const { nodes } = draftSchema;
const words = (text: string): DraftNode => draftSchema.text(text);
const reference = (target: string): DraftNode => nodes.crossRef.create({ target });
const value = (gone: boolean | null, text = 'B2'): DraftNode => nodes.value.create({ path: 'cig', instance: 'lotti[2].cig', text, gone });

it('tells references without a target, values that nothing prints and values that are missing, under their headings', () => {
  const change = { kind: 'insertion', id: 's', authorId: 'a', author: 'A', at: '' };
  const draft = nodes.doc.create(null, [
    nodes.heading.create({ id: '1', level: 1 }, words('Oggetto')),
    nodes.paragraph.create({ id: '2' }, [words('Vedi '), reference('1'), words(' e '), reference('9'), words('.')]),
    nodes.heading.create({ id: '3', level: 1 }, words('Lotti')),
    nodes.table.create({ id: '4' }, [
      nodes.tableRow.create(null, nodes.tableCell.create(null, nodes.paragraph.create({ id: '5' }, [value(true), value(null)]))),
    ]),
    nodes.paragraph.create({ id: '6', change }, words('Nuovo comma')),
    nodes.paragraph.create({ id: '7' }, reference('6')),
    nodes.paragraph.create({ id: '8' }, value(null, missingText('CIG'))),
  ]);
  const always = [
    { kind: 'reference', block: '2', heading: 'Oggetto', text: '' },
    { kind: 'value', block: '5', heading: 'Lotti', text: 'B2' },
  ];
  const missing = { kind: 'missing', block: '8', heading: 'Lotti', text: '[da compilare: CIG]' };
  expect(brokenPlaces(draft)).toEqual([...always, missing]);
  // What is only proposed is no target of the text that stands.
  expect(brokenPlaces(rejectSuggestions(draft))).toEqual([
    ...always,
    { kind: 'reference', block: '7', heading: 'Lotti', text: '' },
    missing,
  ]);
});
