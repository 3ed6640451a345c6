import * as docx from 'docx';
import { type Browser } from 'playwright-core';
import { heading, plain, templatesWith } from '../harness/documents-templates.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

/** The library of templates by mouse: a Word file comes in as a draft, is published, and a dossier passes to it with a redline. */

let product: TestProduct;
let browser: Browser;
let head: BrowserWindow;
let rup: BrowserWindow;
let dossierId: string;
let published = '';

const word = (...lines: string[]): Promise<Buffer> =>
  docx.Packer.toBuffer(new docx.Document({ title: 'Istanza', sections: [{ children: [heading('Oggetto'), ...lines.map(plain)] }] }));

beforeAll(async () => {
  const shipped = { code: 'D03', title: 'Istanza', paragraphs: [heading('Oggetto'), plain('Testo del prodotto per {oggetto}.')] };
  product = await startTestProduct({ web: true, environment: { TEMPLATES_DIR: await templatesWith(shipped) } });
  const visitor = await product.signIn('rup@montone.example');
  dossierId = await openDossier(visitor, 'Refezione scolastica di Montone');
  expect(await writeScheda(visitor, dossierId, changesOf({ oggetto: 'Refezione scolastica di Montone' }))).toBe(200);
  expect((await visitor.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(202);
  browser = await launchBrowser();
  head = await BrowserWindow.open(browser, product.url);
  await head.signIn('dirigente@perugia.example');
  rup = await BrowserWindow.open(browser, product.url);
  await rup.signIn('rup@montone.example');
}, 240_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('takes a Word file as a draft, says what is wrong with it at the place, and publishes one without faults', async () => {
  const { page } = head;
  const upload = async (version: string, ...lines: string[]): Promise<void> => {
    await page.goto('/modelli');
    await page.getByRole('button', { name: 'Carica un modello' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'istanza.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: await word(...lines),
    });
    await dialog.getByLabel('Codice').fill('D03');
    await dialog.getByLabel('Titolo').fill('Istanza della Provincia');
    await dialog.getByLabel('Versione').fill(version);
    await dialog.getByLabel('Vale dal').fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Carica in bozza' }).click();
    await page.getByRole('heading', { level: 1, name: `Istanza della Provincia, ${version}` }).waitFor();
  };
  await upload('0.9', 'Si chiede per {ogetto}.');
  await page.getByText('il campo «ogetto» non esiste').waitFor();
  await page.getByText('Suggerimento: {oggetto}').waitFor();
  await page.getByRole('button', { name: 'Pubblica' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pubblica' }).click();
  await page
    .getByRole('dialog')
    .getByText(/un errore che blocca la pubblicazione/)
    .waitFor();
  await head.shot('80-modello-bloccato');
  await upload('1.0', 'Testo della Provincia per {oggetto}.');
  await page.getByRole('button', { name: 'Pubblica' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pubblica' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('In vigore oggi').first().waitFor();
  published = new URL(page.url()).pathname;
  await head.shot('81-modello-pubblicato');
}, 180_000);

it('finds templates by act and procedure, in an address that can be kept, and asks what a new one is for', async () => {
  const { page } = head;
  await page.goto('/modelli');
  await page.getByLabel('Procedura', { exact: true }).selectOption('Procedura ristretta');
  await page.waitForURL(/procedura=restricted/);
  await page.getByText('Istanza della Provincia').first().waitFor();
  await page.getByLabel('Di chi è l’atto').selectOption('Atto del comune');
  await page.waitForURL(/atto=COMUNE/);
  await page.reload();
  await page.getByText('Nessun modello con questi filtri').waitFor();
  expect(await page.getByLabel('Procedura', { exact: true }).inputValue()).toBe('restricted');
  await page.getByRole('button', { name: 'Carica un modello' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Procedura aperta' }).check();
  await dialog.getByRole('checkbox', { name: 'Lavori' }).check();
  await head.shot('85-modello-per-casi');
  // A shared part goes wherever templates include it.
  await dialog.getByLabel('Codice').fill('nota-finale');
  await dialog.getByRole('checkbox', { name: 'Lavori' }).waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Annulla' }).click();
}, 60_000);

it('offers it to the dossier, which passes to it after a redline and with a reason, and can go back', async () => {
  const { page } = rup;
  await page.goto(`/fascicoli/${dossierId}/documenti`);
  await page.getByText('Modello 1.0.0 · disponibile 1.0').waitFor();
  // Documents without any template are none of the library’s business.
  expect(await page.getByText('non è più installata').count()).toBe(0);
  await page.getByRole('button', { name: 'D03: confronta e aggiorna' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 documento sarà da rigenerare:').waitFor();
  await dialog.locator('ins', { hasText: 'della Provincia' }).waitFor();
  await dialog.locator('del', { hasText: 'del prodotto' }).waitFor();
  await rup.shot('82-confronto-modello');
  await dialog.getByRole('button', { name: 'Usa la versione 1.0' }).click();
  await dialog.getByText('Scrivi il motivo con almeno 10 caratteri.').waitFor();
  await dialog.getByLabel('Motivo').fill('Il testo della Provincia è più chiaro.');
  await dialog.getByRole('button', { name: 'Usa la versione 1.0' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Modelli usati in questo fascicolo').click();
  await page.getByText('Versioni usate finora').click();
  await page.getByRole('button', { name: 'Torna alla 1.0.0' }).waitFor();
}, 120_000);

it.each(windowSizes)(
  'is readable and reachable in %s',
  async (_, width, height) => {
    await inspectPage(head, { name: 'modelli', path: () => '/modelli' }, [width, height]);
    await head.shot(`83-modelli-${width}`);
    await inspectPage(head, { name: 'modello', path: () => published }, [width, height]);
    await head.shot(`84-modello-${width}`);
  },
  120_000,
);
