import { createHash } from 'node:crypto';
import { strictnessFaults } from '../../../../test/fixtures/word-strictness.js';
import { wordBody, wordParagraph } from '../../../../test/fixtures/word-files.js';
import { provenRedline } from './proven-redline.js';
import { type ReadBlock } from './read-redline.js';

const by = { author: 'Lucia Bianchi', at: '2026-11-28T10:00:00Z' };
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, properties = ''): string => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const cell = (content: string): string => `<w:tc>${content}</w:tc>`;
const table = (...rows: readonly string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>${p('')}`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
const nested = (depth: number, text: string): string =>
  depth === 0 ? p(run(text)) : `<w:tbl><w:tblPr/><w:tblGrid/>${row(nested(depth - 1, text) + p(''))}</w:tbl>`;
const sign = (code: string): string => `<w:r><w:sym w:font="Wingdings" w:char="${code}"/></w:r>`;
const formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>P = 80</m:t></m:r></m:oMath>';
const framed = (frame: string, about: string, content: string): string => `<w:${frame}${about}>${content}</w:${frame.split(' ')[0] ?? ''}>`;

const shown = (block: ReadBlock): string => {
  if (block.kind === 'equal') return `  ${block.text}`;
  if (block.kind === 'inserted') return `+ ${block.text}`;
  if (block.kind === 'deleted') return `- ${block.text}`;
  return `~ ${block.pieces.map(({ kind, text }) => (kind === 'equal' ? text : kind === 'inserted' ? `{+${text}+}` : `[-${text}-]`)).join('')}`;
};

const pairs: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['an empty paragraph at the end', wordParagraph('a'), wordParagraph('a') + p(''), ['  a', '+ ']],
  ['an empty paragraph at the end of a cell', table(row(p(run('a')))), table(row(p(run('a')) + p(''))), ['  a', '+ ', '  ']],
  ['a box that was ticked', p(sign('F0A8') + run(' DURC')), p(sign('F0FE') + run(' DURC')), ['~ [-☐-]{+☑+} DURC']],
  ['a formula', wordParagraph('Punteggio: '), p(run('Punteggio: ') + formula), ['~ Punteggio: {+[formula: P = 80]+}']],
  [
    'cells that a control holds',
    table(row(p(run('a')))),
    table(`<w:tr><w:sdt><w:sdtPr><w:id w:val="3"/></w:sdtPr><w:sdtContent>${cell(p(run('b')))}</w:sdtContent></w:sdt></w:tr>`),
    ['- a', '+ b', '  '],
  ],
  [
    'a field inside a link',
    wordParagraph('A pagina '),
    p(`${run('A pagina ')}<w:hyperlink w:anchor="x"><w:fldSimple w:instr="PAGEREF x">${run('3')}</w:fldSimple></w:hyperlink>`),
    ['~ A pagina {+3+}'],
  ],
  [
    'blocks in a frame of custom XML',
    wordParagraph('a') + wordParagraph('z'),
    wordParagraph('a') + framed('customXml', ' w:element="x"', wordParagraph('b')) + wordParagraph('z'),
    ['  a', '+ b', '  z'],
  ],
  [
    'a row with a bookmark and a new property',
    table(`<w:tr><w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>${cell(p(run('a b')))}</w:tr>`),
    table(
      `<w:tr><w:trPr><w:cantSplit/></w:trPr><w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>${cell(p(run('a c')))}</w:tr>`,
    ),
    ['~ ', '~ a [-b-]{+c+}', '  '],
  ],
  [
    'a word in the tenth table of tables',
    nested(10, 'entro giugno') + p(''),
    nested(10, 'entro luglio') + p(''),
    ['~ entro [-giugno-]{+luglio+}', ...Array.from({ length: 11 }, () => '  ')],
  ],
  [
    'Arabic, read from the right',
    p('<w:r><w:rPr><w:rtl/></w:rPr><w:t>العقد سنة واحدة</w:t></w:r>', '<w:bidi/>'),
    p('<w:r><w:rPr><w:rtl/></w:rPr><w:t>العقد سنتان واحدة</w:t></w:r>', '<w:bidi/>'),
    ['~ العقد [-سنة-]{+سنتان+} واحدة'],
  ],
];

describe('what a page shows of a redline', () => {
  it.each(pairs)('%s', (_, before, after, expected) => {
    const { docx, blocks, same } = provenRedline(wordBody(before), wordBody(after), by);
    expect(blocks.map(shown)).toEqual(expected);
    expect(same).toBe(false);
    expect(strictnessFaults(docx)).toEqual([]);
    // And back again.
    const back = provenRedline(wordBody(after), wordBody(before), by);
    expect(back.blocks.some(({ kind }) => kind !== 'equal')).toBe(true);
    expect(strictnessFaults(back.docx)).toEqual([]);
  });

  it('of a paragraph of 200,000 letters that was written anew is told whole', () => {
    const long = (seed: string): Buffer =>
      wordBody(
        wordParagraph(
          Array.from({ length: 12_500 }, (_, index) => createHash('sha256').update(`${seed}${index}`).digest('hex').slice(0, 15)).join(' '),
        ),
      );
    const { counts } = provenRedline(long('a'), long('b'), by);
    expect(counts).toEqual({ equal: 0, inserted: 0, deleted: 0, changed: 1 });
  });

  it('tells the cell a paragraph stands in', () => {
    const rows = (second: string): Buffer => wordBody(table(row(p(run('Voce')), p(run('Euro'))), row(p(run('Pasti')), p(run(second)))));
    const { blocks } = provenRedline(rows('10'), rows('12'), by);
    expect(blocks.map(({ cell: where }) => where)).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 1 },
      { row: 1, column: 0 },
      { row: 1, column: 1 },
      null,
    ]);
  });

  it('takes changes that the new file came with as accepted in margins too, where nothing else changed', () => {
    const parts = (content: string): Readonly<Record<string, string>> => ({
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdH" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
      'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(content)}</w:hdr>`,
    });
    const section =
      '<w:sectPr><w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default" r:id="rIdH"/></w:sectPr>';
    const before = wordBody(wordParagraph('a') + section, parts(run('Comune di Tuoro')));
    const after = wordBody(
      wordParagraph('b') + section,
      parts(`${run('Comune')}<w:ins w:id="1" w:author="A" w:date="2026-11-28T10:00:00Z">${run(' di Tuoro')}</w:ins>`),
    );
    const { counts, docx } = provenRedline(before, after, by);
    expect(counts).toEqual({ equal: 0, inserted: 0, deleted: 0, changed: 1 });
    expect(strictnessFaults(docx)).toEqual([]);
  });
});
