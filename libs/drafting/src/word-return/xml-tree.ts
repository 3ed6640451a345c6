import { unescapeXml } from '@gare/platform/docx';

/** An element with its children in order; `text` are its own characters, entities resolved. */
export interface XmlNode {
  /** With the prefix this product uses for its namespace, whatever prefix the file uses (`w:p`). */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

interface OpenNode {
  readonly name: string;
  readonly raw: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  readonly prefixes: ReadonlyMap<string, string>;
  text: string;
}

/** Deeper than any document that was written by a person; what reads the tree may then call itself. */
const deepest = 200;

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Office Open XML in its transitional and its strict form has one prefix each here. */
const known: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml\/(?:2006\/)?main$/, 'w'],
  [/officeDocument\/(?:2006\/)?relationships$/, 'r'],
  [/officeDocument\/(?:2006\/)?math$/, 'm'],
  [/drawingml\/(?:2006\/)?wordprocessingDrawing$/, 'wp'],
  [/drawingml\/(?:2006\/)?main$/, 'a'],
  [/drawingml\/(?:2006\/)?picture$/, 'pic'],
  [/markup-compatibility\/2006$/, 'mc'],
  [/office\/word\/2010\/wordml$/, 'w14'],
  [/office\/word\/2012\/wordml$/, 'w15'],
  [/office\/word\/2010\/wordprocessingShape$/, 'wps'],
];

/**
 * Reads one part of a document that the guard of uploads has let in. Nothing outside the text is fetched and there are no entities
 * to expand: the guard refuses DOCTYPE.
 * @returns null where it is not well formed, or nested beyond any document
 */
export function readTree(xml: string): XmlNode | null {
  const root: OpenNode = { name: '', raw: '', attributes: new Map(), children: [], prefixes: new Map(), text: '' };
  const open: OpenNode[] = [root];
  let read = 0;
  for (const match of xml.matchAll(TOKEN)) {
    if (xml.slice(read, match.index).trim() !== '') return null;
    read = match.index + match[0].length;
    const [, cdata, ending, raw, attributes = '', closed, characters] = match;
    const last = open.at(-1) ?? root;
    if (characters !== undefined) last.text += unescapeXml(characters);
    else if (cdata !== undefined) last.text += cdata;
    else if (raw === undefined) continue;
    else if (ending === '/') {
      if (last === root || last.raw !== raw) return null;
      open.pop();
    } else {
      const node = opened(raw, attributes, last.prefixes);
      last.children.push(node);
      if (closed !== '/') open.push(node);
      if (open.length > deepest) return null;
    }
  }
  return open.length === 1 && root.children.length === 1 ? (root.children[0] ?? null) : null;
}

function opened(raw: string, source: string, outer: ReadonlyMap<string, string>): OpenNode {
  const pairs = [...source.matchAll(ATTRIBUTE)].map(
    ([, name = '', double, single]) => [name, unescapeXml(double ?? single ?? '')] as const,
  );
  const declared = pairs.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  const prefixes =
    declared.length === 0
      ? outer
      : new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6), canonical(name.slice(6), uri)] as const)]);
  const attributes = new Map(
    pairs.filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => [named(name, prefixes, false), value]),
  );
  return { name: named(raw, prefixes, true), raw, attributes, children: [], prefixes, text: '' };
}

function canonical(prefix: string, uri: string): string {
  return known.find(([pattern]) => pattern.test(uri))?.[1] ?? prefix;
}

function named(raw: string, prefixes: ReadonlyMap<string, string>, element: boolean): string {
  const colon = raw.indexOf(':');
  if (colon < 0 && !element) return raw;
  const prefix = colon < 0 ? '' : raw.slice(0, colon);
  const mapped = prefixes.get(prefix) ?? prefix;
  const local = raw.slice(colon + 1);
  return mapped === '' ? local : `${mapped}:${local}`;
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** `w:val` of a child: `valueOf(pPr, 'w:pStyle')`. */
export function valueOf(node: XmlNode | undefined, name: string): string | undefined {
  return child(node, name)?.attributes.get('w:val');
}

/** All elements below, the node itself first, in document order. */
export function* descendants(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const one of node.children) yield* descendants(one);
}
