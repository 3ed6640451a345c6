import { type LaidOutParagraph, type WordLayout } from '@gare/platform/docx';
import { type FindingCode, type Severity, type TemplateFinding } from '../template-finding.js';

/** One part of the file as the rules read it. */
export interface LintedPart {
  readonly name: string;
  readonly xml: string;
  readonly layout: WordLayout;
}

/** What a rule finds: the place is filled in by `findingAt`. */
export interface Fault {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly suggestion: string | null;
  /** In the text of the paragraph; absent when the whole paragraph is meant. */
  readonly span?: readonly [from: number, to: number];
}

/** A fault with its place; the words it is about stand where a tag would. */
export function findingAt(template: string, part: string, paragraph: LaidOutParagraph, fault: Fault): TemplateFinding {
  const { span, ...rest } = fault;
  const tag = span === undefined ? '' : paragraph.text.slice(...span);
  return {
    ...rest,
    template,
    part,
    paragraph: paragraph.number,
    heading: paragraph.headingPath,
    tag,
    ...(span === undefined ? {} : { span }),
  };
}

const TAG = /\{([^{}]*)\}/g;

/**
 * The text with its tags covered, every character at its place: values by `·`, which is no letter, digit or space, so that nothing
 * is read across them; sections by spaces, because what stands on both sides is read on.
 */
export function withoutTags(text: string): string {
  return text.replace(TAG, (tag, inner: string) => (/^\s*[#^/]/.test(inner) ? ' ' : '·').repeat(tag.length));
}
