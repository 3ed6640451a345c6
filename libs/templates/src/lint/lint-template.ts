import { createHash } from 'node:crypto';
import { headingLevels, inflateEntry, readLayout, readZipDirectory, type ZipEntry } from '@gare/platform/docx';
import { compileTemplate, WORD_PART } from '../compile-template.js';
import { type TemplateField } from '../field-catalogue.js';
import { type TemplateFinding } from '../template-finding.js';
import { findingAt, type LintedPart } from './linted-part.js';
import { partFindings, pictureFindings, styleFindings } from './package-rules.js';
import { explainedByRevision, nullableFields, revisedTags, unknownValues } from './tag-rules.js';
import { bodyNames, textFaults, type TextRules } from './text-rules.js';

export interface LintRequest {
  /** Code of the template, for the findings. */
  readonly code: string;
  /** A DOCX that has passed `inspectDocx`. */
  readonly bytes: Buffer;
  readonly fields: readonly TemplateField[];
  /** Day whose law counts, `YYYY-MM-DD`: the first day of validity, or today when that is past. */
  readonly asOf: string;
  /** Names of the bodies registered (`Comune di Magione`): none of them belongs in a template. */
  readonly bodies: readonly string[];
}

export interface LintReport {
  readonly template: string;
  readonly sha256: string;
  readonly asOf: string;
  /** In the order of the file: part, paragraph, place in the paragraph. Those that block and those that warn. */
  readonly findings: readonly TemplateFinding[];
  /** The parts with text, the body first. */
  readonly parts: readonly LintedPart[];
}

const BODY = 'word/document.xml';

/**
 * Everything that can be said of a template before it is used: tags, fields, types and sections (as `compileTemplate` checks
 * them), tracked changes, values and names typed by hand, law that does not hold on the day, styles, pictures, characters.
 * Deterministic; a document of 40 pages takes a fraction of a second.
 */
export function lintTemplate(request: LintRequest): LintReport {
  const { code, bytes, fields, asOf } = request;
  const parts = readParts(bytes);
  const compilation = compileTemplate(code, bytes, fields);
  const rules: TextRules = { asOf, bodies: bodyNames(request.bodies) };
  const findings = [
    ...(compilation.ok
      ? [...compilation.template.tags.values()].flatMap((tags) => [...nullableFields(tags), ...unknownValues(tags)])
      : compilation.findings.map((finding) => explainedByRevision(finding, parts))),
    ...styleFindings(code, parts, readPart(bytes, 'word/styles.xml')),
    ...parts.flatMap((part) => [
      ...revisedTags(code, part),
      ...partFindings(code, part),
      ...pictureFindings(code, part),
      ...part.layout.paragraphs.flatMap((paragraph) =>
        textFaults(paragraph.text, rules).map((fault) => findingAt(code, part.name, paragraph, fault)),
      ),
    ]),
  ];
  return { template: code, sha256: createHash('sha256').update(bytes).digest('hex'), asOf, findings: inOrder(findings, parts), parts };
}

function readParts(bytes: Buffer): LintedPart[] {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return [];
  const levels = headingLevels(readPart(bytes, 'word/styles.xml'));
  return directory.entries
    .filter(({ name }) => WORD_PART.test(name) && name !== 'word/comments.xml')
    .map((entry) => {
      const xml = text(entry);
      return { name: entry.name, xml, layout: readLayout(xml, levels) };
    })
    .sort((left, right) => Number(right.name === BODY) - Number(left.name === BODY));
}

function readPart(bytes: Buffer, name: string): string {
  const directory = readZipDirectory(bytes);
  return directory.ok ? text(directory.entries.find((entry) => entry.name === name)) : '';
}

const text = (entry: ZipEntry | undefined): string => (entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? ''));

function inOrder(findings: readonly TemplateFinding[], parts: readonly LintedPart[]): TemplateFinding[] {
  const order = new Map(parts.map(({ name }, index) => [name, index]));
  const key = ({ part, paragraph, span }: TemplateFinding): number[] => [
    order.get(part) ?? (part === '' ? -1 : 99),
    paragraph,
    span?.[0] ?? -1,
  ];
  return [...findings].sort((left, right) => {
    const [one, other] = [key(left), key(right)];
    const index = one.findIndex((value, at) => value !== other[at]);
    return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
  });
}
