import { type Browser } from 'playwright-core';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, addStudio, studio } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, type PageAddress, seriousFindings, tabTo, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let director: BrowserWindow;
let dossierId: string;
let convenzioneId: string;

const romeDay = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date(Date.now() + days * 86_400_000));

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  await addStudio(product);
  await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
  const dirigente = await product.signIn('dirigente@perugia.example');
  dossierId = await openDossier(await product.signIn('rup@montone.example'), 'Servizio di refezione scolastica', dirigente);
  const [row] = await product.services.query<{ id: string }>(
    `select c.id from convenzioni c join enti e on e.id = c.ente_id where e.denominazione = 'Comune di Montone'`,
  );
  convenzioneId = row?.id ?? '';
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('leave to review', () => {
  it('is given to a lawyer by e-mail: every wrong word at its field, and the lawyer then reads the dossier', async () => {
    const { page } = director;
    await director.go(`/fascicoli/${dossierId}`);
    await page.getByRole('link', { name: 'Incarichi di revisione a legali esterni' }).click();
    await page.getByText('Nessun legale esterno ha avuto un incarico').waitFor();
    await tabTo(page, /^Dai un incarico/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Dai un incarico' });
    await dialog.getByRole('button', { name: 'Dai un incarico' }).click();
    await dialog.getByLabel('Indirizzo e-mail del legale').and(page.locator(':focus')).waitFor();
    await dialog.getByText('Scrivi perché serve la revisione, con almeno 10 caratteri.').waitFor();
    await page.keyboard.type('nessuno@studio.example');
    await dialog.getByLabel('Al', { exact: true }).fill(romeDay(-1));
    await dialog.getByLabel('Perché serve la revisione').fill('Parere sul disciplinare di gara');
    await dialog.getByRole('button', { name: 'Dai un incarico' }).click();
    await dialog.getByText('Nessun legale esterno ha questa e-mail').waitFor();
    await dialog.getByLabel('Indirizzo e-mail del legale').fill('avvocato@studio.example');
    await dialog.getByRole('button', { name: 'Dai un incarico' }).click();
    await dialog.getByText('L’incarico finisce prima di cominciare.').waitFor();
    await dialog.getByLabel('Al', { exact: true }).and(page.locator(':focus')).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('70-incarico');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dai un incarico' }).click();
    await dialog.getByText('Riprendi da dove eri').waitFor();
    await dialog.getByLabel('Al', { exact: true }).fill(romeDay(30));
    await dialog.getByRole('button', { name: 'Dai un incarico' }).click();
    await page.getByRole('row', { name: /Persona Di Prova.*disciplinare.*Carla Palomba.*In corso/ }).waitFor();
    const lawyer = await product.signIn('avvocato@studio.example');
    expect((await lawyer.get(`/api/dossiers/${dossierId}`)).status).toBe(200);
  });

  it('is revoked after the page has said what stops, and opens nothing any more', async () => {
    const { page } = director;
    await page.getByRole('button', { name: 'Revoca l’incarico di Persona Di Prova' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revocare l’incarico di revisione' });
    await dialog.getByText(/Da subito Persona Di Prova non può più leggere/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('71-revoca');
    await dialog.getByRole('button', { name: 'Revoca l’incarico' }).click();
    await page.getByRole('row', { name: /Persona Di Prova.*Revocato dal/ }).waitFor();
    const lawyer = await product.signIn('avvocato@studio.example');
    expect((await lawyer.get(`/api/dossiers/${dossierId}`)).status).not.toBe(200);
  });

  it('whoever may not give one reads why', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    await window.signIn('segretario@montone.example');
    await window.go(`/fascicoli/${dossierId}/incarichi`);
    await window.page.getByRole('row', { name: /Persona Di Prova/ }).waitFor();
    await window.page.getByText('Perché non posso dare o revocare un incarico').click();
    await window.page.locator('#revisori-perche').waitFor();
    expect(await window.page.getByRole('button', { name: 'Dai un incarico' }).count()).toBe(0);
    expect(window.troubles).toEqual([]);
    await window.close();
  });
});

describe('expenses of a dossier', () => {
  it('are recorded with an amount typed the Italian way; a refused day keeps what was typed', async () => {
    const { page } = director;
    await director.go(`/fascicoli/${dossierId}`);
    await page.getByRole('link', { name: 'Spese pagate dalla SUA' }).click();
    await page.getByText('Nessuna spesa registrata').waitFor();
    await page.getByRole('button', { name: 'Registra una spesa' }).click();
    const dialog = page.getByRole('dialog', { name: 'Registra una spesa' });
    await dialog.getByRole('button', { name: 'Registra una spesa' }).click();
    await dialog.getByLabel('Spesa', { exact: true }).and(page.locator(':focus')).waitFor();
    await dialog.getByText('Scrivi l’importo.').waitFor();
    await dialog.getByLabel('Spesa', { exact: true }).selectOption('Contributo ANAC');
    await dialog.getByLabel('Importo').fill('1.410,5');
    await dialog.getByLabel('Pagata il').fill(romeDay(2));
    await dialog.getByLabel(/^Comune: entra nel rendiconto/).click();
    await dialog.getByRole('button', { name: 'Registra una spesa' }).click();
    await dialog.getByText(/deve ancora venire/).waitFor();
    await dialog.getByLabel('Pagata il').and(page.locator(':focus')).waitFor();
    expect(await dialog.getByLabel('Importo').inputValue()).toBe('1.410,5');
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('72-spesa');
    await dialog.getByLabel('Pagata il').fill(romeDay(-1));
    await dialog.getByRole('button', { name: 'Registra una spesa' }).click();
    await page.getByRole('row', { name: /Contributo ANAC.*1\.410,50.*Comune.*Valido.*Carla Palomba/ }).waitFor();
  });

  it('are taken back by an entry of the opposite amount, with a reason', async () => {
    const { page } = director;
    await page.getByRole('button', { name: 'Storna: Contributo ANAC' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stornare un movimento' });
    await dialog.getByRole('button', { name: 'Registra lo storno' }).click();
    await dialog.getByLabel('Motivazione').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Pagata due volte per errore');
    await dialog.getByText(/Si aggiunge una riga di .*-1\.410,50/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('73-storno');
    await dialog.getByRole('button', { name: 'Registra lo storno' }).click();
    await page.getByRole('row', { name: /Storno: Contributo ANAC.*-1\.410,50.*Storno/ }).waitFor();
    await page.getByRole('row', { name: /Contributo ANAC.*1\.410,50.*Stornato/ }).waitFor();
    await page.getByText('€ 0,00').waitFor();
  });

  it('a comune sees them and reads why it does not write them', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    await window.signIn('rup@montone.example');
    await window.go(`/fascicoli/${dossierId}/spese`);
    await window.page.getByRole('row', { name: /Storno/ }).waitFor();
    await window.page.getByText('Perché non posso registrare spese').click();
    await window.page.locator('#spese-perche').waitFor();
    expect(await window.page.getByRole('button', { name: /^Storna/ }).count()).toBe(0);
    expect(window.troubles).toEqual([]);
    await window.close();
  });
});

describe('invoices and payments of a comune', () => {
  it('are recorded for a dossier and its fee, and the statement counts them', async () => {
    const { page } = director;
    await director.go(`/convenzioni/${convenzioneId}/rendiconto`);
    await page.getByRole('button', { name: 'Registra una fattura o un pagamento' }).click();
    const dialog = page.getByRole('dialog', { name: 'Registra una fattura o un pagamento' });
    await dialog.getByLabel('Una fattura della SUA all’ente').click();
    await dialog.getByLabel('Numero').fill('12/2026');
    await dialog.getByLabel('Importo').fill('2.000,00');
    const purpose = dialog.getByLabel('A che cosa si riferisce');
    await purpose.selectOption(await purpose.getByRole('option', { name: /refezione/ }).innerText());
    await dialog.getByRole('button', { name: 'Registra', exact: true }).click();
    await dialog.getByText('Scegli se è il compenso di pubblicazione o di aggiudicazione.').waitFor();
    await dialog.getByLabel('Compenso alla pubblicazione').click();
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('74-fattura');
    await dialog.getByRole('button', { name: 'Registra', exact: true }).click();
    await page.getByRole('row', { name: /Fattura 12\/2026 Compenso alla pubblicazione.*2\.000,00.*Valido/ }).waitFor();
    await page.locator('dl').filter({ hasText: 'Fatturato' }).getByText('€ 2.000,00').waitFor();
  });

  it('are taken back, and the statement counts them no more', async () => {
    const { page } = director;
    await page.getByRole('button', { name: 'Storna: Fattura 12/2026' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stornare un movimento' });
    await dialog.getByText('Il fatturato del rendiconto diminuisce').waitFor();
    await dialog.getByLabel('Motivazione').fill('Numero della fattura sbagliato');
    await dialog.getByRole('button', { name: 'Registra lo storno' }).click();
    await page.getByRole('row', { name: /Storno: Fattura 12\/2026.*-2\.000,00.*Storno/ }).waitFor();
    await page.locator('dl').filter({ hasText: 'Fatturato' }).getByText('€ 2.000,00').waitFor({ state: 'detached' });
  });

  it('nothing went wrong in the pages, and no other host was asked', () => {
    // The browser itself reports answered refusals as errors.
    expect(director.troubles.filter((trouble) => !/status of 4(04|22)/.test(trouble))).toEqual([]);
  });
});

const pages: readonly PageAddress[] = [
  { name: 'incarichi di revisione', path: () => `/fascicoli/${dossierId}/incarichi` },
  { name: 'spese', path: () => `/fascicoli/${dossierId}/spese` },
  { name: 'rendiconto con pagamenti', path: () => `/convenzioni/${convenzioneId}/rendiconto` },
  { name: 'riepilogo', path: () => `/fascicoli/${dossierId}`, familiar: true },
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
