import { extractDocxText } from './extract-text.js';
import { readLayout } from './word-layout.js';
import { wordBody } from '../../../../test/fixtures/word-files.js';

const p = (text: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const styles =
  '<w:styles><w:style w:type="paragraph" w:styleId="Titolo1"><w:name w:val="heading 1"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Articolo"><w:basedOn w:val="Titolo2"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Titolo2"><w:name w:val="altro"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>';

describe('text of a Word document', () => {
  const body =
    p('Disciplinare', 'Titolo1') +
    p('Oggetto dell’appalto', 'Articolo') +
    '<w:p><w:r><w:t>Importo </w:t></w:r><w:r><w:t>&lt;base&gt;</w:t><w:tab/><w:t>€</w:t><w:br/><w:t>fine</w:t></w:r></w:p>' +
    `<w:tbl><w:tr><w:tc>${p('Lotto')}</w:tc><w:tc>${p('CIG')}</w:tc></w:tr><w:tr><w:tc>${p('1')}<w:tbl><w:tr><w:tc>${p('interna')}</w:tc></w:tr></w:tbl></w:tc><w:tc>${p('B1')}</w:tc></w:tr></w:tbl>` +
    p('Durata', 'Articolo') +
    p('36 mesi');
  const read = extractDocxText(wordBody(body, { 'word/styles.xml': styles, 'word/header1.xml': `<w:hdr>${p('Comune')}</w:hdr>` }));
  const [document, header] = read.ok ? read.parts : [];
  const paragraphs = document?.paragraphs ?? [];

  it('joins runs, entities, tabs and breaks', () => {
    expect(paragraphs[2]).toMatchObject({ number: 3, text: 'Importo <base>\t€\nfine', cell: null });
  });

  it('knows the headings above, through based-on styles', () => {
    expect(paragraphs[2]?.headingPath).toEqual(['Disciplinare', 'Oggetto dell’appalto']);
    expect(paragraphs.at(-1)).toMatchObject({ text: '36 mesi', headingPath: ['Disciplinare', 'Durata'] });
    expect(paragraphs[1]).toMatchObject({ headingLevel: 2, headingPath: ['Disciplinare'] });
  });

  it('knows the cell, nested tables included', () => {
    expect(paragraphs.find(({ text }) => text === 'B1')?.cell).toEqual({ table: 1, row: 2, column: 2, columns: 2, path: '1.2.2' });
    expect(paragraphs.find(({ text }) => text === 'interna')?.cell?.path).toBe('1.2.1/2.1.1');
  });

  it('reads headers too, and refuses what is not a document', () => {
    expect(header).toMatchObject({ part: 'word/header1.xml', paragraphs: [{ text: 'Comune' }] });
    expect(extractDocxText(Buffer.from('no'))).toMatchObject({ ok: false, code: 'docx.not-zip' });
  });
});

describe('layout of a Word part', () => {
  const run = (text: string, properties = ''): string => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
  const xml =
    '<w:p><w:pPr><w:pStyle w:val="Corpo"/><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>' +
    `${run('a&amp;b {og')}<w:ins w:id="2">${run('get', '<w:rPr><w:rStyle w:val="Forte"/><w:b/></w:rPr>')}</w:ins>` +
    `<w:del w:id="3"><w:r><w:delText>via</w:delText></w:r></w:del><w:r><w:tab/></w:r>${run('to}')}</w:p>` +
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Stemma" descr="Stemma &quot;X&quot;"/></wp:inline></w:drawing></w:r></w:p>';
  const { paragraphs, revisions } = readLayout(xml, new Map());

  it('keeps where every piece of text stands and what tracked changes made of it', () => {
    const [first] = paragraphs;
    expect(first).toMatchObject({ text: 'a&b {ogget\tto}', style: 'Corpo', runStyles: ['Forte'] });
    expect(first?.pieces.map(({ at, text, revision }) => [at, text, revision])).toEqual([
      [0, 'a&b {og', 'none'],
      [7, 'get', 'inserted'],
      [10, 'via', 'deleted'],
      [11, 'to}', 'none'],
    ]);
    for (const { xml: place, run: around } of first?.pieces ?? []) {
      expect(xml.slice(around.from, around.to)).toMatch(/^<w:r>.*<\/w:r>$/);
      expect(xml.slice(place.from, place.to)).not.toContain('<');
    }
    expect(first?.pieces[1]?.run.properties).toBe('<w:rPr><w:rStyle w:val="Forte"/><w:b/></w:rPr>');
    expect(xml.slice(first?.xml.from, first?.xml.to)).toMatch(/^<w:p>.*<\/w:p>$/);
    expect(revisions).toBe(3);
  });

  it('reads pictures with their alternative text', () => {
    expect(paragraphs[1]?.pictures).toEqual([{ name: 'Stemma', description: 'Stemma "X"', decorative: false }]);
  });
});
