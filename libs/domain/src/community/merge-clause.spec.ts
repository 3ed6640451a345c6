import { type Clause } from '../clauses/clause.js';
import { mergeClause } from './merge-clause.js';
import { type Side } from './merge-text.js';

const base: Clause = {
  code: 'CL05',
  title: 'Revisione dei prezzi',
  condition: 'lavori',
  legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['60'] }],
  validFrom: '2024-12-31',
  validTo: null,
  owner: 'SUA',
  protected: true,
  texts: [{ form: '', title: 'Testo', documents: ['D33'], text: 'Primo.\n\nSecondo.\n\nTerzo.' }],
  alternatives: [],
};
const withText = (text: string, clause = base): Clause => ({ ...clause, texts: clause.texts.map((one) => ({ ...one, text })) });
const textOf = (clause: Clause): string | undefined => clause.texts[0]?.text;
const nothing = new Map<string, Side>();

it.each([
  { what: 'nothing anywhere', ours: base, theirs: base, state: 'same', text: 'Primo.\n\nSecondo.\n\nTerzo.' },
  {
    ...{ what: 'only theirs', ours: base, theirs: withText('Primo.\n\nSecondo bis.\n\nTerzo.') },
    ...{ state: 'update', text: 'Primo.\n\nSecondo bis.\n\nTerzo.' },
  },
  {
    ...{ what: 'only ours', ours: withText('Primo mio.\n\nSecondo.\n\nTerzo.'), theirs: base },
    ...{ state: 'same', text: 'Primo mio.\n\nSecondo.\n\nTerzo.' },
  },
  {
    ...{ what: 'the same in both', ours: withText('Primo.\n\nX.\n\nTerzo.'), theirs: withText('Primo.\n\nX.\n\nTerzo.') },
    ...{ state: 'same', text: 'Primo.\n\nX.\n\nTerzo.' },
  },
  {
    ...{ what: 'different paragraphs', ours: withText('Primo mio.\n\nSecondo.\n\nTerzo.') },
    ...{ theirs: withText('Primo.\n\nSecondo.\n\nTerzo loro.'), state: 'update', text: 'Primo mio.\n\nSecondo.\n\nTerzo loro.' },
  },
])('takes what only one side changed: $what', ({ ours, theirs, state, text }) => {
  const merge = mergeClause(base, ours, theirs);
  expect(merge.state).toBe(state);
  expect(textOf(merge.decide(nothing))).toBe(text);
});

it('leaves to a person the paragraph both changed, ours until it is decided', () => {
  const merge = mergeClause(base, withText('Primo.\n\nMio.\n\nTerzo.'), withText('Primo.\n\nLoro.\n\nTerzo loro.'));
  expect(merge.state).toBe('conflict');
  const [conflict] = merge.parts.filter(({ state }) => state === 'conflict');
  expect(conflict).toEqual({ path: 'texts//0', state: 'conflict', base: 'Secondo.', ours: 'Mio.', theirs: 'Loro.' });
  expect(textOf(merge.decide(nothing))).toBe('Primo.\n\nMio.\n\nTerzo loro.');
  expect(textOf(merge.decide(new Map([['texts//0', 'theirs']])))).toBe('Primo.\n\nLoro.\n\nTerzo loro.');
});

it('treats condition, law and days like the text: theirs where only they changed, a conflict where both did', () => {
  const ours: Clause = { ...base, title: 'Nostro titolo', condition: 'lavori e pnrr' };
  const theirs: Clause = { ...base, condition: 'lavori o servizi', validTo: '2027-12-31' };
  const merge = mergeClause(base, ours, theirs);
  expect(merge.parts.map(({ path, state }) => [path, state])).toEqual([
    ['condition', 'conflict'],
    ['validTo', 'theirs'],
  ]);
  expect(merge.decide(nothing)).toMatchObject({ title: 'Nostro titolo', condition: 'lavori e pnrr', validTo: '2027-12-31' });
  expect(merge.decide(new Map([['condition', 'theirs']]))).toMatchObject({ condition: 'lavori o servizi' });
});

it('without a common ancestor every difference is a conflict, and a clause we do not have is new', () => {
  expect(mergeClause(null, null, base).state).toBe('new');
  const merge = mergeClause(null, withText('Primo.\n\nMio.\n\nTerzo.'), base);
  expect(merge.state).toBe('conflict');
  expect(textOf(merge.decide(nothing))).toBe('Primo.\n\nMio.\n\nTerzo.');
});

it('takes a form they added, keeps one we added, asks about one they dropped and we changed', () => {
  const form = { form: 'D40', title: 'Per il contratto', documents: ['D40'], text: 'Nel contratto.' };
  const withForm = (text: string): Clause => ({ ...base, texts: [...base.texts, { ...form, text }] });
  expect(mergeClause(base, base, withForm('Nel contratto.')).decide(nothing).texts).toHaveLength(2);
  expect(mergeClause(base, withForm('Nostro.'), base).state).toBe('same');
  expect(mergeClause(withForm('Nel contratto.'), withForm('Nel contratto.'), base).decide(nothing).texts).toHaveLength(1);
  const merge = mergeClause(withForm('Nel contratto.'), withForm('Cambiato.'), base);
  expect(merge.parts).toEqual([{ path: 'texts/D40', state: 'conflict', base: 'Nel contratto.', ours: 'Cambiato.', theirs: null }]);
});
