import {
  headingLevels,
  inflateEntry,
  readLayout,
  readZipDirectory,
  writeCanonicalZip,
  type LaidOutParagraph,
  type ZipPart,
} from '@gare/platform/docx';
import { insertedInto, marksAround, marksAtParagraph, type Insertion } from './comment-marks.js';
import { titleOf } from './finding-titles.js';
import { partName, type TemplateFinding } from '../template-finding.js';

const BODY = 'word/document.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments';
const CONTENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const AUTHOR = 'Gare insieme';

/**
 * A copy of a DOCX with each finding as a Word comment at its spot, by “Gare insieme”, dated `at` (ISO instant). Word has no comments in
 * headers, footers and properties: what is wrong there is told at the first paragraph. Of the document only the marks are new; every
 * part but the document, the comments, its relations and the content types keeps its bytes. Null when the file is no Word document.
 */
export function annotateDocx(bytes: Buffer, findings: readonly TemplateFinding[], at: string): Buffer | null {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return null;
  const content = (name: string): string | null => {
    const entry = directory.entries.find((one) => one.name === name);
    return entry === undefined ? null : (inflateEntry(entry)?.toString('utf8') ?? null);
  };
  const document = content(BODY);
  const types = content(TYPES);
  if (document === null || types === null) return null;
  const relations = content(RELATIONS);
  const target = commentsTarget(relations);
  const known = target === null ? null : content(target);
  const first = Math.max(-1, ...[...(known ?? '').matchAll(/<w:comment\s[^>]*?w:id="(\d+)"/g)].map(([, id]) => Number(id))) + 1;
  const { paragraphs } = readLayout(document, headingLevels(content('word/styles.xml') ?? ''));
  const fresh = new Map<string, string>([
    [
      BODY,
      insertedInto(
        document,
        findings.flatMap((finding, index) => insertions({ document, paragraphs, finding, id: first + index })),
      ),
    ],
    [
      target ?? 'word/comments.xml',
      comments(
        known,
        findings.map((finding, index) => comment(finding, first + index, at)),
      ),
    ],
    ...(target === null
      ? ([
          [RELATIONS, withRelation(relations)],
          [TYPES, types.replace('</Types>', `<Override PartName="/word/comments.xml" ContentType="${CONTENT}"/></Types>`)],
        ] as const)
      : []),
  ]);
  return writeCanonicalZip(replaced(directory.entries, fresh));
}

function replaced(entries: readonly (ZipPart & { readonly name: string })[], fresh: ReadonlyMap<string, string>): ZipPart[] {
  const data = (name: string): ZipPart => ({ name, data: Buffer.from(fresh.get(name) ?? '', 'utf8') });
  const names = new Set(entries.map(({ name }) => name));
  const kept = entries.filter(({ name }) => !name.endsWith('/')).map((entry) => (fresh.has(entry.name) ? data(entry.name) : entry));
  return [...kept, ...[...fresh.keys()].filter((name) => !names.has(name)).map(data)];
}

function insertions(place: {
  document: string;
  paragraphs: readonly LaidOutParagraph[];
  finding: TemplateFinding;
  id: number;
}): Insertion[] {
  const { document, paragraphs, finding, id } = place;
  const own = finding.part === BODY ? paragraphs[finding.paragraph - 1] : undefined;
  if (own !== undefined && finding.span !== undefined) {
    const marks = marksAround(document, own, finding.span, id);
    if (marks !== null) return marks;
  }
  for (const paragraph of [own, ...paragraphs]) {
    const marks = paragraph === undefined ? null : marksAtParagraph(document, paragraph, id);
    if (marks !== null) return marks;
  }
  return [];
}

function comment(finding: TemplateFinding, id: number, at: string): string {
  const { severity, code, part, tag, message, suggestion } = finding;
  const where =
    part === BODY || part === '' ? '' : `${capital(partName(part))}, paragrafo ${finding.paragraph}${tag === '' ? '' : ` (${tag})`}. `;
  const lines = [
    `${severity === 'BLOCCA' ? 'Da correggere' : 'Da guardare'} – ${titleOf(code)}`,
    `${where}${capital(message)}.`,
    ...(suggestion === null ? [] : [`Che cosa fare: ${suggestion}.`]),
  ];
  const paragraphs = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`).join('');
  return `<w:comment w:id="${id}" w:author="${AUTHOR}" w:date="${at.slice(0, 19)}Z" w:initials="GI">${paragraphs}</w:comment>`;
}

function comments(known: string | null, added: readonly string[]): string {
  const open = `${HEADER}\n<w:comments xmlns:w="${WORD}">`;
  if (known === null) return `${open}${added.join('')}</w:comments>`;
  return /<w:comments[^>]*\/>\s*$/.test(known)
    ? known.replace(/\/>\s*$/, `>${added.join('')}</w:comments>`)
    : known.replace('</w:comments>', `${added.join('')}</w:comments>`);
}

/** The part that holds the comments of the document, if it has any. */
function commentsTarget(relations: string | null): string | null {
  const relation = [...(relations ?? '').matchAll(/<Relationship\s[^>]*>/g)]
    .map(([whole]) => whole)
    .find((whole) => /Type="[^"]*\/relationships\/comments"/.test(whole));
  const target = relation === undefined ? undefined : /Target="([^"]*)"/.exec(relation)?.[1];
  if (target === undefined) return null;
  return target.startsWith('/') ? target.slice(1) : `word/${target}`;
}

function withRelation(relations: string | null): string {
  const id = `rIdCommenti${/rIdCommenti/.test(relations ?? '') ? '2' : ''}`;
  const relation = `<Relationship Id="${id}" Type="${RELATIONSHIP}" Target="comments.xml"/>`;
  const empty = `${HEADER}\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;
  if (relations === null || /<Relationships[^>]*\/>\s*$/.test(relations)) return `${empty}${relation}</Relationships>`;
  return relations.replace('</Relationships>', `${relation}</Relationships>`);
}

function capital(text: string): string {
  return text.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase('it'));
}

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
