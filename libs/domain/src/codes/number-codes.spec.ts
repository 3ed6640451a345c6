import fc from 'fast-check';
import { checkIban, italianIban } from './iban.js';
import { checkPartitaIva, partitaIvaCheckDigit } from './partita-iva.js';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from('0123456789')), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('checkPartitaIva', () => {
  it.each(['80001130527', '00166340521', '00126690502', '81000430546'])('accepts %s', (value) => {
    expect(checkPartitaIva(value)).toEqual({ ok: true });
  });

  it.each([
    ['00166340522', 'PIVA_CONTROLLO'],
    ['00000000000', 'PIVA_NULLA'],
    ['0016634052', 'PIVA_FORMA'],
    ['IT00166340521', 'PIVA_FORMA'],
  ])('refuses %s by the rule %s', (value, rule) => {
    expect(checkPartitaIva(value)).toMatchObject({ ok: false, rule });
  });

  const code = digits(10)
    .filter((body) => body !== '0000000000')
    .map((body) => body + partitaIvaCheckDigit(body));

  it('accepts every generated code', () => {
    fc.assert(fc.property(code, (value) => checkPartitaIva(value).ok));
  });

  it('refuses every code with one digit changed', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 10 }), fc.constantFrom(...Array.from('0123456789')), (value, at, digit) => {
        fc.pre(value[at] !== digit);
        return !checkPartitaIva(value.slice(0, at) + digit + value.slice(at + 1)).ok;
      }),
    );
  });
});

describe('checkIban', () => {
  it('accepts the published example and gives ABI and CAB', () => {
    expect(checkIban('IT60X0542811101000000123456')).toEqual({ ok: true, abi: '05428', cab: '11101' });
    expect(italianIban('05428', '11101', '000000123456')).toBe('IT60X0542811101000000123456');
  });

  it('refuses an IBAN whose control digits hold while its CIN letter does not', () => {
    // Of the 97 possible pairs of digits only 64 makes the remainder 1 with this letter.
    expect(checkIban('IT64Y0542811101000000123456')).toMatchObject({ ok: false, rule: 'IBAN_CIN' });
  });

  it.each([
    ['IT61X0542811101000000123456', 'IBAN_CONTROLLO'],
    ['IT60 X054 2811 1010 0000 0123 456', 'IBAN_FORMA'],
    ['DE89370400440532013000', 'IBAN_FORMA'],
  ])('refuses %s by the rule %s', (value, rule) => {
    expect(checkIban(value)).toMatchObject({ ok: false, rule });
  });

  const account = fc
    .array(fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')), { minLength: 12, maxLength: 12 })
    .map((all) => all.join(''));
  const iban = fc.tuple(digits(5), digits(5), account).map(([abi, cab, number]) => italianIban(abi, cab, number));

  it('accepts every generated IBAN', () => {
    fc.assert(fc.property(iban, (value) => checkIban(value).ok));
  });

  it('refuses every IBAN with one digit of ABI or CAB changed', () => {
    fc.assert(
      fc.property(iban, fc.integer({ min: 5, max: 14 }), fc.constantFrom(...Array.from('0123456789')), (value, at, digit) => {
        fc.pre(value[at] !== digit);
        return !checkIban(value.slice(0, at) + digit + value.slice(at + 1)).ok;
      }),
    );
  });
});
