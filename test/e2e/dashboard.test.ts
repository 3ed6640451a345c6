import { type Browser } from 'playwright-core';
import { openDossier } from '../harness/dossiers.js';
import { pastDossier, type PastStep } from '../harness/past-dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let head: BrowserWindow;

const tender = (opened: string, admitted: string, published: string): readonly PastStep[] => [
  { state: 'ISTANZA', phase: 'Istanza', party: 'COMUNE', on: opened },
  { state: 'ISTRUTTORIA', phase: 'Istruttoria', party: 'SUA', on: admitted },
  { state: 'PUBBLICATA', phase: 'Pubblicazione', party: 'SUA', on: published },
  { state: 'CONCLUSA', phase: 'Chiusura', party: 'NESSUNO', on: published },
];

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  head = await BrowserWindow.open(browser, product.url);
  await head.signIn('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('says what to expect before there is a dossier', async () => {
  await head.page.getByRole('link', { name: 'Cruscotto' }).click();
  await head.page.getByText('Non ci sono ancora fascicoli di questo tipo').waitFor();
});

describe('with dossiers of two years', () => {
  beforeAll(async () => {
    const tuoro = await product.signIn('rup@tuoro.example');
    await openDossier(tuoro, 'Fornitura di arredi scolastici di oggi');
    await pastDossier(product, 'tuoro', tender('2024-01-10', '2024-01-30', '2024-02-29'));
    for (const [ente, opened, admitted, published] of [
      ['tuoro', '2026-01-10', '2026-01-20', '2026-02-09'],
      ['montone', '2026-01-10', '2026-02-01', '2026-03-01'],
      ['montone', '2026-05-04', '2026-05-20', '2026-07-15'],
    ] as const)
      await pastDossier(product, ente, tender(opened, admitted, published));
  });

  it('shows each drawing as a table too, and follows the filters, which stay in the address', async () => {
    const { page } = head;
    await page.goto(`${product.url}/cruscotto?dal=2026-01-01&al=2026-12-31`);
    const row = page.getByRole('table', { name: 'Indicatori' }).getByRole('row', { name: /^Giorni dall’istanza alla pubblicazione/ });
    await row
      .getByText('50 giorni')
      .or(row.getByText('50', { exact: true }))
      .first()
      .waitFor();
    await page
      .getByRole('table', { name: 'Chi ha fatto attendere' })
      .getByText(/Comune: /)
      .first()
      .waitFor();
    await head.shot('70-cruscotto');
    await page.getByLabel('Ente', { exact: true }).selectOption({ label: 'Comune di Montone' });
    await page.waitForURL(/ente=/);
    await row.getByText('61').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Scarica le cifre/ }).click()]);
    expect(download.suggestedFilename()).toBe('indicatori_gara_2026-01-01_2026-12-31.csv');
  });

  it.each(windowSizes)('is readable and reachable in %s', async (_, width, height) => {
    await inspectPage(head, { name: 'cruscotto', path: () => '/cruscotto?dal=2026-01-01&al=2026-12-31' }, [width, height]);
    await head.shot(`71-cruscotto-${width}`);
  });
});
