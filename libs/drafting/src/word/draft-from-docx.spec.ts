import { resolve } from 'node:path';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { textOf } from '@gare/domain/drafting/draft-content';
import { blocksOf, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { comuneDiTuoro, provinciaDiPerugia } from '@gare/domain/scheda/samples/umbria-bodies';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { extractDocxText } from '@gare/platform/docx';
import { loadTemplates, renderTemplate } from '@gare/templates';
import { draftFromDocx } from './draft-from-docx.js';
import { type DraftShell } from './word-draft.js';

const context = templateContext({
  scheda: refezioneTuoro,
  dossier: { codiceAppalto: 'SUA-PG-2026-000123' },
  comune: comuneDiTuoro,
  provincia: provinciaDiPerugia,
  asOf: '2026-12-15',
});
const loading = loadTemplates(resolve('templates'), fieldsOfKind);

async function shell(code: string): Promise<DraftShell> {
  const { templates } = await loading;
  const template = templates.find(({ manifest }) => manifest.code === code);
  if (template === undefined) throw new Error(`no template ${code}`);
  const rendering = renderTemplate(template.compiled, context);
  if (!rendering.ok) throw new Error(JSON.stringify(rendering.problems));
  return { docx: rendering.docx, printed: rendering.printed(), template };
}

function valuesOf(draft: DraftNode): DraftNode[] {
  const values: DraftNode[] = [];
  draft.descendants((node) => {
    if (node.type.name === 'value') values.push(node);
    return true;
  });
  return values;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('draft of a generated document', () => {
  it.each([
    ['D33', 'CLAUSOLA:CL06', 60],
    ['D30', 'CLAUSOLA:CL01', 8],
    ['D21', 'CLAUSOLA:CL01', 30],
    ['D40', 'CLAUSOLA:CL05-D40', 70],
  ])('%s: every paragraph is there, every value an atom, every clause named, every id the same again', async (code, clause, parts) => {
    const source = await shell(code);
    const draft = draftFromDocx(source);
    draft.check();
    const extraction = extractDocxText(source.docx);
    if (!extraction.ok) throw new Error(extraction.message);
    expect(lines(textOf(draft))).toEqual((extraction.parts[0]?.paragraphs ?? []).flatMap(({ text }) => lines(text)));
    const printed = source.printed.filter(({ part }) => part === 'word/document.xml');
    expect(valuesOf(draft).map(({ attrs }) => attrs['text'] as string)).toEqual(printed.map(({ text }) => text));
    const blocks = blocksOf(draft);
    expect(new Set(blocks.map(({ node }) => node.attrs['id'] as string)).size).toBe(blocks.length);
    expect(blocks.some(({ node }) => node.attrs['origin'] === clause)).toBe(true);
    expect(blocks.filter(({ node }) => node.type.name === 'listItem' || node.type.name === 'table').length).toBeGreaterThanOrEqual(parts);
    expect(draftFromDocx(source).eq(draft)).toBe(true);
  });
});
