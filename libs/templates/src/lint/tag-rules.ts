import { type LaidOutParagraph } from '@gare/platform/docx';
import { type CompiledTag } from '../compile-template.js';
import { type TemplateFinding } from '../template-finding.js';
import { findingAt, type LintedPart } from './linted-part.js';

const BRACES = /[{}]/;
const HALVES: readonly string[] = ['unclosed-tag', 'unopened-tag', 'tag-across-paragraphs'];

/** Tags that tracked changes cut in two: which field is meant depends on whether the change is accepted. */
export function revisedTags(template: string, { name, layout }: LintedPart): TemplateFinding[] {
  return layout.paragraphs.flatMap((paragraph) => {
    if (paragraph.pieces.every(({ revision }) => revision === 'none')) return [];
    return [...paragraph.text.matchAll(/\{[^{}]*\}/g)]
      .map((match): [number, number] => [match.index, match.index + match[0].length])
      .filter((span) => cutByRevision(paragraph, span))
      .map((span) => findingAt(template, name, paragraph, { ...revised(paragraph.text.slice(...span)), span }));
  });
}

function cutByRevision({ pieces }: LaidOutParagraph, [from, to]: readonly [number, number]): boolean {
  const touched = pieces.filter(({ at, text, revision }) =>
    revision === 'deleted' && text.length > 0 ? from < at && at < to : at < to && at + text.length > from,
  );
  return new Set(touched.map(({ revision }) => revision)).size > 1;
}

function revised(tag: string): Pick<TemplateFinding, 'code' | 'severity' | 'message' | 'suggestion'> {
  return {
    code: 'tag-in-revision',
    severity: 'BLOCCA',
    message: 'il tag è in parte dentro una modifica tracciata: accettandola o rifiutandola cambia il campo',
    suggestion: `accettare o rifiutare la modifica e riscrivere il tag per intero${tag === '' ? '' : `, per esempio ${tag}`}`,
  };
}

/** Half a tag whose other half was taken out by a tracked change is one fault of that kind. */
export function explainedByRevision(finding: TemplateFinding, parts: readonly LintedPart[]): TemplateFinding {
  if (!HALVES.includes(finding.code)) return finding;
  const part = parts.find(({ name }) => name === finding.part);
  const pieces = part?.layout.paragraphs[finding.paragraph - 1]?.pieces ?? [];
  const cut = pieces.some(({ revision, text }) => revision === 'deleted' && BRACES.test(text));
  return cut ? { ...finding, ...revised('') } : finding;
}

/**
 * Values that may be missing in a complete sheet and are printed under no condition at all: the document could not be formed.
 * Below any condition it depends on what the condition says of the field, and is left to the render, which refuses.
 */
export function nullableFields(tags: readonly CompiledTag[]): TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  const open: CompiledTag[] = [];
  for (const tag of tags) {
    if (tag.role === 'close') open.pop();
    else if (tag.role !== 'value') open.push(tag);
    else if (open.every(({ role }) => role === 'each')) findings.push(...nullable(tag));
  }
  return findings;
}

function nullable({ place, expression, frames }: CompiledTag): TemplateFinding[] {
  const [path, ...others] = expression.fields;
  if (path === undefined || others.length > 0 || /\|\||\?|\boppure\b|\so\s/.test(place.tag)) return [];
  const field = frames.flatMap((frame) => [...frame.children.values()]).find((node) => node.path === path)?.field ?? expression.node?.field;
  if (field?.optional !== true) return [];
  const name = path.split('[].').at(-1) ?? path;
  return [
    {
      ...{ code: 'nullable-field', severity: 'AVVISA', ...place, field: path, label: field.label },
      message: `«${field.label}» può mancare anche in una scheda completa, e il documento non si potrebbe formare`,
      suggestion: `racchiudere il testo in {#se ${name} | presente}…{/se}`,
    },
  ];
}

/** Comparisons with values that the field never has. The tag that closes a section says nothing of its own. */
export function unknownValues(tags: readonly CompiledTag[]): TemplateFinding[] {
  return tags
    .filter(({ role }) => role !== 'close')
    .flatMap(({ place, expression: { doubts } }) => doubts.map((doubt) => ({ ...doubt, severity: 'BLOCCA' as const, ...place })));
}
