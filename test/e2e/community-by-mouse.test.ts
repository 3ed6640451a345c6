import { readFileSync } from 'node:fs';
import { type Browser } from 'playwright-core';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { newSigningPair } from '../../libs/community/src/bundle/signing-key.js';
import { writeBundle } from '../../libs/community/src/bundle/write-bundle.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

/** Sharing between Provinces as an officer meets it: a key, a bundle that comes, a clause taken as a draft. */

let product: TestProduct;
let browser: Browser;
let director: BrowserWindow;
let importPath = '/modelli/condivisione';
const other = newSigningPair();
const clause = {
  ...{ code: 'CL77', title: 'Clausola di prova di Terni', condition: 'lavori', owner: 'SUA', protected: true },
  ...{ legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['119'] }], validFrom: '2024-12-31', validTo: null },
  ...{ texts: [{ form: '', title: 'Testo', documents: ['D33'], text: 'Primo capoverso.' }], alternatives: [] },
};
const bundle = writeBundle({
  signer: { name: 'Provincia di Terni', pair: other },
  createdAt: new Date('2026-11-20T09:00:00.000Z'),
  entries: [
    {
      ...{ kind: 'CLAUSOLA', code: 'CL77', title: clause.title, version: 'n. 1' },
      provenance: [{ ente: 'Provincia di Terni', fingerprint: other.fingerprint, version: 'n. 1', at: '2026-11-20T09:00:00.000Z' }],
      files: [{ path: 'clausole/CL77.json', data: Buffer.from(canonicalJson(clause)) }],
    },
    {
      ...{ kind: 'TIPO', code: 'RILEVAZIONE', title: 'Rilevazione di arretrato e tempi medi', version: '8.0.0' },
      provenance: [{ ente: 'Provincia di Terni', fingerprint: other.fingerprint, version: '8.0.0', at: '2026-11-20T09:00:00.000Z' }],
      files: [
        {
          path: 'tipi/RILEVAZIONE.json',
          data: Buffer.from(readFileSync('templates/kinds/rilevazione.json', 'utf8').replace(/"version": "[\d.]+"/, '"version": "8.0.0"')),
        },
      ],
    },
  ],
});

beforeAll(async () => {
  product = await startTestProduct({ web: true });
  browser = await launchBrowser();
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('a bundle of a stranger is refused with the reason; with the key known it comes in, and a clause becomes a draft', async () => {
  const { page } = director;
  await director.go('/modelli');
  await page.getByRole('link', { name: 'Condivisione' }).click();
  await page.getByRole('button', { name: 'Crea la chiave della SUA' }).click();
  await page.getByText('La tua chiave pubblica').waitFor();
  const file = { name: 'terni.zip', mimeType: 'application/zip', buffer: bundle };
  await page.locator('#pacchetto').setInputFiles(file);
  await page.getByText('con una chiave che la SUA non conosce').waitFor();
  await page.getByRole('button', { name: 'Aggiungi la chiave di una Provincia' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome della Provincia').fill('Provincia di Terni');
  await dialog.getByLabel('Chiave pubblica').fill(other.publicKey);
  await dialog.getByRole('button', { name: 'Aggiungi', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await director.shot('90-condivisione');
  await page.locator('#pacchetto').setInputFiles(file);
  await page.waitForURL(/\/modelli\/condivisione\/[0-9a-f-]{36}/);
  importPath = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Prendi CL77 come bozza' }).click();
  await page.getByText(/^Presa il/).waitFor();
  await director.shot('91-pacchetto');
  await page.getByRole('link', { name: 'Vai alla clausola' }).click();
  await page.getByText('Clausola di prova di Terni').first().waitFor();
});

it('a kind of the bundle is examined and published on the page of kinds, and is known as taken', async () => {
  const { page } = director;
  director.troubles.length = 0;
  await director.go(importPath);
  await page.getByRole('link', { name: 'Esamina RILEVAZIONE nella pagina dei tipi' }).click();
  await page.getByText('Testo dal pacchetto firmato da Provincia di Terni').waitFor();
  await page.getByRole('button', { name: 'Controlla' }).click();
  await page.getByText('La versione è regolare: si può pubblicare').waitFor();
  await director.shot('92-tipo-dal-pacchetto');
  await page.getByLabel('Motivazione').fill('Presa dal pacchetto firmato dalla Provincia di Terni.');
  await page.getByRole('button', { name: 'Pubblica la versione 8.0.0+PG' }).click();
  await page.waitForURL(/\/tipi-di-fascicolo\/RILEVAZIONE\/8\.0\.0/);
  await director.go(importPath);
  await page
    .locator('#TIPO-RILEVAZIONE')
    .getByText(/^Presa il/)
    .waitFor();
  expect(director.troubles).toEqual([]);
});

it.each(windowSizes)('is readable and reachable in %s', async (_, width, height) => {
  const window = await BrowserWindow.open(browser, product.url, { width, height });
  await window.signIn('dirigente@perugia.example');
  await inspectPage(window, { name: 'condivisione', path: () => '/modelli/condivisione' }, [width, height]);
  await inspectPage(window, { name: 'pacchetto', path: () => importPath }, [width, height]);
  await window.close();
});
