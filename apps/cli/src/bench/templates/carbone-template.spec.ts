import { compileTemplate, renderTemplate, type TemplateField } from '@gare/templates';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordsOf } from './beside-easy-template-x.js';
import { carboneRender } from './carbone.js';
import { inCarbone } from './carbone-template.js';
import { paragraph, row, run, smallDocument } from './small-document.js';

const fields: readonly TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto' },
  { path: 'lavori', kind: 'boolean', label: 'Lavori' },
  { path: 'lotti', kind: 'list', label: 'Lotti' },
  { path: 'lotti[].nome', kind: 'text', label: 'Nome' },
  { path: 'lotti[].diviso', kind: 'boolean', label: 'Diviso' },
  { path: 'lotti[].parti', kind: 'list', label: 'Parti' },
  { path: 'lotti[].parti[].nome', kind: 'text', label: 'Nome della parte' },
];
const lines = (...texts: readonly string[]): string => texts.map((text) => paragraph(run(text))).join('');
const cell = (text: string): string => paragraph(run(text));
const lots = lines('{#lotti}', 'Lotto {nome}:', '{#parti}', 'parte {nome},', '{/parti}', '{#se diviso}', 'diviso;', '{/se}', '{/lotti}');
const body =
  lines('Gara {oggetto}.', '{#se lavori}', 'Sono lavori.', '{/se}', '{#se non lavori}', 'Non sono lavori.', '{/se}') +
  lots +
  `<w:tbl>${row(cell('{#lotti}{nome}'), cell('{#se diviso}sì{/se}{/lotti}'))}${row(cell('Totale'), cell('fine'))}</w:tbl>` +
  lines('Fine.');

describe('the template as carbone reads it', () => {
  it.each([
    { oggetto: 'A', lavori: true, lotti: [] },
    { oggetto: 'B', lavori: false, lotti: [{ nome: '1', diviso: true, parti: [{ nome: 'x' }, { nome: 'y' }] }] },
    {
      ...{ oggetto: 'C', lavori: true },
      lotti: [
        { nome: '1', diviso: false, parti: [] },
        { nome: '2', diviso: true, parti: [{ nome: 'z' }] },
      ],
    },
  ])('writes the same words for $oggetto', async (context) => {
    const compiled = compileTemplate('X', smallDocument(body), fields);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
    const rendering = renderTemplate(compiled.template, context);
    if (!rendering.ok) throw new Error(JSON.stringify(rendering.problems));
    const { bytes, data } = inCarbone(compiled.template, context);
    const directory = await mkdtemp(join(tmpdir(), 'carbone-'));
    try {
      await writeFile(join(directory, 't.docx'), bytes);
      expect(wordsOf(await carboneRender(join(directory, 't.docx'), data))).toBe(wordsOf(rendering.docx));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
