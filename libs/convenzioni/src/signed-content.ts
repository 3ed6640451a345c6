import { createHash } from 'node:crypto';

/** A file that does not hold a signed document of the format it was said to have. */
export class NotSigned extends Error {}

const sha256 = (parts: readonly Uint8Array[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/**
 * SHA-256 of the document a PAdES file signs, as it was before the signature: a PDF signature is appended to the file it signs and
 * leaves its bytes as they are, so that the text must stand unchanged at the beginning.
 * @param textBytes length of the text the councils approved
 * @throws NotSigned where nothing was appended
 */
export function padesContentHash(file: Buffer, textBytes: number): string {
  const isPdf = file.subarray(0, 5).toString('latin1') === '%PDF-';
  const signature = file.subarray(textBytes).includes('/ByteRange');
  if (!isPdf || file.length <= textBytes || !signature)
    throw new NotSigned('Il file non è il testo della convenzione con una firma PAdES aggiunta.');
  return sha256([file.subarray(0, textBytes)]);
}

/** @throws NotSigned where the file is not a CMS envelope that holds its document (RFC 5652, CAdES enveloping) */
export function cadesContentHash(file: Buffer): string {
  try {
    // ContentInfo ::= SEQUENCE { contentType, [0] SignedData }; SignedData ::= SEQUENCE { version, digests, encapContentInfo, … }
    const [, wrapped] = children(file, elementAt(file, 0));
    const [signedData] = children(file, must(wrapped));
    const [, , encapsulated] = children(file, must(signedData));
    const [, content] = children(file, must(encapsulated));
    const [octets] = children(file, must(content));
    return sha256(octetsOf(file, must(octets)));
  } catch (error) {
    throw new NotSigned('Il file non è una busta CAdES (p7m) che contiene il testo.', { cause: error });
  }
}

/** An element of BER: where its contents are and where the next one begins. */
interface Element {
  readonly constructed: boolean;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const endOfContents = (bytes: Buffer, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

function elementAt(bytes: Buffer, at: number): Element {
  const constructed = (bytes.readUInt8(at) & 0x20) !== 0;
  const length = bytes.readUInt8(at + 1);
  if (length === 0x80) return indefinite(bytes, at + 2);
  const count = length < 0x80 ? 0 : length & 0x7f;
  if (count > 6) throw new RangeError('a length of more than six bytes');
  const start = at + 2 + count;
  const end = start + (count === 0 ? length : bytes.readUIntBE(at + 2, count));
  if (end > bytes.length) throw new RangeError('an element goes past the end of the file');
  return { constructed, start, end, next: end };
}

/** An element that ends where two zero bytes stand in place of the next one. */
function indefinite(bytes: Buffer, start: number): Element {
  let at = start;
  while (!endOfContents(bytes, at)) at = elementAt(bytes, at).next;
  return { constructed: true, start, end: at, next: at + 2 };
}

function children(bytes: Buffer, parent: Element): Element[] {
  const found: Element[] = [];
  for (let at = parent.start; at < parent.end;) {
    const element = elementAt(bytes, at);
    found.push(element);
    at = element.next;
  }
  return found;
}

/** The pieces of an octet string, which may be written in several. */
function octetsOf(bytes: Buffer, element: Element): readonly Uint8Array[] {
  if (!element.constructed) return [bytes.subarray(element.start, element.end)];
  return children(bytes, element).flatMap((piece) => octetsOf(bytes, piece));
}

function must(element: Element | undefined): Element {
  if (element === undefined) throw new RangeError('an element is missing');
  return element;
}
