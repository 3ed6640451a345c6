/** An element as it stands in the file: names with their prefixes, attributes and text with entities resolved. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlChild[];
}
export type XmlChild = XmlNode | string;

/** XML that is not read: broken, with a DOCTYPE, or deeper than any honest file. */
export class XmlRefusal extends Error {}

const token =
  /<(\/?)([^\s/>!?]+)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>|([^<]+)|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|</g;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const maxDepth = 400;
const none: Readonly<Record<string, string>> = Object.freeze({});

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlChild[];
}

/**
 * Reads a part of an Office file into a tree. Comments and processing instructions are left out; blanks between elements
 * as well, except in `…:t` and its kin where they are text. @throws XmlRefusal
 */
export function parseXml(xml: string): XmlNode {
  const stack: Open[] = [{ name: '', attributes: none, children: [] }];
  for (const match of xml.matchAll(token)) {
    const [whole, closing, name, attributes = '', text, cdata] = match;
    const top = stack.at(-1);
    if (top === undefined) throw new XmlRefusal('more is closed than was opened');
    if (name !== undefined) {
      if (closing === '/') close(stack, name);
      else if (attributes.endsWith('/')) top.children.push({ name, attributes: attributesOf(attributes), children: [] });
      else {
        if (stack.length > maxDepth) throw new XmlRefusal('elements are nested too deep');
        stack.push({ name, attributes: attributesOf(attributes), children: [] });
      }
    } else if (text !== undefined || cdata !== undefined) {
      const plain = cdata ?? entities(text ?? '');
      if (plain.trim() !== '' || keepsBlanks(top.name)) top.children.push(plain);
    } else if (whole === '<') throw new XmlRefusal('a sign that opens nothing');
  }
  const [root] = stack;
  const elements = root?.children.filter((child) => typeof child !== 'string') ?? [];
  if (stack.length !== 1 || elements.length !== 1 || elements[0] === undefined) throw new XmlRefusal('not one root element');
  return elements[0];
}

/** The tree as text, with the declaration Office files begin with. */
export function writeXml(root: XmlNode): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  write(root, out);
  return out.join('');
}

export function isNode(child: XmlChild): child is XmlNode {
  return typeof child !== 'string';
}

export function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
}

function write(node: XmlNode, out: string[]): void {
  out.push('<', node.name);
  for (const name in node.attributes) out.push(' ', name, '="', attributeText(node.attributes[name] ?? ''), '"');
  if (node.children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of node.children) {
    if (typeof child === 'string') out.push(escapeXml(child));
    else write(child, out);
  }
  out.push('</', node.name, '>');
}

function attributeText(value: string): string {
  const text = escapeXml(value);
  return /[\n\t]/.test(text) ? text.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;') : text;
}

function close(stack: Open[], name: string): void {
  const done = stack.pop();
  const parent = stack.at(-1);
  if (done?.name !== name || parent === undefined) throw new XmlRefusal(`</${name}> closes another element`);
  parent.children.push(done);
}

function keepsBlanks(name: string): boolean {
  return name.endsWith(':t') || name.endsWith('Text');
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  if (!text.includes('=')) return none;
  const result: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    const value = entities(double ?? single ?? '');
    if (name === '__proto__') Object.defineProperty(result, name, { value, enumerable: true });
    else result[name] = value;
  }
  return result;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
