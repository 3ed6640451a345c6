import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportTextContext, surveyTextContext } from '@gare/contracts/kind-texts/context';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { sampleReport } from '@gare/domain/rendicontazione/sample-report';
import { type SurveySheet } from '@gare/domain/rilevazione/survey';
import { refezioneTuoro, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { extractDocxText } from '@gare/platform/docx';
import { describeProblems, loadTemplates, renderTemplate, type CompiledTemplate } from '@gare/templates';
import { buildTemplates } from './build.js';

const root = process.cwd();
const loading = loadTemplates(join(root, 'templates'), fieldsOfKind);

/** A template of the project with the parts it includes. */
async function compiled(folder: string): Promise<CompiledTemplate> {
  const template = (await loading).templates.find((loaded) => loaded.folder.endsWith(`/${folder}`));
  if (template === undefined) throw new Error(`no template in ${folder}`);
  return template.compiled;
}

const contextOf = (scheda: typeof refezioneTuoro): ReturnType<typeof templateContext> =>
  templateContext({ scheda, dossier: { codiceAppalto: scheda.codiceAppalto ?? null }, asOf: '2026-11-22' });

describe('templates of the project', () => {
  it('are what their sources give, each kind with its own', async () => {
    const report = await buildTemplates({ root, check: true });
    expect(report.problems).toEqual([]);
    const codes = report.templates.map((template) => template.code);
    expect(codes).toEqual(expect.arrayContaining(['CONV', 'D21', 'D33', 'DSAN', 'CL05', 'firma-dirigente-comune', 'intestazione-sua']));
    expect(new Set(codes).size).toBe(codes.length);
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
    const template = await compiled(folder);
    for (const scheda of [refezioneTuoro, scuolaMassaMartana]) {
      const rendering = renderTemplate(template, contextOf(scheda));
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
    const template = await compiled(folder);
    expect(template.fields.length).toBeGreaterThan(0);
    const rendering = renderTemplate(template, context);
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
    for (const folder of ['d03-istanza', 'parti/firma-dirigente-comune'])
      await cp(join(root, 'templates', folder), join(work, 'templates', folder), { recursive: true });
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
    expect((await buildTemplates({ root: work, check: false })).templates).toMatchObject([{ changed: true }, { changed: false }]);
    expect(await buildTemplates({ root: work, check: true })).toMatchObject({ ok: true });
  });

  it('names the tag and the heading of a misspelt field', async () => {
    await edit('testo.md', (text) => text.replace('{convenzione.numero}', '{convenzione.numreo}'));
    const { ok, problems } = await buildTemplates({ root: work, check: true });
    expect(ok).toBe(false);
    expect(problems[0]?.message).toContain('convenzione.numreo');
  });

  it('names the part in which a field is misspelt, and a part that is not there', async () => {
    const part = join(work, 'templates', 'parti', 'firma-dirigente-comune', 'testo.md');
    await writeFile(part, (await readFile(part, 'utf8')).replace('{dirComune.nomeCompleto}', '{dirComune.nomeCompletto}'));
    const misspelt = await buildTemplates({ root: work, check: true });
    expect(misspelt.problems.map(({ message }) => message).join('\n')).toMatch(/\[firma-dirigente-comune\].*dirComune\.nomeCompletto/);
    await edit('testo.md', (text) => text.replace('%% includi firma-dirigente-comune', '%% includi firma-dirigente-comune-bis'));
    const unknown = await buildTemplates({ root: work, check: true });
    expect(unknown.problems.map(({ message }) => message).join('\n')).toMatch(
      /«firma-dirigente-comune-bis» non esiste.*\{\+ firma-dirigente-comune\}/,
    );
  });

  it('refuses a manifest that is not one', async () => {
    await edit('manifest.json', (text) => text.replace('"D03"', '"3"'));
    const { problems } = await buildTemplates({ root: work, check: true });
    expect(problems[0]?.message).toMatch(/manifest.json: code/);
  });
});
