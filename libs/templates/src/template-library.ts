import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Parts } from './compose/compose-template.js';
import { ComposedTemplates, fieldsFor, type FieldCatalogue, type LoadedTemplate } from './composed-templates.js';
import { checkRelease, partsInForce } from './release-check.js';
import { readRelease, type ReleaseFiles, type ReleasePart, type TemplateSource } from './release-files.js';
import { defaultRenderPool, RenderPool, type PooledRendering, type RenderPoolOptions } from './render-pool.js';
import { type Gaps } from './render-template.js';
import { describeFinding, type TemplateFinding } from './template-finding.js';
import { isInForce } from './template-manifest.js';

export interface TemplateLibraryOptions {
  /** Directory with one folder for each template: `manifest.json` and `template.docx`; parts and clauses in `parti/` and `clausole/`. */
  readonly templatesDir: string;
  readonly fields: FieldCatalogue;
  readonly pool?: RenderPoolOptions;
}

/** The library does not start on a broken template. The message has a line for each finding, with its place. */
export class BrokenTemplates extends Error {
  readonly code = 'templates.broken';

  constructor(
    readonly findings: readonly TemplateFinding[],
    readonly faults: readonly string[],
  ) {
    super(['I modelli dei documenti hanno errori e non si possono usare:', ...faults, ...findings.map(describeFinding)].join('\n'));
  }
}

/**
 * The texts of the release: templates, shared parts, clauses. Loaded and checked at boot, all of them before anything is refused, so
 * one start shows every fault. What is in force for a dossier, uploads of its Province among it, is told by `TemplateShelf`.
 */
@Injectable()
export class TemplateLibrary implements OnModuleInit, OnApplicationShutdown {
  readonly composed: ComposedTemplates;
  private files: ReleaseFiles = { templates: [], parts: [], faults: [] };
  private readonly pool: RenderPool;

  constructor(private readonly options: TemplateLibraryOptions) {
    this.pool = new RenderPool(options.pool ?? defaultRenderPool);
    this.composed = new ComposedTemplates(options.fields);
  }

  /** Reads and checks every text. Throws BrokenTemplates. */
  async onModuleInit(): Promise<void> {
    const files = await readRelease(this.options.templatesDir);
    const { findings, faults } = checkRelease(files, this.options.fields, { composed: this.composed, atBoot: true });
    if (findings.length > 0 || faults.length > 0) throw new BrokenTemplates(findings, faults);
    this.files = files;
  }

  /** By then the running jobs and requests have ended: nothing is being rendered any more. */
  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /** The templates of the release as their files are, by code and then by first day of validity. */
  sources(): readonly TemplateSource[] {
    return this.files.templates;
  }

  /** Shared parts and clauses of the release, by name and then by first day of validity. */
  releaseParts(): readonly ReleasePart[] {
    return this.files.parts;
  }

  /** The template of the release with this code in force on a day (`YYYY-MM-DD`, Europe/Rome), or null. */
  source(code: string, asOf: string): TemplateSource | null {
    return this.files.templates.findLast(({ manifest }) => manifest.code === code && isInForce(manifest, asOf)) ?? null;
  }

  /** Shared parts and clauses of the release in force on a day, by name. */
  parts(asOf: string): Parts {
    return partsInForce(this.files.parts, asOf);
  }

  /** The template of the release in force on a day, with the parts of the release; null where there is none. */
  find(code: string, asOf: string): LoadedTemplate | null {
    const source = this.source(code, asOf);
    const preparation = source === null ? null : this.composed.prepare(source, this.parts(asOf));
    return preparation?.ok === true ? preparation.template : null;
  }

  /**
   * Renders in a worker thread, strictly unless gaps are to be shown: the document, or every problem at once. Rejects with RenderFailure
   * (`templates.timeout`, `templates.memory`, `templates.crashed`).
   */
  render(template: LoadedTemplate, context: unknown, gaps: Gaps = 'refused'): Promise<PooledRendering> {
    return this.pool.render(template.compiled, fieldsFor(this.options.fields, template.manifest.kind), context, gaps);
  }
}
