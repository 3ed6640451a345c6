import { composeTemplate, includedNames, type Parts } from './compose/compose-template.js';
import { originOf, type IncludedPart, type Origins } from './compose/part.js';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { type TemplateSource } from './release-files.js';
import { type TemplateFinding } from './template-finding.js';
import { type TemplateManifest } from './template-manifest.js';

/** The fields templates may use: one list for all, or one for each dossier kind. */
export type FieldCatalogue = readonly TemplateField[] | ((kind: string) => readonly TemplateField[]);

/** The fields a template of a kind may use. */
export const fieldsFor = (catalogue: FieldCatalogue, kind: string): readonly TemplateField[] =>
  typeof catalogue === 'function' ? catalogue(kind) : catalogue;

/** A template ready to be filled: composed with the parts it includes, compiled, with the pin that documents keep. */
export interface LoadedTemplate {
  readonly folder: string;
  readonly manifest: TemplateManifest;
  /** Of the composed document: its `sha256` is what a formed document keeps. */
  readonly compiled: CompiledTemplate;
  /** Of the file of the template alone: what a dossier is pinned to. */
  readonly sourceSha256: string;
  /** Row of the upload; null for a template of the release. */
  readonly versionId: string | null;
  readonly included: readonly IncludedPart[];
  /** Which part or clause each paragraph comes from. */
  readonly origins: Origins;
}

export type Preparation =
  { readonly ok: true; readonly template: LoadedTemplate } | { readonly ok: false; readonly findings: readonly TemplateFinding[] };

/** Results that are kept of a catalogue; one takes some hundred kB. */
const kept = 400;

/** What follows from contents alone: every library of the process that works with the same catalogue finds it here. */
interface WorkedOut {
  readonly prepared: Map<string, Preparation>;
  /** Names that a DOCX includes, by the hash of its bytes. */
  readonly names: Map<string, readonly string[]>;
}

const workedOut = new WeakMap<FieldCatalogue, WorkedOut>();

function workedOutWith(fields: FieldCatalogue): WorkedOut {
  const known = workedOut.get(fields) ?? { prepared: new Map<string, Preparation>(), names: new Map<string, readonly string[]>() };
  workedOut.set(fields, known);
  return known;
}

/** Composes and compiles templates; the same source with the same parts is worked out once in a process. */
export class ComposedTemplates {
  private readonly prepared: Map<string, Preparation>;
  private readonly names: Map<string, readonly string[]>;
  private readonly keys = new WeakMap<TemplateSource, string>();

  constructor(private readonly fields: FieldCatalogue) {
    ({ prepared: this.prepared, names: this.names } = workedOutWith(fields));
  }

  /** Every fault of template and parts with its place, or the template ready to be filled. */
  prepare(source: TemplateSource, parts: Parts): Preparation {
    const key = [this.keyOf(source), ...this.partsOf(source, parts)].join(' ');
    const known = this.prepared.get(key);
    // Taken out and put in again: the first of the map is the one not asked for the longest.
    this.prepared.delete(key);
    const preparation = known ?? this.work(source, parts);
    this.prepared.set(key, preparation);
    const [oldest] = this.prepared.keys();
    if (this.prepared.size > kept && oldest !== undefined) this.prepared.delete(oldest);
    return preparation;
  }

  /** All of a source that goes into its preparation. */
  private keyOf(source: TemplateSource): string {
    const { sha256, versionId, folder, manifest } = source;
    const key = this.keys.get(source) ?? JSON.stringify([sha256, versionId, folder, manifest]);
    this.keys.set(source, key);
    return key;
  }

  /** Everything a template reaches by its includes, in a fixed order, with the hashes of what it is now. */
  private partsOf(source: TemplateSource, parts: Parts): string[] {
    return [...this.reached(source, parts)].map(([name, state]) => `${name}=${state} ${parts.get(name)?.title ?? ''}`).sort();
  }

  /** The names a template reaches by its includes, itself and through parts, with the hash of each; `-` for a name nobody knows. */
  reached(source: TemplateSource, parts: Parts): ReadonlyMap<string, string> {
    const reached = new Map<string, string>();
    const follow = (names: readonly string[]): void => {
      for (const name of names) {
        if (reached.has(name)) continue;
        const part = parts.get(name);
        reached.set(name, part === undefined ? '-' : `${part.sha256}/${part.version}/${part.condition ?? ''}`);
        if (part !== undefined) follow(this.namesIn(part.sha256, part.bytes));
      }
    };
    follow(this.namesIn(source.sha256, source.bytes));
    return reached;
  }

  private namesIn(sha256: string, bytes: Buffer): readonly string[] {
    const names = this.names.get(sha256) ?? includedNames(bytes);
    if (this.names.size >= 10 * kept) this.names.clear();
    this.names.set(sha256, names);
    return names;
  }

  private work(source: TemplateSource, parts: Parts): Preparation {
    const { folder, manifest, bytes, sha256: sourceSha256, versionId } = source;
    const composition = composeTemplate(manifest.code, bytes, parts);
    if (!composition.ok) return composition;
    const { included, origins } = composition;
    const compilation = compileTemplate(manifest.code, composition.bytes, fieldsFor(this.fields, manifest.kind));
    if (!compilation.ok)
      return { ok: false, findings: compilation.findings.map((finding) => ({ ...finding, origin: originOf(origins, finding) })) };
    return { ok: true, template: { folder, manifest, compiled: compilation.template, sourceSha256, versionId, included, origins } };
  }
}
