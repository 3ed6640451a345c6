import { inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';
import { isNode, parseXml, writeXml, type XmlChild, type XmlNode } from '@gare/platform/xml';

/** An element that can be changed in place. */
interface Draft {
  name: string;
  attributes: Record<string, string>;
  children: (Draft | string)[];
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

type Edit = (root: Draft, chance: Chance) => void;

const words = [
  'importo',
  'gara',
  '€ 1.234,56',
  'lotto',
  'entro il',
  '31/12/2027',
  'è',
  'ai sensi dell’art. 17',
  '&',
  '<nuovo>',
  'Perugia',
  ' ',
];
const text = (chance: Chance): string => Array.from({ length: 1 + chance.below(6) }, () => chance.of(words) ?? '').join(' ');
const plainRun = (content: string): Draft => draft('w:r', [draft('w:t', [content], { 'xml:space': 'preserve' })]);
const draft = (name: string, children: (Draft | string)[] = [], attributes: Record<string, string> = {}): Draft => ({
  name,
  attributes,
  children,
});

const edits: readonly Edit[] = [
  changeWords,
  changeWords,
  changeWords,
  insertParagraph,
  insertParagraph,
  removeParagraph,
  removeParagraph,
  splitParagraph,
  changeRunLook,
  changeParagraphLook,
  insertRow,
  removeRow,
  removeTable,
  copyTable,
  changeCell,
  changePage,
  moveParagraph,
];

/** Changes `docx` by `count` random edits of a person with time: words, paragraphs, rows, cells, looks, headers, notes, pages. */
export function editedDocument(docx: Buffer, chance: Chance, count: number): Buffer {
  const directory = readZipDirectory(docx);
  if (!directory.ok) throw new Error(directory.message);
  const read = (name: string): Draft | null => {
    const entry = directory.entries.find((candidate) => candidate.name === name);
    const bytes = entry === undefined ? null : inflateEntry(entry);
    return bytes === null ? null : editable(parseXml(bytes.toString('utf8')));
  };
  const names = directory.entries
    .map(({ name }) => name)
    .filter((name) => /^word\/(?:document|header\d+|footer\d+|footnotes)\.xml$/.test(name));
  const parts = new Map(names.map((name) => [name, read(name)]));
  for (let done = 0; done < count; done += 1) {
    const name = chance.next() < 0.75 ? 'word/document.xml' : chance.of(names);
    const root = parts.get(name ?? '');
    if (root !== undefined && root !== null) chance.of(edits)?.(root, chance);
  }
  const changed = [...parts].flatMap(([name, root]) => (root === null ? [] : [{ name, data: Buffer.from(writeXml(fixed(root)), 'utf8') }]));
  return writeCanonicalZip([...directory.entries.filter(({ name }) => !parts.has(name)), ...changed]);
}

function changeWords(root: Draft, chance: Chance): void {
  const found = chance.of(all(root, 'w:t'));
  if (found === undefined) return;
  const [written] = found.children;
  const parts = (typeof written === 'string' ? written : '').split(' ');
  const at = chance.below(parts.length);
  const fate = chance.next();
  if (fate < 0.4) parts.splice(at, 1 + chance.below(3));
  else if (fate < 0.7) parts.splice(at, 0, text(chance));
  else parts.splice(at, 1 + chance.below(2), text(chance));
  found.children = [parts.join(' ')];
  found.attributes['xml:space'] = 'preserve';
}

function insertParagraph(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:p', chance);
  if (place === null) return;
  const properties = chance.next() < 0.4 ? [draft('w:pPr', [draft('w:jc', [], { 'w:val': 'center' })])] : [];
  place.parent.children.splice(place.index + chance.below(2), 0, draft('w:p', [...properties, plainRun(text(chance))]));
}

function removeParagraph(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:p', chance);
  if (place === null || staysInPlace(place)) return;
  if (place.parent.name === 'w:footnote') return;
  place.parent.children.splice(place.index, 1);
}

/** The document, a cell, a note, a box keeps a paragraph at its end, and a section its mark: no word processor lets them go. */
function staysInPlace({ parent, node, index }: Place): boolean {
  const next = parent.children[index + 1];
  const isLast = next === undefined || (typeof next !== 'string' && next.name === 'w:sectPr');
  return isLast || all(node, 'w:sectPr').length > 0;
}

function splitParagraph(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:p', chance);
  if (place === null || all(place.node, 'w:sectPr', 'w:fldChar').length > 0) return;
  const properties = child(place.node, 'w:pPr');
  const content = place.node.children.filter((one) => one !== properties);
  const cut = chance.below(content.length + 1);
  const head = properties === null ? [] : [copied(properties)];
  place.node.children = [...(properties === null ? [] : [properties]), ...content.slice(0, cut)];
  place.parent.children.splice(place.index + 1, 0, draft('w:p', [...head, ...content.slice(cut)]));
}

function moveParagraph(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:p', chance);
  if (place === null || place.parent.name !== 'w:body' || staysInPlace(place)) return;
  const siblings = place.parent.children;
  siblings.splice(place.index, 1);
  siblings.splice(chance.below(Math.max(1, siblings.length - 1)), 0, place.node);
}

function changeRunLook(root: Draft, chance: Chance): void {
  const run = chance.of(all(root, 'w:r'));
  if (run === undefined) return;
  const look = chance.of(['w:b', 'w:i', 'w:caps', 'w:strike']) ?? 'w:b';
  const properties = child(run, 'w:rPr');
  if (properties === null) run.children.unshift(draft('w:rPr', [draft(look)]));
  else properties.children = chance.next() < 0.3 ? [] : [draft(look)];
}

function changeParagraphLook(root: Draft, chance: Chance): void {
  const paragraph = chance.of(all(root, 'w:p'));
  if (paragraph === undefined) return;
  const properties = child(paragraph, 'w:pPr');
  const look = draft('w:jc', [], { 'w:val': chance.of(['left', 'right', 'both']) ?? 'left' });
  const mark = chance.next() < 0.3 ? [draft('w:rPr', [draft('w:b')])] : [];
  const section = properties?.children.filter((one) => typeof one !== 'string' && one.name === 'w:sectPr') ?? [];
  if (properties === null) paragraph.children.unshift(draft('w:pPr', [look, ...mark]));
  else properties.children = [look, ...mark, ...section];
}

function insertRow(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:tr', chance);
  if (place === null) return;
  const row = copied(place.node);
  for (const one of all(row, 'w:t')) one.children = [text(chance)];
  place.parent.children.splice(place.index + chance.below(2), 0, row);
}

function removeRow(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:tr', chance);
  if (place !== null && all(place.parent, 'w:tr').length > 1) place.parent.children.splice(place.index, 1);
}

function removeTable(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:tbl', chance);
  if (place !== null && chance.next() < 0.5) place.parent.children.splice(place.index, 1);
}

function copyTable(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:tbl', chance);
  if (place === null || chance.next() < 0.5) return;
  const table = copied(place.node);
  for (const one of all(table, 'w:t')) if (chance.next() < 0.5) one.children = [text(chance)];
  place.parent.children.splice(place.index, 0, table, draft('w:p', [plainRun(text(chance))]));
}

function changeCell(root: Draft, chance: Chance): void {
  const place = placeOf(root, 'w:tc', chance);
  if (place === null) return;
  const fate = chance.next();
  const properties = child(place.node, 'w:tcPr');
  if (fate < 0.3) place.parent.children.splice(place.index, 0, copied(place.node));
  else if (fate < 0.6 && properties !== null) properties.children.push(draft('w:vAlign', [], { 'w:val': 'center' }));
  else place.node.children.push(draft('w:p', [plainRun(text(chance))]));
}

function changePage(root: Draft, chance: Chance): void {
  const section = chance.of(all(root, 'w:sectPr'));
  if (section === undefined) return;
  const margins = child(section, 'w:pgMar');
  const fate = chance.next();
  if (fate < 0.6 && margins !== null) margins.attributes['w:left'] = String(700 + chance.below(900));
  else if (fate < 0.8) section.children = section.children.filter((one) => typeof one === 'string' || one.name !== 'w:headerReference');
  else section.children.push(draft('w:titlePg'));
}

interface Place {
  readonly parent: Draft;
  readonly node: Draft;
  readonly index: number;
}

function placeOf(root: Draft, name: string, chance: Chance): Place | null {
  const places: Place[] = [];
  const walk = (parent: Draft): void => {
    parent.children.forEach((node, index) => {
      if (typeof node === 'string') return;
      if (node.name === name) places.push({ parent, node, index });
      walk(node);
    });
  };
  walk(root);
  return chance.of(places) ?? null;
}

function all(root: Draft, ...names: readonly string[]): Draft[] {
  return root.children.flatMap((one) =>
    typeof one === 'string' ? [] : [...(names.includes(one.name) ? [one] : []), ...all(one, ...names)],
  );
}

function child(node: Draft, name: string): Draft | null {
  return node.children.find((one): one is Draft => typeof one !== 'string' && one.name === name) ?? null;
}

function copied(node: Draft): Draft {
  return {
    name: node.name,
    attributes: { ...node.attributes },
    children: node.children.map((one) => (typeof one === 'string' ? one : copied(one))),
  };
}

function editable(node: XmlNode): Draft {
  return {
    name: node.name,
    attributes: { ...node.attributes },
    children: node.children.map((one: XmlChild) => (isNode(one) ? editable(one) : one)),
  };
}

function fixed(node: Draft): XmlNode {
  return {
    name: node.name,
    attributes: node.attributes,
    children: node.children.map((one) => (typeof one === 'string' ? one : fixed(one))),
  };
}
