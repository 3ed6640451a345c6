import { type ListLevel, type ListPlace } from '@gare/domain/drafting/number-labels';
import { type WordPackage } from '@gare/templates';
import { addPart } from './package-parts.js';
import { type LookKind } from './shell-index.js';

const part = 'word/numbering.xml';
const empty =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:numbering>';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering';
const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml';

/** Lists that the shell does not have: new ones count from the beginning, those of a kind nobody used get levels of their own. */
export class ListWriter {
  private readonly abstracts: string[] = [];
  private readonly nums: string[] = [];
  private readonly made = new Map<string, string>();
  private readonly bullets = new Map<string, ListPlace>();
  readonly levels: Map<string, ListLevel>;
  private xml: string;

  constructor(
    private readonly word: WordPackage,
    known: ReadonlyMap<string, ListLevel>,
  ) {
    this.levels = new Map(known);
    this.xml = word.text(part);
  }

  /** The place of the first item of a list of its own. `like` is a list of the shell of the same kind. */
  begin(kind: LookKind, like: ListPlace | null): ListPlace {
    const list = kind.list ?? 'bullet';
    if (list === 'bullet') {
      const known = like ?? this.bullets.get(list);
      if (known !== undefined) return { numId: known.numId, level: kind.level };
    }
    const abstract = (like === null ? undefined : this.abstractOf(like.numId)) ?? this.abstractFor(list);
    const numId = this.highest('w:num ', 'w:numId', this.nums) + 1;
    const restart = list === 'bullet' ? '' : `<w:lvlOverride w:ilvl="${kind.level}"><w:startOverride w:val="1"/></w:lvlOverride>`;
    this.nums.push(`<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstract}"/>${restart}</w:num>`);
    const place = { numId: String(numId), level: kind.level };
    for (let level = 0; level < 9; level += 1) {
      const own = like === null ? levelOf(list, level) : this.levels.get(`${like.numId} ${level}`);
      if (own !== undefined) this.levels.set(`${numId} ${level}`, own);
    }
    if (list === 'bullet') this.bullets.set(list, place);
    return place;
  }

  /** Writes what was added. */
  finish(): void {
    if (this.nums.length === 0) return;
    const base = this.xml === '' ? empty : this.xml;
    // All abstract lists stand before the first list.
    const first = base.search(/<w:num\s|<w:numIdMacAtCleanup|<\/w:numbering>/);
    const withAbstracts = base.slice(0, first) + this.abstracts.join('') + base.slice(first);
    const end = withAbstracts.search(/<w:numIdMacAtCleanup|<\/w:numbering>/);
    const xml = withAbstracts.slice(0, end) + this.nums.join('') + withAbstracts.slice(end);
    addPart(this.word, { name: part, xml, contentType, relation });
  }

  private abstractOf(numId: string): string | undefined {
    return new RegExp(`<w:num\\s[^>]*w:numId="${numId}"[^>]*>[\\s\\S]*?<w:abstractNumId\\s[^>]*w:val="(\\d+)"`).exec(this.xml)?.[1];
  }

  private abstractFor(list: string): string {
    const known = this.made.get(list);
    if (known !== undefined) return known;
    const id = String(this.highest('w:abstractNum ', 'w:abstractNumId', this.abstracts) + 1);
    this.made.set(list, id);
    const levels = Array.from({ length: 9 }, (_, level) => levelXml(list, level)).join('');
    this.abstracts.push(`<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels}</w:abstractNum>`);
    return id;
  }

  private highest(element: string, name: string, added: readonly string[]): number {
    const numbers = [...(this.xml + added.join('')).matchAll(new RegExp(`<${element}[^>]*${name}="(\\d+)"`, 'g'))].map(([, id]) =>
      Number(id),
    );
    return Math.max(0, ...numbers);
  }
}

const formats: Readonly<Record<string, string>> = { bullet: 'bullet', letter: 'lowerLetter', number: 'decimal' };

function levelOf(list: string, level: number): ListLevel {
  const text = list === 'bullet' ? '–' : list === 'letter' ? `%${level + 1})` : `%${level + 1}.`;
  return { format: formats[list] ?? 'decimal', text, start: 1 };
}

function levelXml(list: string, level: number): string {
  const { format, text } = levelOf(list, level);
  const left = 360 * (level + 1);
  const indent = `<w:pPr><w:ind w:left="${left}" w:hanging="360"/></w:pPr>`;
  return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>${indent}</w:lvl>`;
}
