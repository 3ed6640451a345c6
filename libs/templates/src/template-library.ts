import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { defaultRenderPool, RenderPool, type PooledRendering, type RenderPoolOptions } from './render-pool.js';
import { describeFinding, type TemplateFinding } from './template-finding.js';
import { templateManifest, type TemplateManifest } from './template-manifest.js';

/** The fields templates may use: one list for all, or one for each dossier kind. */
export type FieldCatalogue = readonly TemplateField[] | ((kind: string) => readonly TemplateField[]);

const fieldsFor = (catalogue: FieldCatalogue, kind: string): readonly TemplateField[] =>
  typeof catalogue === 'function' ? catalogue(kind) : catalogue;

export interface TemplateLibraryOptions {
  /** Directory with one folder for each template: `manifest.json` and `template.docx`. */
  readonly templatesDir: string;
  readonly fields: FieldCatalogue;
  readonly pool?: RenderPoolOptions;
}

/** A template in force over a period, with the pin that documents keep. */
export interface LoadedTemplate {
  readonly folder: string;
  readonly manifest: TemplateManifest;
  readonly compiled: CompiledTemplate;
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
 * The document templates of this installation. Loaded and checked at boot, all of them before anything is
 * refused, so one start shows every fault.
 */
@Injectable()
export class TemplateLibrary implements OnModuleInit, OnModuleDestroy {
  private templates: readonly LoadedTemplate[] = [];
  private readonly pool: RenderPool;

  constructor(private readonly options: TemplateLibraryOptions) {
    this.pool = new RenderPool(options.pool ?? defaultRenderPool);
  }

  /** Reads and checks every template. Throws BrokenTemplates. */
  async onModuleInit(): Promise<void> {
    const loaded = await loadTemplates(this.options.templatesDir, this.options.fields);
    if (loaded.findings.length > 0 || loaded.faults.length > 0) throw new BrokenTemplates(loaded.findings, loaded.faults);
    this.templates = loaded.templates;
  }

  onModuleDestroy(): Promise<void> {
    return this.pool.close();
  }

  /** Every template, by code and then by first day of validity. */
  all(): readonly LoadedTemplate[] {
    return this.templates;
  }

  /** The template with this code in force on a day (`YYYY-MM-DD`, Europe/Rome), or null. */
  find(code: string, asOf: string): LoadedTemplate | null {
    return (
      this.templates.findLast(
        ({ manifest }) => manifest.code === code && manifest.validFrom <= asOf && (manifest.validTo === null || asOf <= manifest.validTo),
      ) ?? null
    );
  }

  /** The template a document was made from, by the SHA-256 it keeps; null when it is no longer installed. */
  pinned(sha256: string): LoadedTemplate | null {
    return this.templates.find(({ compiled }) => compiled.sha256 === sha256) ?? null;
  }

  /**
   * Renders strictly in a worker thread: the document, or every problem at once. Rejects with RenderFailure
   * (`templates.timeout`, `templates.memory`, `templates.crashed`).
   */
  render(template: LoadedTemplate, context: unknown): Promise<PooledRendering> {
    return this.pool.render(template.compiled, fieldsFor(this.options.fields, template.manifest.kind), context);
  }
}

interface Loading {
  readonly templates: LoadedTemplate[];
  readonly findings: TemplateFinding[];
  readonly faults: string[];
}

/** Reads and checks a directory of templates without starting anything; used at boot and by `npm run templates`. */
export async function loadTemplates(templatesDir: string, fields: FieldCatalogue): Promise<Loading> {
  const loading: Loading = { templates: [], findings: [], faults: [] };
  const folders = await readdir(templatesDir, { withFileTypes: true });
  for (const folder of folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()) {
    const files = await readdir(join(templatesDir, folder));
    // Folders of other data (kinds, clauses) have neither file.
    if (files.includes('manifest.json') || files.includes('template.docx')) await loadOne(join(templatesDir, folder), fields, loading);
  }
  loading.templates.sort(
    (left, right) => compare(left.manifest.code, right.manifest.code) || compare(left.manifest.validFrom, right.manifest.validFrom),
  );
  loading.faults.push(...overlaps(loading.templates));
  return loading;
}

async function loadOne(folder: string, fields: FieldCatalogue, loading: Loading): Promise<void> {
  let manifest: TemplateManifest;
  let bytes: Buffer;
  try {
    manifest = templateManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    bytes = await readFile(join(folder, 'template.docx'));
  } catch (error) {
    loading.faults.push(
      `${folder}: manifest.json o template.docx mancante o non leggibile (${error instanceof Error ? error.message : String(error)})`,
    );
    return;
  }
  const compilation = compileTemplate(manifest.code, bytes, fieldsFor(fields, manifest.kind));
  if (!compilation.ok) {
    loading.findings.push(...compilation.findings);
    return;
  }
  const { template } = compilation;
  loading.faults.push(...undeclared(folder, manifest, template));
  loading.templates.push({ folder, manifest, compiled: template });
}

/** A manifest that lists fields must list exactly those the template reads. */
function undeclared(folder: string, manifest: TemplateManifest, template: CompiledTemplate): string[] {
  if (manifest.fields === undefined) return [];
  const declared = new Set(manifest.fields);
  const used = new Set(template.fields);
  return [
    ...template.fields
      .filter((field) => !declared.has(field))
      .map((field) => `${folder}: il modello usa «${field}», che manifest.json non dichiara`),
    ...manifest.fields
      .filter((field) => !used.has(field))
      .map((field) => `${folder}: manifest.json dichiara «${field}», che il modello non usa`),
  ];
}

function overlaps(templates: readonly LoadedTemplate[]): string[] {
  return templates.flatMap(({ manifest, folder }, index) => {
    const next = templates[index + 1];
    if (next?.manifest.code !== manifest.code) return [];
    return manifest.validTo === null || manifest.validTo >= next.manifest.validFrom
      ? [`${folder} e ${next.folder}: due modelli ${manifest.code} in vigore negli stessi giorni`]
      : [];
  });
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
