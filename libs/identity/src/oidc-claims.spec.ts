import { codiceFiscaleIn, valuesIn } from './oidc-claims.js';

const names = ['fiscalNumber', 'fiscal_number'];

describe('the codice fiscale a provider vouches for', () => {
  it.each([
    [{ fiscalNumber: 'TINIT-RSSMRA80A01H501U' }, 'RSSMRA80A01H501U'],
    [{ fiscalNumber: ' rssmra80a01h501u ' }, 'RSSMRA80A01H501U'],
    [{ fiscalNumber: '', fiscal_number: 'tinit-RSSMRA80A01H501U' }, 'RSSMRA80A01H501U'],
    [{ fiscalNumber: 'TINIT-RSSMRA80A01H501X' }, null],
    [{ fiscalNumber: 'TINDE-12345678901' }, null],
    [{ fiscalNumber: ['RSSMRA80A01H501U'] }, null],
    [{ fiscalNumber: 7 }, null],
    [{ altro: 'RSSMRA80A01H501U' }, null],
  ])('in %j is %s', (claims, code) => {
    expect(codiceFiscaleIn(claims, names)).toBe(code);
  });
});

describe('a claim of roles', () => {
  it.each([
    [{ gruppi: 'sua' }, ['sua']],
    [{ gruppi: ['sua', 7, null, 'rup'] }, ['sua', 'rup']],
    [{ gruppi: { sua: true } }, []],
    [{}, []],
  ])('in %j has the values %j', (claims, values) => {
    expect(valuesIn(claims, 'gruppi')).toEqual(values);
  });
});
