import { writeCanonicalZip } from './canonical-zip.js';

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${documentType}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${documentType}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${documentType}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

const packageRelations = `<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipType}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

const documentRelations = `<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipType}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relationshipType}/footer" Target="footer1.xml"/></Relationships>`;

const style = (id: string, name: string, settings: { paragraph?: string; run: string; level?: number }): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${settings.paragraph ?? ''}${settings.level === undefined ? '' : `<w:outlineLvl w:val="${settings.level}"/>`}</w:pPr><w:rPr>${settings.run}</w:rPr></w:style>`;

const styles = `<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="${wordNamespace}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/><w:sz w:val="18"/><w:lang w:val="it-IT" w:eastAsia="it-IT" w:bidi="it-IT"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${style('Heading1', 'heading 1', { paragraph: '<w:keepNext/><w:spacing w:before="0" w:after="120"/>', run: '<w:b/><w:sz w:val="32"/>', level: 0 })}${style('Heading2', 'heading 2', { paragraph: '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', run: '<w:b/><w:sz w:val="24"/>', level: 1 })}${style('Cell', 'Cell', { paragraph: '<w:spacing w:before="20" w:after="20"/>', run: '<w:sz w:val="16"/>' })}${style('Hash', 'Hash', { paragraph: '<w:spacing w:before="20" w:after="20"/>', run: '<w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono" w:cs="Liberation Mono"/><w:sz w:val="14"/><w:lang w:val="zxx"/>' })}</w:styles>`;

/** A4 landscape, margins 15 mm, in twentieths of a point: 267 mm of text, 15138 units. */
const page =
  '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/>';

/** A column of a table: its width in twentieths of a point (15138 fill the page), its style, numbers to the right. */
export interface TableColumn {
  readonly title: string;
  readonly width: number;
  readonly style: 'Cell' | 'Hash';
  readonly right?: true;
}

/** A piece of a plain document, top to bottom. */
export type PlainBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] };

export interface PlainDocument {
  readonly title: string;
  readonly author: string;
  /** Stands before the number of the page. */
  readonly footer: string;
  readonly blocks: readonly PlainBlock[];
}

/**
 * A DOCX in Italian made of headings, sentences and tables, ready to become a tagged PDF/A. Its bytes follow from what is given
 * alone: no date, no name of a machine.
 */
export function plainDocument(document: PlainDocument): Buffer {
  const part = (name: string, text: string): { name: string; data: Uint8Array } => ({ name, data: Buffer.from(text, 'utf8') });
  return writeCanonicalZip([
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', packageRelations),
    part('docProps/core.xml', coreProperties(document)),
    part('word/document.xml', documentXml(document)),
    part('word/_rels/document.xml.rels', documentRelations),
    part('word/styles.xml', styles),
    part('word/footer1.xml', footer(document)),
  ]);
}

function documentXml({ blocks }: PlainDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="${wordNamespace}" xmlns:r="${relationshipType}"><w:body>${blocks.map(block).join('')}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>${page}</w:sectPr></w:body></w:document>`;
}

function block(one: PlainBlock): string {
  switch (one.kind) {
    case 'heading':
      return paragraph(`Heading${one.level}`, one.text);
    case 'text':
      return paragraph('Normal', one.text);
    case 'fact':
      return labelled(one.label, one.value);
    case 'table':
      return table(one.columns, one.rows);
  }
}

function table(columns: readonly TableColumn[], content: readonly (readonly string[])[]): string {
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="5A768A"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const grid = columns.map((column) => `<w:gridCol w:w="${column.width}"/>`).join('');
  const head = columns.map((column) => cell(column, `<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>${run(column.title, '<w:b/>')}</w:p>`));
  const rows = content.map((texts) => columns.map((column, index) => cell(column, entry(column, texts[index] ?? ''))));
  // The repeated header row is what makes LibreOffice tag its cells as TH.
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(head, '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>')}${rows.map((cells) => row(cells, '<w:trPr><w:cantSplit/></w:trPr>')).join('')}</w:tbl>`;
}

const entry = ({ style: styleId, right }: TableColumn, text: string): string =>
  right ? `<w:p><w:pPr><w:pStyle w:val="${styleId}"/><w:jc w:val="right"/></w:pPr>${run(text)}</w:p>` : paragraph(styleId, text);

const row = (cells: readonly string[], properties: string): string => `<w:tr>${properties}${cells.join('')}</w:tr>`;

const cell = (column: TableColumn, content: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${column.width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

const paragraph = (styleId: string, text: string): string => `<w:p><w:pPr><w:pStyle w:val="${styleId}"/></w:pPr>${run(text)}</w:p>`;

const labelled = (label: string, value: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>${run(`${label}: `, '<w:b/>')}${run(value)}</w:p>`;

function footer({ footer: text }: PlainDocument): string {
  const field = (name: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${name}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<w:ftr xmlns:w="${wordNamespace}"><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>${run(`${text} – pagina `)}${field('PAGE')}${run(' di ')}${field('NUMPAGES')}</w:p></w:ftr>`;
}

function coreProperties({ title, author }: PlainDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><dc:language>it-IT</dc:language></cp:coreProperties>`;
}

/** XML 1.0 has no control characters: a title pasted from elsewhere may hold one. */
function xml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
