import { type Browser } from 'playwright-core';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, type PageAddress, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let director: BrowserWindow;
let convenzioneId: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  const dirigente = await product.signIn('dirigente@perugia.example');
  const codes = { codiceFiscale: '00313820540', codiceIpa: 'c_a475', codiceIstat: '054001', pec: 'protocollo@assisi.example' };
  await dirigente.post('/api/enti', { tipo: 'COMUNE', denominazione: 'Comune di Assisi', ...codes });
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('a convenzione', () => {
  it('opens for a comune, filled with what is known, and says what is missing and whose turn it is', async () => {
    const { page } = director;
    await page.getByRole('link', { name: 'Convenzioni' }).click();
    await page.getByRole('link', { name: 'Nuova convenzione' }).click();
    await page.getByRole('button', { name: 'Apri la convenzione' }).click();
    await page.getByText('Scegli l’ente che aderisce.').waitFor();
    await page.getByRole('combobox', { name: 'Ente che aderisce' }).fill('assisi');
    await page.getByRole('option', { name: 'Comune di Assisi' }).click();
    await page.getByRole('button', { name: 'Apri la convenzione' }).click();
    await page.getByRole('heading', { level: 1, name: /Convenzione con Comune di Assisi/ }).waitFor();
    convenzioneId = page.url().split('/').at(-1) ?? '';
    await page.getByRole('heading', { name: /Prossima azione\. Tocca a: Comune di Assisi/ }).waitFor();
    await page.getByRole('list', { name: 'Cronologia' }).getByText('fatto').first().waitFor();
    await director.shot('40-convenzione');
  });

  it('is written article by article: saved by itself, seen by the colleague, kept when a value is wrong', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.signIn('sua@perugia.example');
    await window.go(`/convenzioni/${convenzioneId}/contenuto`);
    await page.getByLabel('Inizio').fill('2027-01-01');
    await page.getByLabel('Fine', { exact: true }).fill('2029-12-31');
    await page.getByText(/^Salvato alle/).waitFor();
    await page.getByLabel('Quota della SUA').fill('150');
    await page.getByLabel('Quota della SUA').blur();
    await page.getByText('Scrivi una percentuale da 0 a 100').waitFor();
    await page.reload();
    await page.getByText('Scrivi una percentuale da 0 a 100').waitFor();
    await page.getByLabel('Quota della SUA').fill('40');
    await page.getByText('Scrivi una percentuale da 0 a 100').waitFor({ state: 'detached' });
    await page.getByText(/^Salvato alle/).waitFor();
    await page.getByRole('button', { name: 'Togli 3. Forniture' }).click();
    await page.getByText('Hai tolto').waitFor();
    await page.getByRole('button', { name: 'Annulla' }).click();
    await page.getByRole('button', { name: 'Togli 3. Forniture' }).waitFor();
    await window.shot('41-contenuto');
    await director.go('/convenzioni?gruppo=PREPARAZIONE');
    await director.page.getByRole('row', { name: /Comune di Assisi.*1 gen 2027/ }).waitFor();
    expect(window.troubles).toEqual([]);
    await window.close();
  });

  it('a matrix without a signer is refused at its document, then saved', async () => {
    const { page } = director;
    await director.go(`/convenzioni/${convenzioneId}/matrice`);
    const cell = page.getByLabel('Istanza di attivazione della procedura, Responsabile del servizio');
    await cell.fill('r');
    await page
      .getByRole('row', { name: /D03/ })
      .getByText(/Nessuno firma/)
      .waitFor();
    await page.getByRole('button', { name: 'Salva la matrice' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Nessuno firma «Istanza/ })
      .waitFor();
    await director.shot('42-matrice-rifiutata');
    await page.getByLabel('Istanza di attivazione della procedura, RUP del comune').fill('sd');
    expect(await page.getByLabel('Istanza di attivazione della procedura, RUP del comune').inputValue()).toBe('dS');
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('Scheda di istruttoria della SUA, RUP del comune').and(page.locator(':focus')).waitFor();
    await page.reload();
    await page.getByText('Riprendi da dove eri').waitFor();
    await page.getByRole('button', { name: 'Salva la matrice' }).click();
    await page.getByText('Non c’è niente da salvare.').waitFor();
    await page.getByText('La matrice è regolare').waitFor();
    expect(await page.getByLabel('Istanza di attivazione della procedura, RUP del comune').inputValue()).toBe('dS');
  });

  it('price lists with a gap are refused at the band; closed, they are saved and the example is worked out', async () => {
    const { page } = director;
    await page.getByRole('link', { name: 'Tariffa' }).click();
    await page.getByRole('button', { name: 'Aggiungi una tariffa' }).click();
    await page.getByLabel('Dal', { exact: true }).fill('2027-01-01');
    await page.getByLabel('Scaglione 1, a meno di').fill('150.000');
    await page.getByLabel('Scaglione 1, valore').fill('0,5');
    await page.getByRole('button', { name: 'Aggiungi uno scaglione' }).click();
    await page.getByLabel('Scaglione 2, da').fill('200.000');
    await page.getByLabel('Scaglione 2, valore').fill('0,3');
    await page
      .getByRole('row')
      .filter({ has: page.getByLabel('Scaglione 2, da') })
      .getByText(/manca uno scaglione: da .*150\.000,00 a meno di .*200\.000,00/)
      .waitFor();
    await page.getByRole('button', { name: 'Salva la tariffa' }).click();
    await page
      .getByRole('alert')
      .getByText(/manca uno scaglione/)
      .waitFor();
    await director.shot('43-tariffa-vuoto');
    await page.getByLabel('Scaglione 2, da').fill('150.000');
    await page.getByText('Gli scaglioni si seguono senza vuoti e senza sovrapposizioni.').waitFor();
    await page.getByLabel('Importo della gara').fill('250.000');
    await page.getByText('Compenso: € 750,00').waitFor();
    await page.getByRole('button', { name: 'Salva la tariffa' }).click();
    await page.getByText('Non c’è niente da salvare.').waitFor();
    await director.shot('44-tariffa');
  });

  it('what is in force is changed by an act with a reason only', async () => {
    const { page } = director;
    await director.go('/convenzioni?testo=montone');
    await page.getByRole('link', { name: 'Comune di Montone' }).click();
    await page.getByRole('link', { name: 'Matrice' }).click();
    await page.getByLabel('Nota pre-istruttoria, RUP della SUA').fill('r');
    await page.getByRole('button', { name: 'Salva la matrice' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Indica il numero dell’atto.' }).click();
    await page.getByLabel('Numero').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Tipo di atto').fill('determinazione');
    await page.getByLabel('Numero').fill('88');
    await page.getByLabel('Data dell’atto').fill('2026-11-20');
    await page.getByLabel('Motivazione').fill('La nota passa anche dal RUP della SUA.');
    await page.getByRole('button', { name: 'Salva la matrice' }).click();
    await page.getByText('Non c’è niente da salvare.').waitFor();
    await page.getByRole('link', { name: 'Registro' }).click();
    await page.getByText(/Matrice delle responsabilità modificata: D02/).waitFor();
  });

  it('who may not change terms reads who may', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.signIn('rup@montone.example');
    await window.go('/convenzioni');
    await page.getByRole('link', { name: 'Comune di Montone', exact: true }).click();
    await page.getByRole('link', { name: 'Matrice' }).click();
    await page.getByText('Perché non posso cambiare la matrice').click();
    await page.getByText(/Può farlo: dirigente della SUA/).waitFor();
    expect(await page.locator('.gi-grid input').count()).toBe(0);
    expect(window.troubles).toEqual([]);
    await window.close();
  });

  it('nothing went wrong in the pages, and no other host was asked', () => {
    expect(director.troubles).toEqual([]);
  });
});

const pages: readonly PageAddress[] = [
  { name: 'convenzioni', path: () => '/convenzioni' },
  { name: 'convenzioni senza risultati', path: () => '/convenzioni?testo=zzz', familiar: true },
  { name: 'nuova convenzione', path: () => '/convenzioni/nuova', familiar: true },
  { name: 'convenzione, stato', path: () => `/convenzioni/${convenzioneId}` },
  { name: 'convenzione, contenuto', path: () => `/convenzioni/${convenzioneId}/contenuto` },
  { name: 'convenzione, atti', path: () => `/convenzioni/${convenzioneId}/atti` },
  { name: 'convenzione, documenti', path: () => `/fascicoli/${convenzioneId}/documenti` },
  { name: 'convenzione, matrice', path: () => `/convenzioni/${convenzioneId}/matrice` },
  { name: 'convenzione, tariffa', path: () => `/convenzioni/${convenzioneId}/tariffa` },
  { name: 'convenzione, rendiconto', path: () => `/convenzioni/${convenzioneId}/rendiconto` },
  { name: 'convenzione, registro', path: () => `/fascicoli/${convenzioneId}/registro`, familiar: true },
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
