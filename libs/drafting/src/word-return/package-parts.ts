import { inflateEntry, readZipDirectory, type Refusal, type ZipEntry } from '@gare/platform/docx';
import { type Authorship } from './returned.js';
import { readTree, type XmlNode } from './xml-tree.js';

export type StoryKind = 'body' | 'header' | 'footer' | 'footnotes' | 'endnotes' | 'comments';

/** A part that holds text. */
export interface TextStory {
  readonly part: string;
  readonly kind: StoryKind;
  readonly root: XmlNode;
}

export interface WordPackage {
  readonly entries: readonly ZipEntry[];
  readonly stories: readonly TextStory[];
  readonly body: TextStory;
  /** Text of a part; null where there is none of that name. */
  text(name: string): string | null;
  tree(name: string): XmlNode | null;
}

/** A part beyond this many bytes is no text written by people; the guard of uploads bounds the package as a whole. */
const largestPart = 24 * 1024 * 1024;

const kinds: readonly (readonly [RegExp, StoryKind])[] = [
  [/\.document\.main\+xml$/, 'body'],
  [/\.header\+xml$/, 'header'],
  [/\.footer\+xml$/, 'footer'],
  [/\.footnotes\+xml$/, 'footnotes'],
  [/\.endnotes\+xml$/, 'endnotes'],
  [/\.comments\+xml$/, 'comments'],
];

/** Opens a document that the guard of uploads has let in. */
export function openPackage(
  bytes: Buffer,
):
  { readonly ok: true; readonly word: WordPackage } | Refusal | { readonly ok: false; readonly code: 'unreadable'; readonly part: string } {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return directory;
  const entries = directory.entries.filter(({ name }) => !name.endsWith('/'));
  const text = (name: string): string | null => {
    const entry = entries.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (entry === undefined || entry.size > largestPart) return null;
    return decoded(inflateEntry(entry));
  };
  const tree = (name: string): XmlNode | null => {
    const xml = text(name);
    return xml === null ? null : readTree(xml);
  };
  const stories: TextStory[] = [];
  for (const { part, kind } of storyParts(tree('[Content_Types].xml'))) {
    if (!entries.some(({ name }) => name.toLowerCase() === part.toLowerCase())) continue;
    const root = tree(part);
    if (root === null) return { ok: false, code: 'unreadable', part };
    stories.push({ part, kind, root });
  }
  const body = stories.find(({ kind }) => kind === 'body');
  if (body === undefined) return { ok: false, code: 'unreadable', part: 'word/document.xml' };
  return { ok: true, word: { entries, stories, body, text, tree } };
}

function storyParts(types: XmlNode | null): { part: string; kind: StoryKind }[] {
  return (types?.children ?? []).flatMap((override) => {
    const part = override.attributes.get('PartName')?.replace(/^\//, '') ?? '';
    const kind = kinds.find(([pattern]) => pattern.test(override.attributes.get('ContentType') ?? ''))?.[1];
    return part === '' || kind === undefined ? [] : [{ part, kind }];
  });
}

function decoded(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(wide ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
}

/** Author and date of a tracked change or a comment. */
export function authorshipOf(node: XmlNode): Authorship {
  const at = node.attributes.get('w:date') ?? '';
  const valid = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) && !Number.isNaN(Date.parse(at));
  return { author: (node.attributes.get('w:author') ?? '').slice(0, 200), at: valid ? instant(at) : null };
}

/** Word writes the time of the writer's clock and calls it UTC; programs that give no zone at all mean the same. */
function instant(at: string): string {
  return `${at.slice(0, 19)}${/(?:Z|[+-]\d\d:\d\d)$/.exec(at)?.[0] ?? 'Z'}`;
}
