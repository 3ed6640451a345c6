import fc from 'fast-check';
import { applyEdits, decidedEdits, handEdits, mergeHandEdits, type Choice } from './hand-edits.js';

const then = ['Premessa', 'L’importo è di € 100.000,00.', 'Le offerte scadono il 3 maggio 2027.', 'Chiusa'];
const choices = (...entries: [number, Choice][]): ReadonlyMap<number, Choice> => new Map(entries);

describe('hand edits', () => {
  it('are what differs from the generated text', () => {
    expect(handEdits(then, ['Premessa', 'L’importo è di € 100.000,00, IVA esclusa.', 'Chiusa', 'Nota'])).toEqual([
      { kind: 'replaced', base: 1, before: then[1], mine: 'L’importo è di € 100.000,00, IVA esclusa.', mineAt: 1 },
      { kind: 'removed', base: 2, before: then[2], mine: null, mineAt: null },
      { kind: 'added', base: 3, before: null, mine: 'Nota', mineAt: 3 },
    ]);
    expect(handEdits(then, then)).toEqual([]);
  });

  it('are kept where the new formation leaves their paragraph alone, also when others moved', () => {
    const mine = ['Premessa scritta meglio', then[1] ?? '', then[2] ?? '', 'Un comma in più.', 'Chiusa'];
    const now = ['Frontespizio', 'Premessa', 'L’importo è di € 120.000,00.', then[2] ?? '', 'Chiusa'];
    const merge = mergeHandEdits(then, mine, now);
    expect(merge.conflicts).toEqual([]);
    expect(applyEdits(now, decidedEdits(merge, choices()) ?? [])).toEqual([
      'Frontespizio',
      'Premessa scritta meglio',
      'L’importo è di € 120.000,00.',
      then[2],
      'Un comma in più.',
      'Chiusa',
    ]);
  });

  it('conflict where both changed the paragraph, and nothing is decided for the person', () => {
    const mine = [then[0] ?? '', 'L’importo è di € 100.000,00, IVA esclusa.', then[2] ?? '', 'Chiusa'];
    const now = [then[0] ?? '', 'L’importo è di € 120.000,00.', then[2] ?? '', 'Chiusa'];
    const merge = mergeHandEdits(then, mine, now);
    expect(merge.conflicts).toMatchObject([{ base: 1, before: then[1], mine: mine[1], generated: now[1], at: 1 }]);
    expect(decidedEdits(merge, choices())).toBeNull();
    expect(applyEdits(now, decidedEdits(merge, choices([1, 'MANO'])) ?? [])).toEqual(mine);
    expect(applyEdits(now, decidedEdits(merge, choices([1, 'GENERATO'])) ?? [])).toEqual(now);
  });

  it('conflict where the new formation drops the paragraph; kept by hand it comes back in its place', () => {
    const mine = [then[0] ?? '', then[1] ?? '', 'Le offerte scadono il 3 maggio 2027, ore 12.', 'Chiusa'];
    const now = [then[0] ?? '', then[1] ?? '', 'Chiusa'];
    const merge = mergeHandEdits(then, mine, now);
    expect(merge.conflicts).toMatchObject([{ base: 2, generated: null }]);
    expect(applyEdits(now, decidedEdits(merge, choices([2, 'MANO'])) ?? [])).toEqual(mine);
  });

  it('are none any more where the new formation says the same', () => {
    const mine = [then[0] ?? '', 'L’importo è di € 120.000,00.', then[2] ?? '', 'Chiusa'];
    expect(mergeHandEdits(then, mine, mine)).toEqual({ kept: [], conflicts: [] });
  });

  it('without a new formation give back the text of the person; without edits, what is generated: 500 cases', () => {
    const paragraph = fc
      .array(fc.constantFrom('importo', 'di', 'gara', '€ 5,00', 'lotto', 'scade', 'il', 'comune'), { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    const text = fc.array(paragraph, { maxLength: 9 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const same = mergeHandEdits(one, other, one);
        expect(same.conflicts).toEqual([]);
        expect(applyEdits(one, decidedEdits(same, choices()) ?? [])).toEqual(other);
        const none = mergeHandEdits(one, one, other);
        expect(none).toEqual({ kept: [], conflicts: [] });
      }),
      { numRuns: 500, seed: 27 },
    );
  });
});
