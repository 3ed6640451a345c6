import { type Browser, type Locator } from 'playwright-core';
import { ObjectStorage } from '@gare/platform/storage';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { seedDraft } from '../harness/drafts.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, overflow, seriousFindings, windowSizes } from './page-quality.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const code = 'D21';

/** About forty pages. */
const clause = (number: number, word: string): string =>
  wordParagraph(
    `${number}. L’operatore economico assicura il servizio numero ${number} con personale ${word}, nei giorni e nelle ore che il capitolato indica, senza interruzioni e sotto la propria responsabilità, e ne riferisce alla stazione appaltante entro trenta giorni.`,
  );
const moved = wordParagraph('Le varianti in corso di esecuzione sono ammesse nei soli casi di legge.');
const row = (...cells: readonly string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`;
const table = (...rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>${rows.join('')}</w:tbl>${wordParagraph('')}`;
const clauses = (from: number, to: number, changed: readonly number[]): string =>
  Array.from({ length: to - from }, (_, index) => from + index)
    .map((number) => clause(number, changed.includes(number) ? 'abilitato' : 'idoneo'))
    .join('');
const every = Array.from({ length: 28 }, (_, index) => 20 + index * 14);
const before = wordBody(moved + clauses(1, 200, []) + table(row('Voce', 'Importo'), row('Pasti', '€ 1.200,00')) + clauses(200, 420, []));
const after = wordBody(
  clauses(1, 200, every) +
    table(row('Voce', 'Importo'), row('Pasti', '€ 1.350,00'), row('Trasporto', '€ 300,00')) +
    clauses(200, 420, every) +
    moved,
);

let product: TestProduct;
let browser: Browser;
let rup: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  const visitor = await product.signIn('rup@montone.example');
  dossierId = await openDossier(visitor, 'Servizio di refezione scolastica');
  for (const bytes of [before, after]) await upload(visitor, bytes);
  await draftOf(after);
  browser = await launchBrowser();
  rup = await BrowserWindow.open(browser, product.url);
  await rup.signIn('rup@montone.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function upload(visitor: Visitor, bytes: Buffer, name = 'progetto.docx', type = wordType): Promise<void> {
  expect((await visitor.upload(`/api/dossiers/${dossierId}/documents/${code}/upload`, { name, bytes, type })).status).toBe(201);
}

/** A draft that says something else than any version, in a shell as the product keeps them. */
async function draftOf(shell: Buffer): Promise<void> {
  const blocks = [{ id: '0000000A', text: 'La bozza di adesso dice questo.', owner: 'ENTE' as const }];
  const id = await seedDraft(product, { dossierId, code, blocks });
  const key = `dossier/${dossierId}/${code}/bozza/prova`;
  const storage = product.api.get(ObjectStorage);
  await storage.put(`${key}.docx`, shell, { contentType: wordType });
  await storage.put(`${key}.json`, Buffer.from('[]'), { contentType: 'application/json' });
  await product.services.query('update drafts set shell_key = $2 where id = $1', [id, `${key}.docx`]);
}

const address = (search = ''): string => `/fascicoli/${dossierId}/documenti/${code}/confronto${search}`;
const text = (name = 'Versione 1 e versione 2 a confronto'): Locator => rup.page.getByRole('region', { name });
const focused = (): Locator => rup.page.locator(':focus');
const said = (words: RegExp): Promise<void> => text().getByRole('status').filter({ hasText: words }).waitFor();

it('two versions of forty pages are told change by change, by keyboard: what, where, and how many there are', async () => {
  const { page } = rup;
  await rup.go(address());
  await page.getByText('Confronto verificato').waitFor();
  await text().getByText('29 paragrafi cambiati, 3 aggiunti, 1 tolto').waitFor();
  await text().getByText('F8 va alla modifica successiva, Maiusc+F8 a quella precedente.').waitFor();
  await rup.shot('redline-in-linea');
  await page.keyboard.press('F8');
  await said(/modifica 1 di 32.*eliminato: Le varianti in corso/);
  await focused().getByText('Spostato da qui.').waitFor();
  await focused().getByRole('button', { name: 'Vai a dove sta adesso' }).click();
  await said(/modifica 32 di 32.*inserito: Le varianti in corso/);
  await focused().getByText('Spostato qui.').waitFor();
  await page.keyboard.press('Shift+F8');
  await said(/modifica 31 di 32.*eliminato: idoneo; inserito: abilitato/);
  expect(await seriousFindings(page)).toEqual([]);
});

it('a row of a table stands together, in one column and in two', async () => {
  const { page } = rup;
  await rup.go(address());
  for (const look of ['In un solo testo', 'Affiancato']) {
    await page.getByRole('radio', { name: look }).check();
    const rows = text().getByRole('group', { name: 'Riga di tabella' });
    await rows
      .filter({ hasText: /Pasti.*1\.350,00/s })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: /Trasporto.*300,00/s })
      .first()
      .scrollIntoViewIfNeeded();
    expect(await text().locator('[data-change]').count()).toBe(32);
    expect(await seriousFindings(page)).toEqual([]);
    await rup.shot(`redline-righe-${look === 'Affiancato' ? 'affiancato' : 'linea'}`);
  }
  await page.keyboard.press('F8');
  await said(/modifica 1 di 32/);
});

it('the draft as it is now is one of the two, and equal versions say so', async () => {
  const { page } = rup;
  await rup.go(address('?versione=2&con=1'));
  await page.getByLabel('Alla versione', { exact: true }).selectOption({ label: 'Bozza di adesso' });
  await text('Versione 1 e bozza di adesso a confronto').locator('ins').filter({ hasText: 'La bozza di adesso dice questo.' }).waitFor();
  await page.getByText('si ottiene esattamente la bozza di adesso; rifiutandole tutte, la versione 1.').waitFor();
  await page.getByLabel('Dalla versione', { exact: true }).selectOption({ label: 'Bozza di adesso' });
  await page.getByText('Scegli due versioni diverse').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('where the proof fails nothing is shown as proven: the page says so and offers the texts', async () => {
  const { page } = rup;
  const visitor = await product.signIn('rup@montone.example');
  const control = `<w:sdt><w:sdtPr><w:id w:val="4"/></w:sdtPr><w:sdtContent>${wordParagraph('Si chiede il servizio')}</w:sdtContent></w:sdt>`;
  await upload(visitor, wordBody(control));
  await upload(visitor, wordBody(wordParagraph('Altro')));
  await rup.go(address('?versione=4&con=3'));
  await page.getByText(/non ha superato la verifica/).waitFor();
  await page.getByRole('region', { name: 'Confronto dei soli testi' }).locator('ins').filter({ hasText: 'Altro' }).first().waitFor();
  expect(await page.getByText('Confronto verificato').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Scarica in Word con le revisioni' }).count()).toBe(0);
  await rup.shot('redline-senza-prova');
  expect(await seriousFindings(page)).toEqual([]);
});

it.each(windowSizes)('in %s it is read without a fault', async (_, width, height) => {
  await rup.page.setViewportSize({ width, height });
  await inspectPage(rup, { name: 'redline affiancato', path: () => address('?versione=2&con=1&aspetto=affiancato') }, [width, height]);
});

it('in forced colours and at twice the size nothing is lost', async () => {
  const { page } = rup;
  await page.setViewportSize({ width: 720, height: 450 });
  await page.emulateMedia({ forcedColors: 'active' });
  await rup.go(address('?versione=2&con=1&aspetto=affiancato'));
  await text().locator('ins').first().waitFor();
  expect(await overflow(page)).toBe(0);
  await page.keyboard.press('F8');
  await rup.shot('redline-colori-forzati');
  await page.emulateMedia({ forcedColors: 'none' });
});
