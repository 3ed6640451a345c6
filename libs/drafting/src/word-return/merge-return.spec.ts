import fc from 'fast-check';
import { acceptSuggestions, rejectSuggestions, suggestionsOf } from '@gare/domain/drafting/suggestions';
import { blockAttrs, blocksOf, draftSchema, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { withProposals } from './apply-proposals.js';
import { mergeReturn } from './merge-return.js';
import { type MergedReturn } from './merged.js';
import { acceptedText, type Authorship, type ReturnedBlock, type ReturnedDocx, type ReturnedPiece } from './returned.js';
import { standingDraft } from './standing-draft.js';

const anna: Authorship = { author: 'Anna Bianchi', at: '2026-11-20T09:00:00Z' };
const luca: Authorship = { author: 'Luca Verdi', at: '2026-11-21T10:30:00Z' };

const piece = (text: string, change: Partial<ReturnedPiece> = {}): ReturnedPiece => ({
  ...{ text, object: null, value: null, marks: [], reformatted: null, inserted: null, deleted: null },
  ...change,
});

function block(id: string | null, pieces: readonly ReturnedPiece[], change: Partial<ReturnedBlock> = {}): ReturnedBlock {
  const place = { part: 'word/document.xml', paragraph: 1, heading: [] };
  return {
    ...{
      id,
      place,
      style: null,
      form: { type: 'paragraph' as const, level: 0, list: null },
      cell: null,
      pieces,
      markInserted: null,
      markDeleted: null,
    },
    ...change,
  };
}

const docx = (blocks: readonly ReturnedBlock[]): ReturnedDocx => ({
  ...{ lineage: null, blocks, comments: [], parts: [], items: [], features: [], revisions: 0 },
});

const paragraph = (id: string, text: string): DraftNode =>
  draftSchema.nodes.paragraph.create({ id }, text === '' ? [] : draftSchema.text(text));
const draftOf = (blocks: readonly DraftNode[]): DraftNode => draftSchema.nodes.doc.create(null, blocks);
const lines = (draft: DraftNode): string[] =>
  blocksOf(draft)
    .filter(({ node }) => node.isTextblock)
    .map(({ node }) => node.textContent);

let counter = 0;
const proposing = {
  uploader: { authorId: 'u1', author: 'Marta Neri', at: '2026-11-28T12:00:00Z' },
  suggestionId: () => `s${(counter += 1)}`,
  blockId: () => `B${(counter += 1)}`,
};

function merge(draft: DraftNode, base: readonly ReturnedBlock[], returned: readonly ReturnedBlock[]): MergedReturn {
  return mergeReturn({ base: docx(base), returned: docx(returned), current: standingDraft(draft), uploader: 'Marta Neri' });
}

describe('what came back from Word, as proposals', () => {
  it('keeps author and date of tracked changes, and names who brings the file for the others', () => {
    const draft = draftOf([paragraph('A1', 'La commissione siede in seduta pubblica.')]);
    const returned = block('A1', [
      piece('La commissione '),
      piece('tecnica ', { inserted: anna }),
      piece('siede in seduta '),
      piece('pubblica', { deleted: luca }),
      piece('riservata', { inserted: luca }),
      piece(' e virtuale.'),
    ]);
    const result = merge(draft, [block('A1', [piece('La commissione siede in seduta pubblica.')])], [returned]);
    const proposed = withProposals(draft, result.proposals, proposing);
    expect(suggestionsOf(proposed).map(({ author, at, inserted, deleted }) => [author, at, inserted, deleted])).toEqual([
      ['Anna Bianchi', '2026-11-20T09:00:00Z', 'tecnica ', ''],
      ['Luca Verdi', '2026-11-21T10:30:00Z', 'riservata', 'pubblica'],
      ['Marta Neri', '2026-11-28T12:00:00Z', ' e virtuale', ''],
    ]);
    expect(lines(acceptSuggestions(proposed))).toEqual(['La commissione tecnica siede in seduta riservata e virtuale.']);
    expect(lines(rejectSuggestions(proposed))).toEqual(lines(draft));
  });

  it('lists words that changed on both sides with both texts, and merges the rest of the paragraph', () => {
    const base = 'Le offerte scadono a mezzogiorno. La seduta è pubblica.';
    const draft = draftOf([paragraph('A1', 'Le offerte scadono alle ore 13. La seduta è pubblica.')]);
    const result = merge(
      draft,
      [block('A1', [piece(base)])],
      [block('A1', [piece('Le offerte scadono a mezzanotte. La seduta è riservata.')])],
    );
    expect(result.proposals).toMatchObject([{ kind: 'text', deleted: 'pubblica', inserted: [{ text: 'riservata' }] }]);
    expect(result.notMerged).toMatchObject([
      {
        kind: 'BOTH_CHANGED',
        here: 'Le offerte scadono alle ore 13. La seduta è pubblica.',
        there: 'Le offerte scadono a mezzanotte. La seduta è pubblica.',
      },
    ]);
  });

  it('tells a value typed over as a change of the scheda, with or without its control, and leaves the text alone', () => {
    const value = draftSchema.nodes.value.create({ path: 'importo', instance: 'importo', text: '€ 463.000,00' });
    const draft = draftOf([
      draftSchema.nodes.paragraph.create({ id: 'A1' }, [draftSchema.text('Importo: '), value, draftSchema.text(' oltre IVA.')]),
    ]);
    const base = block('A1', [piece('Importo: '), piece('€ 463.000,00', { value: 'importo' }), piece(' oltre IVA.')]);
    for (const control of ['importo', null]) {
      const typed = block('A1', [piece('Importo: '), piece('€ 470.000,00', { value: control }), piece(' oltre IVA di legge.')]);
      const { values, proposals, notMerged } = merge(draft, [base], [typed]);
      expect(values).toMatchObject([{ value: 'importo', before: '€ 463.000,00', after: '€ 470.000,00' }]);
      expect(proposals).toMatchObject([{ kind: 'text', deleted: '', inserted: [{ text: ' di legge' }] }]);
      expect(notMerged).toEqual([]);
    }
  });

  it('does not make a proposal of the draft again, and tells when it was decided in Word', () => {
    const mark = draftSchema.marks.insertion.create({ id: 's1', author: 'Anna Bianchi', authorId: 'a', at: anna.at });
    const draft = draftOf([
      draftSchema.nodes.paragraph.create({ id: 'A1' }, [
        draftSchema.text('uno '),
        draftSchema.text('due ', [mark]),
        draftSchema.text('tre'),
      ]),
    ]);
    const base = block('A1', [piece('uno '), piece('due ', { inserted: anna }), piece('tre')]);
    const nothing = { proposals: [], notMerged: [] };
    expect(merge(draft, [base], [base])).toMatchObject(nothing);
    expect(merge(draft, [base], [block('A1', [piece('uno due tre')])])).toMatchObject({
      proposals: [],
      notMerged: [{ kind: 'DECISION', what: 'proposta accettata in Word' }],
    });
    expect(merge(draft, [base], [block('A1', [piece('uno tre')])])).toMatchObject({
      proposals: [],
      notMerged: [{ kind: 'DECISION', what: 'proposta tolta o riscritta in Word' }],
    });
  });

  it('asks nothing when the same file comes again after it was applied', () => {
    const draft = draftOf([paragraph('A1', 'uno due'), paragraph('A2', 'tre')]);
    const base = [block('A1', [piece('uno due')]), block('A2', [piece('tre')])];
    const returned = [
      block('A1', [piece('uno '), piece('e mezzo ', { inserted: anna }), piece('due', { deleted: luca })]),
      block(null, [piece('nuovo')], { markInserted: anna }),
      block('A2', [piece('quattro')]),
    ];
    const first = merge(draft, base, returned);
    expect(first.proposals).toHaveLength(4);
    const second = merge(withProposals(draft, first.proposals, proposing), base, returned);
    expect(second).toMatchObject({ proposals: [], notMerged: [] });
  });

  it('accepted, reads as in Word; refused, as before: 400 edit scripts', () => {
    const word = fc.constantFrom('importo', 'gara', '€ 1.234,56', 'lotto', 'il', 'di', '12/03/2027', 'è', '’', '🏛️', 'termine', 'offerta');
    const who = fc.constantFrom(anna, luca, null);
    const step = fc.record({
      keep: fc.constantFrom('keep', 'keep', 'keep', 'tracked', 'untracked'),
      come: fc.option(word, { nil: null, freq: 5 }),
      by: fc.constantFrom(anna, luca),
    });
    const text = fc.array(fc.record({ word, step }), { minLength: 1, maxLength: 12 });
    const added = fc.option(fc.record({ words: fc.array(word, { minLength: 1, maxLength: 4 }), who }), { nil: null, freq: 3 });
    // In one paragraph words come tracked or not: in which order they stand where both came in one place is nobody's loss.
    const script = fc.array(fc.record({ text, by: who, added, gone: fc.option(who, { nil: undefined, freq: 4 }), lost: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(script, (blocks) => {
        const ids = blocks.map((_, index) => `A${index}`);
        const before = blocks.map((one) => one.text.map((item) => item.word).join(' '));
        const returned = blocks.flatMap((one, index): ReturnedBlock[] => {
          const pieces = one.text.flatMap(({ word: own, step: { keep, come, by } }, place): ReturnedPiece[] => {
            const blank = place === 0 ? '' : ' ';
            const kept = keep === 'untracked' ? [] : [piece(blank + own, { deleted: keep === 'tracked' ? by : null })];
            return [...kept, ...(come === null ? [] : [piece(` ${come}`, { inserted: one.by })])];
          });
          // A program may drop the ids: then the words decide.
          const id = one.lost ? null : (ids[index] ?? null);
          const own =
            one.gone === undefined
              ? [block(id, pieces)]
              : one.gone === null
                ? []
                : [block(id, [piece(before[index] ?? '', { deleted: one.gone })], { markDeleted: one.gone })];
          if (one.added === null) return own;
          const { words, who: by } = one.added;
          return [...own, block(null, [piece(`${words.join(' ')} nuovo ${index}`, { inserted: by })], { markInserted: by })];
        });
        const draft = draftOf(before.map((line, index) => paragraph(ids[index] ?? '', line)));
        const result = merge(
          draft,
          before.map((line, index) => block(ids[index] ?? null, [piece(line)])),
          returned,
        );
        const proposed = withProposals(draft, result.proposals, proposing);
        expect(lines(rejectSuggestions(proposed))).toEqual(before);
        const wanted = returned.filter(({ markDeleted }) => markDeleted === null).map(({ pieces }) => acceptedText(pieces));
        const isBlank = (line: string): boolean => line.trim() === '';
        expect(lines(acceptSuggestions(proposed)).filter((line) => !isBlank(line))).toEqual(wanted.filter((line) => !isBlank(line)));
        expect(new Set(blocksOf(proposed).map(({ node }) => blockAttrs(node).id)).size).toBe(blocksOf(proposed).length);
      }),
      { numRuns: 400, seed: 36_2023 },
    );
  });
});
