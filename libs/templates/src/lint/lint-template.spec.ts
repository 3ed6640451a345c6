import { wordBody, wordParagraph as p } from '../../../../test/fixtures/word-files.js';
import { type TemplateField } from '../field-catalogue.js';
import { blockingFindings, type TemplateFinding } from '../template-finding.js';
import { lintTemplate } from './lint-template.js';

const fields: TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto' },
  { path: 'importoBase', kind: 'money', label: 'Importo a base di gara' },
  { path: 'condizioni', kind: 'text', label: 'Condizioni', optional: true },
  { path: 'ammesso', kind: 'boolean', label: 'Ammesso' },
  { path: 'tipoProcedura', kind: 'enum', label: 'Tipo di procedura', values: ['open', 'restricted'] },
  { path: 'lotti', kind: 'list', label: 'Lotti' },
  { path: 'lotti[].cup', kind: 'text', label: 'CUP', optional: true },
];
const bodies = ['Comune di Magione', 'Comune di Tuoro sul Trasimeno', 'Comune di Lu'];
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const inserted = (text: string): string => `<w:ins w:id="1" w:author="A">${run(text)}</w:ins>`;
const deleted = (text: string): string => `<w:del w:id="2" w:author="A"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

function lint(body: string, parts: Readonly<Record<string, string>> = {}): readonly TemplateFinding[] {
  return lintTemplate({ code: 'D33', bytes: wordBody(body, parts), fields, asOf: '2026-11-28', bodies }).findings;
}
const told = (findings: readonly TemplateFinding[]): string[] => findings.map(({ severity, code, tag }) => `${severity} ${code} ${tag}`);

describe('lint of what people type into a template', () => {
  it.each([
    ['Importo di € 150.000,00 oltre IVA', 'AVVISA typed-amount € 150.000,00'],
    ['per euro 40.000 annui', 'AVVISA typed-amount euro 40.000'],
    ['(centocinquantamila/00)', 'AVVISA typed-amount centocinquantamila/00'],
    ['entro il 15 dicembre 2026 alle ore 12', 'AVVISA typed-date 15 dicembre 2026'],
    ['scade il 31/12/2026.', 'AVVISA typed-date 31/12/2026'],
    ['CIG: B2D5E8A1C3', 'BLOCCA typed-cig B2D5E8A1C3'],
    ['il codice J51B21000120001 identifica', 'BLOCCA typed-cup J51B21000120001'],
    ['Il Comune di Magione affida', 'BLOCCA typed-body Comune di Magione'],
    ['gli uffici di Tuoro sul Trasimeno', 'AVVISA typed-body Tuoro sul Trasimeno'],
    ['ai sensi dell’articolo 36 del D.Lgs. 50/2016', 'BLOCCA repealed-law D.Lgs. 50/2016'],
    ['l’articolo 300 del Codice', 'BLOCCA unknown-article articolo 300 del Codice'],
    ['decreto legislativo 30 marzo 2023, n. 36', 'BLOCCA wrong-date-of-act decreto legislativo 30 marzo 2023, n. 36'],
    ['rotto \uffff qui', 'BLOCCA illegal-character '],
    ['rotto &#xFFFF; qui', 'BLOCCA illegal-character '],
  ])('%s', (text, expected) => {
    const body = text.includes('&#') ? `<w:p>${run(text)}</w:p>` : p(text);
    const findings = lint(p('Premessa') + body);
    expect(told(findings)).toEqual([expected]);
    const [finding] = findings;
    expect(finding).toMatchObject({ part: 'word/document.xml', paragraph: 2 });
    expect(finding?.suggestion).toMatch(/\S/);
  });

  it.each([
    'Importo di {importoBase | euro} ({importoBase | lettere}), IVA esclusa',
    'decreto del Presidente del Consiglio dei ministri 30 giugno 2011',
    'legge 7 agosto 1990, n. 241, e delibera del 3 marzo 2024 n. 12',
    'delibera dell’Autorità n. 263 del 20 giugno 2023, e l’articolo 27 del Codice',
    'Tribunale di Magione, codice 1234567890, tel. 075 1234567, pari al 20% e a 3 punti',
    'articolo {oggetto} del Codice e/o articolo 12 del regolamento comunale',
    'il lume e Lu',
  ])('says nothing of: %s', (text) => {
    expect(told(lint(p(text)))).toEqual([]);
  });

  it('reads headers, and says under which heading a paragraph stands', () => {
    const heading = `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${run('Importi')}</w:p>`;
    const findings = lint(heading + p('€ 1.000,00'), { 'word/header1.xml': `<w:hdr>${p('Comune di Magione')}</w:hdr>` });
    expect(findings).toMatchObject([
      { heading: ['Importi'], paragraph: 2, span: [0, 10] },
      { part: 'word/header1.xml', code: 'typed-body' },
    ]);
  });
});

describe('lint of tags, styles and pictures', () => {
  it('a tag over two paragraphs is one fault, with what to write', () => {
    const [finding, ...others] = lint(p('Si affida {ogg') + p('etto} qui'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'tag-across-paragraphs', paragraph: 1, suggestion: 'scrivere {oggetto} in un solo paragrafo' });
    expect(told(lint(p('{ogg') + p('e poi {oggetto} e }')))).toEqual(['BLOCCA unclosed-tag {ogg', 'BLOCCA unopened-tag }']);
  });

  it('a tag cut by a tracked change blocks; one in several runs, or wholly inside a change, is fine', () => {
    expect(told(lint(`<w:p>${run('{ogg')}${inserted('etto}')}</w:p>`))).toEqual([
      'AVVISA tracked-change ',
      'BLOCCA tag-in-revision {oggetto}',
    ]);
    expect(told(lint(`<w:p>${run('{ogg')}${deleted('etto}')}</w:p>`))).toEqual(['AVVISA tracked-change ', 'BLOCCA tag-in-revision {ogg']);
    expect(told(lint(`<w:p>${run('{ogg')}${deleted('ge')}${run('etto}')}</w:p>`))).toContain('BLOCCA tag-in-revision {oggetto}');
    expect(told(lint(`<w:p>${run('{og')}${run('get')}${run('to}')}</w:p>`))).toEqual([]);
    expect(told(lint(`<w:p>${run('a ')}${deleted('{vecchio}')}${inserted('{oggetto}')}</w:p>`))).toEqual(['AVVISA tracked-change ']);
  });

  it('a value that may be missing is asked about first', () => {
    const [finding] = lint(p('Condizioni: {condizioni}'));
    expect(finding).toMatchObject({ code: 'nullable-field', severity: 'AVVISA', tag: '{condizioni}' });
    expect(finding?.suggestion).toBe('racchiudere il testo in {#se condizioni | presente}…{/se}');
    expect(told(lint(p('{#lotti}CUP {cup}{/lotti}')))).toEqual(['AVVISA nullable-field {cup}']);
    expect(lint(p('{#se condizioni | presente}{condizioni}{/se}{#se ammesso}{condizioni}{/se}{condizioni || oggetto}'))).toEqual([]);
  });

  it('values that the field of a condition never has, with the nearest one', () => {
    const [finding, ...others] = lint(p("{#se tipoProcedura == 'opne'}a{/se}"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'unknown-value',
      severity: 'BLOCCA',
      tag: "{#se tipoProcedura == 'opne'}",
      suggestion: "'open'",
    });
    const far = lint(p("{#se non ('APRETA' == tipoProcedura) e ammesso}a{/se}"));
    expect(far).toMatchObject([{ code: 'unknown-value', suggestion: 'uno di questi valori: open, restricted' }]);
    expect(lint(p("{#se tipoProcedura == 'open' o tipoProcedura != 'restricted' o oggetto == 'opne'}a{/se}"))).toEqual([]);
  });

  it('styles that are not defined and pictures that say nothing', () => {
    const styles = '<w:styles><w:style w:type="paragraph" w:styleId="Corpo"/></w:styles>';
    const styled = (style: string): string => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run('a')}</w:p>`;
    const picture = (description: string): string =>
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Stemma"${description}/></wp:inline></w:drawing></w:r></w:p>`;
    const body = styled('Corpo') + styled('Titolone') + styled('Titolone') + picture('') + picture(' descr="Stemma della Provincia"');
    const findings = lint(body, { 'word/styles.xml': styles });
    expect(findings).toMatchObject([
      { code: 'missing-style', paragraph: 2, severity: 'AVVISA' },
      { code: 'missing-alt-text', paragraph: 4, severity: 'BLOCCA' },
    ]);
    expect(blockingFindings(findings)).toHaveLength(1);
  });

  it('a condition that cannot be worked out names the field meant', () => {
    expect(lint(p('{#se amesso}x{/se}'))).toMatchObject([{ code: 'unknown-field', tag: '{#se amesso}', suggestion: '{ammesso}' }]);
  });

  it('a file that is no document', () => {
    const report = lintTemplate({ code: 'D33', bytes: Buffer.from('testo'), fields, asOf: '2026-11-28', bodies });
    expect(report).toMatchObject({ findings: [{ code: 'not-a-document', severity: 'BLOCCA' }], parts: [] });
  });
});
