import { draftSchema } from '@gare/domain/drafting/draft-schema';
import { stretchByQuote } from './thread-places';

const text = (words: string) => draftSchema.text(words);
const value = draftSchema.node('value', { path: 'cig', instance: 'cig', text: 'A0123' });
const block = (id: string, ...content: ReturnType<typeof text>[]) => draftSchema.node('paragraph', { id }, content);
const doc = draftSchema.node('doc', null, [
  block('A', text('La gara è aperta.')),
  block('B', text('Il CIG '), value, text(' è quello della gara.')),
]);

describe('a passage that is looked for by its words', () => {
  it.each([
    ['A', 'gara', 'gara'],
    ['B', 'gara', 'gara'],
    ['B', 'CIG A0123 è', 'CIG A0123 è'],
    ['B', 'aperta', null],
    ['C', 'gara', null],
    ['A', '', null],
    [null, 'gara', null],
  ])('in block %s, «%s», is %s', (bloccoId, citazione, expected) => {
    const found = stretchByQuote(doc, { bloccoId, citazione });
    expect(found === null ? null : doc.textBetween(found.from, found.to)).toBe(expected);
  });
});
