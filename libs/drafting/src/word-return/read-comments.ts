import { textWithin } from './census.js';
import { authorshipOf, type WordPackage } from './package-parts.js';
import { type CommentSpan } from './read-body.js';
import { type ReturnedComment } from './returned.js';
import { type XmlNode } from './xml-tree.js';

/** The comments of a document with their replies (`commentsExtended`) and the words they are about, in the order of the file. */
export function readComments(word: WordPackage, spans: ReadonlyMap<string, CommentSpan>): ReturnedComment[] {
  const comments = word.stories.find(({ kind }) => kind === 'comments')?.root.children ?? [];
  const extended = new Map(
    extensions(word).map(({ attributes }) => [attributes.get('w15:paraId')?.toUpperCase() ?? '', attributes] as const),
  );
  const owners = new Map(
    comments.flatMap((comment) => paragraphIds(comment).map((id) => [id, comment.attributes.get('w:id') ?? ''] as const)),
  );
  return comments.map((comment) => {
    const id = comment.attributes.get('w:id') ?? '';
    const extension = paragraphIds(comment)
      .map((paragraph) => extended.get(paragraph))
      .find((found) => found !== undefined);
    const parent = owners.get(extension?.get('w15:paraIdParent')?.toUpperCase() ?? '') ?? null;
    return {
      ...authorshipOf(comment),
      id,
      text: lines(comment),
      parent: parent === id ? null : parent,
      resolved: extension === undefined ? null : /^(?:1|true|on)$/.test(extension.get('w15:done') ?? ''),
      anchor: spans.get(id) ?? null,
    };
  });
}

function extensions(word: WordPackage): readonly XmlNode[] {
  const entry = word.entries.find(({ name }) => /(?:^|\/)commentsExtended\.xml$/i.test(name));
  return entry === undefined ? [] : (word.tree(entry.name)?.children ?? []);
}

function paragraphIds(comment: XmlNode): string[] {
  return comment.children.flatMap(({ attributes }) => attributes.get('w14:paraId')?.toUpperCase() ?? []);
}

function lines(comment: XmlNode): string {
  return comment.children
    .map((paragraph) => textWithin(paragraph).trimEnd())
    .join('\n')
    .trim();
}
