import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { actionAddress, readDiscovery } from './discovery.js';
import { proofHolds, signedBytes, ticksOf } from './proof.js';

const pair = (): { privateKey: KeyObject; publicKey: KeyObject } => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [now, older, stranger] = [pair(), pair(), pair()];
const at = Date.UTC(2026, 10, 28, 17, 55);
const url = 'https://sua.example/wopi/files/1/contents?access_token=abc';

function signed(key: KeyObject, oldKey: KeyObject, ms = at): { timeStamp: string; proof: string; proofOld: string } {
  const bytes = signedBytes('abc', url, ticksOf(ms));
  const by = (one: KeyObject): string => sign('RSA-SHA256', bytes, one).toString('base64');
  return { timeStamp: String(ticksOf(ms)), proof: by(key), proofOld: by(oldKey) };
}

describe('the proof that a request comes from the office server', () => {
  const holds = (headers: ReturnType<typeof signed>, changes = {}): boolean =>
    proofHolds({ accessToken: 'abc', url, ...headers, ...changes }, [now.publicKey, older.publicKey], at);

  it.each([
    ['signed with the key of now', now, older, true],
    ['signed with the key of before: we know the next one already', older, stranger, true],
    ['signed with a newer key than we know, the older signature with the one we know', stranger, now, true],
    ['signed by somebody else', stranger, stranger, false],
  ])('%s', (_, key, oldKey, expected) => {
    expect(holds(signed(key.privateKey, oldKey.privateKey))).toBe(expected);
  });

  it('is of this address, this token and these twenty minutes', () => {
    const headers = signed(now.privateKey, older.privateKey);
    expect(holds(headers, { url: url.replace('/1/', '/2/') })).toBe(false);
    expect(holds(headers, { accessToken: 'abd' })).toBe(false);
    expect(holds(headers, { timeStamp: String(ticksOf(at + 1000)) })).toBe(false);
    expect(holds(signed(now.privateKey, older.privateKey, at - 21 * 60_000))).toBe(false);
    expect(holds(headers, { timeStamp: 'ieri' })).toBe(false);
    expect(holds(headers, { proof: '', proofOld: '' })).toBe(false);
  });

  it('has its time counted from the year 1, as the protocol does', () => {
    expect(ticksOf(0)).toBe(621_355_968_000_000_000n);
  });
});

describe('what an office server says of itself', () => {
  const part = (key: KeyObject, name: 'n' | 'e'): string =>
    Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url').toString('base64');
  const xml = `<?xml version="1.0"?><wopi-discovery><net-zone name="external-https">
    <app name="writer"><action name="view" ext="docx" urlsrc="https://office.example/v?"/>
    <action name="edit" ext="docx" urlsrc="https://office.example/browser/cool.html?&lt;ui=UI_LLCC&amp;&gt;&lt;rs=DC_LLCC&amp;&gt;"/></app>
    </net-zone><proof-key modulus="${part(now.publicKey, 'n')}" exponent="${part(now.publicKey, 'e')}"
    oldmodulus="${part(older.publicKey, 'n')}" oldexponent="${part(older.publicKey, 'e')}"/></wopi-discovery>`;

  it('names where a DOCX is edited and the keys it signs with', () => {
    const discovery = readDiscovery(xml);
    expect(discovery?.keys.map((key) => key.export({ format: 'jwk' }))).toEqual(
      [now.publicKey, older.publicKey].map((key) => key.export({ format: 'jwk' })),
    );
    expect(actionAddress(discovery?.edit ?? '', 'https://sua.example/wopi/files/1', 'it')).toBe(
      'https://office.example/browser/cool.html?WOPISrc=https%3A%2F%2Fsua.example%2Fwopi%2Ffiles%2F1&lang=it',
    );
  });

  it.each([
    ['no XML', 'Not found'],
    ['a document type', `<!DOCTYPE x>${xml}`],
    ['nothing for DOCX', xml.replaceAll('docx', 'odt')],
  ])('is nothing where it has %s', (_, text) => {
    expect(readDiscovery(text)).toBeNull();
  });
});
