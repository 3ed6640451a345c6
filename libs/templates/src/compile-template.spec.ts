import { wordBody, wordParagraph as p } from '../../../test/fixtures/word-files.js';
import { compileTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { describeFinding, type TemplateFinding } from './template-finding.js';

const fields: TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto', source: 'oggetto.titolo' },
  { path: 'importoBase', kind: 'money', label: 'Importo a base di gara' },
  { path: 'scadenzaOfferte', kind: 'datetime', label: 'Scadenza offerte' },
  { path: 'ente.denominazione', kind: 'text', label: 'Ente' },
  { path: 'subappalto.ammesso', kind: 'boolean', label: 'Subappalto ammesso' },
  { path: 'lotti', kind: 'list', label: 'Lotti' },
  { path: 'lotti[].numero', kind: 'integer', label: 'Numero del lotto' },
  { path: 'lotti[].cig', kind: 'text', label: 'CIG' },
];

const heading = (text: string): string => `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const row = (...cells: string[]): string => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;

function findings(body: string): readonly TemplateFinding[] {
  const compiled = compileTemplate('D33', wordBody(body), fields);
  return compiled.ok ? [] : compiled.findings;
}

const codes = (body: string): string[] => findings(body).map(({ code }) => code);

describe('lint of a template', () => {
  it('accepts what the language offers and lists fields and conditions', () => {
    const compiled = compileTemplate(
      'D33',
      wordBody(
        p('{oggetto} – {importoBase | euro} ({importoBase | lettere}) entro {scadenzaOfferte | dataOra}') +
          p('{#se subappalto.ammesso e non (lotti.length > 1)}') +
          p('Subappalto per {ente.denominazione | maiuscolo}') +
          p('{/se}') +
          table(row('Lotto', 'CIG'), row('{#lotti}{numero}', '{cig}{/lotti}')) +
          p('{#lotti}{cig}{#se $ultimo}.{/se}{/lotti}'),
      ),
      fields,
    );
    expect(compiled).toMatchObject({
      ok: true,
      template: {
        fields: [
          'ente.denominazione',
          'importoBase',
          'lotti',
          'lotti[].cig',
          'lotti[].numero',
          'oggetto',
          'scadenzaOfferte',
          'subappalto.ammesso',
        ],
        conditions: ['subappalto.ammesso e non (lotti.length > 1)', '$ultimo'],
      },
    });
  });

  it.each([
    ['tag left open', p('Importo {importoBase | euro'), 'unclosed-tag'],
    ['tag never opened', p('Importo importoBase}'), 'unopened-tag'],
    ['section left open', p('{#lotti}') + p('{cig}'), 'unclosed-section'],
    ['section never opened', p('{cig}{/lotti}'), 'unopened-section'],
    ['unknown filter', p('{importoBase | eurro}'), 'unknown-filter'],
    ['filter of another type', p('{oggetto | euro}'), 'wrong-type'],
    ['amount without a filter', p('{importoBase}'), 'missing-filter'],
    ['section over a yes/no', p('{#subappalto.ammesso}x{/}'), 'wrong-type'],
    ['item field outside its list', p('{cig}'), 'unknown-field'],
    ['assignment', p('{oggetto = 1}'), 'syntax'],
    ['function call', p('{oggetto.toString()}'), 'syntax'],
    ['prototype', p('{oggetto.constructor}'), 'unknown-field'],
    ['money arithmetic', p('{importoBase * 2 | euro}'), 'wrong-type'],
    ['unreadable expression', p('{a +* b}'), 'syntax'],
    ['negation before a comparison', p('{#se non importoBase == 3}x{/se}'), 'syntax'],
    ['raw XML', p('{@oggetto}'), 'unsupported-tag'],
    ['text beside the end of a long section', p('{#se subappalto.ammesso}') + p('testo {/se}'), 'section-not-alone'],
    ['from one cell to the next row', table(row('{#lotti}{cig}', 'a'), row('b{/lotti}', 'c')), 'section-across-cells'],
    ['from the second cell to the third of three', table(row('a', '{#lotti}{cig}', 'b{/lotti}')), 'section-across-cells'],
    ['from a cell to the text below', table(row('{#lotti}{cig}', 'b')) + p('{/lotti}'), 'section-across-cells'],
    ['between two tables', table(row('{#lotti}', 'b')) + table(row('b', '{/lotti}')), 'section-across-cells'],
  ])('refuses %s', (_case, body, code) => {
    expect(codes(body)).toContain(code);
  });

  it('refuses crossed sections and names both', () => {
    const [crossed] = findings(p('{#lotti}{#se subappalto.ammesso}{cig}{/lotti}{/se}'));
    expect(crossed).toMatchObject({ code: 'crossed-sections', tag: '{#se subappalto.ammesso}' });
    expect(crossed?.suggestion).toContain('{/se}');
  });

  it('suggests the nearest field and says where', () => {
    const [finding] = findings(heading('Oggetto dell’appalto') + p('Si affida {ogetto}.') + p('Ente: {ente.denominazzione}'));
    expect(finding).toMatchObject({
      code: 'unknown-field',
      part: 'word/document.xml',
      paragraph: 2,
      heading: ['Oggetto dell’appalto'],
      tag: '{ogetto}',
      suggestion: '{oggetto}',
    });
    expect(finding === undefined ? '' : describeFinding(finding)).toBe(
      'Modello D33, paragrafo 2 (sotto «Oggetto dell’appalto»), tag {ogetto}: il campo «ogetto» non esiste. Suggerimento: {oggetto}.',
    );
    expect(findings(p('{ente.denominazzione}'))[0]?.suggestion).toBe('{ente.denominazione}');
  });

  it('reports everything at once', () => {
    expect(codes(p('{ogetto} {importoBase}') + p('{#lotti}') + p('{importoBase | lettre}'))).toEqual(
      expect.arrayContaining(['unknown-field', 'missing-filter', 'unclosed-section', 'unknown-filter']),
    );
  });

  it('reads headers and the document properties too', () => {
    const header = compileTemplate('D33', wordBody(p('x'), { 'word/header1.xml': `<w:hdr>${p('{entee.denominazione}')}</w:hdr>` }), fields);
    expect(header).toMatchObject({ ok: false, findings: [{ part: 'word/header1.xml', suggestion: '{ente.denominazione}' }] });
    const core = compileTemplate(
      'D33',
      wordBody(p('x'), { 'docProps/core.xml': '<cp:coreProperties><dc:title>{titolo}</dc:title></cp:coreProperties>' }),
      fields,
    );
    expect(core).toMatchObject({ ok: false, findings: [{ part: 'docProps/core.xml', code: 'unknown-field' }] });
  });

  it('refuses a tag where the document would keep it as it is', () => {
    const header = compileTemplate('D33', wordBody(p('x'), { 'word/header1.xml': `<w:hdr>${p('{oggetto}')}</w:hdr>` }), fields);
    expect(header).toMatchObject({ ok: false, findings: [{ part: 'word/header1.xml', code: 'unsupported-place' }] });
  });

  it('refuses a file that is no document', () => {
    expect(compileTemplate('D33', Buffer.from('testo'), fields)).toMatchObject({ ok: false, findings: [{ code: 'not-a-document' }] });
  });
});
