import { SealedText } from './sealed-text.js';

const secret = 'x'.repeat(32);
const sealer = new SealedText(secret, 'totp');

describe('a sealed text', () => {
  it('opens for its owner and reads differently every time', () => {
    const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'lucia');
    expect(sealer.open(sealed, 'lucia')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealed).not.toContain('JBSWY3DP');
    expect(sealer.seal('JBSWY3DPEHPK3PXP', 'lucia')).not.toBe(sealed);
  });

  it('opens for nobody else, with no other key, and not when a bit of it was changed', () => {
    const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'lucia');
    const bytes = Buffer.from(sealed, 'base64url');
    const changed = bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
    const attempts = [
      sealer.open(sealed, 'paolo'),
      new SealedText(secret, 'oidc').open(sealed, 'lucia'),
      new SealedText('y'.repeat(32), 'totp').open(sealed, 'lucia'),
      sealer.open(Buffer.from(changed).toString('base64url'), 'lucia'),
      sealer.open('corto', 'lucia'),
      sealer.open('', 'lucia'),
    ];
    expect(attempts).toEqual([null, null, null, null, null, null]);
  });
});
