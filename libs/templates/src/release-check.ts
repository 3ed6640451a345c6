import { addDays } from '@gare/domain/calendar/day-counting';
import { composeTemplate, hostOf, includedNames, type Parts } from './compose/compose-template.js';
import { originOf } from './compose/part.js';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { ComposedTemplates, fieldsFor, type FieldCatalogue, type LoadedTemplate } from './composed-templates.js';
import { overlaps, readRelease, type ReleaseFiles, type ReleasePart, type TemplateSource } from './release-files.js';
import { notADocument, type TemplateFinding } from './template-finding.js';
import { isInForce, type TemplateManifest } from './template-manifest.js';

interface CheckedRelease {
  /** Every template with the parts of its first day. */
  readonly templates: readonly LoadedTemplate[];
  readonly findings: readonly TemplateFinding[];
  readonly faults: readonly string[];
}

/** The parts of the release in force on a day (`YYYY-MM-DD`, Europe/Rome), by name. */
export function partsInForce(parts: readonly ReleasePart[], day: string): Parts {
  return new Map(
    parts.filter(({ manifest, alternative }) => alternative === null && isInForce(manifest, day)).map(({ part }) => [part.name, part]),
  );
}

/** Reads and checks the texts of a directory without starting anything. */
export async function loadTemplates(templatesDir: string, fields: FieldCatalogue): Promise<CheckedRelease> {
  return checkRelease(await readRelease(templatesDir), fields, { atBoot: true });
}

/**
 * Checks all the texts of a release: every part by itself (at boot only what it includes: the rest of its text is checked when it is
 * built, and in every template that includes it), and every template with the parts in force on each day of its validity on
 * which one of them changes, so that a clause that ends or begins breaks no template later.
 */
export function checkRelease(
  files: ReleaseFiles,
  fields: FieldCatalogue,
  { composed = new ComposedTemplates(fields), atBoot = false }: { composed?: ComposedTemplates; atBoot?: boolean } = {},
): CheckedRelease {
  const templates: LoadedTemplate[] = [];
  const findings = new Map<string, TemplateFinding>();
  const faults = [...files.faults, ...overlaps(files.templates, 'modelli'), ...overlaps(files.parts, 'parti')];
  const tell = (found: readonly TemplateFinding[]): void => {
    for (const finding of found) findings.set(JSON.stringify(finding), finding);
  };
  for (const part of files.parts) {
    if (atBoot && includedNames(part.part.bytes).length === 0) continue;
    for (const kind of part.manifest.kinds) tell(partFindings(part, { files, kind, fields }));
  }
  for (const source of files.templates) {
    for (const [index, day] of daysOf(source, files.parts).entries()) {
      const preparation = composed.prepare(source, partsInForce(files.parts, day));
      if (!preparation.ok) tell(preparation.findings);
      else if (index === 0) {
        faults.push(...undeclared(source.folder, source.manifest, preparation.template.compiled));
        templates.push(preparation.template);
      }
    }
  }
  return { templates, findings: [...findings.values()], faults };
}

interface Surroundings {
  readonly files: ReleaseFiles;
  readonly kind: string;
  readonly fields: FieldCatalogue;
}

/** What is wrong with a part by itself, its condition and the parts it includes among it. */
function partFindings({ part, manifest }: ReleasePart, { files, kind, fields }: Surroundings): readonly TemplateFinding[] {
  const { name } = part;
  const host = hostOf(part);
  if (host === null) return [notADocument(name, 'Il file non è un documento Word.')];
  const composition = composeTemplate(name, host, new Map([...partsInForce(files.parts, manifest.validFrom), [name, part]]));
  if (!composition.ok) return composition.findings;
  const { bytes, origins } = composition;
  const compilation = compileTemplate(name, bytes, fieldsFor(fields, kind));
  return compilation.ok ? [] : compilation.findings.map((finding) => ({ ...finding, origin: originOf(origins, finding) }));
}

/** The first day of a template and those on which a part changes while it is in force. */
function daysOf({ manifest }: TemplateSource, parts: readonly ReleasePart[]): string[] {
  const changes = parts.flatMap(({ manifest: { validFrom, validTo } }) => [validFrom, ...(validTo === null ? [] : [addDays(validTo, 1)])]);
  return [...new Set([manifest.validFrom, ...changes.filter((day) => isInForce(manifest, day)).sort()])];
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
