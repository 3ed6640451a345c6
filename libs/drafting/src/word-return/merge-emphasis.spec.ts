import fc from 'fast-check';
import { emphasisOf, reformatting } from '@gare/domain/drafting/emphasis';
import { acceptSuggestions, rejectSuggestions, suggestionsOf } from '@gare/domain/drafting/suggestions';
import { draftSchema, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { withProposals } from './apply-proposals.js';
import { mergeReturn } from './merge-return.js';
import { type MergedReturn } from './merged.js';
import { type Authorship, type PieceMark, type ReturnedDocx, type ReturnedPiece } from './returned.js';
import { standingDraft } from './standing-draft.js';

const anna: Authorship = { author: 'Anna Bianchi', at: '2026-11-20T09:00:00Z' };
const marta = { authorId: 'u1', author: 'Marta Neri', at: '2026-11-28T12:00:00Z' };
const { doc, paragraph, value } = draftSchema.nodes;

const piece = (text: string, change: Partial<ReturnedPiece> = {}): ReturnedPiece => ({
  ...{ text, object: null, value: null, marks: [], reformatted: null, inserted: null, deleted: null },
  ...change,
});
const tracked = (marks: readonly PieceMark[], before: readonly PieceMark[] = []): Partial<ReturnedPiece> => ({
  marks,
  reformatted: { ...anna, before },
});

function docx(pieces: readonly ReturnedPiece[]): ReturnedDocx {
  const place = { part: 'word/document.xml', paragraph: 1, heading: [] };
  const block = {
    id: 'A1',
    place,
    style: null,
    form: { type: 'paragraph' as const, level: 0, list: null },
    cell: null,
    markInserted: null,
    markDeleted: null,
  };
  return { ...{ lineage: null, comments: [], parts: [], items: [], features: [], revisions: 0 }, blocks: [{ ...block, pieces }] };
}

const draftOf = (...content: DraftNode[]): DraftNode => doc.create(null, [paragraph.create({ id: 'A1' }, content)]);
const text = (words: string, ...marks: Parameters<typeof draftSchema.text>[1] & object[]): DraftNode => draftSchema.text(words, marks);

function merge(draft: DraftNode, base: readonly ReturnedPiece[], returned: readonly ReturnedPiece[]): MergedReturn {
  return mergeReturn({ base: docx(base), returned: docx(returned), current: standingDraft(draft), uploader: marta.author });
}

let counter = 0;
const proposing = { uploader: marta, suggestionId: () => `s${(counter += 1)}`, blockId: () => `B${(counter += 1)}` };
const apply = (draft: DraftNode, { proposals }: MergedReturn): DraftNode => withProposals(draft, proposals, proposing);

/** Each stretch of one emphasis, `**` around what has some: `La **bold:commissione** siede`. */
function shown(draft: DraftNode): string {
  return draft.child(0).children.reduce((all, node) => {
    const marks = emphasisOf(node).join('+');
    const words = node.isText ? (node.text ?? '') : `[${String(node.attrs['text'])}]`;
    return all + (marks === '' ? words : `**${marks}:${words}**`);
  }, '');
}

describe('emphasis that was given in Word', () => {
  const plain = [piece('La commissione siede in seduta.')];

  it('comes back as a proposal of who tracked it, or of who brings the file', () => {
    const draft = draftOf(text('La commissione siede in seduta.'));
    const returned = [
      piece('La '),
      piece('commissione', tracked(['bold'])),
      piece(' siede '),
      piece('in seduta', { marks: ['italic'] }),
      piece('.'),
    ];
    const outcome = merge(draft, plain, returned);
    expect(outcome.notMerged).toEqual([]);
    const proposed = apply(draft, outcome);
    expect(suggestionsOf(proposed)).toMatchObject([
      { ...anna, reformatted: 'commissione', emphasis: { set: ['bold'], taken: [] } },
      { author: 'Marta Neri', reformatted: 'in seduta', emphasis: { set: ['italic'], taken: [] } },
    ]);
    expect(shown(acceptSuggestions(proposed))).toBe('La **bold:commissione** siede **italic:in seduta**.');
    expect(rejectSuggestions(proposed).eq(draft)).toBe(true);
    expect(merge(proposed, plain, returned)).toMatchObject({ proposals: [], notMerged: [] });
  });

  it('reaches a value as a whole, and is taken away as it is given', () => {
    const importo = value.create({ path: 'importo', instance: 'importo', text: '€ 10,00' });
    const draft = draftOf(text('Importo ', draftSchema.mark('bold')), importo);
    const base = [piece('Importo ', { marks: ['bold'] }), piece('€ 10,00', { value: 'importo' })];
    const outcome = merge(draft, base, [piece('Importo '), piece('€ 10,00', { value: 'importo', ...tracked(['bold']) })]);
    expect(outcome).toMatchObject({ values: [], notMerged: [] });
    const proposed = apply(draft, outcome);
    expect(shown(acceptSuggestions(proposed))).toBe('Importo **bold:[€ 10,00]**');
    expect(rejectSuggestions(proposed).eq(draft)).toBe(true);
  });

  it('joins what the draft has become, and yields to a proposal that is open there', () => {
    const returned = [piece('La '), piece('commissione siede', tracked(['bold'])), piece(' in seduta.')];
    const slanted = draftOf(text('La commissione '), text('siede', draftSchema.mark('italic')), text(' in breve seduta.'));
    expect(shown(acceptSuggestions(apply(slanted, merge(slanted, plain, returned))))).toBe(
      'La **bold:commissione ****bold+italic:siede** in breve seduta.',
    );

    const gone = draftOf(text('La commissione sta in seduta.'));
    const half = merge(gone, plain, returned);
    expect(half.proposals).toMatchObject([{ kind: 'emphasis', words: 'commissione ' }]);
    expect(half.notMerged).toMatchObject([
      { kind: 'LOOK', sentence: expect.stringContaining('sono cambiate nella bozza') as string, there: 'grassetto' },
    ]);

    const luca = { id: 'x', authorId: 'l', author: 'Luca', at: anna.at ?? '' };
    const open = draftOf(
      text('La '),
      text('commissione', draftSchema.mark('italic'), reformatting(draftSchema, luca, [])),
      text(' siede in seduta.'),
    );
    const beside = merge(open, plain, returned);
    expect(beside.proposals).toMatchObject([{ words: ' siede' }]);
    expect(beside.notMerged).toMatchObject([{ kind: 'LOOK', sentence: expect.stringContaining('una proposta di Luca') as string }]);
  });

  it('tells what a draft has no mark for, and words that are taken out besides', () => {
    const draft = draftOf(text('La commissione siede in seduta.'));
    const struck = merge(draft, plain, [piece('La '), piece('commissione', tracked(['bold', 'strike'])), piece(' siede in seduta.')]);
    expect(struck.proposals).toMatchObject([{ kind: 'emphasis', set: ['bold'] }]);
    expect(struck.notMerged).toMatchObject([{ kind: 'LOOK', there: 'grassetto e barrato' }]);
    const out = merge(draft, plain, [
      piece('La '),
      piece('commissione ', { ...tracked(['bold']), deleted: anna }),
      piece('siede in seduta.'),
    ]);
    expect(out.proposals).toMatchObject([{ kind: 'text', deleted: 'commissione ' }]);
    expect(out.notMerged).toMatchObject([{ kind: 'LOOK' }]);
  });

  it('of a proposal of the draft nothing is asked again; a decision taken in Word is told', () => {
    const signature = { id: 's0', authorId: 'a', author: anna.author, at: anna.at ?? '' };
    const draft = draftOf(
      text('La '),
      text('commissione', draftSchema.mark('bold'), reformatting(draftSchema, signature, [])),
      text(' siede.'),
    );
    const base = [piece('La '), piece('commissione', tracked(['bold'])), piece(' siede.')];
    expect(merge(draft, base, base)).toMatchObject({ proposals: [], notMerged: [] });
    const accepted = merge(draft, base, [piece('La '), piece('commissione', { marks: ['bold'] }), piece(' siede.')]);
    expect(accepted).toMatchObject({ proposals: [], notMerged: [{ kind: 'DECISION', what: 'proposta accettata in Word' }] });
    const refused = merge(draft, base, [piece('La commissione siede.')]);
    expect(refused).toMatchObject({ proposals: [], notMerged: [{ kind: 'DECISION', what: 'proposta tolta o riscritta in Word' }] });
  });

  it('accepted, looks as in Word; refused, as before: 200 scripts of emphasis beside words that come and go', () => {
    const marks = fc.subarray<'bold' | 'italic' | 'underline'>(['bold', 'italic', 'underline']);
    const word = fc.record({
      text: fc.constantFrom('gara', 'lotto', 'importo', 'offerta', 'è', '12'),
      ...{ was: marks, is: marks, isTracked: fc.boolean(), fate: fc.constantFrom('stays', 'stays', 'goes', 'comes') },
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), (words) => {
        const standing = words.filter(({ fate }) => fate !== 'comes');
        fc.pre(standing.length > 0);
        const draft = draftOf(...standing.map((one) => text(`${one.text} `, ...one.was.map((name) => draftSchema.mark(name)))));
        const base = standing.map(({ text: own, was }) => piece(`${own} `, { marks: was }));
        const returned = words.map(({ text: own, was, is, isTracked, fate }) => {
          if (fate === 'comes') return piece(`${own} `, { marks: is, inserted: anna });
          if (fate === 'goes') return piece(`${own} `, { marks: was, deleted: anna });
          return piece(`${own} `, isTracked && was.join() !== is.join() ? tracked(is, was) : { marks: is });
        });
        const proposed = apply(draft, merge(draft, base, returned));
        expect(rejectSuggestions(proposed).eq(draft)).toBe(true);
        const left = words
          .filter(({ fate }) => fate !== 'goes')
          .map((one) => text(`${one.text} `, ...one.is.map((name) => draftSchema.mark(name))));
        expect(shown(acceptSuggestions(proposed))).toBe(shown(draftOf(...left)));
      }),
      { numRuns: 200, seed: 11_2026 },
    );
  });
});
