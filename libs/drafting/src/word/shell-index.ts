import { createHash } from 'node:crypto';
import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type ListLevel, type ListPlace } from '@gare/domain/drafting/number-labels';

/** Kind of text block that a look belongs to, as the draft names it. */
export interface LookKind {
  readonly type: 'paragraph' | 'heading' | 'listItem';
  readonly level: number;
  readonly list: 'bullet' | 'letter' | 'number' | null;
}

/** The properties of paragraphs that look alike. */
export interface Look {
  /** `w:pPr` without what belongs to one paragraph alone; empty for none. */
  readonly xml: string;
  readonly kind: LookKind;
  readonly list: ListPlace | null;
  /** Paragraphs of the shell with it, those in tables apart: the most used one is the plain look of its kind. */
  uses: number;
}

/** What a generated document has to offer a draft, by the names the draft uses. */
export interface ShellIndex {
  /** Blocks of the body in order, each with its XML. */
  readonly blocks: readonly ShellBlock[];
  readonly looks: ReadonlyMap<string, Look>;
  /** Kept pieces, properties of tables, rows, cells and runs, by key. */
  readonly pieces: ReadonlyMap<string, string>;
  /** Levels of lists by `numId level`. */
  readonly levels: ReadonlyMap<string, ListLevel>;
  /** Settings of the last page, in the XML of the body. */
  readonly section: string;
}

export interface ShellBlock {
  readonly node: DraftNode;
  readonly xml: string;
}

/** Collects looks and pieces while a body is read. */
export class ShellRegister {
  readonly looks = new Map<string, Look>();
  readonly pieces = new Map<string, string>();

  /** Name of the look of a paragraph; one without properties has a look as well. */
  look(xml: string, { kind, list, counts }: { kind: LookKind; list: ListPlace | null; counts: boolean }): string {
    const name = keyOf(xml);
    const known = this.looks.get(name);
    if (known === undefined) this.looks.set(name, { xml, kind, list, uses: counts ? 1 : 0 });
    else if (counts) known.uses += 1;
    return name;
  }

  /** Key of a piece; null for an empty one. */
  piece(xml: string): string | null {
    if (xml === '') return null;
    const key = keyOf(xml);
    this.pieces.set(key, xml);
    return key;
  }
}

/** Twelve hexadecimal digits that name a piece of XML: the same piece has the same name in every document. */
export function keyOf(xml: string): string {
  return createHash('sha256').update(xml).digest('hex').slice(0, 12);
}
