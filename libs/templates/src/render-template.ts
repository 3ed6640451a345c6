import { createHash } from 'node:crypto';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { missingText } from '@gare/domain/drafting/missing-value';
import { writeCanonicalZip, type ZipPart } from '@gare/platform/docx';
import { type CompiledTag, type CompiledTemplate } from './compile-template.js';
import { type FieldNode } from './field-catalogue.js';
import { placedPath, type Run } from './field-reading.js';
import { placesIn, valueEnd, valueStart, withoutMarks, type PrintedValue, type Printing } from './printed-values.js';
import { TagLanguage, type TemplatePart } from './tag-language.js';
import { describeFinding, type TemplateFinding } from './template-finding.js';

export type Rendering =
  | {
      readonly ok: true;
      readonly docx: Buffer;
      readonly sha256: string;
      /** Where each value came to stand, in the order of the parts; worked out when asked for. */
      readonly printed: () => PrintedValue[];
    }
  | { readonly ok: false; readonly problems: readonly TemplateFinding[] };

/**
 * What becomes of values that are missing. `refused`: no document, each is told. `shown`: the name of the field stands in their place,
 * marked as a value, and conditions that ask for them are not met; values that are there and cannot be printed are refused all the same.
 */
export type Gaps = 'refused' | 'shown';

interface Scope {
  readonly scopeList: readonly unknown[];
  readonly scopePathItem: readonly number[];
  readonly scopePathLength: readonly number[];
  readonly meta: { readonly part: TemplatePart };
}

/**
 * Fills a template with a context (plain JSON data in the shape of the field catalogue). Strict: a field that
 * is missing, blank or not of its kind is never printed; all such fields are returned at once, each with the
 * place of its tag. What stands inside a false condition or an empty list is not required. The same template
 * and context give the same bytes.
 */
export function renderTemplate(template: CompiledTemplate, context: unknown, gaps: Gaps = 'refused'): Rendering {
  const evaluation = new Evaluation(true, gaps);
  const zip = new PizZip(template.bytes);
  const document = new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    parser: () => ({ get: (_item: unknown, scope: unknown) => evaluation.of(scope as Scope) }),
    modules: [new TagLanguage(template.tags).asModule()],
  });
  document.render(context);
  if (evaluation.problems.length > 0) return { ok: false, problems: evaluation.problems };
  const marked = new Map<string, Uint8Array>();
  for (const part of template.tags.keys()) {
    const fresh = zip.file(part)?.asUint8Array();
    if (fresh !== undefined) marked.set(part, fresh);
  }
  const parts: ZipPart[] = template.entries
    .filter(({ name }) => !name.endsWith('/'))
    .map((entry) => {
      const fresh = marked.get(entry.name);
      return fresh === undefined ? entry : { name: entry.name, data: withoutMarks(fresh) };
    });
  const docx = writeCanonicalZip(parts);
  const printed = (): PrintedValue[] => [...marked].flatMap(([part, bytes]) => placesIn(part, bytes, evaluation.printings.get(part) ?? []));
  return { ok: true, docx, sha256: createHash('sha256').update(docx).digest('hex'), printed };
}

/**
 * The problems that `renderTemplate` would return, found without writing the document: a hundred times faster, for telling before
 * the work is asked for whether it can be done.
 */
export function findProblems(template: CompiledTemplate, context: unknown): readonly TemplateFinding[] {
  const evaluation = new Evaluation(false, 'refused');
  for (const tags of template.tags.values()) walk(tags, { scopeList: [context], scopePathItem: [], scopePathLength: [] }, evaluation);
  return evaluation.problems;
}

/**
 * What each tag would print, without writing the document: the same evaluation as `renderTemplate` with gaps shown, and as fast as
 * `findProblems`. Tags whose value is unusable print nothing and are left out; the rest is told all the same.
 */
export function printingsOf(template: CompiledTemplate, context: unknown): readonly Printing[] {
  const evaluation = new Evaluation(true, 'shown');
  for (const tags of template.tags.values()) walk(tags, { scopeList: [context], scopePathItem: [], scopePathLength: [] }, evaluation);
  return [...evaluation.printings.values()].flat();
}

type Surroundings = Omit<Scope, 'meta'>;

/** Evaluates tags as docxtemplater does: the inside of a section once for each item, or once with the item in hand. */
function walk(tags: readonly CompiledTag[], around: Surroundings, evaluation: Evaluation): void {
  for (let at = 0; at < tags.length; at += 1) {
    const tag = tags[at];
    if (tag === undefined || tag.role === 'close') continue;
    const value = evaluation.of({ ...around, meta: { part: { type: 'placeholder', compiledTag: tag } } });
    if (tag.role === 'value') continue;
    const end = closingOf(tags, at);
    const items = Array.isArray(value) ? (value as readonly unknown[]) : value === true ? [around.scopeList.at(-1)] : [];
    const inside = tags.slice(at + 1, end);
    for (const [index, item] of items.entries()) walk(inside, within(around, { item, index, length: items.length }), evaluation);
    at = end;
  }
}

/** Where the section that opens at `start` is closed; the lint has paired them all. */
function closingOf(tags: readonly CompiledTag[], start: number): number {
  let open = 0;
  for (let at = start; at < tags.length; at += 1) {
    const role = tags[at]?.role;
    if (role === 'close') open -= 1;
    else if (role !== 'value') open += 1;
    if (open === 0) return at;
  }
  return tags.length;
}

function within(around: Surroundings, { item, index, length }: { item: unknown; index: number; length: number }): Surroundings {
  return {
    scopeList: [...around.scopeList, item],
    scopePathItem: [...around.scopePathItem, index],
    scopePathLength: [...around.scopePathLength, length],
  };
}

/** Problems of a refused rendering in one text, a line each. */
export function describeProblems(problems: readonly TemplateFinding[]): string {
  return problems.map(describeFinding).join('\n');
}

interface Problem {
  readonly code: 'missing-value' | 'unusable-value';
  readonly message: string;
  readonly field: FieldNode | null;
  /** Path with item numbers; empty when it is the field's own. */
  readonly instance: string;
}

class Evaluation {
  readonly problems: TemplateFinding[] = [];
  /** What was printed, by part, where the document is written. */
  readonly printings = new Map<string, Printing[]>();
  private readonly seen = new Set<string>();
  /** The first field that the tag in hand found missing, where gaps are shown. */
  private lacking: FieldNode | null = null;

  /** @param marking whether values are marked in the document, so that their places can be told. */
  constructor(
    private readonly marking: boolean,
    private readonly gaps: Gaps,
  ) {}

  of(scope: Scope): unknown {
    const tag = scope.meta.part.compiledTag;
    if (tag === undefined) return '';
    const run = this.run(tag, scope);
    this.lacking = null;
    const value = tag.expression.evaluate(run);
    if (tag.role === 'value') return this.marked(tag, run, this.printable(tag, value));
    if (tag.role !== 'each') return value === true;
    if (Array.isArray(value)) return value;
    if (value !== undefined) this.unusable(tag, 'il valore non è un elenco');
    return [];
  }

  private marked(tag: CompiledTag, run: Run, text: string): string {
    if (!this.marking || text === '') return text;
    const { part } = tag.place;
    const fields = tag.expression.fields.map((path) => ({ path, instance: placedPath(path, run) }));
    const printing = { text, fields, tag: tag.place };
    const known = this.printings.get(part);
    if (known === undefined) this.printings.set(part, [printing]);
    else known.push(printing);
    return `${valueStart}${text}${valueEnd}`;
  }

  /** What a value prints as; nothing only after the reason has been reported, the name of the field where gaps are shown. */
  private printable(tag: CompiledTag, value: unknown): string {
    if (value === undefined) return this.lacking === null ? '' : missingText(this.lacking.field?.label ?? this.lacking.path);
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value !== 'string') this.unusable(tag, 'il valore non è un testo');
    else if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value)) {
      this.unusable(tag, 'il valore contiene caratteri di controllo, che un documento non può contenere');
    } else return value;
    return '';
  }

  private unusable(tag: CompiledTag, reason: string): void {
    const { node } = tag.expression;
    this.report(tag, { code: 'unusable-value', message: node === null ? reason : `${named(node)}: ${reason}`, field: node, instance: '' });
  }

  private run(tag: CompiledTag, scope: Scope): Run {
    const positions = [-1];
    const lengths = [0];
    for (let depth = 1; depth < tag.frames.length; depth += 1) {
      // A condition opens a frame of its own in docxtemplater: it keeps the item in hand.
      const same = tag.frames[depth] === tag.frames[depth - 1];
      positions.push(same ? (positions[depth - 1] ?? -1) : (scope.scopePathItem[depth - 1] ?? -1));
      lengths.push(same ? (lengths[depth - 1] ?? 0) : (scope.scopePathLength[depth - 1] ?? 0));
    }
    return {
      frames: tag.frames,
      values: scope.scopeList,
      positions,
      lengths,
      missing: (field, path) => {
        if (this.gaps === 'shown') this.lacking ??= field;
        else this.report(tag, { code: 'missing-value', message: `manca ${named(field)}`, field, instance: path });
      },
      unusable: (reason, field, path) => {
        this.report(tag, {
          code: 'unusable-value',
          message: field === null ? reason : `${named(field)}: ${reason}`,
          field,
          instance: path,
        });
      },
    };
  }

  private report(tag: CompiledTag, problem: Problem): void {
    const { code, message, field, instance } = problem;
    const key = `${tag.place.part}:${tag.place.paragraph}:${tag.place.tag}:${instance}:${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const catalogued = field?.field ?? null;
    this.problems.push({
      code,
      severity: 'BLOCCA',
      ...tag.place,
      message,
      suggestion: code === 'unusable-value' ? correctionOf(field) : suggestionFor(field),
      ...(field === null ? {} : { field: field.path, instance: instance === '' ? field.path : instance }),
      ...(catalogued === null ? {} : { label: catalogued.label }),
      ...(catalogued?.source === undefined ? {} : { source: catalogued.source }),
    });
  }
}

function named(field: FieldNode): string {
  return field.field === null ? `il campo «${field.path}»` : `«${field.field.label}» (${field.path})`;
}

/** What to do about a value that is there but cannot be printed. */
function correctionOf(field: FieldNode | null): string | null {
  const entry = field?.field ?? null;
  return entry === null ? null : `riscrivere «${entry.label}» nella scheda di gara`;
}

function suggestionFor(field: FieldNode | null): string | null {
  const entry = field?.field ?? null;
  if (field === null || entry === null) return null;
  if (entry.source === undefined) return 'il dato si ricava da altri: completare la scheda di gara e controllare le date';
  if (entry.kind === 'boolean') return `indicare sì o no in «${entry.label}» nella scheda di gara`;
  const name = field.path.split('[].').at(-1) ?? field.path;
  return `compilare «${entry.label}» nella scheda di gara; se il dato può mancare, nel modello racchiudere il testo in {#se ${name} | presente}…{/se}`;
}
