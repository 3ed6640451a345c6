import { valuesOfNow, type PrintedTag } from './values-now.js';

const printed = (instance: string, tag: string, text: string): PrintedTag => ({
  text,
  fields: [{ path: instance.replace(/\[\d+\]/g, '[]'), instance }],
  tag: { tag },
});
const value = (
  instance: string,
  text: string,
  tag: string | null = null,
): { path: string; instance: string; text: string; tag: string | null } => ({
  ...{ path: instance.replace(/\[\d+\]/g, '[]'), instance, text, tag },
});
const figures = 'importo | euro';
const words = 'importo | inLettere';

describe('what a value of a draft reads now', () => {
  const then = [printed('importo', figures, '€ 1,00'), printed('importo', words, 'uno/00'), printed('lotti[2].cig', 'cig', 'A2')];
  const now = [printed('importo', figures, '€ 2,00'), printed('importo', words, 'due/00'), printed('lotti[1].cig', 'cig', 'B1')];

  it.each([
    ['figures stay figures', value('importo', '€ 1,00', figures), { text: '€ 2,00', tag: figures, gone: null }],
    ['words stay words', value('importo', 'uno/00', words), { text: 'due/00', tag: words, gone: null }],
    ['whatever it said before', value('importo', 'cento/00', words), { text: 'due/00', tag: words, gone: null }],
    ['without a tag, by its words of then', value('importo', 'uno/00'), { text: 'due/00', tag: words, gone: null }],
    ['without a tag and with unknown words it is left', value('importo', 'cento'), { text: 'cento', tag: null, gone: null }],
    ['an item that is no more keeps its words', value('lotti[2].cig', 'A2', 'cig'), { text: 'A2', tag: 'cig', gone: true }],
    [
      'a tag of another model is the only one there is',
      value('lotti[1].cig', 'A1', 'cig | maiuscolo'),
      { text: 'B1', tag: 'cig', gone: null },
    ],
  ])('%s', (_what, before, after) => {
    expect(valuesOfNow(then, now)(before)).toEqual(after);
  });

  it('is there again when it is printed again, and asked twice says the same', () => {
    const gone = { ...value('lotti[2].cig', 'A2', 'cig'), gone: true };
    const fresh = valuesOfNow([], then)(gone);
    expect(fresh).toEqual({ text: 'A2', tag: 'cig', gone: null });
    expect(valuesOfNow([], then)({ ...gone, ...fresh })).toEqual(fresh);
  });
});
