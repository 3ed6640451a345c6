import { type DraftNode, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { paragraphRanges } from '@gare/platform/docx';
import { type PrintedValue } from '@gare/templates';
import { type ShellIndex } from './shell-index.js';

/** A block of the shell as it stands, with the paragraphs of the body it takes. */
export interface KnownBlock {
  readonly xml: string;
  /** Paragraphs before it in the shell. */
  readonly before: number;
  readonly paragraphs: number;
}

const body = 'word/document.xml';

/** What the shell says itself: blocks that read as there are taken over to the letter. */
export class ShellText {
  private readonly blocks = new Map<string, KnownBlock>();
  private readonly printings = new Map<string, PrintedValue>();
  private readonly printed: readonly PrintedValue[];

  constructor(index: ShellIndex, printed: readonly PrintedValue[]) {
    this.printed = printed.filter(({ part }) => part === body);
    let before = 0;
    for (const { node, xml } of index.blocks) {
      const paragraphs = paragraphRanges(xml).length;
      const key = sayingOf(node);
      if (!this.blocks.has(key)) this.blocks.set(key, { xml, before, paragraphs });
      before += paragraphs;
    }
    for (const value of printed) {
      for (const { path, instance } of value.fields.slice(0, 1)) {
        for (const key of [[path, instance, value.text], [path]]) {
          if (!this.printings.has(JSON.stringify(key))) this.printings.set(JSON.stringify(key), value);
        }
      }
    }
  }

  /** The block of the shell that reads and looks the same; null where there is none. */
  find(node: DraftNode): KnownBlock | null {
    return this.blocks.get(sayingOf(node)) ?? null;
  }

  /** Values in a block of the shell that comes to stand behind `written` paragraphs. */
  printedIn({ before, paragraphs }: KnownBlock, written: number): PrintedValue[] {
    return this.printed
      .filter(({ paragraph }) => paragraph > before && paragraph <= before + paragraphs)
      .map((value) => ({ ...value, paragraph: value.paragraph - before + written }));
  }

  /** What tag printed such a value, here or elsewhere. */
  printingOf({ path, instance, text }: ValueAttrs): PrintedValue | undefined {
    return this.printings.get(JSON.stringify([path, instance, text])) ?? this.printings.get(JSON.stringify([path]));
  }
}

const apart = new Set(['id', 'owner', 'origin', 'tag']);

/** All that is seen of a block, as text. Kept blocks are told by their key alone. */
function sayingOf(node: DraftNode): string {
  if (node.type.name === 'kept') return `kept ${String(node.attrs['key'])}`;
  return JSON.stringify(node.toJSON(), (name, value: unknown) => (apart.has(name) || value === null ? undefined : value));
}
