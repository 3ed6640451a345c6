import { extractDocxText } from '@gare/platform/docx';
import { wordBody, wordParagraph as p } from '../../../test/fixtures/word-files.js';
import { compileTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { findProblems, printingsOf, renderTemplate, type Rendering } from './render-template.js';

const fields: TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto', source: 'generale.oggetto' },
  { path: 'cup', kind: 'text', label: 'CUP', source: 'generale.cup' },
  { path: 'importoBase', kind: 'money', label: 'Importo a base di gara', source: 'importi.base' },
  { path: 'scadenza', kind: 'datetime', label: 'Scadenza offerte' },
  { path: 'delibera', kind: 'date', label: 'Data della delibera' },
  { path: 'ribasso', kind: 'percent', label: 'Ribasso' },
  { path: 'mesi', kind: 'integer', label: 'Durata in mesi' },
  { path: 'criterio', kind: 'enum', label: 'Criterio' },
  { path: 'subappalto', kind: 'boolean', label: 'Subappalto ammesso', source: 'esecuzione.subappalto' },
  { path: 'lotti[].cig', kind: 'text', label: 'CIG', source: 'lotti[].cig' },
  { path: 'lotti[].importo', kind: 'money', label: 'Importo del lotto' },
  { path: 'lotti[].cpv[]', kind: 'text', label: 'CPV' },
];
const context = {
  oggetto: 'Refezione <scuola> & mensa',
  cup: null,
  importoBase: '185000.10',
  scadenza: '2026-12-15T11:00:00Z',
  delibera: '2026-07-01',
  ribasso: '22.5',
  mesi: 36,
  criterio: 'OEPV',
  subappalto: false,
  lotti: [
    { cig: 'B1', importo: '100000.00', cpv: ['55523100-3', '15000000-8'] },
    { cig: 'B2', importo: '85000.10', cpv: ['55524000-9'] },
  ],
};

const withHeader = (text: string): Record<string, string> => ({
  'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(text)}</w:hdr>`,
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
    '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
});

function render(body: string, data: unknown = context, extra: Record<string, string> = {}): Rendering {
  const compiled = compileTemplate('D33', wordBody(body, extra), fields);
  if (!compiled.ok) throw new Error(compiled.findings.map(({ message }) => message).join('; '));
  const rendering = renderTemplate(compiled.template, data);
  // Whatever is rendered below: looking for problems without rendering finds the very same (the parts of the file in another order).
  expect(new Set(findProblems(compiled.template, data))).toEqual(new Set(rendering.ok ? [] : rendering.problems));
  return rendering;
}

function text(body: string, data: unknown = context): string[] {
  const rendered = render(body, data);
  if (!rendered.ok) throw new Error(rendered.problems.map(({ message }) => message).join('; '));
  const read = extractDocxText(rendered.docx);
  return read.ok ? (read.parts[0]?.paragraphs.map((paragraph) => paragraph.text) ?? []) : [];
}

describe('strict rendering', () => {
  it.each([
    ['{oggetto}', 'Refezione <scuola> & mensa'],
    ['{importoBase | euro}', '€\u00a0185.000,10'],
    ['{importoBase | lettere}', 'centottantacinquemila/10'],
    ['{scadenza | dataOra}', '15 dicembre 2026, ore 12:00'],
    ['{scadenza | data} {scadenza | ora}', '15 dicembre 2026 12:00'],
    ['{delibera | data} {delibera | dataBreve}', '1° luglio 2026 01/07/2026'],
    ['{ribasso | percento} {ribasso | percento:2}', '22,5% 22,50%'],
    ['{mesi} ({mesi | lettere}), {mesi * 30 | numero}', '36 (trentasei), 1.080'],
    ['{criterio | minuscolo}', 'oepv'],
    ['{subappalto | siNo}', 'no'],
    ['{criterio == ‘OEPV’ ? “qualità” : "prezzo"}', 'qualità'],
    ['{cup || "non previsto"}', 'non previsto'],
    ['{#se cup}CUP {cup}{/se}{#se non (cup | presente)}senza CUP{/se}', 'senza CUP'],
    ['{#se importoBase >= 140000 e criterio == "OEPV"}sì{/se}', 'sì'],
    ['{^se subappalto}vietato{/se}', 'vietato'],
    ['{#lotti}{$numero}. {cig}{#se non $ultimo}; {/se}{/lotti}', '1. B1; 2. B2'],
    ['{#lotti}{cig}: {#cpv}[{.}]{/cpv} {/lotti}', 'B1: [55523100-3][15000000-8] B2: [55524000-9] '],
    ['{lotti | elenco:"cig"}', 'B1 e B2'],
    ['{lotti | conta} {lotti.length}', '2 2'],
    ['{#lotti}{#se subappalto}x{/se}{#se importo > 90000}{cig} di {oggetto}{/se}{/lotti}', 'B1 di Refezione <scuola> & mensa'],
    ['{^lotti}nessun lotto{/lotti}.', '.'],
  ])('writes %s', (tag, expected) => {
    expect(text(p(tag))).toEqual([expected]);
  });

  it('repeats table rows and whole paragraphs, and drops the paragraphs of a false section', () => {
    const row = (...cells: string[]): string => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`;
    const body =
      `<w:tbl>${row('Lotto', 'Importo')}${row('{#lotti}{cig}', '{importo | euro}{/lotti}')}</w:tbl>` +
      p('{#lotti}') +
      p('Lotto {cig}') +
      p('{/lotti}') +
      p('{#se subappalto}') +
      p('Subappalto') +
      p('{/se}') +
      p('Fine');
    expect(text(body)).toEqual(['Lotto', 'Importo', 'B1', '€\u00a0100.000,00', 'B2', '€\u00a085.000,10', 'Lotto B1', 'Lotto B2', 'Fine']);
  });

  it('shows by name what is missing where people begin to write, bound to its field; what cannot be printed is refused all the same', () => {
    const body = wordBody(
      p('Per {oggetto}: {importoBase | euro}.') + p('{#se criterio == "OEPV"}Offerta.{/se}') + p('{#lotti}{cig}{/lotti}'),
    );
    const compiled = compileTemplate('D33', body, fields);
    if (!compiled.ok) throw new Error(compiled.findings.map(({ message }) => message).join('; '));
    const data = { ...context, importoBase: null, criterio: null, lotti: [{ cig: 'B1' }, { cig: ' ' }] };
    const shown = renderTemplate(compiled.template, data, 'shown');
    expect(shown.ok && shown.printed().map(({ text: words, fields: [first] }) => [first?.instance, words])).toEqual([
      ['oggetto', 'Refezione <scuola> & mensa'],
      ['importoBase', '[da compilare: Importo a base di gara]'],
      ['lotti[1].cig', 'B1'],
      ['lotti[2].cig', '[da compilare: CIG]'],
    ]);
    expect(printingsOf(compiled.template, data)).toEqual(
      shown.ok ? shown.printed().map(({ text: words, fields: read, tag }) => ({ text: words, fields: read, tag })) : [],
    );
    expect(renderTemplate(compiled.template, { ...data, importoBase: 'molto' }, 'shown')).toMatchObject({
      ok: false,
      problems: [{ code: 'unusable-value', field: 'importoBase' }],
    });
  });

  it('refuses with every missing field at once, each with its place', () => {
    const data = {
      ...context,
      oggetto: ' ',
      importoBase: undefined,
      lotti: [
        { cig: 'B1', importo: '1.00', cpv: [] },
        { cig: null, importo: '2.00', cpv: [] },
      ],
    };
    const heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Oggetto</w:t></w:r></w:p>';
    const rendered = render(heading + p('{oggetto} per {importoBase | euro}') + p('{#lotti}{cig}{/lotti}'), data, withHeader('{oggetto}'));
    expect(rendered).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({
          code: 'missing-value',
          field: 'oggetto',
          template: 'D33',
          part: 'word/document.xml',
          paragraph: 2,
          heading: ['Oggetto'],
          tag: '{oggetto}',
          source: 'generale.oggetto',
          label: 'Oggetto',
        }),
        expect.objectContaining({
          field: 'importoBase',
          source: 'importi.base',
          suggestion: expect.stringContaining('Importo a base di gara') as unknown,
        }),
        expect.objectContaining({ field: 'lotti[].cig', instance: 'lotti[2].cig', paragraph: 3 }),
        expect.objectContaining({ field: 'oggetto', part: 'word/header1.xml' }),
      ]) as unknown,
    });
    expect(rendered.ok ? [] : rendered.problems).toHaveLength(4);
  });

  it('requires nothing inside a false condition or an empty list', () => {
    expect(text(p('{#se subappalto}{cup} {oggetto}{/se}{#lotti}{cig}{/lotti}.'), { subappalto: false, lotti: [] })).toEqual(['.']);
  });

  it('refuses an undecided yes/no and a value that is not of its kind', () => {
    expect(render(p('{#se subappalto}x{/se}'), { ...context, subappalto: null })).toMatchObject({
      ok: false,
      problems: [{ field: 'subappalto', code: 'missing-value' }],
    });
    expect(render(p('{delibera | data}'), { ...context, delibera: '2026-02-31' })).toMatchObject({
      ok: false,
      problems: [{ field: 'delibera', code: 'unusable-value' }],
    });
    expect(render(p('{importoBase | euro}'), { ...context, importoBase: 'tanto' })).toMatchObject({
      ok: false,
      problems: [{ field: 'importoBase', code: 'unusable-value' }],
    });
    expect(render(p('{oggetto}'), { ...context, oggetto: 'a\u0001b' })).toMatchObject({
      ok: false,
      problems: [{ code: 'unusable-value' }],
    });
  });

  it('does not take a missing item field from the level above', () => {
    const nested: TemplateField[] = [
      { path: 'cig', kind: 'text', label: 'CIG della gara' },
      { path: 'lotti[].cig', kind: 'text', label: 'CIG del lotto' },
    ];
    const compiled = compileTemplate('D33', wordBody(p('{#lotti}{cig}{/lotti}')), nested);
    expect(compiled.ok && renderTemplate(compiled.template, { cig: 'GARA', lotti: [{ cig: null }] })).toMatchObject({
      ok: false,
      problems: [{ instance: 'lotti[1].cig' }],
    });
  });

  it('gives the same bytes for the same data, and leaves the data alone', () => {
    const frozen = structuredClone(context);
    const body = p('{oggetto} {#lotti}{cig}{/lotti}');
    const [one, other] = [render(body, frozen), render(body, frozen)];
    expect(one.ok && other.ok && one.docx.equals(other.docx)).toBe(true);
    expect(frozen).toEqual(context);
  });

  it('fills headers and the document title', () => {
    const rendered = render(p('x'), context, withHeader('{criterio}'));
    const read = rendered.ok ? extractDocxText(rendered.docx) : null;
    expect(read?.ok === true && read.parts[1]?.paragraphs[0]?.text).toBe('OEPV');
  });
});
