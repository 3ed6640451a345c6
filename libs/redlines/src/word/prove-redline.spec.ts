import PizZip from 'pizzip';
import { wordBody, wordParagraph } from '../../../../test/fixtures/word-files.js';
import { proveRedline } from './prove-redline.js';
import { provenRedline } from './proven-redline.js';
import { redlineDocx } from './redline-docx.js';

const by = { author: 'Lucia Bianchi', at: '2026-11-28T10:00:00Z' };
const before = wordBody(wordParagraph('Il termine è di 30 giorni.') + wordParagraph('Art. 2'));
const after = wordBody(wordParagraph('Il termine è di 45 giorni.') + wordParagraph('Art. 2') + wordParagraph('Art. 3'));

function tampered(docx: Buffer, from: string | RegExp, to: string): Buffer {
  const zip = new PizZip(docx);
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  const changed = xml.replace(from, to);
  expect(changed).not.toBe(xml);
  zip.file('word/document.xml', changed);
  return zip.generate({ type: 'nodebuffer' });
}

describe('the proof of a redline', () => {
  const { docx } = redlineDocx(before, after, by);

  it('holds for what the product makes; the same files give the same bytes', () => {
    expect(proveRedline(docx, before, after)).toEqual([]);
    expect(redlineDocx(before, after, by).docx.equals(docx)).toBe(true);
    expect(provenRedline(before, after, by).counts).toEqual({ equal: 1, changed: 1, inserted: 1, deleted: 0 });
  });

  it.each<[string, string | RegExp, string, string]>([
    ['a letter of what came is wrong', '>45<', '>46<', 'accept'],
    ['a letter of what went is wrong', '>30<', '>31<', 'reject'],
    ['a change is not marked', /<w:ins [^>]*>(<w:r><w:t xml:space="preserve">45.*?)<\/w:ins>/, '$1', 'reject'],
    ['a paragraph is missing', /<w:r><w:t[^>]*>Art\. 2.*?<\/w:r>/, '', 'accept'],
    ['a look was lost', '<w:t xml:space="preserve">Art. 2', '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Art. 2', 'accept'],
  ])('fails where %s', (_, from, to, check) => {
    const failures = proveRedline(tampered(docx, from, to), before, after);
    expect(failures.map((failure) => failure.check)).toContain(check);
  });

  it('has two witnesses: what the page reads must say so too', () => {
    const failures = proveRedline(tampered(docx, '>45<', '>46<'), before, after);
    expect(failures).toMatchObject([
      { check: 'accept' },
      { check: 'accept', detail: 'words of paragraph 0: «Il termine è di 46 giorni.» instead of «Il termine è di 45 giorni.»' },
    ]);
  });

  it('fails where another part was altered', () => {
    const zip = new PizZip(docx);
    zip.file('_rels/other.bin', 'x');
    const more = wordBody(wordParagraph('Il termine è di 45 giorni.') + wordParagraph('Art. 2') + wordParagraph('Art. 3'), {
      'word/styles.xml': '<a/>',
    });
    expect(proveRedline(zip.generate({ type: 'nodebuffer' }), before, more)).toMatchObject([{ check: 'parts', detail: 'word/styles.xml' }]);
  });

  it('names what it does not show', () => {
    const styled = wordBody(wordParagraph('a'), {
      'word/styles.xml': '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    });
    expect(redlineDocx(wordBody(wordParagraph('a')), styled, by).coverage.notCovered).toEqual(['definizione degli stili']);
  });
});
