import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { inflateEntry, inspectDocx, readZipDirectory } from '@gare/platform/docx';
import { annotateDocx, lintTemplate, type TemplateFinding } from '@gare/templates';
import { wordBody, wordParagraph as p } from '../fixtures/word-files.js';

const run = promisify(execFile);
const at = '2026-11-28T09:30:00.000Z';

function lint(bytes: Buffer): readonly TemplateFinding[] {
  return lintTemplate({ code: 'D33', bytes, fields: fieldsOfKind('GARA'), asOf: '2026-11-28', bodies: ['Comune di Magione'] }).findings;
}

function commented(bytes: Buffer, findings = lint(bytes)): Buffer {
  const copy = annotateDocx(bytes, findings, at);
  if (copy === null) throw new Error('the file is no Word document');
  return copy;
}

function contents(bytes: Buffer): Map<string, Buffer> {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.message);
  return new Map(directory.entries.map((entry) => [entry.name, inflateEntry(entry) ?? Buffer.alloc(0)]));
}

const xmlOf = (bytes: Buffer, part = 'word/document.xml'): string => contents(bytes).get(part)?.toString('utf8') ?? '';
const textOf = (xml: string): string => xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');

/** What LibreOffice reads: the comments with their authors, and the words each of them spans. */
async function readByLibreOffice(docx: Buffer): Promise<{ comments: string[]; spans: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'comments-'));
  try {
    await writeFile(join(folder, 'copia.docx'), docx);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', 'fodt', '--outdir', folder, join(folder, 'copia.docx')], {
      timeout: 120_000,
    });
    const fodt = await readFile(join(folder, 'copia.fodt'), 'utf8');
    const comments = [...fodt.matchAll(/<office:annotation [\s\S]*?<\/office:annotation>/g)].map(([whole]) =>
      whole
        .replace(/<meta:creator-initials>[^<]*<\/meta:creator-initials>/, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    const spans = [
      ...fodt.matchAll(/office:name="([^"]+)"[^>]*>[\s\S]*?<\/office:annotation>([\s\S]*?)<office:annotation-end office:name="\1"/g),
    ];
    return {
      comments,
      spans: spans.map(([, , words = '']) =>
        words.replace(/<office:annotation [\s\S]*?<\/office:annotation>/g, '').replace(/<[^>]+>/g, ''),
      ),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('a copy of the template with Word comments', () => {
  it('LibreOffice opens it and reads each comment at its words', async () => {
    const styled = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>A &amp; B: {ogg</w:t></w:r><w:r><w:t>eto} fine {importoBse} coda</w:t></w:r></w:p>';
    const bytes = wordBody(p('Premessa senza difetti') + styled + p('Il Comune di Magione cita l’articolo 36 del D.Lgs. 50/2016.'), {
      'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p('CIG B2D5E8A1C3')}</w:hdr>`,
    });
    const copy = commented(bytes);
    expect((await inspectDocx(copy)).ok).toBe(true);
    const { comments, spans } = await readByLibreOffice(copy);
    expect(comments).toHaveLength(5);
    expect(comments.every((comment) => comment.startsWith('Gare insieme 2026-11-28T09:30:00'))).toBe(true);
    expect(comments.join('\n')).toContain('Da correggere – Campo che non esiste Il campo «oggeto» non esiste. Che cosa fare: {oggetto}.');
    expect(comments.join('\n')).toContain(
      'Intestazione di pagina, paragrafo 1 (B2D5E8A1C3). Nel modello è rimasto il CIG di un’altra gara.',
    );
    expect(spans).toEqual(['Premessa senza difetti', '{oggeto}', '{importoBse}', 'Comune di Magione', 'D.Lgs. 50/2016']);
  }, 180_000);

  it('adds marks only: the text is the same, and every other part keeps its bytes', async () => {
    const bytes = await readFile(resolve('templates/d33-disciplinare/template.docx'));
    const parts = contents(bytes);
    const broken = Buffer.from(bytes);
    const findings = lint(broken);
    const everywhere = [1, 40, 200, 900].map((paragraph): TemplateFinding => ({
      ...{ code: 'typed-amount', severity: 'AVVISA', template: 'D33', part: 'word/document.xml', paragraph, heading: [], tag: '' },
      ...{ message: 'prova', suggestion: null },
    }));
    const copy = contents(commented(bytes, [...findings, ...everywhere]));
    const changed = [...copy].filter(([name, data]) => parts.get(name)?.equals(data) !== true).map(([name]) => name);
    expect(changed.sort()).toEqual(['[Content_Types].xml', 'word/_rels/document.xml.rels', 'word/comments.xml', 'word/document.xml']);
    const marks = /<w:commentRange(?:Start|End) w:id="\d+"\/>|<w:r><w:commentReference w:id="\d+"\/><\/w:r>/g;
    expect(copy.get('word/document.xml')?.toString('utf8').replace(marks, '')).toBe(parts.get('word/document.xml')?.toString('utf8'));
    const { comments } = await readByLibreOffice(commented(bytes, everywhere));
    expect(comments).toHaveLength(4);
  }, 180_000);

  it('keeps the comments that were there, and gives the same bytes each time', () => {
    const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const relations =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>';
    const bytes = wordBody(p('{ogeto}'), {
      'word/comments.xml': `<w:comments ${namespace}><w:comment w:id="4" w:author="Anna"><w:p><w:r><w:t>Mio</w:t></w:r></w:p></w:comment></w:comments>`,
      'word/_rels/document.xml.rels': relations,
    });
    const copy = commented(bytes);
    expect(xmlOf(copy, 'word/comments.xml')).toMatch(/w:id="4" w:author="Anna".*w:id="5" w:author="Gare insieme"/);
    expect(xmlOf(copy, 'word/_rels/document.xml.rels')).toBe(relations);
    expect(xmlOf(copy, '[Content_Types].xml')).toBe(xmlOf(bytes, '[Content_Types].xml'));
    expect(textOf(xmlOf(copy))).toBe(textOf(xmlOf(bytes)));
    expect(commented(bytes).equals(copy)).toBe(true);
    expect(annotateDocx(Buffer.from('testo'), [], at)).toBeNull();
  });
});
