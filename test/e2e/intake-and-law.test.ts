import { type Browser } from 'playwright-core';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, tabTo, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let comune: BrowserWindow;
let director: BrowserWindow;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  comune = await BrowserWindow.open(browser, product.url);
  await comune.signIn('rup@montone.example');
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const object = 'Servizio di pulizia delle scuole di Montone';

describe('Avvio guidato', () => {
  it('by keyboard: question after question, a wrong answer at its field, and each says why it is asked', async () => {
    const { page } = comune;
    await comune.go('/fascicoli/nuovo');
    await page.getByRole('heading', { name: 'Che cosa serve?' }).waitFor();
    await page.getByText('Domanda 1 di al più 12').waitFor();
    await tabTo(page, /^Avanti/);
    await page.keyboard.press('Enter');
    await page.getByLabel('Oggetto').and(page.locator(':focus')).waitFor();
    await page.getByText('Scrivi che cosa serve, con almeno 10 caratteri.').waitFor();
    await page.keyboard.type(object);
    await tabTo(page, /^Avanti/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Di che cosa si tratta?' }).and(page.locator(':focus')).waitFor();
    await page.getByText(/Perché lo chiediamo: Soglie, procedure/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await comune.shot('80-avvio-guidato');
    await page.getByLabel('Servizi', { exact: false }).first().focus();
    await page.getByRole('radio', { name: /^Servizi Pulizie/ }).check();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Valore stimato, IVA esclusa').fill('180.000,00');
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByRole('heading', { name: 'Come si vuole acquistare?' }).waitFor();
  });

  it('goes back and forward with the browser, and a reload loses nothing', async () => {
    const { page } = comune;
    await page.goBack();
    await page.getByRole('heading', { name: 'Quanto vale, tutto compreso?' }).waitFor();
    expect(await page.getByLabel('Valore stimato, IVA esclusa').inputValue()).toBe('180.000,00');
    await page.goForward();
    await page.getByRole('heading', { name: 'Come si vuole acquistare?' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Come si vuole acquistare?' }).waitFor();
    await page.getByText('Riprendi da dove eri').waitFor();
  });

  it('offers the procedures the law admits with what each means, and ends in a summary with the documents', async () => {
    const { page } = comune;
    const answer = async (name: RegExp): Promise<void> => {
      await page.getByRole('radio', { name }).check();
      await page.getByRole('button', { name: 'Avanti' }).click();
    };
    await answer(/^Un contratto/);
    await answer(/^No$/);
    await page.getByRole('heading', { name: 'Con quale procedura?' }).waitFor();
    await page.getByRole('radio', { name: /Negoziata senza bando sotto soglia.*almeno 5 operatori/ }).waitFor();
    await comune.shot('81-procedure');
    await answer(/Procedura aperta/);
    await page.getByLabel('Numero di lotti').fill('1');
    await page.getByRole('button', { name: 'Avanti' }).click();
    await answer(/^No$/);
    await answer(/^Sì$/);
    await answer(/rischi da interferenza/);
    await page.getByRole('heading', { name: 'Dove portano le tue risposte' }).waitFor();
    await page.getByText('P2_16').waitFor();
    await page
      .getByRole('row', { name: /Disciplinare di gara/ })
      .getByText(/Serve perché/)
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await comune.shot('82-riepilogo-guidato');
    const summary = { name: 'avvio guidato', path: () => '/fascicoli/nuovo?passo=12' };
    for (const [, width, height] of windowSizes) {
      await page.setViewportSize({ width, height });
      await inspectPage(comune, summary, [width, height]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('opens the dossier with the answers in its scheda', async () => {
    const { page } = comune;
    await comune.go('/fascicoli/nuovo?passo=12');
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.getByRole('heading', { level: 1, name: object }).waitFor();
    const [row] = await product.services.query<{ values: { norma: string } }>(
      `select s."values" from schede s join dossiers d on d.id = s.dossier_id where d.oggetto = $1`,
      [object],
    );
    expect(row?.values.norma).toBe('71');
  });
});

describe('Parametri di legge', () => {
  it('a comune reads them and is told who may write', async () => {
    const { page } = comune;
    await comune.go('/amministrazione/parametri');
    await page.getByRole('row', { name: /Soglia europea, lavori.*5\.404\.000,00.*2025\/2152/ }).waitFor();
    await page.getByText('Perché non posso modificarli').waitFor();
    await page.getByLabel('Solo quelli da confermare').check();
    await page.getByRole('row', { name: /Penale giornaliera, al massimo.*da confermare/ }).waitFor();
    expect(await page.getByRole('row', { name: /Soglia europea, lavori/ }).count()).toBe(0);
  });

  it('the director proposes a row, sees what changes, confirms it and takes it back', async () => {
    const { page } = director;
    await director.go('/amministrazione/parametri');
    await page.getByRole('link', { name: 'Soglia europea, lavori' }).click();
    await page.getByRole('heading', { level: 1, name: 'Soglia europea, lavori' }).waitFor();
    await page.getByRole('button', { name: 'Guarda che cosa cambia' }).click();
    await page.getByLabel('Valore', { exact: true }).and(page.locator(':focus')).waitFor();
    await page.getByLabel('Valore', { exact: true }).fill('5.600.000,00');
    await page.getByLabel('Primo giorno').fill('2028-01-01');
    await page.getByLabel('Ultimo giorno').fill('2027-12-31');
    await page.getByLabel('Fonte').fill('Reg. UE 2027/9999');
    await page.getByLabel('Sì', { exact: true }).check();
    await page.getByLabel('Perché', { exact: true }).fill('Nuove soglie per il biennio 2028-2029');
    await page.getByRole('button', { name: 'Guarda che cosa cambia' }).click();
    await page.getByText('L’ultimo giorno viene prima del primo.').waitFor();
    await page.getByLabel('Ultimo giorno').fill('2029-12-31');
    expect(await seriousFindings(page)).toEqual([]);
    await director.shot('83-parametro');
    await page.getByRole('button', { name: 'Guarda che cosa cambia' }).click();
    await page.getByText(/Cambiano 0 fascicoli aperti/).waitFor();
    await page.getByRole('button', { name: 'Conferma e registra' }).click();
    await page.getByText('Registrato', { exact: true }).waitFor();
    await page.getByRole('row', { name: /5\.600\.000,00.*Reg\. UE 2027\/9999/ }).waitFor();
    await page.getByRole('button', { name: 'Ritira il valore che decorre dal 2028-01-01' }).click();
    await page.getByLabel('Perché', { exact: true }).fill('Il regolamento è stato rettificato');
    await page.getByRole('button', { name: 'Guarda che cosa cambia' }).click();
    await page.getByRole('button', { name: 'Conferma e registra' }).click();
    await page.getByRole('row', { name: /5\.600\.000,00.*ritirata/ }).waitFor();
    await director.shot('84-parametro-ritirato');
  });

  it('the pages are in order at every width', async () => {
    const pages = [
      { name: 'parametri', path: () => '/amministrazione/parametri' },
      { name: 'parametro', path: () => '/amministrazione/parametri/ue.lavori' },
      { name: 'festa', path: () => '/amministrazione/parametri/festa.06-13' },
    ];
    for (const [, width, height] of windowSizes) {
      await director.page.setViewportSize({ width, height });
      for (const address of pages) await inspectPage(director, address, [width, height]);
    }
  });

  it('nothing went wrong in the pages', () => {
    expect([...comune.troubles, ...director.troubles.filter((trouble) => !trouble.includes('422'))]).toEqual([]);
  });
});
