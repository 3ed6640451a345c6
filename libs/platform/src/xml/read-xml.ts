import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element: its text where it has no children, else its children by local name; a repeated one is a list. */
export type XmlElement = string | { readonly [name: string]: XmlElement | readonly XmlElement[] };

export type XmlReading =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly reason: 'broken' | 'doctype' | 'too-large' };

/** An electronic invoice with its attachments stays below the 5 MB of the exchange system. */
const limit = 10 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
});

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML that people bring. Documents with a DOCTYPE are refused before anything is parsed, so there are no entities to expand
 * and nothing outside to fetch; only the five predefined entities and character references are resolved.
 */
export function readXml(bytes: Buffer): XmlReading {
  if (bytes.length > limit) return { ok: false, reason: 'too-large' };
  const text = bytes.toString(encodingOf(bytes));
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return { ok: false, reason: 'doctype' };
  if (text.trim() === '' || XMLValidator.validate(text) !== true) return { ok: false, reason: 'broken' };
  try {
    return { ok: true, root: resolve(parser.parse(text) as XmlElement) };
  } catch {
    return { ok: false, reason: 'broken' };
  }
}

function encodingOf(bytes: Buffer): 'utf8' | 'utf16le' | 'latin1' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  const declared = /encoding\s*=\s*["']([^"']+)["']/i.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]?.toLowerCase();
  return declared === 'iso-8859-1' || declared === 'windows-1252' ? 'latin1' : 'utf8';
}

function resolve(node: XmlElement): XmlElement {
  if (typeof node === 'string') return unescapeText(node);
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [
      name,
      Array.isArray(child) ? (child as readonly XmlElement[]).map(resolve) : resolve(child as XmlElement),
    ]),
  );
}

const unescapeText = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
