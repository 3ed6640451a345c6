import { writeCanonicalZip } from '@gare/platform/docx';
import { type ManifestDocument } from '@gare/domain/package/manifest';
import { type PackageInput } from '@gare/domain/package/input';

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

/** A4 landscape, margins 15 mm, in twentieths of a point: 267 mm of text, room for a whole SHA-256 on one line. */
const page =
  '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/>';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly style: 'Cell' | 'Hash';
  readonly text: (document: ManifestDocument, index: number) => string;
}

const columns: readonly Column[] = [
  { title: 'N.', width: 500, style: 'Cell', text: (_, index) => String(index + 1) },
  { title: 'Codice', width: 750, style: 'Cell', text: ({ codice }) => codice },
  { title: 'Titolo', width: 2900, style: 'Cell', text: ({ titolo, categoria }) => `${titolo} (${categoria})` },
  { title: 'File', width: 4000, style: 'Cell', text: ({ file }) => file },
  { title: 'Byte', width: 1350, style: 'Cell', text: ({ bytes }) => groupDigits(bytes) },
  { title: 'SHA-256', width: 5638, style: 'Hash', text: ({ sha256 }) => sha256 },
];

/**
 * The index of the package for people, as a DOCX to be turned into `indice.pdf`. Its bytes follow from the input alone.
 * The manifest is listed by name only: it holds the hash of the index, so the index cannot hold the manifest's.
 */
export function indexDocument(input: PackageInput, documents: readonly ManifestDocument[]): Buffer {
  const part = (name: string, text: string): { name: string; data: Uint8Array } => ({ name, data: Buffer.from(text, 'utf8') });
  return writeCanonicalZip([
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', packageRelations),
    part('docProps/core.xml', coreProperties(input)),
    part('word/document.xml', documentXml(input, documents)),
    part('word/_rels/document.xml.rels', documentRelations),
    part('word/styles.xml', styles),
    part('word/footer1.xml', footer(input)),
  ]);
}

function documentXml(input: PackageInput, documents: readonly ManifestDocument[]): string {
  const body = [
    paragraph('Heading1', 'Indice del fascicolo di pubblicazione'),
    paragraph('Normal', input.oggetto),
    ...facts(input, documents.length).map(([label, value]) => labelled(label, value)),
    paragraph('Heading2', 'Documenti'),
    table(documents),
    paragraph('Heading2', 'Altri file del pacchetto'),
    paragraph('Normal', 'indice.pdf: questo indice. registro.json: il registro delle operazioni sul fascicolo, con le voci concatenate.'),
    paragraph('Normal', 'manifest.json: gli stessi dati di questo indice in forma leggibile dai programmi, con l’impronta di ogni file.'),
    paragraph('Heading2', 'Come si controlla'),
    paragraph('Normal', 'Ogni riga della tabella porta l’impronta SHA-256 del file: se anche un solo byte cambia, l’impronta cambia.'),
    paragraph(
      'Normal',
      'Con Gare insieme: npm run verify -- seguito dal nome del file ZIP. Il comando non usa la rete né una base di dati, ricalcola ogni impronta e dice la prima cosa che non torna.',
    ),
    paragraph('Normal', 'Senza Gare insieme: estrarre lo ZIP e confrontare l’uscita del comando sha256sum con le impronte della tabella.'),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="${wordNamespace}" xmlns:r="${relationshipType}"><w:body>${body.join('')}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>${page}</w:sectPr></w:body></w:document>`;
}

function facts(input: PackageInput, documents: number): [string, string][] {
  return [
    ['Codice appalto', input.codiceAppalto],
    [
      'Ente',
      `${input.ente.denominazione}, codice fiscale ${input.ente.cf}${input.ente.ipa === null ? '' : `, codice IPA ${input.ente.ipa}`}`,
    ],
    ['CIG', input.cig.length === 0 ? 'non ancora acquisito' : input.cig.join(', ')],
    ['Versione del pacchetto', String(input.version)],
    [
      'Verifiche',
      `${input.checks.numKO === 0 ? 'nessun rilievo' : `${input.checks.numKO} rilievi non bloccanti`}, alla data del ${italianDate(input.asOf)}`,
    ],
    ['Documenti', String(documents)],
  ];
}

function table(documents: readonly ManifestDocument[]): string {
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="5A768A"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const grid = columns.map((column) => `<w:gridCol w:w="${column.width}"/>`).join('');
  const head = columns.map((column) => cell(column, `<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>${run(column.title, '<w:b/>')}</w:p>`));
  const rows = documents.map((document, index) =>
    columns.map((column) => cell(column, paragraph(column.style, column.text(document, index)))),
  );
  // The repeated header row is what makes LibreOffice tag its cells as TH.
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(head, '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>')}${rows.map((cells) => row(cells, '<w:trPr><w:cantSplit/></w:trPr>')).join('')}</w:tbl>`;
}

const row = (cells: readonly string[], properties: string): string => `<w:tr>${properties}${cells.join('')}</w:tr>`;

const cell = (column: Column, content: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${column.width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

const paragraph = (styleId: string, text: string): string => `<w:p><w:pPr><w:pStyle w:val="${styleId}"/></w:pPr>${run(text)}</w:p>`;

const labelled = (label: string, value: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>${run(`${label}: `, '<w:b/>')}${run(value)}</w:p>`;

function footer(input: PackageInput): string {
  const field = (name: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${name}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<w:ftr xmlns:w="${wordNamespace}"><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>${run(`${input.codiceAppalto}, versione ${input.version} – pagina `)}${field('PAGE')}${run(' di ')}${field('NUMPAGES')}</w:p></w:ftr>`;
}

function coreProperties(input: PackageInput): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(`Indice del fascicolo ${input.codiceAppalto}, versione ${input.version}`)}</dc:title><dc:creator>${xml(input.ente.denominazione)}</dc:creator><dc:language>it-IT</dc:language></cp:coreProperties>`;
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

const groupDigits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');

const italianDate = (date: string): string => date.split('-').reverse().join('/');
