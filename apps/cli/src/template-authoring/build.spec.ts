import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportTextContext, surveyTextContext } from '@gare/contracts/kind-texts/context';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { templateFields } from '@gare/contracts/scheda/template-fields';
import { sampleReport } from '@gare/domain/rendicontazione/sample-report';
import { type SurveySheet } from '@gare/domain/rilevazione/survey';
import { refezioneTuoro, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { extractDocxText } from '@gare/platform/docx';
import { compileTemplate, describeProblems, renderTemplate } from '@gare/templates';
import { buildTemplates } from './build.js';

const root = process.cwd();
const contextOf = (scheda: typeof refezioneTuoro): ReturnType<typeof templateContext> =>
  templateContext({ scheda, dossier: { codiceAppalto: scheda.codiceAppalto ?? null }, asOf: '2026-11-22' });

describe('templates of the project', () => {
  it('are what their sources give, each kind with its own', async () => {
    const report = await buildTemplates({ root, check: true });
    expect(report.problems).toEqual([]);
    expect(report.templates.map((template) => template.code)).toEqual([
      ...['ATTESTAZIONE_RILEVAZIONE', 'CONV', 'D02', 'D03', 'D04', 'D05', 'D11', 'D21', 'D30', 'D33', 'D35'],
      ...['D37', 'D38', 'D39', 'D40', 'D41', 'D42', 'D44', 'D45', 'D47', 'D52', 'D53', 'D54'],
      ...['DSAN', 'PROSPETTO_SPESE', 'RELAZIONE_CHIUSURA', 'RELAZIONE_RENDICONTO', 'SCHEDA_RICHIESTA'],
    ]);
  });

  it.each([
    'd03-istanza',
    'd04-scheda-istruttoria',
    'd11-capitolato',
    'd21-decisione-a-contrarre',
    'd30-bando',
    'd33-disciplinare',
    'd37-domanda-partecipazione',
    'd40-schema-contratto',
  ])('%s renders for services and for works, with nothing missing', async (folder) => {
    const compilation = compileTemplate(folder, await readFile(join(root, 'templates', folder, 'template.docx')), templateFields);
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.findings));
    for (const scheda of [refezioneTuoro, scuolaMassaMartana]) {
      const rendering = renderTemplate(compilation.template, contextOf(scheda));
      expect(rendering.ok ? '' : describeProblems(rendering.problems)).toBe('');
    }
  });
});

describe('templates of surveys and statements of expenditure', () => {
  const names = {
    ente: { denominazione: 'Comune di Tuoro', codiceFiscale: '00441650544' },
    codice: 'SUA-PG-2026-000012',
    oggetto: 'Prova',
  };
  const survey: SurveySheet = {
    ...{ tipo: 'SEMESTRE', semestre: '2026-1', dal: '2026-01-01', al: '2026-06-30', estrattoDa: 'SUAP' },
    righe: [
      { id: 'R1', procedura: 'SCIA', pendentiInizio: 4, avviate: 5, concluse: 6, pendentiFine: 3, arretrato: 1, durataMediaLorda: '40.5' },
      { id: 'R2', procedura: 'CILA', rilevata: 'NO', motivoNonRilevata: 'delegata' },
    ],
    certificazione: { il: '2026-07-10', da: 'Anna Rossi', ruolo: 'dirigente', impronta: 'ab'.repeat(32) },
  };

  it.each([
    ['relazione-rendiconto', 'RENDICONTAZIONE', reportTextContext(sampleReport, names), ['Edile Umbra', '12.200,00', '100 alunni']],
    ['prospetto-spese', 'RENDICONTAZIONE', reportTextContext(sampleReport, names), ['12/A del 10/03/2026', '301 del 25/03/2026']],
    ['dsan', 'RENDICONTAZIONE', reportTextContext(sampleReport, names), ['12.200,00', '20451']],
    ['attestazione-rilevazione', 'RILEVAZIONE', surveyTextContext(survey, names), ['SCIA', '40,5', 'CILA: delegata', 'Anna Rossi']],
    [
      'attestazione-rilevazione',
      'RILEVAZIONE',
      surveyTextContext({ ...survey, tipo: 'BASELINE', certificazione: null }, names),
      ['Rilevazione iniziale'],
    ],
  ])('%s renders with nothing missing', async (folder, kind, context, words) => {
    const compilation = compileTemplate(folder, await readFile(join(root, 'templates', folder, 'template.docx')), fieldsOfKind(kind));
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.findings));
    const rendering = renderTemplate(compilation.template, context);
    if (!rendering.ok) throw new Error(describeProblems(rendering.problems));
    const extraction = extractDocxText(rendering.docx);
    const text = extraction.ok ? extraction.parts.flatMap(({ paragraphs }) => paragraphs.map((one) => one.text)).join('\n') : '';
    for (const word of words) expect(text.replaceAll('\u00a0', ' ')).toContain(word);
  });
});

describe('building a template', () => {
  let work = '';
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'templates-'));
    await cp(join(root, 'templates', 'd03-istanza'), join(work, 'templates', 'd03-istanza'), { recursive: true });
  });
  afterEach(() => rm(work, { recursive: true }));

  const edit = async (file: string, change: (text: string) => string): Promise<void> => {
    const path = join(work, 'templates', 'd03-istanza', file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };

  it('reports a source that no longer gives the committed file, then mends it', async () => {
    await edit('testo.md', (text) => text.replace('## Responsabili', '## Persone'));
    const check = await buildTemplates({ root: work, check: true });
    expect(check.problems).toEqual([
      { folder: 'd03-istanza', message: expect.stringContaining('template.docx non corrisponde') as string },
    ]);
    expect((await buildTemplates({ root: work, check: false })).templates).toMatchObject([{ changed: true }]);
    expect(await buildTemplates({ root: work, check: true })).toMatchObject({ ok: true });
  });

  it('names the tag and the heading of a misspelt field', async () => {
    await edit('testo.md', (text) => text.replace('{convenzione.numero}', '{convenzione.numreo}'));
    const { ok, problems } = await buildTemplates({ root: work, check: true });
    expect(ok).toBe(false);
    expect(problems[0]?.message).toContain('convenzione.numreo');
  });

  it('refuses a manifest that is not one', async () => {
    await edit('manifest.json', (text) => text.replace('"D03"', '"3"'));
    const { problems } = await buildTemplates({ root: work, check: true });
    expect(problems[0]?.message).toMatch(/manifest.json: code/);
  });
});
