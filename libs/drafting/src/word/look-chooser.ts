import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type ListPlace } from '@gare/domain/drafting/number-labels';
import { type ListWriter } from './list-writer.js';
import { type Look, type LookKind, type ShellIndex } from './shell-index.js';

/** Properties for a paragraph, and the list it counts in. */
export interface ChosenLook {
  readonly xml: string;
  readonly list: ListPlace | null;
}

/** What a block is, as looks tell it. */
export function kindOf(node: DraftNode): LookKind {
  const { level, list } = node.attrs as { level?: number; list?: LookKind['list'] };
  return { type: node.type.name as LookKind['type'], level: level ?? 0, list: list ?? null };
}

const isSame = (one: LookKind, other: LookKind): boolean => one.type === other.type && one.level === other.level && one.list === other.list;

/** Finds for each block the paragraph properties of the shell: its own look, else the most used one of its kind, else a plain one. */
export class LookChooser {
  private readonly plain = new Map<string, Look>();

  constructor(
    private readonly shell: ShellIndex,
    private readonly lists: ListWriter,
    private readonly headingStyle: (level: number) => string | null,
  ) {
    for (const look of shell.looks.values()) {
      const key = JSON.stringify(look.kind);
      if (look.uses > (this.plain.get(key)?.uses ?? 0)) this.plain.set(key, look);
    }
  }

  /** `before` is the list of the block that stands directly before, where it is an item of the same kind: counting goes on there. */
  choose(node: DraftNode, inTable: boolean, before: ListPlace | null): ChosenLook {
    const kind = kindOf(node);
    const own = this.shell.looks.get(String(node.attrs['look']));
    const fits = own !== undefined && (isSame(own.kind, kind) || (inTable && own.kind.type === 'heading' && kind.type === 'paragraph'));
    if (fits) return own;
    if (kind.type === 'listItem') return this.item(kind, before, inTable);
    const plain = inTable ? undefined : this.plain.get(JSON.stringify(kind));
    if (plain !== undefined) return plain;
    if (kind.type === 'paragraph') return { xml: '', list: null };
    const style = this.headingStyle(kind.level);
    const body = this.plain.get(JSON.stringify({ type: 'paragraph', level: 0, list: null }))?.xml ?? '';
    const outline = `<w:outlineLvl w:val="${kind.level - 1}"/>`;
    return { xml: style === null ? withOutline(body, outline) : `<w:pStyle w:val="${style}"/>`, list: null };
  }

  private item(kind: LookKind, before: ListPlace | null, inTable: boolean): ChosenLook {
    const plain = inTable ? undefined : this.plain.get(JSON.stringify(kind));
    const base = this.plain.get(JSON.stringify({ ...kind, level: 0 })) ?? plain;
    const place = before === null ? this.lists.begin(kind, plain?.list ?? base?.list ?? null) : { ...before, level: kind.level };
    const xml = (plain ?? base)?.xml ?? '';
    const numbering = `<w:numPr><w:ilvl w:val="${place.level}"/><w:numId w:val="${place.numId}"/></w:numPr>`;
    return { xml: withNumbering(xml, numbering), list: place };
  }
}

/** Elements of `w:pPr` that stand before the numbering. */
const earlier = /^(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b[^>]*\/>)*/;

function withNumbering(xml: string, numbering: string): string {
  const rest = xml.replace(/<w:numPr>[\s\S]*?<\/w:numPr>|<w:numPr\/>/, '');
  const head = earlier.exec(rest)?.[0] ?? '';
  return head + numbering + rest.slice(head.length);
}

/** The outline level is the last of a paragraph's properties but for those of its mark. */
function withOutline(xml: string, outline: string): string {
  const plain = xml.replace(/<w:outlineLvl\b[^>]*\/>/, '');
  const mark = plain.indexOf('<w:rPr>');
  return mark < 0 ? plain + outline : plain.slice(0, mark) + outline + plain.slice(mark);
}
