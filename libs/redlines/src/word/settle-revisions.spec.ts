import { parseXml, writeXml } from '@gare/platform/xml';
import { acceptAll, rejectAll, revisionsIn } from './settle-revisions.js';

const by = 'w:id="1" w:author="A" w:date="2026-11-28T10:00:00Z"';
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const gone = (text: string): string => `<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
const come = (text: string): string => `<w:ins ${by}>${run(text)}</w:ins>`;
const p = (content: string, properties = ''): string => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const mark = (kind: 'ins' | 'del'): string => `<w:rPr><w:${kind} ${by}/></w:rPr>`;
const bare = (root: ReturnType<typeof parseXml>): string =>
  writeXml(root)
    .replace(/^<\?xml[^>]*\?>\n/, '')
    .replaceAll('<w:pPr><w:rPr/></w:pPr>', '')
    .replaceAll('<w:p/>', '<w:p></w:p>');
const settled = (body: string): [string, string] => {
  const root = parseXml(`<w:body>${body}</w:body>`);
  const inner = (xml: string): string => xml.replace(/^<w:body>|<\/w:body>$/g, '');
  return [inner(bare(acceptAll(root))), inner(bare(rejectAll(root)))];
};

describe('tracked changes, accepted and refused', () => {
  it.each<[string, string, string, string]>([
    ['words', p(run('a') + gone('b') + come('c')), p(run('a') + run('c')), p(run('a') + run('b'))],
    ['a paragraph that came', p(come('x'), mark('ins')) + p(run('y')), p(run('x')) + p(run('y')), p(run('y'))],
    ['a paragraph that went', p(gone('x'), mark('del')) + p(run('y')), p(run('y')), p(run('x')) + p(run('y'))],
    ['two paragraphs made one', p(run('x'), mark('del')) + p(run('y')), p(run('x') + run('y')), p(run('x')) + p(run('y'))],
    ['the last paragraph, which stays', p(gone('x'), mark('del')), p(''), p(run('x'))],
    [
      'a paragraph before a table',
      `${p(gone('x'), mark('del'))}<w:tbl><w:tr><w:tc>${p(run('z'))}</w:tc></w:tr></w:tbl>${p('')}`,
      `<w:tbl><w:tr><w:tc>${p(run('z'))}</w:tc></w:tr></w:tbl>${p('')}`,
      `${p(run('x'))}<w:tbl><w:tr><w:tc>${p(run('z'))}</w:tc></w:tr></w:tbl>${p('')}`,
    ],
    [
      'a look',
      `<w:p><w:pPr><w:jc w:val="right"/><w:pPrChange ${by}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange ${by}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>`,
      '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r></w:p>',
      '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr/><w:t>x</w:t></w:r></w:p>',
    ],
    [
      'a row that came',
      `<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc></w:tr><w:tr><w:trPr><w:ins ${by}/></w:trPr><w:tc>${p(come('b'))}</w:tc></w:tr></w:tbl>`,
      `<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc></w:tr><w:tr><w:trPr/><w:tc>${p(run('b'))}</w:tc></w:tr></w:tbl>`,
      `<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc></w:tr></w:tbl>`,
    ],
    [
      'what was moved',
      p(`<w:moveFrom ${by}>${run('a')}</w:moveFrom>`) + p(`<w:moveTo ${by}>${run('a')}</w:moveTo>`),
      p('') + p(run('a')),
      p(run('a')) + p(''),
    ],
    [
      'a field',
      p(`<w:del ${by}><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>`),
      p(''),
      p('<w:r><w:instrText>PAGE</w:instrText></w:r>'),
    ],
    [
      'a section, which keeps its headers',
      `<w:sectPr><w:headerReference r:id="a"/><w:pgSz w:w="1"/><w:sectPrChange ${by}><w:sectPr><w:pgSz w:w="2"/></w:sectPr></w:sectPrChange></w:sectPr>`,
      '<w:sectPr><w:headerReference r:id="a"/><w:pgSz w:w="1"/></w:sectPr>',
      '<w:sectPr><w:headerReference r:id="a"/><w:pgSz w:w="2"/></w:sectPr>',
    ],
    [
      'a link whose words all went',
      p(`<w:hyperlink>${gone('x')}</w:hyperlink>${run('y')}`),
      p(run('y')),
      p(`<w:hyperlink>${run('x')}</w:hyperlink>${run('y')}`),
    ],
  ])('%s', (_, body, accepted, rejected) => {
    expect(settled(body)).toEqual([accepted, rejected]);
  });

  it('are counted, of every kind', () => {
    expect(revisionsIn(parseXml(`<w:body>${p(come('a') + gone('b'), mark('ins'))}</w:body>`))).toBe(3);
  });
});
