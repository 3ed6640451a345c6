import { type Browser } from 'playwright-core';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let lawyer: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  const [rup, legale] = await Promise.all([product.signIn('rup@tuoro.example'), product.signIn('legale@perugia.example')]);
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica', legale);
  await writeScheda(rup, dossierId, changesOf({ ...refezioneTuoro, codiceAppalto: null }));
  browser = await launchBrowser();
  lawyer = await BrowserWindow.open(browser, product.url);
  await lawyer.signIn('legale@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('a lawyer finds a clause, reads where it goes, and writes a new version with the faults told at their place', async () => {
  const { page } = lawyer;
  await lawyer.go('/modelli/clausole');
  await page.getByRole('row', { name: /CL34/ }).waitFor();
  await page.getByLabel('Cerca una clausola').fill('non aggiudicare');
  await page.getByRole('row', { name: /CL01/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'CL28 Facoltà di non aggiudicare' }).click();
  await page.getByText('Va in: Disciplinare di gara (D33)').first().waitFor();
  await lawyer.shot('clausola');
  await page.getByRole('link', { name: 'Nuova versione' }).click();
  const text = page.getByLabel('Testo principale', { exact: true });
  await text.fill('Se nessuna offerta è conveniente non si aggiudica l’appalto {oggeto}.');
  await page.getByRole('heading', { name: 'Un punto da correggere' }).waitFor();
  await page.getByText(/Suggerimento: .*oggetto/).waitFor();
  await lawyer.shot('clausola-con-rilievo');
  await page.getByRole('button', { name: 'Vai al paragrafo 1' }).click();
  expect(await page.evaluate<string>('getSelection().toString()')).toContain('{oggeto}');
  await text.fill('Se nessuna offerta è conveniente non si aggiudica l’appalto ');
  await page.getByLabel('Inserisci un dato della gara').first().fill('Oggetto');
  await page.getByRole('option', { name: /\(oggetto\)/ }).click();
  await page.waitForFunction(`[...document.querySelectorAll('textarea')].some(({ value }) => value.includes('l’appalto {oggetto}'))`);
  await page
    .getByRole('complementary', { name: 'Come si legge' })
    .first()
    .getByText(/non si aggiudica l’appalto \S/)
    .waitFor();
  await page.getByLabel('In vigore dal').fill('2026-01-01');
  await page.getByRole('button', { name: 'Salva la bozza' }).click();
  await page
    .getByRole('row', { name: /versione n\. 1/ })
    .getByRole('button', { name: 'Pubblica' })
    .click();
  await page
    .getByRole('dialog')
    .getByText(/prenderanno questo testo/)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Pubblica' }).click();
  await page.getByRole('row', { name: /versione n\. 1.*In vigore/ }).waitFor();
  await lawyer.shot('clausola-versioni');
});

it('in a dossier changes a protected clause with its reason, sees it over the standard, and goes back', async () => {
  const { page } = lawyer;
  await lawyer.go(`/fascicoli/${dossierId}/scostamenti`);
  await page.getByText('Il fascicolo segue lo standard').waitFor();
  await page.getByLabel('Cerca una clausola').fill('ricorso');
  await page.getByText('CL32 Organismo e termini di ricorso').click();
  await page.getByRole('link', { name: 'Cambia il testo di CL32', exact: true }).click();
  const text = page.getByLabel('Testo del fascicolo');
  await text.fill(`${await text.inputValue()}\n\nIl ricorso si notifica anche al {comune.denominazione}.`);
  await page.getByRole('button', { name: 'Salva il testo del fascicolo' }).click();
  await page.getByText('La clausola è protetta: scrivi perché').waitFor();
  await page.getByLabel('Motivo', { exact: true }).fill('Il Comune è parte necessaria del giudizio');
  await page.getByRole('button', { name: 'Salva il testo del fascicolo' }).click();
  await page.getByRole('heading', { name: 'Una clausola protetta cambiata' }).waitFor();
  await page.getByText('Il Comune è parte necessaria del giudizio').waitFor();
  await page.locator('ins').filter({ hasText: 'Il ricorso si notifica anche' }).waitFor();
  await lawyer.shot('scostamenti');
  await page.getByRole('button', { name: 'Torna allo standard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Torna allo standard' }).click();
  await page.getByRole('heading', { name: 'Uno scostamento ritirato' }).waitFor();
  await page.getByText('Il fascicolo segue lo standard').waitFor();
});

it.each(windowSizes)('the pages hold in %s', async (_, width, height) => {
  const window = await BrowserWindow.open(browser, product.url, { width, height });
  await window.signIn('legale@perugia.example');
  const pages = [
    { name: 'clausole', path: () => '/modelli/clausole' },
    { name: 'clausola', path: () => '/modelli/clausole/CL28' },
    { name: 'clausola-modifica', path: () => '/modelli/clausole/CL21/modifica' },
    { name: 'clausola-nuova', path: () => '/modelli/clausole/nuova', familiar: true as const },
    { name: 'scostamenti', path: () => `/fascicoli/${dossierId}/scostamenti` },
    { name: 'scostamento-testo', path: () => `/fascicoli/${dossierId}/scostamenti/CL05?forma=D40` },
  ];
  for (const address of pages) await inspectPage(window, address, [width, height]);
});
