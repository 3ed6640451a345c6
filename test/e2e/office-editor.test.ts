import { type Browser } from 'playwright-core';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier } from '../harness/dossiers.js';
import { startOfficeServer, type OfficeServer } from '../harness/office-server.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

const knownAs = 'https://sua.example';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const text = (words: string): Buffer => wordBody(wordParagraph(words));

let office: OfficeServer;
let product: TestProduct;
let browser: Browser;
let comune: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  office = await startOfficeServer(knownAs);
  product = await startTestProduct({
    web: true,
    worker: false,
    environment: { WOPI_CLIENT_URL: office.url, WOPI_HOST_URL: knownAs },
  });
  office.edit(product.url, text('Scritto nell’editor'));
  const rup = await product.signIn('rup@montone.example');
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica');
  const file = { name: 'istanza.docx', bytes: text('Prima'), type: wordType };
  expect((await rup.upload(`/api/dossiers/${dossierId}/documents/D03/upload`, file)).status).toBe(201);
  browser = await launchBrowser();
  comune = await BrowserWindow.open(browser, product.url);
  await comune.signIn('rup@montone.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await office.stop();
});

it('a document opens in the office server in a frame; what is saved and closed there is its next version', async () => {
  const { page } = comune;
  await comune.go(`/fascicoli/${dossierId}/documenti`);
  await page.getByRole('link', { name: /^Modifica nell’editor: / }).click();
  await page.getByRole('heading', { name: /^Modifica nell’editor: / }).waitFor();
  const path = new URL(page.url()).pathname;
  for (const [, width, height] of windowSizes) {
    await page.setViewportSize({ width, height });
    await inspectPage(comune, { name: 'editor', path: () => path }, [width, height]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Apri l’editor' }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('Lucia Bianchi (Comune di Montone)').waitFor();
  await frame.getByRole('button', { name: 'Salva e chiudi' }).click();
  await frame.getByText('Salvato: 200').waitFor();
  await page.getByRole('link', { name: 'Documenti', exact: true }).first().click();
  await page
    .getByText(/Versione 2 · /)
    .first()
    .waitFor();
  expect(comune.troubles.filter((trouble) => !trouble.includes(office.url))).toEqual([]);
});
