import { writeCanonicalZip } from '@gare/platform/docx';

/** A document as offices write them: every kind of thing a redline has to carry, in the XML of Word. */
const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="wps"';
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const run = (text: string, look = ''): string =>
  `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const heading = (text: string): string => paragraph(run(text), '<w:pStyle w:val="Heading1"/><w:keepNext/>');
const cell = (content: string, width = 2400): string => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2400"/><w:gridCol w:w="2400"/></w:tblGrid>${rows.join('')}</w:tbl>`;
const field = (code: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const note = (id: number): string => `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;

const box = (text: string): string => {
  const content = `<w:txbxContent>${paragraph(run(text))}${paragraph(run('Riservato all’ufficio'))}</w:txbxContent>`;
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1800000" cy="600000"/><wp:docPr id="7" name="Riquadro"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:142pt;height:47pt"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
};

const article = (number: number): string =>
  [
    heading(`Art. ${number} – Oggetto e durata`),
    paragraph(
      run('L’appalto ha per oggetto il servizio di ') +
        run('refezione scolastica', '<w:b/>') +
        run(` per un importo di € ${number}63.000,00, di cui € 1.${number}50,00 per oneri della sicurezza.`),
      '<w:jc w:val="both"/>',
    ),
    paragraph(run(`Le offerte sono presentate entro il ${number}/03/2027, ore 12:00`) + note(number) + run(', a pena di esclusione.')),
    paragraph(run('a)\u00a0requisiti di ordine generale;'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    paragraph(run('b)\u00a0requisiti di idoneità professionale.'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    paragraph(
      run('Si veda ') +
        `<w:hyperlink r:id="rIdWeb">${run('il profilo del committente', '<w:u w:val="single"/>')}</w:hyperlink>` +
        run(' e la pagina ') +
        field(`QUOTE &quot;${number}&quot;`, String(number)) +
        run('.'),
    ),
  ].join('');

const prices = (number: number): string =>
  table(
    row(cell(paragraph(run('Voce', '<w:b/>'))), cell(paragraph(run('Importo', '<w:b/>')))),
    row(cell(paragraph(run(`Pasti scuola ${number}`))), cell(paragraph(run(`€ ${number}.250,00`), '<w:jc w:val="right"/>'))),
    row(
      cell(paragraph(run('Trasporto')) + table(row(cell(paragraph(run('andata'))), cell(paragraph(run('€ 10,00'))))) + paragraph('')),
      cell(paragraph(run('€ 800,00')) + paragraph(run('IVA esclusa', '<w:i/>'))),
    ),
    row(cell(paragraph(run('Totale'))), cell(paragraph(run('€ 2.050,00')))),
  );

const section = (margin: number, header: boolean): string =>
  `<w:sectPr>${header ? '<w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>' : ''}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${margin}" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;

const bodyOf = (articles: number): string =>
  Array.from({ length: articles }, (_, index) => index + 1)
    .map((number) => {
      const list = number % 2 === 0 ? prices(number) + paragraph('') : '';
      return article(number) + list + (number === 3 ? paragraph(run('Fine della prima parte.'), section(1417, true)) : '');
    })
    .join('');

const partsOf = (articles: number): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    ['document', 'document.main'],
    ['styles', 'styles'],
    ['numbering', 'numbering'],
    ['header1', 'header'],
    ['footer1', 'footer'],
    ['footnotes', 'footnotes'],
  ]
    .map(([part, type]) => `<Override PartName="/word/${part}.xml" ContentType="${types}.${type}+xml"/>`)
    .join('')}</Types>`,
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${[
    ['rIdStyles', 'styles', 'styles.xml'],
    ['rIdNumbering', 'numbering', 'numbering.xml'],
    ['rIdHeader', 'header', 'header1.xml'],
    ['rIdFooter', 'footer', 'footer1.xml'],
    ['rIdNotes', 'footnotes', 'footnotes.xml'],
  ]
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${links}/${type}" Target="${target}"/>`)
    .join(
      '',
    )}<Relationship Id="rIdWeb" Type="${links}/hyperlink" Target="https://www.provincia.perugia.it/" TargetMode="External"/></Relationships>`,
  'word/document.xml': `<w:document ${namespaces}><w:body>${paragraph(box('Protocollo n. 12.345'))}${bodyOf(articles)}${paragraph(run('Il responsabile unico del progetto'))}${section(1134, true)}</w:body></w:document>`,
  'word/styles.xml': `<w:styles ${namespaces}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
  'word/numbering.xml': `<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  'word/header1.xml': `<w:hdr ${namespaces}>${paragraph(run('Provincia di Perugia – Stazione unica appaltante'))}${paragraph(run('Disciplinare di gara'))}</w:hdr>`,
  'word/footer1.xml': `<w:ftr ${namespaces}>${paragraph(run('CIG B12345678A – pagina ') + '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')}</w:ftr>`,
  'word/footnotes.xml': `<w:footnotes ${namespaces}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>${[
    1, 2, 3, 4, 5, 6,
  ]
    .map(
      (id) =>
        `<w:footnote w:id="${id}">${paragraph(`<w:r><w:footnoteRef/></w:r>${run(` Termine fissato ai sensi dell’art. ${70 + id} del codice.`)}`)}</w:footnote>`,
    )
    .join('')}</w:footnotes>`,
});

/** As many articles as asked for, at most six: each refers to a note of its own. */
export function realisticDocument(articles = 6): Buffer {
  return writeCanonicalZip(Object.entries(partsOf(articles)).map(([name, text]) => ({ name, data: Buffer.from(text, 'utf8') })));
}
