import { createHash } from 'node:crypto';
import { cadesContentHash, NotSigned, padesContentHash } from './signed-content.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const text = Buffer.from(`%PDF-1.7\n${'testo della convenzione '.repeat(20)}\n%%EOF\n`);

const lengthOf = (size: number): Buffer => {
  if (size < 0x80) return Buffer.from([size]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  const short = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([0x80 | short.length]), short]);
};
const element = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
};
const open = (tag: number, ...parts: Buffer[]): Buffer => Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])]);
const signedData = Buffer.from('06092a864886f70d010702', 'hex');
const data = Buffer.from('06092a864886f70d010701', 'hex');
const version = Buffer.from('020101', 'hex');

/** A CMS envelope around a content, of definite or indefinite lengths. */
const envelope = (make: typeof element, content: Buffer): Buffer =>
  make(0x30, signedData, make(0xa0, make(0x30, version, element(0x31), make(0x30, data, make(0xa0, content)), element(0x31))));

describe('what a signed file holds', () => {
  it.each([
    ['definite lengths', envelope(element, element(0x04, text))],
    ['indefinite lengths', envelope(open, element(0x04, text))],
    ['a content in pieces', envelope(open, open(0x24, element(0x04, text.subarray(0, 100)), element(0x04, text.subarray(100))))],
  ])('CAdES with %s', (_, file) => {
    expect(cadesContentHash(file)).toBe(sha256(text));
  });

  it.each([
    ['a PDF', text],
    ['nothing', Buffer.alloc(0)],
    ['an envelope cut short', envelope(element, element(0x04, text)).subarray(0, 200)],
    [
      'an envelope without its document',
      element(0x30, signedData, element(0xa0, element(0x30, version, element(0x31), element(0x30, data)))),
    ],
  ])('refuses %s as CAdES', (_, file) => {
    expect(() => cadesContentHash(file)).toThrow(NotSigned);
  });

  const appended = Buffer.from('9 0 obj << /Type /Sig /ByteRange [0 1 2 3] >> endobj\n%%EOF\n');

  it('PAdES: the bytes before the signature', () => {
    expect(padesContentHash(Buffer.concat([text, appended]), text.length)).toBe(sha256(text));
    const other = Buffer.concat([Buffer.from('%PDF-1.7 x'), text.subarray(10)]);
    expect(padesContentHash(Buffer.concat([other, appended]), text.length)).not.toBe(sha256(text));
  });

  it.each([
    ['the text without a signature', text],
    ['something appended that is no signature', Buffer.concat([text, Buffer.from('%%EOF')])],
    ['what is no PDF', Buffer.concat([Buffer.from('PK'), text, appended])],
  ])('refuses %s as PAdES', (_, file) => {
    expect(() => padesContentHash(file, text.length)).toThrow(NotSigned);
  });
});
