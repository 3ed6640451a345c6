import { z } from 'zod';
import { defineRoute } from './route.js';

const day = z.iso.date('La data si scrive AAAA-MM-GG.');

const paragraphSchema = z
  .object({
    /** Position in its part, from 1. */
    number: z.int(),
    /** Outline level of a heading, 1 to 9; null for running text. */
    level: z.int().nullable(),
    text: z.string(),
    /** Alternative texts of its pictures; empty where one has none. */
    pictures: z.array(z.string()),
  })
  .meta({ id: 'LintedParagraph' });

const blockSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), paragraph: paragraphSchema }),
    z.object({ kind: z.literal('table'), rows: z.array(z.object({ cells: z.array(z.object({ paragraphs: z.array(paragraphSchema) })) })) }),
  ])
  .meta({ id: 'LintedBlock' });

const findingSchema = z
  .object({
    severity: z.enum(['BLOCCA', 'AVVISA']),
    code: z.string(),
    /** Two or three words. */
    title: z.string(),
    /** Part of the file (`word/document.xml`; empty: the whole file) and its Italian name. */
    part: z.string(),
    partName: z.string(),
    /** 0 when the whole part is meant. */
    paragraph: z.int(),
    heading: z.array(z.string()),
    tag: z.string(),
    message: z.string(),
    suggestion: z.string().nullable(),
    /** In the text of the paragraph, UTF-16 units, end excluded; null when the whole paragraph is meant. */
    span: z.object({ from: z.int(), to: z.int() }).nullable(),
    /** The included part or clause it stands in, with its version. */
    origin: z.string().nullable(),
  })
  .meta({ id: 'LintFinding' });

export const templateLintSchema = z
  .object({
    template: z.string(),
    title: z.string(),
    sha256: z.string(),
    /** Day whose law counts. */
    asOf: day,
    blocking: z.int(),
    warnings: z.int(),
    findings: z.array(findingSchema),
    parts: z.array(z.object({ name: z.string(), title: z.string(), blocks: z.array(blockSchema) })),
  })
  .meta({ id: 'TemplateLint' });
export type TemplateLintView = z.infer<typeof templateLintSchema>;
export type LintBlockView = z.infer<typeof blockSchema>;

const templateParams = z.object({ templateId: z.string().min(1).max(80) });
const onDay = z.object({ asOf: day.optional() });
/** The fields it may use follow from the kind of dossier. */
const fileQuery = z.object({ kind: z.string().max(60).default('GARA'), asOf: day.optional() });
const file = z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) });
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const lintTemplateById = defineRoute({
  id: 'lintTemplateById',
  method: 'GET',
  path: '/api/templates/{templateId}/lint',
  tag: 'Modelli',
  summary:
    'What is wrong with a template, place by place, and its text to show it in (`templateId`: code of the release, or id of a version)',
  access: 'template.read',
  params: templateParams,
  query: onDay,
  response: templateLintSchema,
});
export const downloadLintedTemplate = defineRoute({
  id: 'downloadLintedTemplate',
  method: 'GET',
  path: '/api/templates/{templateId}/lint/commented',
  tag: 'Modelli',
  summary: 'A copy of the template with each finding as a Word comment',
  access: 'template.read',
  params: templateParams,
  query: onDay,
  produces: word,
});
export const lintFile = defineRoute({
  id: 'lintFile',
  method: 'POST',
  path: '/api/templates/lint',
  tag: 'Modelli',
  summary: 'What is wrong with a Word file as a template (multipart field `file`); nothing is stored',
  access: 'template.read',
  query: fileQuery,
  consumes: 'multipart/form-data',
  body: file,
  status: 200,
  response: templateLintSchema,
});
export const commentFile = defineRoute({
  id: 'commentFile',
  method: 'POST',
  path: '/api/templates/lint/commented',
  tag: 'Modelli',
  summary: 'A copy of a Word file with each finding as a Word comment (multipart field `file`); nothing is stored',
  access: 'template.read',
  query: fileQuery,
  consumes: 'multipart/form-data',
  body: file,
  produces: word,
});
