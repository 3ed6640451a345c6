import fc from 'fast-check';
import { checkCig, cigPcpCheckPart, cigSimogCheckPart, cigSmartCheckPart } from './cig.js';

const hexDigits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from('0123456789ABCDEF')), { minLength: length, maxLength: length }).map((digits) => digits.join(''));
const pcp = fc
  .tuple(fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTU')), hexDigits(6))
  .map(([letter, body]) => `${letter}${body}${cigPcpCheckPart(letter, body)}`);
const simog = fc
  .integer({ min: 1, max: 9_999_999 })
  .map((value) => String(value).padStart(7, '0'))
  .map((body) => `${body}${cigSimogCheckPart(body)}`);
const smart = fc
  .tuple(fc.constantFrom(...Array.from('XYZ')), hexDigits(7))
  .map(([letter, body]) => `${letter}${cigSmartCheckPart(body)}${body}`);

describe('checkCig', () => {
  it.each(['915282916F', '96190356CA', '885271752C', '7761072F35', '77610740E0'])('accepts the SIMOG code %s', (value) => {
    expect(checkCig(value)).toEqual({ ok: true, kind: 'SIMOG' });
  });

  it.each(['B00012EADB', 'B123456659'])('accepts the PCP code %s', (value) => {
    expect(checkCig(value)).toEqual({ ok: true, kind: 'PCP' });
  });

  it('accepts a SmartCIG', () => {
    expect(checkCig('XC81A2B3C4')).toEqual({ ok: true, kind: 'SMART' });
  });

  it.each([
    ['B00012EADC', 'CIG_CONTROLLO'],
    ['0000000000', 'CIG_NULLO'],
    ['b00012eadb', 'CIG_FORMA'],
    ['V00012EADB', 'CIG_FORMA'],
    ['B00012EAD', 'CIG_FORMA'],
    ['', 'CIG_FORMA'],
  ])('refuses %s by the rule %s', (value, rule) => {
    expect(checkCig(value)).toMatchObject({ ok: false, rule });
  });

  it('accepts every generated code of the three forms', () => {
    fc.assert(fc.property(fc.oneof(pcp, simog, smart), (value) => checkCig(value).ok));
  });

  it('refuses a code with one hex digit changed: 4091 and 251 are primes greater than any single change', () => {
    const position = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.oneof(pcp, smart), position, fc.constantFrom(...Array.from('0123456789ABCDEF')), (value, at, digit) => {
        fc.pre(value[at] !== digit);
        return !checkCig(value.slice(0, at) + digit + value.slice(at + 1)).ok;
      }),
    );
  });

  it('refuses a SIMOG code with one decimal digit changed', () => {
    fc.assert(
      fc.property(simog, fc.integer({ min: 0, max: 6 }), fc.constantFrom(...Array.from('0123456789')), (value, at, digit) => {
        fc.pre(value[at] !== digit);
        return !checkCig(value.slice(0, at) + digit + value.slice(at + 1)).ok;
      }),
    );
  });
});
