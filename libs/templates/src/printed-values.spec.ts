import { resolve } from 'node:path';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { comuneDiTuoro, provinciaDiPerugia } from '@gare/domain/scheda/samples/umbria-bodies';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { extractDocxText } from '@gare/platform/docx';
import { type PrintedValue } from './printed-values.js';
import { renderTemplate } from './render-template.js';
import { loadTemplates } from './release-check.js';

const context = templateContext({
  scheda: refezioneTuoro,
  dossier: { codiceAppalto: 'SUA-PG-2026-000123' },
  comune: comuneDiTuoro,
  provincia: provinciaDiPerugia,
  asOf: '2026-12-15',
});

const loading = loadTemplates(resolve('templates'), fieldsOfKind);

async function rendered(code: string): Promise<{ printed: PrintedValue[]; docx: Buffer; ms: number }> {
  const { templates } = await loading;
  const template = templates.find(({ manifest }) => manifest.code === code)?.compiled;
  if (template === undefined) throw new Error(`no template ${code}`);
  const rendering = renderTemplate(template, context);
  if (!rendering.ok) throw new Error(JSON.stringify(rendering.problems));
  const start = performance.now();
  return { printed: rendering.printed(), docx: rendering.docx, ms: performance.now() - start };
}

describe('printed values', () => {
  it.each(['D33', 'D30', 'D21', 'D40'])('stand in %s where they are said to stand, every one of them', async (code) => {
    const { printed, docx } = await rendered(code);
    const extraction = extractDocxText(docx);
    if (!extraction.ok) throw new Error(extraction.message);
    const paragraphs = new Map(extraction.parts.map(({ part, paragraphs: found }) => [part, found]));
    expect(printed.length).toBeGreaterThan(30);
    for (const { part, paragraph, offset, text, fields } of printed) {
      expect(paragraphs.get(part)?.[paragraph - 1]?.text.slice(offset, offset + text.length)).toBe(text);
      expect(fields.every(({ instance }) => !/\[\]\./.test(instance))).toBe(true);
    }
    const whole = extraction.parts.flatMap(({ paragraphs: found }) => found.map(({ text }) => text)).join('\n');
    expect(whole).not.toMatch(/[\ufffe\uffff]/);
    const amount = printed.filter(({ text }) => text === '€\u00a0954.000,00').length;
    expect(whole.split('€\u00a0954.000,00').length - 1).toBe(amount);
  });

  it('name the field and, in a list, the item', async () => {
    const { printed } = await rendered('D33');
    const cig = printed.find(({ fields }) => fields.some(({ path }) => path === 'lotti[].cig'));
    expect(cig).toMatchObject({ text: 'B3A41C7EAA', fields: [{ path: 'lotti[].cig', instance: 'lotti[1].cig' }] });
  });

  it('are found in a few milliseconds', async () => {
    expect((await rendered('D33')).ms).toBeLessThan(150);
  });
});
