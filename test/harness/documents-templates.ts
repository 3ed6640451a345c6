import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as docx from 'docx';

export const heading = (text: string): docx.Paragraph => new docx.Paragraph({ text, heading: docx.HeadingLevel.HEADING_1 });
export const plain = (text: string): docx.Paragraph => new docx.Paragraph(text);

export interface SmallTemplate {
  readonly code: string;
  readonly title: string;
  readonly paragraphs: readonly docx.Paragraph[];
}

/** A directory with the real dossier kinds and small templates, written as an author would: Italian, titled, with headings. */
export async function templatesWith(...templates: readonly SmallTemplate[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'gare-templates-'));
  await cp(resolve('templates/kinds'), join(directory, 'kinds'), { recursive: true });
  for (const { code, title, paragraphs } of templates) {
    const document = new docx.Document({
      title,
      styles: { default: { document: { run: { font: 'Liberation Serif', language: { value: 'it-IT' } } } } },
      sections: [{ children: [...paragraphs] }],
    });
    const folder = join(directory, code.toLowerCase());
    await mkdir(folder);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ code, title, version: '1.0.0', validFrom: '2025-01-01' }));
    await writeFile(join(folder, 'template.docx'), await docx.Packer.toBuffer(document));
  }
  return directory;
}
