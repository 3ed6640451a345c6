import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, type Issue } from '@gare/platform/errors';
import {
  describeFinding,
  findProblems,
  printingsOf,
  TemplateLibrary,
  type Gaps,
  type LoadedTemplate,
  type PrintedValue,
  type Printing,
  type TemplateFinding,
} from '@gare/templates';
import { type DocumentVersionEntity } from './document-version.entity.js';
import { type DossierInputs } from './formation-inputs.js';
import { FormationTexts, type DraftedText, type FormationRun } from './formation-texts.js';
import { HandEdits, type HandEditDecision } from './hand-edits.js';
import { type DocumentEntity } from './document.entity.js';
import { schedaPlace } from './scheda-place.js';
import { usedValues } from './used-values.js';

export interface FilledDocument {
  readonly ok: true;
  readonly template: LoadedTemplate;
  readonly docx: Buffer;
  /** Of the DOCX, lower-case hex. */
  readonly sha256: string;
  readonly inputHash: string;
  /** What the template read, by catalogue path, and where each value stands. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly printed: readonly PrintedValue[];
  /** The DOCX as generated, where hand edits were carried over into `docx`. */
  readonly asGenerated: { readonly docx: Buffer; readonly sha256: string } | null;
  /** The draft it was formed from; null where the template says it all. */
  readonly draft: Omit<DraftedText, 'docx' | 'printed'> | null;
  /** Date in the properties of the PDF: the same inputs give the same bytes. */
  readonly date: string;
}

/** What a formation from a draft has to know. */
export interface DraftingTask {
  readonly document: DocumentEntity;
  readonly current: DocumentVersionEntity | null;
  readonly inputs: DossierInputs;
  readonly decision: HandEditDecision | undefined;
}

export interface RefusedFormation {
  readonly ok: false;
  readonly title: string;
  readonly problems: readonly TemplateFinding[];
  /** The scheda the problems were found in. */
  readonly values: unknown;
}

const sha256Hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** From template and values to the bytes of a document. Touches no row. */
@Injectable()
export class Formation {
  constructor(
    private readonly library: TemplateLibrary,
    private readonly edits: HandEdits,
    private readonly texts: FormationTexts,
  ) {}

  /** Whether the template can be filled, without filling it; null when it can. @throws AppError document.no_template */
  examine(inputs: DossierInputs, templateCode: string): RefusedFormation | null {
    const { manifest, compiled } = this.template(inputs, templateCode);
    const problems = findProblems(compiled, inputs.context);
    return problems.length === 0 ? null : { ok: false, title: manifest.title, problems, values: inputs.values };
  }

  /** What the tags of the template print with the values of now, in a draft: gaps are shown. Null where there is no template. */
  printings(inputs: DossierInputs, templateCode: string): readonly Printing[] | null {
    const template = inputs.template(templateCode);
    return template === null ? null : printingsOf(template.compiled, inputs.context);
  }

  /** Fills the template, strictly unless gaps are to be shown. @throws AppError document.no_template, template.render_failed */
  async fill(inputs: DossierInputs, templateCode: string, gaps: Gaps = 'refused'): Promise<FilledDocument | RefusedFormation> {
    const template = this.template(inputs, templateCode);
    const rendering = await this.library
      .render(template, inputs.context, gaps)
      .catch((error: unknown) => Promise.reject(new AppError('template.render_failed', { cause: error })));
    if (!rendering.ok) return { ok: false, title: template.manifest.title, problems: rendering.problems, values: inputs.values };
    return {
      ok: true,
      template,
      docx: rendering.docx,
      sha256: rendering.sha256,
      inputHash: inputs.hash(template),
      values: usedValues(inputs.context, template.compiled.fields),
      printed: rendering.printed,
      asGenerated: null,
      draft: null,
      date: inputs.documentDate,
    };
  }

  /** The same for what needs the document now. @throws AppError template.missing_fields with every field */
  async require(inputs: DossierInputs, templateCode: string): Promise<FilledDocument> {
    const filled = await this.fill(inputs, templateCode);
    if (!filled.ok) throw refusal([filled]);
    return filled;
  }

  /** The text people begin to write from: what the scheda does not say yet stands there by its name. @throws as `require` for values that cannot be printed */
  async withGaps(inputs: DossierInputs, templateCode: string): Promise<FilledDocument> {
    const filled = await this.fill(inputs, templateCode, 'shown');
    if (!filled.ok) throw refusal([filled]);
    return filled;
  }

  /** The document with the hand edits of the version in force. @throws AppError document.hand_edits_conflict */
  async withHandEdits(
    filled: FilledDocument,
    current: DocumentVersionEntity | null,
    decision: HandEditDecision | undefined,
  ): Promise<FilledDocument> {
    const carried = await this.edits.carried(current, filled, decision);
    if (carried === null) return filled;
    const { docx, printed } = carried;
    return { ...filled, docx, printed, sha256: sha256Hex(docx), asGenerated: { docx: filled.docx, sha256: filled.sha256 } };
  }

  /**
   * The document as it is to be: from its draft where people write one, else with the hand edits of the version in force.
   * @throws AppError draft.conflicts, draft.changed_outside, draft.pieces_missing, document.hand_edits_conflict
   */
  async asDrafted(run: FormationRun, filled: FilledDocument, task: DraftingTask): Promise<FilledDocument> {
    const { document, current, inputs, decision } = task;
    const handEdited = current?.baseDocxKey != null && decision?.keep !== false ? current : null;
    const drafted = await this.texts.form(run, { document, filled, handEdited });
    if (drafted === null) return this.withHandEdits(filled, current, decision);
    const { docx, printed, ...draft } = drafted;
    const inputHash = inputs.withContent(filled.inputHash, draft.contentSha256);
    return { ...filled, docx, printed, sha256: sha256Hex(docx), inputHash, draft };
  }

  private template(inputs: DossierInputs, code: string): LoadedTemplate {
    const template = inputs.template(code);
    if (template !== null) return template;
    const { message, findings } = inputs.shelf.trouble(code);
    const issues = findings.slice(0, shownIssues).map((finding) => ({ path: '', message: describeFinding(finding) }));
    throw new AppError('document.no_template', { detail: message, ...(issues.length === 0 ? {} : { issues }) });
  }
}

/** Longest list of holes told in one error. */
const shownIssues = 60;

/** One refusal for documents that cannot be formed: each hole with its field, place and the path of the scheda to go to. */
export function refusal(refused: readonly RefusedFormation[]): AppError {
  const issues = refused.flatMap(({ problems, values }) => problems.map((problem) => toIssue(problem, values)));
  const names = refused.map(({ title }) => `«${title}»`).join(', ');
  const subject =
    refused.length === 1 ? `Il documento ${names} non può essere generato` : `I documenti ${names} non possono essere generati`;
  const count = issues.length === 1 ? 'manca o non è utilizzabile un dato' : `mancano o non sono utilizzabili ${issues.length} dati`;
  return new AppError('template.missing_fields', {
    detail: `${subject}: ${count}.`,
    issues: issues.slice(0, shownIssues),
    details: { problems: issues.length },
  });
}

function toIssue(finding: TemplateFinding, values: unknown): Issue {
  const reached = finding.instance ?? finding.field ?? '';
  const path = finding.source === undefined ? reached : schedaPlace(values, finding.source, reached);
  return { path, message: describeFinding(finding) };
}
