import { type Browser } from 'playwright-core';
import { addDays, firstWorkingDayFrom } from '@gare/domain/calendar/day-counting';
import { fromRome, toRomeDate } from '@gare/domain/calendar/rome-time';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let official: BrowserWindow;
let dossierId: string;

const today = toRomeDate(new Date().toISOString());
/** On the tenth working day from now, so that it is in this month or the next. */
const deadline = firstWorkingDayFrom(addDays(today, 9));

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  const rup = await product.signIn('rup@tuoro.example');
  const sua = await product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, 'Servizio di trasporto scolastico', sua);
  await writeScheda(rup, dossierId, [
    { path: 'norma', value: '71' },
    { path: 'tipoProcedura', value: 'open' },
    { path: 'aggiudicazione', value: { criterio: 'PREZZO' } },
    { path: 'dataTrasmissioneBando', value: fromRome(addDays(today, -25), '12:00') },
    { path: 'scadenzaOfferte', value: fromRome(deadline, '12:00') },
  ]);
  browser = await launchBrowser();
  official = await BrowserWindow.open(browser, product.url);
  await official.signIn('sua@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('a dossier tells each of its terms with article and account, and what another deadline would change', async () => {
  const { page } = official;
  await page.goto(`${product.url}/fascicoli/${dossierId}/termini`);
  const minimum = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Termine minimo per le offerte' }) });
  await minimum.getByText('C. 71 c. 2', { exact: true }).waitFor();
  await minimum.getByText('Come è stato contato').click();
  await minimum.getByText(/30 giorni dal giorno della trasmissione del bando/).waitFor();
  await official.shot('80-termini-fascicolo');
  await page.getByRole('button', { name: 'Prova un’altra scadenza' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Giorno').fill(firstWorkingDayFrom(addDays(deadline, 20)));
  await dialog.getByRole('button', { name: 'Calcola' }).click();
  await dialog.getByRole('row', { name: /Risposte ai quesiti/ }).waitFor();
  await official.shot('81-termini-prova');
  await page.keyboard.press('Escape');
});

it('an act that is recorded starts its term at once', async () => {
  const { page } = official;
  await page.getByRole('button', { name: 'Registra un atto' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Atto', { exact: true }).selectOption({ label: 'Richiesta di soccorso istruttorio' });
  await dialog.getByRole('button', { name: 'Registra un atto' }).click();
  await dialog.getByText('Scrivi un numero intero, almeno 1.').waitFor();
  await dialog.getByLabel('Giorni assegnati').fill('7');
  await dialog.getByLabel('Estremi').fill('prot. 4521');
  await dialog.getByRole('button', { name: 'Registra un atto' }).click();
  await page.getByRole('heading', { name: 'Richiesta di soccorso istruttorio n. 1' }).waitFor();
  await page.getByRole('row', { name: /prot\. 4521/ }).waitFor();
});

it('the calendar goes from day to day by keyboard, reads as a list, and keeps its filters in the address', async () => {
  const { page } = official;
  await page.goto(`${product.url}/termini?mese=${deadline.slice(0, 7)}&giorno=${deadline}`);
  const day = page.locator(`#giorno-${deadline}`);
  await page.getByRole('link', { name: 'Scadenza delle offerte' }).first().waitFor();
  await official.shot('82-termini-calendario');
  await day.focus();
  await page.keyboard.press('ArrowRight');
  await page.locator(`#giorno-${addDays(deadline, 1)}:focus`).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.locator(`#giorno-${deadline}:focus[aria-pressed="true"]`).waitFor();
  await page
    .getByRole('list', { name: /^Termini di/ })
    .getByText('Servizio di trasporto scolastico')
    .first()
    .waitFor();
  await page.getByLabel('Tipo di termine').selectOption({ label: 'Tempo del procedimento' });
  await page.waitForURL(/orologio=SLA/);
  await page.getByText('Scadenza delle offerte').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Mostra come elenco' }).click();
  await page.waitForURL(/vista=elenco/);
  await page.getByRole('table').waitFor({ state: 'detached' });
});

it('an address to subscribe to is shown once, and revoked', async () => {
  const { page } = official;
  await page.goto(`${product.url}/profilo`);
  await page.getByRole('button', { name: 'Crea l’indirizzo' }).click();
  const address = await page.getByLabel('Indirizzo del calendario').inputValue();
  const answer = await fetch(address.replace(/^https?:\/\/[^/]+/, product.url));
  expect(await answer.text()).toContain('Scadenza delle offerte');
  await official.shot('83-calendario-profilo');
  await page.getByRole('button', { name: 'Revoca l’indirizzo' }).click();
  await page.getByRole('button', { name: 'Crea l’indirizzo' }).waitFor();
  expect((await fetch(address.replace(/^https?:\/\/[^/]+/, product.url))).status).toBe(404);
});

it('an outage is recorded with its hours, and proposes a new deadline', async () => {
  const { page } = official;
  await page.goto(`${product.url}/termini/piattaforma`);
  await page.getByRole('button', { name: 'Registra un malfunzionamento' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Piattaforma').fill('TuttoGare');
  for (const [name, time] of [
    ['Inizio', '09:00'],
    ['Fine', '12:30'],
  ] as const) {
    const moment = dialog.getByRole('group', { name });
    await moment.getByLabel('Giorno').fill(addDays(today, -2));
    await moment.getByLabel('Ora italiana').fill(time);
  }
  await dialog.getByLabel('Da che cosa risulta').fill('Avviso del gestore n. 12');
  await dialog.getByRole('button', { name: 'Registra un malfunzionamento' }).click();
  await page.getByRole('row', { name: /TuttoGare/ }).waitFor();
  await page.goto(`${product.url}/fascicoli/${dossierId}/termini`);
  await page.getByText(/Scadenza delle offerte da prorogare/).waitFor();
});

const pages: readonly (readonly [name: string, path: () => string])[] = [
  ['termini-fascicolo', () => `/fascicoli/${dossierId}/termini`],
  ['termini', () => `/termini?mese=${deadline.slice(0, 7)}`],
  ['piattaforma', () => '/termini/piattaforma'],
  ['profilo', () => '/profilo'],
];

describe.each(pages)('%s', (name, path) => {
  it.each(windowSizes)('is readable and reachable in %s', async (_, width, height) => {
    await inspectPage(official, { name, path }, [width, height]);
    await official.shot(`84-${name}-${width}`);
  });
});
