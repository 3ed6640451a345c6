import { XMLParser } from 'fast-xml-parser';
import { inflateEntry, readZipDirectory } from '@gare/platform/docx';

/** A node of the XML as read: one name with its children, attributes apart, or a text. */
type Node = Readonly<Record<string, readonly Node[] | string | Readonly<Record<string, string>>>>;

const reader = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
});
const parts = /^word\/(?:document|header\d*|footer\d*|footnotes)\.xml$/;

/**
 * A Word file as lines that a person can review: one paragraph a line with its style, the mark of its list and what is bold or
 * italic; one line where a table or a row begins; fields, tabs, line breaks and pictures by name. Identifiers and revision marks
 * are left out: what reads the same gives the same lines.
 */
export function normalisedText(docx: Buffer): readonly string[] {
  const directory = readZipDirectory(docx);
  if (!directory.ok) throw new Error(directory.message);
  const named = directory.entries.filter(({ name }) => parts.test(name)).sort((left, right) => order(left.name) - order(right.name));
  const read = (name: string): readonly Node[] => {
    const entry = directory.entries.find((candidate) => candidate.name === name);
    return entry === undefined ? [] : (reader.parse(inflateEntry(entry)?.toString('utf8') ?? '') as readonly Node[]);
  };
  const lists = listMarks(read('word/numbering.xml'));
  return named.flatMap(({ name }) => {
    const body = new Body(lists);
    body.read(read(name), '');
    return [`== ${name}`, ...body.lines];
  });
}

/** The body first, then what stands above and below every page. */
const order = (name: string): number => ['document', 'header', 'footer', 'footnotes'].findIndex((part) => name.includes(part));

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const childrenOf = (node: Node): readonly Node[] => {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? (children as readonly Node[]) : [];
};
const attribute = (node: Node | undefined, name: string): string | undefined =>
  (node?.[':@'] as Readonly<Record<string, string>> | undefined)?.[name];
const child = (node: Node | undefined, name: string): Node | undefined =>
  node === undefined ? undefined : childrenOf(node).find((one) => nameOf(one) === name);
const isOn = (properties: Node | undefined, name: string): boolean => {
  const mark = child(properties, name);
  return mark !== undefined && !['0', 'off', 'false', 'none'].includes(attribute(mark, 'w:val') ?? '1');
};

const marks: Readonly<Record<string, string>> = { bullet: '•', lowerLetter: 'a)', decimal: '1.' };

/** How the items of each list are marked, by the number of the list and the level. */
function listMarks(numbering: readonly Node[]): ReadonlyMap<string, string> {
  const all = numbering.flatMap((node) => (nameOf(node) === 'w:numbering' ? childrenOf(node) : []));
  const formats = new Map(
    all
      .filter((node) => nameOf(node) === 'w:abstractNum')
      .flatMap((abstract) =>
        childrenOf(abstract)
          .filter((node) => nameOf(node) === 'w:lvl')
          .map((level): [string, string] => [
            `${attribute(abstract, 'w:abstractNumId') ?? ''}/${attribute(level, 'w:ilvl') ?? ''}`,
            attribute(child(level, 'w:numFmt'), 'w:val') ?? '',
          ]),
      ),
  );
  const lists = all.filter((node) => nameOf(node) === 'w:num');
  return new Map(
    lists.flatMap((list) => {
      const abstract = attribute(child(list, 'w:abstractNumId'), 'w:val') ?? '';
      return [...formats]
        .filter(([key]) => key.startsWith(`${abstract}/`))
        .map(([key, format]): [string, string] => [
          `${attribute(list, 'w:numId') ?? ''}/${key.slice(abstract.length + 1)}`,
          marks[format] ?? format,
        ]);
    }),
  );
}

class Body {
  readonly lines: string[] = [];
  private tables = 0;

  constructor(private readonly lists: ReadonlyMap<string, string>) {}

  read(nodes: readonly Node[], indent: string): void {
    for (const node of nodes) {
      const name = nameOf(node);
      if (name === 'w:p') this.lines.push(`${indent}${paragraph(node, this.lists)}`);
      else if (name === 'w:tbl') this.table(node, indent);
      else if (name === 'w:sectPr') this.lines.push(`${indent}${section(node)}`);
      else if (!name.endsWith('Pr') && name !== '#text') this.read(childrenOf(node), indent);
    }
  }

  private table(node: Node, indent: string): void {
    this.tables += 1;
    const widths = childrenOf(child(node, 'w:tblGrid') ?? {}).map((column) => attribute(column, 'w:w') ?? '?');
    const caption = attribute(child(child(node, 'w:tblPr'), 'w:tblCaption'), 'w:val');
    this.lines.push(`${indent}tabella ${this.tables}: colonne ${widths.join(' ')}${caption === undefined ? '' : ` – ${caption}`}`);
    for (const [index, row] of childrenOf(node)
      .filter((one) => nameOf(one) === 'w:tr')
      .entries()) {
      const heads = isOn(child(row, 'w:trPr'), 'w:tblHeader') ? ', intestazione' : '';
      this.lines.push(`${indent}  riga ${index + 1}${heads}`);
      for (const cell of childrenOf(row).filter((one) => nameOf(one) === 'w:tc')) this.read(childrenOf(cell), `${indent}    `);
    }
  }
}

function paragraph(node: Node, lists: ReadonlyMap<string, string>): string {
  const properties = child(node, 'w:pPr');
  const style = attribute(child(properties, 'w:pStyle'), 'w:val') ?? 'Normale';
  const numbering = child(properties, 'w:numPr');
  const level = attribute(child(numbering, 'w:ilvl'), 'w:val') ?? '0';
  const list = attribute(child(numbering, 'w:numId'), 'w:val') ?? '';
  const breaks = isOn(properties, 'w:pageBreakBefore') ? '⇟' : '';
  return `[${style}${numbering === undefined ? '' : `, ${lists.get(`${list}/${level}`) ?? 'elenco'} livello ${Number(level) + 1}`}] ${breaks}${inline(childrenOf(node)).join('')}`.trimEnd();
}

/** Runs of the same look stand together, however Word has cut them. */
function inline(nodes: readonly Node[]): string[] {
  const runs: { mark: string; closing: string; text: string }[] = [];
  const add = (marks: readonly string[], text: string): void => {
    const mark = marks.join('');
    const last = runs.at(-1);
    if (last?.mark === mark) last.text += text;
    else if (text !== '') runs.push({ mark, closing: marks.toReversed().join(''), text });
  };
  const walk = (list: readonly Node[]): void => {
    for (const node of list) {
      const name = nameOf(node);
      if (name === 'w:r') {
        const look = child(node, 'w:rPr');
        const subscript = attribute(child(look, 'w:vertAlign'), 'w:val') === 'subscript' ? '~' : '';
        add([isOn(look, 'w:b') ? '**' : '', isOn(look, 'w:i') ? '*' : '', subscript], childrenOf(node).map(ofRun).join(''));
      } else if (name !== 'w:pPr' && name !== '#text') walk(childrenOf(node));
    }
  };
  walk(nodes);
  return runs.map(({ mark, closing, text }) => `${mark}${text}${closing}`);
}

const textIn = (node: Node): string =>
  childrenOf(node)
    .map((text) => (typeof text['#text'] === 'string' ? text['#text'] : ''))
    .join('');

function ofRun(node: Node): string {
  switch (nameOf(node)) {
    case 'w:t':
      return textIn(node);
    case 'w:tab':
    case 'w:ptab':
      return '→';
    case 'w:br':
      return attribute(node, 'w:type') === 'page' ? '⇟' : '↵';
    case 'w:instrText':
      return `‹${textIn(node).trim()}›`;
    case 'w:drawing':
      return `‹immagine: ${describedBy(node) ?? 'senza descrizione'}›`;
    default:
      return '';
  }
}

function describedBy(node: Node): string | undefined {
  if (nameOf(node) === 'wp:docPr') return attribute(node, 'descr');
  return childrenOf(node)
    .map(describedBy)
    .find((text) => text !== undefined);
}

function section(node: Node): string {
  const [size, margins] = [child(node, 'w:pgSz'), child(node, 'w:pgMar')];
  const sides = ['w:top', 'w:right', 'w:bottom', 'w:left'].map((side) => attribute(margins, side) ?? '?').join(' ');
  return `sezione: pagina ${attribute(size, 'w:w') ?? '?'}×${attribute(size, 'w:h') ?? '?'}, margini ${sides}`;
}
