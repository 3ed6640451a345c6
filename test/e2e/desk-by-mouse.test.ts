import { type Browser } from 'playwright-core';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, perugia } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let director: BrowserWindow;
let comune: BrowserWindow;
let dossierId: string;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  await addPerson(product, 'rup2@perugia.example', perugia, ['RUP_SUA', 'FUNZ_SUA']);
  const [tuoro, montone, dirigente] = await Promise.all([
    product.signIn('rup@tuoro.example'),
    product.signIn('rup@montone.example'),
    product.signIn('dirigente@perugia.example'),
  ]);
  dossierId = await openDossier(tuoro, 'Servizio di refezione scolastica', dirigente);
  await openDossier(tuoro, 'Fornitura di arredi per la scuola primaria');
  const moved = await openDossier(montone, 'Lavori di rifacimento della segnaletica');
  await montone.post(`/api/dossiers/${moved}/transitions`, { event: 'preparaIstanza' });
  await product.services.query(`update dossiers set state = 'CO_REDAZIONE', scadenza_offerte = now() + interval '20 days' where id = $1`, [
    dossierId,
  ]);
  browser = await launchBrowser();
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
  comune = await BrowserWindow.open(browser, product.url, { width: 390, height: 844 });
  await comune.signIn('rup@tuoro.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('shows the board by phase, moves through it by arrows, filters it, and keeps the view in the address', async () => {
  const { page } = director;
  await page.getByRole('button', { name: 'Bacheca' }).click();
  await page.waitForURL(/aspetto=bacheca/);
  const board = page.getByRole('group', { name: 'Fascicoli aperti per fase' });
  await board.getByRole('region', { name: 'Istanza' }).getByRole('link').first().focus();
  const focused = (): Promise<string | null> => page.locator(':focus').textContent();
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  expect(await focused()).not.toBe(first);
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('Servizio di refezione scolastica');
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe(first);
  await director.shot('80-bacheca');
  await page.getByLabel('Ente', { exact: true }).selectOption({ label: 'Comune di Montone' });
  await page.waitForURL(new RegExp(`ente=${demoEnteId('montone')}`));
  await board.getByRole('link', { name: 'Servizio di refezione scolastica' }).waitFor({ state: 'detached' });
  await page.reload();
  await board.getByRole('link', { name: 'Lavori di rifacimento della segnaletica' }).waitFor();
});

it('shows the terms of the month as a third view of the same desk', async () => {
  const { page } = director;
  await director.go('/');
  await page.getByRole('button', { name: 'Calendario' }).click();
  await page.waitForURL(/aspetto=calendario/);
  await page.getByRole('table', { name: /^Calendario dei termini/ }).waitFor();
  const month = await page.locator('#mese').textContent();
  await page
    .getByRole('button', { name: /20\d\d$/ })
    .last()
    .click();
  await page.waitForURL(/aspetto=calendario&mese=|mese=.*aspetto=calendario/);
  expect(await page.locator('#mese').textContent()).not.toBe(month);
  await director.shot('80-scrivania-calendario');
});

it('gives a dossier to a person, and says who it waits on', async () => {
  const { page } = director;
  await director.go(`/fascicoli/${dossierId}`);
  await page.getByRole('button', { name: 'Affida a una persona' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ruolo sul fascicolo').selectOption({ label: 'RUP della SUA' });
  await dialog.getByLabel('Persona', { exact: true }).selectOption({ label: 'Marco Teste' });
  await dialog.getByLabel('È dipendente dell’ente').check();
  await dialog.getByRole('button', { name: 'Affida', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: 'Chi se ne occupa' }).getByText('Marco Teste', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Che cosa c’è da fare' }).getByRole('listitem').first().waitFor();
  await director.shot('81-fascicolo-affidato');
});

it('takes an absence with a substitute, and takes it back', async () => {
  const { page } = director;
  await director.go('/profilo');
  await page.getByRole('button', { name: 'Registra un’assenza' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chi è assente').selectOption({ label: 'Marco Teste' });
  await dialog.getByLabel('Primo giorno di assenza').fill(inDays(0));
  await dialog.getByLabel('Ultimo giorno di assenza').fill(inDays(-2));
  await dialog.getByRole('button', { name: 'Registra', exact: true }).click();
  await dialog.getByRole('alert').getByText('finisce prima di cominciare').first().waitFor();
  await dialog.getByLabel('Ultimo giorno di assenza').fill(inDays(5));
  await dialog.getByLabel('Chi sostituisce').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Registra', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('in corso', { exact: true }).waitFor();
  await director.shot('82-assenze');
  await director.go(`/fascicoli/${dossierId}`);
  await page.getByText('al posto di Marco Teste').first().waitFor();
  await director.go('/profilo');
  await page.getByRole('button', { name: /Togli l’assenza di Marco Teste/ }).click();
  await page.getByText('Nessuna assenza in corso o in programma.').waitFor();
});

it('on a telephone has what waits on me first, and columns to open', async () => {
  const { page } = comune;
  await comune.go('/?aspetto=bacheca');
  await page.getByRole('list', { name: 'Tocca a me' }).getByRole('link', { name: 'Fornitura di arredi per la scuola primaria' }).waitFor();
  await page.locator('summary', { hasText: 'Redazione' }).click();
  await comune.shot('83-bacheca-telefono');
});

it.each(windowSizes)('is readable and reachable in %s', async (_, width, height) => {
  const window = width > 1000 ? director : comune;
  const pages = [
    { name: 'bacheca', path: () => '/?aspetto=bacheca' },
    { name: 'calendario', path: () => '/?aspetto=calendario' },
    { name: 'fascicolo con compiti', path: () => `/fascicoli/${dossierId}` },
    { name: 'assenze', path: () => '/profilo' },
  ];
  for (const page of pages) await inspectPage(window, page, [width, height]);
});
