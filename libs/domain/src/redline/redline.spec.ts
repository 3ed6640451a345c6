import fc from 'fast-check';
import { redline, redlineOfTexts, textAfter, textBefore, type Redline } from './redline.js';

const shown = ({ blocks }: Redline): string[] =>
  blocks.map((block) => {
    if (block.kind === 'equal') return `  ${block.text}`;
    if (block.kind === 'inserted') return `+ ${block.text}`;
    if (block.kind === 'deleted') return `- ${block.text}`;
    return `~ ${block.pieces.map(({ kind, text }) => (kind === 'equal' ? text : kind === 'inserted' ? `{+${text}+}` : `[-${text}-]`)).join('')}`;
  });

describe('redline', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing', [], [], []],
    [
      'one figure',
      ['L’importo è di € 463.000,00.'],
      ['L’importo è di € 470.500,00.'],
      ['~ L’importo è di € [-463.000,00-]{+470.500,00+}.'],
    ],
    [
      'one day',
      ['Scade il 12/03/2027, ore 12:00'],
      ['Scade il 15/03/2027, ore 12:00'],
      ['~ Scade il [-12/03/2027-]{+15/03/2027+}, ore 12:00'],
    ],
    [
      'words side by side are one change',
      ['Il comune di Massa Martana affida i lavori di restauro.'],
      ['Il comune di Tuoro sul Trasimeno affida i lavori di restauro.'],
      ['~ Il comune di [-Massa Martana-]{+Tuoro sul Trasimeno+} affida i lavori di restauro.'],
    ],
    [
      'no half of a picture',
      ['Il voto della giuria è 👩‍⚖️ 🇮🇹 3️⃣'],
      ['Il voto della giuria è 👨‍⚖️ 🇮🇪 4️⃣'],
      ['~ Il voto della giuria è [-👩‍⚖️ 🇮🇹 3️⃣-]{+👨‍⚖️ 🇮🇪 4️⃣+}'],
    ],
    [
      'no half of a letter',
      ['la città e\u0301 1\u0301'],
      ['la città e\u0300 1\u0300'],
      ['~ la città [-e\u0301 1\u0301-]{+e\u0300 1\u0300+}'],
    ],
    ['no half of a figure in other digits', ['المادة ١٢٣'], ['المادة ١٢٤'], ['~ المادة [-١٢٣-]{+١٢٤+}']],
    ['a paragraph more', ['uno', 'tre'], ['uno', 'due', 'tre'], ['  uno', '+ due', '  tre']],
    ['a paragraph less', ['uno', 'due', 'tre'], ['uno', 'tre'], ['  uno', '- due', '  tre']],
    [
      'another one in its place',
      ['Art. 1', 'Il contratto dura dodici mesi.'],
      ['Art. 1', 'È vietata la cessione del credito.'],
      ['  Art. 1', '- Il contratto dura dodici mesi.', '+ È vietata la cessione del credito.'],
    ],
    [
      'one changed among new ones',
      ['Le offerte scadono il 3 maggio alle ore 12.'],
      ['Premessa nuova.', 'Le offerte scadono il 7 maggio alle ore 12.', 'Nota in calce.'],
      ['+ Premessa nuova.', '~ Le offerte scadono il [-3-]{+7+} maggio alle ore 12.', '+ Nota in calce.'],
    ],
  ])('tells %s', (_name, before, after, expected) => {
    expect(shown(redline(before, after))).toEqual(expected);
  });

  it('counts, and says that nothing differs', () => {
    expect(redlineOfTexts('a\nb', 'a\nb')).toMatchObject({ same: true, counts: { equal: 2, changed: 0, inserted: 0, deleted: 0 } });
    expect(redlineOfTexts('a\nb', 'a\nc').same).toBe(false);
  });

  it('accept-all is the new text, reject-all is the old one, places count on: 1000 edit scripts', () => {
    const word = fc.constantFrom('importo', 'gara', '€ 1.234,56', 'lotto', 'il', 'di', 'a', '12/03/2027', 'è', '\t', '’', '🏛️');
    const paragraph = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    const text = fc.array(paragraph, { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const result = redline(before, after);
        expect(textBefore(result)).toEqual(before);
        expect(textAfter(result)).toEqual(after);
        expect(result.blocks.flatMap((block) => ('before' in block ? [block.before] : []))).toEqual(before.map((_, index) => index));
        expect(result.blocks.flatMap((block) => ('after' in block ? [block.after] : []))).toEqual(after.map((_, index) => index));
      }),
      { numRuns: 1_000, seed: 36_2023 },
    );
  });

  it('lays two texts without a common paragraph over each other in less than two seconds, to the letter', () => {
    const long = (seed: string): string[] =>
      Array.from({ length: 3_000 }, (_, index) => `${seed} ${index * 7} paragrafo ${seed}${index} del testo`);
    const [before, after] = [long('uno'), long('altro')];
    const start = performance.now();
    const result = redline(before, after);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect([textBefore(result), textAfter(result)]).toEqual([before, after]);
  });
});
