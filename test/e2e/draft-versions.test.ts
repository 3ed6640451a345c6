import { type Browser } from 'playwright-core';
import { seedDraft, typeInDraft } from '../harness/drafts.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, windowSizes } from './page-quality.js';

const name = 'Prima del confronto con la SUA';

let product: TestProduct;
let browser: Browser;
let rup: BrowserWindow;
let draftId: string;
let address: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  const visitor = await product.signIn('rup@montone.example');
  const dossierId = await openDossier(visitor, 'Servizio di pulizia degli uffici comunali');
  const blocks = [
    { id: '0000000A', text: 'Il servizio dura due anni.', owner: 'ENTE' as const },
    { id: '0000000B', text: 'Si svolge negli uffici comunali.', owner: 'ENTE' as const },
  ];
  draftId = await seedDraft(product, { dossierId, code: 'D21', blocks });
  address = `/fascicoli/${dossierId}/redazione/D21/versioni`;
  browser = await launchBrowser();
  rup = await BrowserWindow.open(browser, product.url);
  await rup.signIn('rup@montone.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('a version is kept under a name, compared with what was written later, and written anew without losing it', async () => {
  const { page } = rup;
  await rup.go(address);
  await page.getByText('Ancora nessuna versione').waitFor();
  await page.getByRole('button', { name: 'Tieni questa versione' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tieni questa versione' });
  await dialog.getByRole('button', { name: 'Salva la versione' }).click();
  await dialog.getByText('Scrivi un nome.').waitFor();
  await dialog.getByRole('textbox', { name: 'Nome della versione' }).fill(name);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const list = page.getByRole('list', { name: /Versioni della bozza/ });
  await list.getByText('Come la bozza di adesso').waitFor();

  await typeInDraft(product, { draftId, block: 0, text: ' Si può prorogare.' });
  // The page is told that the draft went on, and reads it again.
  await list.getByText('Come la bozza di adesso').waitFor({ state: 'detached' });
  await list.getByRole('link', { name: 'Confronta con adesso della versione 1' }).click();
  await page.locator('ins', { hasText: 'Si può prorogare.' }).waitFor();
  await rup.shot('versioni-confronto');
  expect(await seriousFindings(page)).toEqual([]);

  await list.getByRole('button', { name: 'Ripristina della versione 1' }).click();
  const confirm = page.getByRole('dialog', { name: 'Ripristinare la versione 1?' });
  await confirm.getByText('Il testo di adesso non si perde').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await confirm.getByRole('button', { name: 'Ripristina' }).click();
  await confirm.waitFor({ state: 'detached' });
  await list.getByText('Versione 3 – Ripristino della versione 1').waitFor();
  await list.getByText('Versione 2 – Com’era prima del ripristino').waitFor();
  await list.getByRole('link', { name: 'Guarda il testo della versione 2' }).click();
  await page.getByText('Il servizio dura due anni. Si può prorogare.').waitFor();
  expect(rup.troubles).toEqual([]);
});

it.each(windowSizes)('the page holds in %s', async (_, width, height) => {
  await inspectPage(rup, { name: 'versioni', path: () => `${address}?da=2` }, [width, height]);
});
