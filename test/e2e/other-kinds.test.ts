import { type Browser } from 'playwright-core';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, type PageAddress, seriousFindings, windowSizes } from './page-quality.js';

/** The pages of the kinds that are not tenders, and of their register, as people meet them. */

let product: TestProduct;
let browser: Browser;
const ids: Record<'support' | 'survey' | 'report', string> = { support: '', survey: '', report: '' };

async function open(visitor: Visitor, kind: string, oggetto: string): Promise<string> {
  const { status, body } = await visitor.post<{ id: string }>('/api/dossiers', { kind, oggetto });
  expect([status, JSON.stringify(body)]).toEqual([201, expect.any(String)]);
  return body.id;
}

beforeAll(async () => {
  product = await startTestProduct({ web: true });
  browser = await launchBrowser();
  const [sindaco, rup] = await Promise.all([product.signIn('sindaco@montone.example'), product.signIn('rup@montone.example')]);
  ids.support = await open(sindaco, 'RICHIESTA_AFFIANCAMENTO', 'Aiuto per smaltire le autorizzazioni ambientali arretrate');
  ids.survey = await open(rup, 'RILEVAZIONE', 'Rilevazione iniziale delle procedure edilizie di Montone');
  ids.report = await open(rup, 'RENDICONTAZIONE', 'Rendiconto del primo trimestre 2026');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('a mayor fills in a request for support, sees what is missing and sends nothing by mistake', async () => {
  const window = await BrowserWindow.open(browser, product.url);
  await window.signIn('sindaco@montone.example');
  const { page } = window;
  await page.goto(`${product.url}/fascicoli/${ids.support}/scheda`);
  await page
    .getByLabel('Descrizione', { exact: false })
    .first()
    .fill('Trenta autorizzazioni ambientali ferme da oltre un anno per mancanza di personale.');
  await page
    .getByText(/Salvato|Tutto salvato/)
    .first()
    .waitFor();
  await page.reload();
  expect(await page.getByLabel('Descrizione', { exact: false }).first().inputValue()).toContain('Trenta autorizzazioni');
  await window.shot('80-affiancamento-scheda');
  // The register tells it with the names of this kind, taken from its schema: values before and after, who and when.
  await page.getByRole('navigation', { name: 'Pagine del fascicolo' }).getByRole('link', { name: 'Registro' }).click();
  await page.waitForURL(/\/registro/);
  const act = page.getByRole('row').filter({ hasText: 'Valori prima e dopo (1 campo)' }).first();
  await act.getByText('Valori prima e dopo (1 campo)').press('Enter');
  const changed = act.getByRole('row').filter({ hasText: 'Trenta autorizzazioni' });
  await changed.getByText('Descrizione del bisogno', { exact: true }).waitFor();
  expect(await changed.innerText()).toMatch(/Descrizione del bisogno\s+Vuoto\s+Trenta autorizzazioni/i);
  expect(await seriousFindings(page)).toEqual([]);
  await window.shot('80-affiancamento-registro');
  expect(window.troubles).toEqual([]);
  await window.close();
});

it('averages of the cases go into the sheet of a survey by a button, not by copying', async () => {
  const rup = await product.signIn('rup@montone.example');
  const sheet = `/api/dossiers/${ids.survey}/scheda`;
  const { body: before } = await rup.get<{ revision: number }>(sheet);
  const changes = [
    { path: 'dal', value: '2026-01-01' },
    { path: 'al', value: '2026-06-30' },
    { path: 'righe', value: [{ id: 'pdc', procedura: 'Permesso di costruire', durataMediaLorda: '45' }] },
  ];
  expect((await rup.send('PATCH', sheet, { baseRevision: before.revision, changes })).status).toBe(200);
  const csv =
    'procedura;pratica;avvio;conclusione;giorni_sospesi\n' +
    'Permesso di costruire;1;2026-01-10;2026-02-09;10\nPermesso di costruire;2;2026-03-01;2026-04-20;0\n';
  expect((await rup.post(`/api/dossiers/${ids.survey}/survey/cases`, { csv, replace: false })).status).toBe(200);
  const window = await BrowserWindow.open(browser, product.url);
  await window.signIn('rup@montone.example');
  const { page } = window;
  await window.go(`/fascicoli/${ids.survey}/pratiche`);
  await page.getByText('2 dati della scheda sono diversi').waitFor();
  await page.getByRole('button', { name: 'Riporta le durate nella scheda' }).click();
  await page.getByText('La scheda dice già le durate calcolate').waitFor();
  await window.shot('81-rilevazione-pratiche');
  const { body: after } = await rup.get<{ values: { righe: unknown[] } }>(sheet);
  expect(after.values.righe).toEqual([expect.objectContaining({ durataMediaLorda: '40.00', durataMediaNetta: '35.00' })]);
  expect(window.troubles).toEqual([]);
  await window.close();
});

const pages: readonly PageAddress[] = [
  { name: 'tipi di fascicolo', path: () => '/tipi-di-fascicolo' },
  { name: 'nuova versione di un tipo', path: () => '/tipi-di-fascicolo/nuova-versione' },
  { name: 'una versione', path: () => '/tipi-di-fascicolo/GARA/2.1.0' },
  { name: 'richiesta di affiancamento', path: () => `/fascicoli/${ids.support}` },
  { name: 'scheda della richiesta', path: () => `/fascicoli/${ids.support}/scheda` },
  { name: 'registro della richiesta', path: () => `/fascicoli/${ids.support}/registro` },
  { name: 'affiancamento', path: () => `/fascicoli/${ids.support}/affiancamento` },
  { name: 'documenti della richiesta', path: () => `/fascicoli/${ids.support}/documenti`, familiar: true },
  { name: 'rilevazione', path: () => `/fascicoli/${ids.survey}`, familiar: true },
  { name: 'scheda della rilevazione', path: () => `/fascicoli/${ids.survey}/scheda` },
  { name: 'pratiche', path: () => `/fascicoli/${ids.survey}/pratiche` },
  { name: 'rendiconto', path: () => `/fascicoli/${ids.report}`, familiar: true },
  { name: 'scheda del rendiconto', path: () => `/fascicoli/${ids.report}/scheda` },
  { name: 'liste di controllo', path: () => `/fascicoli/${ids.report}/liste` },
  { name: 'allegati', path: () => `/fascicoli/${ids.report}/allegati` },
];

describe.each(windowSizes)('every page in %s', (_, width, height) => {
  let window: BrowserWindow;
  beforeAll(async () => {
    window = await BrowserWindow.open(browser, product.url, { width, height });
    await window.signIn('dirigente@perugia.example');
  });
  afterAll(() => window.close());

  it.each(pages.map((address) => [address.name, address] as const))('%s', (_name, address) =>
    inspectPage(window, address, [width, height]),
  );
});
