import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { extractDocxText } from '@gare/platform/docx';
import { loadTemplates, readTrial, readTrialSheet, renderTemplate } from '@gare/templates';

/** A document of a tender formed from a release template, with the sheet it was formed from. */
export interface CleanDocument {
  readonly code: string;
  readonly trial: string;
  readonly sheet: SchedaValues;
  readonly text: string;
}

/** Every release template of tenders with every set of data it is tried with. */
export async function cleanDocuments(templatesDir: string): Promise<CleanDocument[]> {
  const { templates } = await loadTemplates(templatesDir, fieldsOfKind);
  const documents: CleanDocument[] = [];
  for (const { folder, manifest, compiled } of templates.filter((template) => template.manifest.kind === 'GARA')) {
    const name = folder.slice(templatesDir.length + 1);
    const files = await readdir(join(folder, 'prove')).catch(() => []);
    for (const file of files.filter((candidate) => candidate.endsWith('.json')).sort()) {
      const trial = file.slice(0, -'.json'.length);
      const rendering = renderTemplate(compiled, await readTrial(templatesDir, name, { kind: manifest.kind, name: trial }));
      if (!rendering.ok) continue;
      const sheet = (await readTrialSheet(templatesDir, name, trial)) as SchedaValues;
      documents.push({ code: manifest.code, trial, sheet, text: textOf(rendering.docx) });
    }
  }
  return documents;
}

/** As versions keep it: a paragraph a line. */
function textOf(docx: Buffer): string {
  const extraction = extractDocxText(docx);
  if (!extraction.ok) throw new Error(extraction.message);
  return extraction.parts
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    .filter((text) => text.trim() !== '')
    .join('\n');
}
