import { createHash } from 'node:crypto';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import {
  headingLevels,
  inflateEntry,
  readParagraphs,
  readZipDirectory,
  unescapeXml,
  type WordParagraph,
  type ZipEntry,
} from '@gare/platform/docx';
import { compileExpression, type CompiledExpression, type Use } from './expression-compiler.js';
import { fieldTree, type FieldNode, type TemplateField } from './field-catalogue.js';
import { type Frames } from './field-reading.js';
import { notADocument, type TagPlace, type TemplateFinding } from './template-finding.js';
import { TagLanguage } from './tag-language.js';
import { findTags, nestTags, type Report, type TagNode, type TagRole } from './template-tags.js';

/** One tag ready to run, in document order within its part. */
export interface CompiledTag {
  readonly role: TagRole;
  readonly place: TagPlace;
  readonly expression: CompiledExpression;
  readonly frames: Frames;
}

/** A template that passed the lint. */
export interface CompiledTemplate {
  readonly code: string;
  /** SHA-256 of the DOCX, hexadecimal: the pin kept with every document made from it. */
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly entries: readonly ZipEntry[];
  /** Tags by part, closing ones included, in the order they stand in the part. */
  readonly tags: ReadonlyMap<string, readonly CompiledTag[]>;
  /** Catalogue paths the template reads, sorted. */
  readonly fields: readonly string[];
  /** Conditions as written, in document order, without repetitions. */
  readonly conditions: readonly string[];
}

export type Compilation =
  { readonly ok: true; readonly template: CompiledTemplate } | { readonly ok: false; readonly findings: readonly TemplateFinding[] };

export const WORD_PART = /^word\/(?:document|header\d*|footer\d*|footnotes|comments)\.xml$/;
const PROPERTY_PART = /^docProps\/(?:core|app|custom)\.xml$/;
const PROPERTY_TEXT =
  /<(dc:title|dc:subject|dc:creator|dc:description|cp:keywords|cp:category|cp:contentStatus|Company|Manager|HyperlinkBase|vt:lpw?str)(?:\s[^>]*)?>([^<]*)</g;
const uses: Readonly<Record<Exclude<TagRole, 'close'>, Use>> = { value: 'text', each: 'list', when: 'condition', empty: 'empty' };

/**
 * Reads a DOCX template and checks all of it against the field catalogue: braces, sections, names, filters,
 * types, tables. Everything wrong is returned at once, each with its place. The bytes are the project's own
 * data (uploads go through `inspectDocx` first).
 */
export function compileTemplate(code: string, bytes: Buffer, fields: readonly TemplateField[]): Compilation {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return { ok: false, findings: [notADocument(code, directory.message)] };
  const lint = new TemplateLint(code, fieldTree(fields));
  const content = (entry: ZipEntry | undefined): string => (entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? ''));
  const styles = headingLevels(content(directory.entries.find(({ name }) => name === 'word/styles.xml')));
  for (const entry of directory.entries) {
    if (WORD_PART.test(entry.name)) lint.part(entry.name, readParagraphs(content(entry), styles));
    else if (PROPERTY_PART.test(entry.name)) lint.part(entry.name, propertyTexts(content(entry)));
  }
  if (lint.findings.length === 0) lint.findings.push(...engineFindings(code, bytes, lint.tags));
  if (lint.findings.length > 0) return { ok: false, findings: lint.findings };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const template: CompiledTemplate = {
    code,
    sha256,
    bytes,
    entries: directory.entries,
    tags: lint.tags,
    fields: [...lint.fields].sort(),
    conditions: [...lint.conditions],
  };
  return { ok: true, template };
}

/** What docxtemplater itself objects to, and tags it would not see where the lint saw them. */
function engineFindings(code: string, bytes: Buffer, tags: ReadonlyMap<string, readonly CompiledTag[]>): TemplateFinding[] {
  const finding = (part: string, message: string): TemplateFinding => ({
    code: 'unsupported-place',
    severity: 'BLOCCA',
    template: code,
    part,
    paragraph: 0,
    heading: [],
    tag: '',
    message,
    suggestion: 'tenere i tag nel testo, nelle tabelle, nelle intestazioni e nei piè di pagina',
  });
  const language = new TagLanguage(tags);
  try {
    new Docxtemplater(new PizZip(bytes), {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      parser: () => ({ get: () => '' }),
      modules: [language.asModule()],
    });
  } catch (error) {
    const { properties } = error as { properties?: { errors?: { properties?: { explanation?: string } }[] } };
    return (properties?.errors ?? [{}]).map(({ properties: detail }) =>
      finding('', `il modello non si può comporre (${detail?.explanation ?? String(error)})`),
    );
  }
  return [...tags.keys()]
    .filter((part) => !language.matched.has(part))
    .map((part) => finding(part, 'un tag sta dove non può essere compilato (per esempio in una casella di testo)'));
}

function propertyTexts(xml: string): WordParagraph[] {
  return [...xml.matchAll(PROPERTY_TEXT)].map(([, , text = ''], index) => ({
    number: index + 1,
    text: unescapeXml(text),
    headingLevel: null,
    headingPath: [],
    cell: null,
  }));
}

class TemplateLint {
  readonly findings: TemplateFinding[] = [];
  readonly tags = new Map<string, CompiledTag[]>();
  readonly fields = new Set<string>();
  readonly conditions = new Set<string>();

  constructor(
    private readonly code: string,
    private readonly root: FieldNode,
  ) {}

  part(name: string, paragraphs: readonly WordParagraph[]): void {
    const report: Report = (code, place, message, suggestion) =>
      this.findings.push({ code, severity: 'BLOCCA', ...place, message, suggestion: suggestion ?? null });
    const found = findTags(this.code, name, paragraphs, report);
    if (found.length === 0) return;
    const compiled = new Map<TagPlace, CompiledTag>();
    this.compile(nestTags(found, report), [this.root], compiled);
    const inOrder = found.map(
      (tag) => compiled.get(tag.place) ?? { role: tag.role, place: tag.place, expression: closing, frames: [this.root] },
    );
    this.tags.set(name, inOrder);
  }

  private compile(nodes: readonly TagNode[], frames: Frames, compiled: Map<TagPlace, CompiledTag>): void {
    for (const { tag, inside } of nodes) {
      if (tag.role === 'close') continue;
      const expression = compileExpression(tag.expression, frames, uses[tag.role]);
      for (const fault of expression.faults) this.findings.push({ ...fault, severity: 'BLOCCA', ...tag.place });
      for (const field of expression.fields) this.fields.add(field);
      if (tag.role === 'when') this.conditions.add(tag.expression);
      compiled.set(tag.place, { role: tag.role, place: tag.place, expression, frames });
      const item = tag.role === 'each' ? expression.node?.item : frames.at(-1);
      // Inside a section whose list is not known every name would be reported as unknown: one finding is enough.
      if (item !== null && item !== undefined) this.compile(inside, [...frames, item], compiled);
    }
  }
}

const closing: CompiledExpression = { kind: 'null', node: null, fields: [], faults: [], doubts: [], evaluate: () => '' };
