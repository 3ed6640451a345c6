import PizZip from 'pizzip';

/** Every entry carries this local date, the first a ZIP can hold. */
const epoch = new Date(1980, 0, 1);
const fixedInstant = '2026-01-01T00:00:00Z';

/**
 * Rewrites a Word file so that the same source always gives the same bytes: fixed dates, entries in name order
 * with `[Content_Types].xml` first (OPC), Italian as document language, one caption (`w:tblCaption`) for each table.
 */
export function canonicalDocx(bytes: Buffer, tableCaptions: string[]): Buffer {
  const source = new PizZip(bytes);
  const target = new PizZip();
  const names = Object.keys(source.files).filter((name) => source.files[name]?.dir !== true);
  for (const name of names.sort(byOpcOrder)) {
    const content = source.file(name)?.asText() ?? '';
    target.file(name, rewritten(name, content, tableCaptions), { date: epoch, createFolders: false });
  }
  return target.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const firstEntry = '[Content_Types].xml';

function byOpcOrder(a: string, b: string): number {
  if (a === b) return 0;
  if (a === firstEntry || b === firstEntry) return a === firstEntry ? -1 : 1;
  return a < b ? -1 : 1;
}

function rewritten(name: string, xml: string, captions: string[]): string {
  if (name === 'docProps/core.xml') {
    return xml
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${fixedInstant}`)
      .replace('</cp:coreProperties>', '<dc:language>it-IT</dc:language></cp:coreProperties>');
  }
  if (name !== 'word/document.xml') return xml;
  let table = 0;
  return xml.replaceAll('</w:tblPr>', () => {
    const caption = captions[table] ?? '';
    table += 1;
    return `<w:tblCaption w:val="${escapeAttribute(caption)}"/></w:tblPr>`;
  });
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
