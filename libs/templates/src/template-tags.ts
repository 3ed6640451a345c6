import { type WordParagraph } from '@gare/platform/docx';
import { plainTag } from './expression-syntax.js';
import { type FindingCode, type TagPlace } from './template-finding.js';

/** What a tag does: writes a value, opens a section (over a list, on a condition, when a list is empty), closes one. */
export type TagRole = 'value' | 'each' | 'when' | 'empty' | 'close';

export interface TemplateTag {
  readonly role: TagRole;
  /** The expression, or for `close` the name written after the slash. */
  readonly expression: string;
  readonly place: TagPlace;
  readonly paragraph: WordParagraph;
  /** True when the paragraph holds nothing but this tag. */
  readonly alone: boolean;
}

/** A node of the template: a value, or a section with what it holds. */
export interface TagNode {
  readonly tag: TemplateTag;
  readonly inside: TagNode[];
}

/** Collects findings for one part of one template. */
export type Report = (code: FindingCode, place: TagPlace, message: string, suggestion?: string) => void;

/** Splits what stands between the braces into role and expression. */
export function readTag(inner: string): { role: TagRole; expression: string } | null {
  const text = plainTag(inner);
  const section = /^([#^/])\s*(.*)$/.exec(text);
  if (section === null) return /^[@\-~=:%*+]/.test(text) ? null : { role: 'value', expression: text };
  const [, sign, rest = ''] = section;
  if (sign === '/') return { role: 'close', expression: rest };
  const condition = /^se(?:\s+|(?=\())(.*)$/.exec(rest);
  if (condition === null) return { role: sign === '#' ? 'each' : 'empty', expression: rest };
  const [, expression = ''] = condition;
  return { role: 'when', expression: sign === '#' ? expression : `!(${expression})` };
}

/** The tags of a part, in document order, with those that cannot be read reported. */
export function findTags(template: string, part: string, paragraphs: readonly WordParagraph[], report: Report): TemplateTag[] {
  const tags: TemplateTag[] = [];
  const halves = new HalfTags(report);
  for (const paragraph of paragraphs) {
    for (const match of paragraph.text.matchAll(/\{([^{}]*)\}|\{[^{}]*|\}/g)) {
      const [whole, inner] = match;
      const place: TagPlace = {
        ...{ template, part, paragraph: paragraph.number, heading: paragraph.headingPath, tag: shortened(whole) },
        span: [match.index, match.index + whole.length],
      };
      if (inner === undefined) {
        if (whole === '}') halves.closed(place, paragraph);
        else halves.opened(place, whole);
        continue;
      }
      halves.end();
      const read = readTag(inner);
      if (inner.trimStart().startsWith('+'))
        report(
          'include-not-alone',
          { ...place, tag: whole },
          'una parte si include in un paragrafo tutto suo',
          `spostare ${whole} in un paragrafo a sé`,
        );
      else if (read === null)
        report(
          'unsupported-tag',
          { ...place, tag: whole },
          'questo tipo di tag non è ammesso',
          'usare {campo | filtro}, {#elenco}…{/elenco} o {#se …}…{/se}',
        );
      else tags.push({ ...read, place: { ...place, tag: whole }, paragraph, alone: paragraph.text.trim() === whole });
    }
  }
  halves.end();
  return tags;
}

/** Braces without their other half; two halves with a paragraph mark between them are one fault, not two. */
class HalfTags {
  private open: { place: TagPlace; text: string } | null = null;

  constructor(private readonly report: Report) {}

  opened(place: TagPlace, text: string): void {
    this.end();
    this.open = { place, text };
  }

  closed(place: TagPlace, { text, number }: WordParagraph): void {
    const half = this.open;
    if (half?.place.paragraph === number - 1 && half.place.part === place.part) {
      this.open = null;
      const joined = `${half.text.trimEnd()}${text.slice(0, place.span?.[1] ?? 0).trimStart()}`;
      this.report(
        'tag-across-paragraphs',
        half.place,
        `il tag comincia in questo paragrafo e finisce nel successivo (${number})`,
        `scrivere ${shortened(joined)} in un solo paragrafo`,
      );
      return;
    }
    this.end();
    const written = 'c’è una graffa chiusa senza quella aperta';
    this.report('unopened-tag', place, written, 'aggiungere «{» davanti al nome del campo o togliere «}»');
  }

  end(): void {
    if (this.open === null) return;
    const { place } = this.open;
    this.open = null;
    this.report('unclosed-tag', place, 'il tag non è chiuso in questo paragrafo', 'aggiungere «}» dopo il nome del campo');
  }
}

/** Pairs sections; the ones left open, closed twice or crossed are reported. */
export function nestTags(tags: readonly TemplateTag[], report: Report): TagNode[] {
  const top: TagNode[] = [];
  const open: TagNode[] = [];
  for (const tag of tags) {
    if (tag.role !== 'close') {
      const node: TagNode = { tag, inside: [] };
      (open.at(-1)?.inside ?? top).push(node);
      if (tag.role !== 'value') open.push(node);
      continue;
    }
    const current = open.at(-1);
    if (current === undefined)
      report(
        'unopened-section',
        tag.place,
        'la sezione si chiude ma non è mai stata aperta',
        `aggiungere ${openingOf(tag.expression)} prima`,
      );
    else if (closes(tag, current.tag)) {
      checkPlacement(current.tag, tag, report);
      open.pop();
    } else closeCrossed(tag, open, report);
  }
  for (const { tag } of open) {
    report('unclosed-section', tag.place, 'la sezione non è chiusa', `aggiungere ${closingOf(tag)} dove finisce`);
  }
  return top;
}

function closeCrossed(tag: TemplateTag, open: TagNode[], report: Report): void {
  const current = open.at(-1);
  const index = open.findLastIndex((node) => closes(tag, node.tag));
  if (index < 0) {
    const expected = current === undefined ? '' : closingOf(current.tag);
    report(
      'crossed-sections',
      tag.place,
      `la sezione aperta qui è ${current?.tag.place.tag ?? ''} e si chiude con ${expected}`,
      `scrivere ${expected}`,
    );
    open.pop();
    return;
  }
  for (const { tag: inner } of open.splice(index).slice(1)) {
    report(
      'crossed-sections',
      inner.place,
      `la sezione resta aperta mentre si chiude ${tag.place.tag}: le due sezioni si incrociano`,
      `aggiungere ${closingOf(inner)} prima di ${tag.place.tag}`,
    );
  }
}

function closes(closing: TemplateTag, opening: TemplateTag): boolean {
  if (closing.expression === '') return true;
  if (opening.role === 'when') return closing.expression === 'se' || closing.expression.startsWith('se ');
  return closing.expression === opening.expression || closing.expression === opening.expression.split('.').at(-1);
}

function closingOf(opening: TemplateTag): string {
  return opening.role === 'when' ? '{/se}' : `{/${opening.expression}}`;
}

function openingOf(name: string): string {
  return name === 'se' ? '{#se …}' : `{#${name === '' ? 'elenco' : name}}`;
}

/**
 * A section over several paragraphs must repeat whole things. Both ends in one paragraph, or both in the same
 * cell (or both outside tables) with each end alone in its paragraph, are whole. Between two cells it repeats
 * table rows, which are whole only from the first cell of a row to the last cell of the same or a later one.
 */
function checkPlacement(opening: TemplateTag, closing: TemplateTag, report: Report): void {
  const [from, to] = [opening.paragraph, closing.paragraph];
  if (from.number === to.number) return;
  if (from.cell?.path === to.cell?.path) {
    for (const end of [opening, closing]) {
      if (!end.alone)
        report(
          'section-not-alone',
          end.place,
          'una sezione che abbraccia più paragrafi vuole i suoi due tag soli nel loro paragrafo',
          `spostare ${end.place.tag} in un paragrafo a sé`,
        );
    }
    return;
  }
  if (from.cell !== null && to.cell !== null) {
    const sameTable = parentPath(from.cell.path) === parentPath(to.cell.path) && from.cell.table === to.cell.table;
    if (sameTable && from.cell.column === 1 && to.cell.column === to.cell.columns) return;
  }
  report(
    'section-across-cells',
    opening.place,
    `la sezione comincia ${cellName(from)} e finisce ${cellName(to)} (${closing.place.tag}): spezzerebbe la tabella`,
    'per ripetere la riga mettere l’apertura nella prima cella e la chiusura nell’ultima cella della stessa riga; per ripetere il testo tenere i due tag nella stessa cella',
  );
}

function parentPath(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function cellName({ cell }: WordParagraph): string {
  return cell === null ? 'fuori dalla tabella' : `nella riga ${cell.row}, cella ${cell.column} della tabella ${cell.table}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
