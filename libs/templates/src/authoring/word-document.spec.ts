import PizZip from 'pizzip';
import { canonicalDocx } from './canonical-docx.js';
import { parseTemplateSource } from './dialect.js';
import { wordDocument } from './word-document.js';

const source = `%% titolo Disciplinare di prova
%% intestazione {comune.denominazione} || {codiceAppalto}
%% numerazione articoli

# Disciplinare

## Oggetto

§ Primo comma.

%% didascalia Lotti & importi
| Lotto | Importo |
|---|---:|
| {#lotti}{id} | {importoBase | euro}{/lotti} |

a) uno

Testo.

a) di nuovo uno
`;

async function built(): Promise<Buffer> {
  const parsed = parseTemplateSource(source);
  return canonicalDocx(await wordDocument(parsed), ['Lotti & importi']);
}

describe('Word file of a template', () => {
  it('gives the same bytes twice, entries in order', async () => {
    const [first, second] = [await built(), await built()];
    expect(first.equals(second)).toBe(true);
    const names = Object.keys(new PizZip(first).files);
    expect(names[0]).toBe('[Content_Types].xml');
    expect(names.slice(1)).toEqual(names.slice(1).sort());
  });

  it('is Italian, titled, with real headings, numbering and a repeated table header', async () => {
    const zip = new PizZip(await built());
    const part = (name: string): string => zip.file(name)?.asText() ?? '';
    expect(part('docProps/core.xml')).toContain('<dc:title>Disciplinare di prova</dc:title>');
    expect(part('docProps/core.xml')).toContain('<dc:language>it-IT</dc:language>');
    expect(part('word/styles.xml')).toContain('w:val="it-IT"');
    const body = part('word/document.xml');
    expect(body).toContain('<w:pStyle w:val="Heading1"/>');
    expect(body).toMatch(/<w:tblHeader\b/);
    expect(body).toContain('<w:tblCaption w:val="Lotti &amp; importi"/>');
    expect(body).toContain('{importoBase | euro}{/lotti}');
    expect(body).not.toMatch(/<w:p\b[^>]*\/>/);
    expect(part('word/numbering.xml')).toContain('Art. %1 –');
  });

  it('starts lettered items again after other text', async () => {
    const body = new PizZip(await built()).file('word/document.xml')?.asText() ?? '';
    const paragraphs = body.split('</w:p>');
    const listOf = (text: string): string | undefined =>
      /<w:numId w:val="(\d+)"/.exec(paragraphs.find((paragraph) => paragraph.includes(`>${text}<`)) ?? '')?.[1];
    // Both are items of a list, and not of the same one.
    const [first, again] = [listOf('uno'), listOf('di nuovo uno')];
    expect(first).toMatch(/^\d+$/);
    expect(again).toMatch(/^\d+$/);
    expect(again).not.toBe(first);
  });
});
