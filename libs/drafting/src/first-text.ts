import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { extractDocxText, type WordParagraph } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { draftFragment } from '@gare/domain/drafting/draft-schema';

const blockId = (): string => (randomInt(0x7fffffff) + 1).toString(16).toUpperCase().padStart(8, '0');

function blockOf({ text, headingLevel: level }: WordParagraph, owner: Side | null): Y.XmlElement {
  const block = new Y.XmlElement(level === null ? 'paragraph' : 'heading');
  block.setAttribute('id', blockId());
  if (level !== null) block.setAttribute('level', Math.min(level, 4) as unknown as string);
  if (owner !== null) block.setAttribute('owner', owner);
  if (text !== '') block.insert(0, [new Y.XmlText(text)]);
  return block;
}

/** The text of a generated DOCX as the first update of a draft. @throws AppError upload.refused where it cannot be read */
export function firstText(docx: Buffer, owner: Side | null): Uint8Array {
  const read = extractDocxText(docx);
  if (!read.ok) throw new AppError('template.render_failed');
  const body = read.parts.find(({ part }) => part === 'word/document.xml')?.paragraphs ?? [];
  const doc = new Y.Doc();
  const blocks = body.map((paragraph) => blockOf(paragraph, owner));
  doc.getXmlFragment(draftFragment).insert(0, blocks.length > 0 ? blocks : [new Y.XmlElement('paragraph')]);
  return Y.encodeStateAsUpdate(doc);
}
