import { checkCui } from './cui.js';
import { checkCup } from './cup.js';
import {
  checkAusa,
  checkCcnl,
  checkCpv,
  checkFileName,
  checkIpa,
  checkIstatAnac,
  checkIstatComune,
  checkLotIdentifier,
  checkNuts3,
  checkPec,
  checkProtocollo,
  checkRegistro,
  checkUrl,
} from './forms.js';
import { checkCategoria, soaClassCovers, soaClassFor } from './soa.js';

describe('checkCup', () => {
  it.each(['D18H22000980002', 'G59F19000090007'])('accepts %s as strict', (value) => {
    expect(checkCup(value)).toEqual({ ok: true, strict: true });
  });

  it('accepts what the platform takes and says that it is not strict', () => {
    expect(checkCup('d18h22000980002')).toEqual({ ok: true, strict: false });
  });

  it('refuses 14 characters and says how many there are', () => {
    expect(checkCup('D18H2200098000')).toMatchObject({ ok: false, rule: 'CUP_FORMA', message: expect.stringContaining('14') as unknown });
  });
});

describe('checkCui', () => {
  it('reads the parts of a code', () => {
    expect(checkCui('S80001130527202600012')).toEqual({
      ok: true,
      parts: { object: 'services', codiceFiscaleEnte: '80001130527', year: 2026, progressive: '00012' },
    });
  });

  it('takes a code of another structure without parts', () => {
    expect(checkCui('ABCDEFGHIJKLMNOPQRST')).toEqual({ ok: true, parts: null });
  });

  it.each([
    ['S80001130528202600012', 'CUI_CODICE_FISCALE'],
    ['S8000113052720260001', 'CUI_FORMA'],
    ['S80001130527-2026-001', 'CUI_FORMA'],
  ])('refuses or accepts %s as its length allows', (value, rule) => {
    const outcome = checkCui(value);
    expect(outcome.ok ? 'CUI_FORMA' : outcome.rule).toBe(rule);
  });
});

describe('SOA classes', () => {
  it.each([
    ['1800000', 'III-bis'],
    ['1800000.01', 'IV'],
    ['309600', 'I'],
    ['516000', 'II'],
    ['619200', 'II'],
    ['619200.01', 'III'],
    ['18592800', 'VII'],
    ['18592800.01', 'VIII'],
  ])('%s € needs class %s', (amount, expected) => {
    expect(soaClassFor(amount)).toBe(expected);
  });

  it('class II does not cover 700.000 €', () => {
    expect(soaClassCovers('II', '700000')).toBe(false);
    expect(soaClassCovers('VIII', '900000000')).toBe(true);
  });

  it.each(['OG 1', 'OG 13', 'OS 35', 'OS 2-A', 'OS 18-B', 'FB', 'AA'])('accepts the category %s', (value) => {
    expect(checkCategoria(value).ok).toBe(true);
  });

  it.each(['OG1', 'OG 14', 'OS 2', 'OS 36', 'OS 3-A', ''])('refuses the category %s', (value) => {
    expect(checkCategoria(value)).toMatchObject({ ok: false, rule: 'CATEGORIA_FORMA' });
  });
});

describe('codes that have a form only', () => {
  it.each([
    [checkCpv, '55523100-3', '5552310'],
    [checkCpv, '45000000', '55523100-33'],
    [checkNuts3, 'ITI21', 'ITI2'],
    [checkIstatComune, '054033', '54033'],
    [checkIstatAnac, '005028001', '05028001'],
    [checkPec, 'protocollo@pec.comune.example', 'protocollo@pec'],
    [checkPec, 'a@b.it', 'a..@b .it'],
    [checkUrl, 'https://gare.example/1?x=2', 'www.comune.it/bandi'],
    [checkUrl, 'http://gare.example:8080/', 'ftp://gare.example'],
    [checkFileName, '03_disciplinare_rev2.pdf', 'disciplinare è nuovo.pdf'],
    [checkProtocollo, '0012345', '12345'],
    [checkRegistro, 'PROT-2026', 'registro con spazi'],
    [checkAusa, '0000161234', '161234'],
    [checkIpa, 'c_e506', 'c-e506'],
    [checkLotIdentifier, 'LOT-0001', 'LOT-1'],
    [checkCcnl, 'K05', 'K5'],
    [checkCcnl, 'F012', 'F0123'],
  ])('%p accepts %s and refuses %s', (check, good, bad) => {
    expect(check(good).ok).toBe(true);
    expect(check(bad)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) as unknown });
  });

  it('counts the significant digits of a CPV', () => {
    expect(checkCpv('55523100-3')).toEqual({ ok: true, code: '55523100', division: '55', significantDigits: 6 });
    expect(checkCpv('45000000')).toMatchObject({ division: '45', significantDigits: 2 });
  });
});
