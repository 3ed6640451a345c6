import fc from 'fast-check';
import { checkLetter } from './check-character.js';
import { checkCodiceFiscale, checkCodiceFiscalePersona, withoutOmocodia } from './codice-fiscale.js';

const letters = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const twoDigits = (value: number): string => String(value).padStart(2, '0');
const body = fc
  .tuple(
    letters(6),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom(...Array.from('ABCDEHLMPRST')),
    fc.integer({ min: 1, max: 31 }),
    fc.boolean(),
    letters(1),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([name, year, month, day, woman, place, number]) => {
    const born = twoDigits(woman ? day + 40 : day);
    return `${name}${twoDigits(year)}${month}${born}${place}${String(number).padStart(3, '0')}`;
  });
const withOmocodia = fc.tuple(body, fc.subarray([6, 7, 9, 10, 12, 13, 14])).map(([plain, positions]) =>
  Array.from(plain)
    .map((character, index) => (positions.includes(index) ? 'LMNPQRSTUV'.charAt(Number(character)) : character))
    .join(''),
);
const code = fc.oneof(body, withOmocodia).map((text) => text + checkLetter(text));

describe('checkCodiceFiscalePersona', () => {
  it.each(['CSRGST57D02H501Q', 'MRCGLI71E01H501B', 'RSSMRA80A01H501U'])('accepts %s', (value) => {
    expect(checkCodiceFiscalePersona(value)).toEqual({ ok: true, omocodia: false });
  });

  it('accepts a code with omocodia and reads its digits', () => {
    const value = `RSSMRA80A01H50M${checkLetter('RSSMRA80A01H50M')}`;
    expect(checkCodiceFiscalePersona(value)).toEqual({ ok: true, omocodia: true });
    expect(withoutOmocodia(value).slice(0, 15)).toBe('RSSMRA80A01H501');
  });

  it.each([
    ['RSSMRA80A01H501X', 'CF_CONTROLLO'],
    ['RSSMRA80A00H501T', 'CF_GIORNO'],
    ['RSSMRA80A35H501U', 'CF_GIORNO'],
    ['RSSMRA80A01H501', 'CF_FORMA'],
    ['rssmra80a01h501u', 'CF_FORMA'],
    ['RSSMRA80F01H501U', 'CF_FORMA'],
  ])('refuses %s by the rule %s', (value, rule) => {
    expect(checkCodiceFiscalePersona(value)).toMatchObject({ ok: false, rule });
  });

  it('accepts every generated code, omocodia included', () => {
    fc.assert(fc.property(code, (value) => checkCodiceFiscalePersona(value).ok));
  });

  it('refuses every code with one character changed', () => {
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 0, max: 15 }),
        fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')),
        (value, at, other) => {
          fc.pre(value[at] !== other);
          return !checkCodiceFiscalePersona(value.slice(0, at) + other + value.slice(at + 1)).ok;
        },
      ),
    );
  });
});

describe('checkCodiceFiscale', () => {
  it('tells a body from a person', () => {
    expect(checkCodiceFiscale('81000430546')).toEqual({ ok: true, kind: 'ente' });
    expect(checkCodiceFiscale('RSSMRA80A01H501U')).toEqual({ ok: true, kind: 'persona' });
  });

  it.each([
    ['81000430547', 'PIVA_CONTROLLO'],
    ['XYZ', 'CF_FORMA'],
  ])('refuses %s by the rule %s', (value, rule) => {
    expect(checkCodiceFiscale(value)).toMatchObject({ ok: false, rule });
  });
});
