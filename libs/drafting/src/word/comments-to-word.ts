import { createHash } from 'node:crypto';
import { type WordPackage } from '@gare/templates';
import { type Anchor } from './inline-to-word.js';
import { addPart, commentNamespaces } from './package-parts.js';
import { type Annotations } from './track-changes.js';
import { type DraftComment } from './word-draft.js';
import { escapeXml } from './word-xml.js';

const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments';
const extendedRelation = 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

type Said = Pick<DraftComment, 'author' | 'at' | 'text'>;

/** Writes comments with their replies, and where they stand. */
export class CommentWriter {
  private readonly comments: string[] = [];
  private readonly extended: string[] = [];
  private readonly placed = new Set<DraftComment>();
  private readonly byBlock = new Map<string, DraftComment[]>();
  private last = -1;

  constructor(
    private readonly all: readonly DraftComment[],
    private readonly annotations: Annotations,
  ) {
    for (const comment of all) this.byBlock.set(comment.block, [...(this.byBlock.get(comment.block) ?? []), comment]);
  }

  get any(): boolean {
    return this.all.length > 0;
  }

  has(block: string): boolean {
    return this.byBlock.has(block);
  }

  /** What goes into the inline content of a block. `size` is its length; places beyond it stand at the end. */
  anchorsOf(block: string, size: number): Anchor[] {
    return (this.byBlock.get(block) ?? []).flatMap((comment) => {
      this.placed.add(comment);
      const ids = this.write(comment);
      const from = Math.min(comment.range?.from ?? 0, size);
      const to = Math.min(Math.max(comment.range?.to ?? size, from), size);
      const starts = ids.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('');
      const ends = ids.map((id) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`).join('');
      return [
        { at: from, xml: starts },
        { at: to, xml: ends },
      ];
    });
  }

  /** Adds the parts; returns the comments whose block is not in the text. */
  finish(word: WordPackage): DraftComment[] {
    const lost = this.all.filter((comment) => !this.placed.has(comment));
    if (this.comments.length === 0) return lost;
    const space = commentNamespaces();
    const comments = `${head}<w:comments ${space}>${this.comments.join('')}</w:comments>`;
    addPart(word, { name: 'word/comments.xml', xml: comments, contentType: `${types}comments+xml`, relation: relations });
    const extended = `${head}<w15:commentsEx ${space}>${this.extended.join('')}</w15:commentsEx>`;
    const extendedType = `${types}commentsExtended+xml`;
    addPart(word, { name: 'word/commentsExtended.xml', xml: extended, contentType: extendedType, relation: extendedRelation });
    return lost;
  }

  /** The comment and its replies; returns their numbers. */
  private write(comment: DraftComment): number[] {
    const first = this.one(comment, comment.resolved, null);
    return [first.id, ...comment.replies.map((reply) => this.one(reply, comment.resolved, first.paragraph).id)];
  }

  private one({ author, at, text }: Said, resolved: boolean, parent: string | null): { id: number; paragraph: string } {
    const id = (this.last += 1);
    const lines = text.length === 0 ? [''] : text;
    const ids = lines.map((_, index) => paragraphId(`${id} ${index} ${author} ${at}`));
    const paragraphs = lines.map((line, index) => {
      const run = line === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`;
      return `<w:p w14:paraId="${ids[index] ?? ''}">${run}</w:p>`;
    });
    const signature = this.annotations.signature({ author, at }).replace(/^w:id="\d+"/, `w:id="${id}"`);
    this.comments.push(`<w:comment ${signature} w:initials="${escapeXml(initials(author))}">${paragraphs.join('')}</w:comment>`);
    const paragraph = ids.at(-1) ?? '';
    const above = parent === null ? '' : ` w15:paraIdParent="${parent}"`;
    this.extended.push(`<w15:commentEx w15:paraId="${paragraph}"${above} w15:done="${resolved ? 1 : 0}"/>`);
    return { id, paragraph };
  }
}

function paragraphId(of: string): string {
  const number = createHash('sha256').update(`comment ${of}`).digest().readUInt32BE(0) & 0x7fffffff;
  return (number || 1).toString(16).toUpperCase().padStart(8, '0');
}

function initials(author: string): string {
  return author
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 4);
}
