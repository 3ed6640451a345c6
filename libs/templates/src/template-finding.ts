import { type PartOrigin } from './compose/part.js';

/** What can be wrong with a template, or with the data that should fill it. */
export type FindingCode =
  | 'not-a-document'
  | 'tag-across-paragraphs'
  | 'tag-in-revision'
  | 'tracked-change'
  | 'unclosed-tag'
  | 'unopened-tag'
  | 'unclosed-section'
  | 'unopened-section'
  | 'crossed-sections'
  | 'section-across-cells'
  | 'section-not-alone'
  | 'unsupported-tag'
  | 'unsupported-place'
  | 'syntax'
  | 'unknown-field'
  | 'unknown-filter'
  | 'wrong-type'
  | 'missing-filter'
  | 'unknown-value'
  | 'unknown-include'
  | 'include-cycle'
  | 'include-not-alone'
  | 'include-not-here'
  | 'include-content'
  | 'missing-value'
  | 'unusable-value'
  | 'nullable-field'
  | 'typed-amount'
  | 'typed-date'
  | 'typed-cig'
  | 'typed-cup'
  | 'typed-body'
  | 'unknown-article'
  | 'repealed-law'
  | 'wrong-date-of-act'
  | 'missing-style'
  | 'missing-alt-text'
  | 'illegal-character';

/** `BLOCCA`: the template cannot be published, or the document cannot be formed. `AVVISA`: a person looks and decides. */
export type Severity = 'BLOCCA' | 'AVVISA';

/** One finding, with the place a person can go to. */
export interface TemplateFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly template: string;
  /** Part of the document, e.g. `word/document.xml`; empty when the whole file is meant. */
  readonly part: string;
  /** Paragraph of that part, from 1; 0 when the whole part is meant. */
  readonly paragraph: number;
  readonly heading: readonly string[];
  /** The tag as written, braces included. */
  readonly tag: string;
  readonly message: string;
  readonly suggestion: string | null;
  /** Where it stands in the text of the paragraph (UTF-16 units, end excluded); absent when the whole paragraph is meant. */
  readonly span?: readonly [from: number, to: number];
  /** Part or clause the paragraph comes from; absent or null where the template itself has it. */
  readonly origin?: PartOrigin | null;
  /** Catalogue path (`lotti[].cig`), and the same with the item in hand (`lotti[2].cig`). */
  readonly field?: string;
  readonly instance?: string;
  readonly label?: string;
  /** Scheda path where the value is entered. */
  readonly source?: string;
}

/** The findings that keep a template from being published; none means that it may be. */
export function blockingFindings(findings: readonly TemplateFinding[]): readonly TemplateFinding[] {
  return findings.filter(({ severity }) => severity === 'BLOCCA');
}

/** Where a tag stands. */
export interface TagPlace {
  readonly template: string;
  readonly part: string;
  readonly paragraph: number;
  readonly heading: readonly string[];
  readonly tag: string;
  readonly span?: readonly [from: number, to: number];
}

/** A finding in one Italian line: place first, then what is wrong and what to do. */
export function describeFinding(finding: TemplateFinding): string {
  const where = finding.part === 'word/document.xml' || finding.part === '' ? '' : `, ${partName(finding.part)}`;
  const paragraph = finding.paragraph === 0 ? '' : `, paragrafo ${finding.paragraph}`;
  const last = finding.heading.at(-1);
  const heading = last === undefined ? '' : ` (sotto «${last}»)`;
  const tag = finding.tag === '' ? '' : `, tag ${finding.tag}`;
  const suggestion = finding.suggestion === null ? '' : ` Suggerimento: ${finding.suggestion}.`;
  const origin = finding.origin == null ? '' : `, ${originName(finding.origin)}`;
  return `Modello ${finding.template}${origin}${where}${paragraph}${heading}${tag}: ${finding.message}.${suggestion}`;
}

/** A finding in the file as a whole: it is no Word document. */
export function notADocument(template: string, message: string): TemplateFinding {
  const nowhere = { part: '', paragraph: 0, heading: [], tag: '', suggestion: null };
  return { code: 'not-a-document', severity: 'BLOCCA', template, ...nowhere, message: message.replace(/\.$/, '') };
}

function originName({ kind, name, paragraph }: PartOrigin): string {
  const of = kind === 'CLAUSOLA' ? `clausola ${name}` : `parte «${name}»`;
  return paragraph === 0 ? `condizione della ${of}` : `${of} (suo paragrafo ${paragraph})`;
}

/** The Italian name of a part of the file. */
export function partName(part: string): string {
  if (part.startsWith('word/header')) return 'intestazione di pagina';
  if (part.startsWith('word/footer')) return 'piè di pagina';
  return part.startsWith('docProps/') ? 'proprietà del documento' : part;
}
