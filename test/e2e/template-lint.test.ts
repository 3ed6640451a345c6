import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser } from 'playwright-core';
import { inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let lawyer: BrowserWindow;
let folder: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  lawyer = await BrowserWindow.open(browser, product.url);
  await lawyer.signIn('legale@perugia.example');
  folder = await mkdtemp(join(tmpdir(), 'modelli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await browser.close();
  await product.stop();
});

/** The disciplinare of the release with three faults typed into it. */
async function broken(): Promise<string> {
  const directory = readZipDirectory(await readFile(resolve('templates/d33-disciplinare/template.docx')));
  if (!directory.ok) throw new Error(directory.message);
  const parts = directory.entries.map((entry) => {
    if (entry.name !== 'word/document.xml') return entry;
    const xml = (inflateEntry(entry)?.toString('utf8') ?? '')
      .replace('{codiceAppalto}', '{codiceApalto}')
      .replace('7 agosto 1990, n. 241', '8 agosto 1990, n. 241')
      .replace('{pad.url}', '{pad.url} dal 3 marzo 2026');
    return { name: entry.name, data: Buffer.from(xml, 'utf8') };
  });
  const path = join(folder, 'disciplinare nostro.docx');
  await writeFile(path, writeCanonicalZip(parts));
  return path;
}

it('a lawyer checks a file, goes from place to place by keyboard, and takes a copy with Word comments', async () => {
  const { page } = lawyer;
  await page.goto(`${product.url}/modelli/verifica`);
  await page.locator('input[type=file]').setInputFiles(await broken());
  await page.getByText('2 punti da correggere: finché ci sono, il modello non si può pubblicare.').waitFor();
  await page.getByText('1 punto da guardare: decide chi cura il modello.').waitFor();
  const list = page.getByRole('group', { name: 'Punti trovati' });
  await list.getByText('{codiceApalto}').waitFor();
  await list.getByText(/Che cosa fare: \{codiceAppalto\}/).waitFor();
  const focused = async (): Promise<string> => ((await page.locator('mark:focus').getAttribute('data-finding')) ?? '').trim();
  await page.getByRole('button', { name: 'Vai al punto 1', exact: true }).click();
  expect(await focused()).toBe('1');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  expect(await focused()).toBe('3');
  await page.keyboard.press('n');
  expect(await focused()).toBe('1');
  await page.keyboard.press('p');
  expect(await focused()).toBe('3');
  await lawyer.shot('90-verifica-file');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica la copia con i commenti di Word' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('disciplinare nostro - commentato.docx');
  const saved = join(folder, 'copia.docx');
  await download.saveAs(saved);
  const directory = readZipDirectory(await readFile(saved));
  expect(directory.ok ? directory.entries.some(({ name }) => name === 'word/comments.xml') : false).toBe(true);
});

it('a file that is no document is refused with what to do', async () => {
  const { page } = lawyer;
  const path = join(folder, 'finto.docx');
  await writeFile(path, 'testo');
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByText(/La struttura interna non è quella attesa|la struttura interna non è quella attesa/).waitFor();
});

it('a template of the release is shown as it is', async () => {
  const { page } = lawyer;
  await page.goto(`${product.url}/modelli/D33/verifica`);
  await page.getByText('Nessun difetto: il modello si può pubblicare.').waitFor();
  await page.getByText('Premesse e quadro dei soggetti').first().waitFor();
});

const pages: [string, () => string][] = [
  ['verifica-modello', () => '/modelli/D05/verifica'],
  ['verifica-file', () => '/modelli/verifica'],
];
describe.each(pages)('%s', (name, path) => {
  it.each(windowSizes)('is readable and reachable in %s', async (_, width, height) => {
    await inspectPage(lawyer, { name, path }, [width, height]);
  });
});
