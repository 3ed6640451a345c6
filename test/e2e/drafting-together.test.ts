import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';
import { mainPart, withTrackedChange } from '../fixtures/word-edits.js';
import { wordType } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { seriousFindings } from './page-quality.js';

const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
const article = 'Il contratto dura dodici mesi.';
const people = ['rup@montone.example', 'sua@perugia.example', 'legale@perugia.example'] as const;

let started: TemplateProduct;
let browser: Browser;
let comune: BrowserWindow;
let sua: BrowserWindow;
let lawyer: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  started = await startTemplateProductWith(
    { collab: true, web: true },
    {
      code: 'D33',
      title: 'Disciplinare di gara',
      paragraphs: [
        heading('Art. 1 Oggetto'),
        plain('Si affida {oggetto}.'),
        heading('Art. 2 Durata'),
        plain(article),
        plain('La seduta di gara è pubblica.'),
      ],
    },
  );
  const [officer, legale] = await Promise.all([started.product.signIn(people[1]), started.product.signIn(people[2])]);
  dossierId = await openDossier(started.rup, oggetto, officer, legale);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  browser = await launchBrowser();
  const windows = await Promise.all(people.map(() => BrowserWindow.open(browser, started.product.url)));
  await Promise.all(windows.map((window, index) => window.signIn(people[index] ?? '')));
  [comune, sua, lawyer] = windows as [BrowserWindow, BrowserWindow, BrowserWindow];
});
afterAll(async () => {
  await browser.close();
  await started.stop();
});

const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Testo del documento' });
const saved = (page: Page): Promise<void> => page.getByText(/Salvato sul server alle \d\d:\d\d/).waitFor();
const address = (): string => `/fascicoli/${dossierId}/redazione/D33`;

/** The cursor at the end of a paragraph, as a click and the End key put it there. */
async function atEndOf(page: Page, words: string): Promise<void> {
  await text(page).getByText(words).click();
  await page.keyboard.press('End');
}

/** The paragraphs of the text; the names at the cursors of others are no part of them. */
const paragraphs = `[...document.querySelectorAll('.gi-draft > p')].map((paragraph) => {
  const copy = paragraph.cloneNode(true);
  for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
  return copy.textContent;
})`;

/** Waits until a paragraph of the text reads exactly like this. */
async function reads(page: Page, words: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const shown = await page.evaluate<string[]>(paragraphs);
    if (shown.includes(words)) return;
    if (performance.now() > deadline) throw new Error(`«${words}» is not among «${shown.join('» «')}»`);
    await sleep(100);
  }
}

it('the SUA hands its article over to both, and both write in it and see each other', async () => {
  await sua.go(address());
  await sua.page.getByRole('button', { name: 'Apri la bozza' }).click();
  await atEndOf(sua.page, article);
  await sua.page.getByRole('button', { name: 'Affida a entrambi' }).click();
  const dialog = sua.page.getByRole('dialog', { name: 'Passare la mano a entrambi gli enti' });
  await dialog.getByText('L’atto resta nel registro del fascicolo').waitFor();
  expect(await seriousFindings(sua.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Passa la mano' }).click();
  await sua.page.getByText('Questa parte è di entrambi gli enti').waitFor();

  await comune.go(address());
  await atEndOf(comune.page, article);
  await atEndOf(sua.page, article);
  await text(sua.page).locator('.collaboration-carets__label', { hasText: 'Lucia Bianchi' }).waitFor();
  await text(comune.page).locator('.collaboration-carets__label', { hasText: 'Marco Teste' }).waitFor();
  await comune.page.getByRole('button', { name: 'Vai dove scrive Marco Teste' }).waitFor();
  await sua.page.keyboard.press('Home');
  await comune.page.keyboard.type(' Proroga di sei mesi.');
  await reads(sua.page, `${article} Proroga di sei mesi.`);
  await sua.page.keyboard.type('Rinnovo escluso. ');
  await Promise.all([comune, sua].map(({ page }) => reads(page, `Rinnovo escluso. ${article} Proroga di sei mesi.`)));
  await Promise.all([saved(comune.page), saved(sua.page)]);
});

it('the lawyer proposes, the comune hears the proposal and accepts it by keyboard', async () => {
  await lawyer.go(address());
  await atEndOf(lawyer.page, 'La seduta di gara è pubblica.');
  await lawyer.page.keyboard.type(' Lo dice il Codice.');
  await saved(lawyer.page);
  const { page } = comune;
  await text(page).locator('ins', { hasText: 'Lo dice il Codice.' }).waitFor();
  await page.keyboard.press('F8');
  await page.getByRole('status').getByText('Proposta 1 di 1, di Sofia Renzi: mette « Lo dice il Codice.»').waitFor();
  await page.keyboard.press('Alt+Shift+A');
  await text(lawyer.page).locator('ins').waitFor({ state: 'detached' });
  await reads(lawyer.page, 'La seduta di gara è pubblica. Lo dice il Codice.');
  await saved(page);
});

it('the text goes to Word with its values and comes back as proposals, which are accepted', async () => {
  const { page } = comune;
  await page.getByRole('tab', { name: 'Word' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica per Word' }).click();
  const bytes = await readFile(await (await download).path());
  expect(mainPart(bytes)).toContain(oggetto);
  expect(mainPart(bytes)).toContain('valore:oggetto');
  const buffer = withTrackedChange(bytes, { gone: 'pubblica', come: 'riservata', author: 'Avv. Neri' });
  await page.locator('input[type=file]').setInputFiles({ name: 'disciplinare.docx', mimeType: wordType, buffer });
  await page.getByText('1 proposta').waitFor();
  await page.getByRole('button', { name: /^Unisci alla bozza/ }).click();
  await page.getByRole('link', { name: 'Vai alle proposte' }).click();
  const card = page.getByRole('list', { name: 'Proposte in attesa' }).getByRole('listitem').filter({ hasText: 'riservata' });
  await card.getByText('Avv. Neri').waitFor();
  await card.getByRole('button', { name: 'Accetta' }).click();
  await reads(sua.page, 'La seduta di gara è riservata. Lo dice il Codice.');
  await saved(page);
  expect([...comune.troubles, ...sua.troubles, ...lawyer.troubles]).toEqual([]);
});
