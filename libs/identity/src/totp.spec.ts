import { Secret } from 'otpauth';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, totpStep, totpUri } from './totp.js';

/** The secret of RFC 6238, appendix B. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a code of the second factor', () => {
  // Last six digits of the eight of the RFC.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is that of RFC 6238', (seconds, code) => {
    expect(totpStep(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
    expect(totpStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('counts one step before and after, with the step it belongs to, and no further', () => {
    const steps = [-60, -30, 0, 30, 60].map((shift) => totpStep(secret, '081804', at(1111111109 + shift)));
    const own = Math.floor(1111111109 / 30);
    expect(steps).toEqual([null, own, own, own, null]);
  });

  it.each(['', '08180', '0818044', 'abcdef', '081805', '٠٨١٨٠٤'])('«%s» is wrong', (code) => {
    expect(totpStep(secret, code, at(1111111109))).toBeNull();
  });

  it('comes from a secret that an app takes from its address', () => {
    const fresh = newTotpSecret();
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(fresh, { issuer: 'Gare insieme', label: 'rup@montone.example' })).toBe(
      `otpauth://totp/Gare%20insieme:rup%40montone.example?issuer=Gare%20insieme&secret=${fresh}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and the same however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    expect(code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
    const hash = hashRecoveryCode('lucia', code);
    expect(hashRecoveryCode('lucia', ` ${code.toLowerCase().replace('-', '')} `)).toBe(hash);
    expect(hashRecoveryCode('paolo', code)).not.toBe(hash);
  });
});
