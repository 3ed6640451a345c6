import { rm } from 'node:fs/promises';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { quickTemplates } from '../faults/small-tenders.js';
import { demoPassword, startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { tabTo } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let templatesDir: string;
let rup: Visitor;
let dossierId: string;

beforeAll(async () => {
  templatesDir = await quickTemplates();
  product = await startTestProduct({ web: true, environment: { TEMPLATES_DIR: templatesDir } });
  browser = await launchBrowser();
  rup = await product.signIn('rup@montone.example');
  const { body } = await rup.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di trasporto scolastico di Montone' });
  dossierId = body.id;
  for (const person of [rup, await product.signIn('sua@perugia.example')]) await declareNoConflict(person, dossierId);
  await rup.post('/api/dossiers', { oggetto: 'Manutenzione del verde pubblico di Montone' });
  await rup.post(`/api/dossiers/${dossierId}/transitions`, { event: 'preparaIstanza' });
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(templatesDir, { recursive: true, force: true });
});

const valueOf = async (path: string): Promise<unknown> => {
  const { body } = await rup.get<{ values: Record<string, unknown> }>(`/api/dossiers/${dossierId}/scheda`);
  return body.values[path];
};

const announced = (page: Page, text: RegExp | string): Promise<void> =>
  page.locator('[role=status].visually-hidden').filter({ hasText: text }).first().waitFor({ state: 'attached' });

describe('by keyboard alone', () => {
  it('signs in, finds a dossier, changes a field, forms a document', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.go('/');
    await tabTo(page, /^Indirizzo e-mail$/);
    await page.keyboard.type('rup@montone.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scrivania di Lucia' }).waitFor();

    await page.keyboard.press('/');
    await page.locator('#ricerca:focus').waitFor();
    await page.keyboard.type('trasporto');
    await page.getByText('1 fascicolo', { exact: true }).waitFor();
    await tabTo(page, /^Servizio di trasporto scolastico/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { level: 1, name: /Servizio di trasporto/ })
      .and(page.locator(':focus'))
      .waitFor();

    await tabTo(page, /^Scheda$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await tabTo(page, /^2\. Procedura/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Descrizione dell’appalto$/);
    await page.keyboard.type('Quattro corse al giorno per le scuole di Montone.');
    await page.keyboard.press('Tab');
    await announced(page, 'Modifiche salvate');
    expect(await valueOf('descrizione')).toBe('Quattro corse al giorno per le scuole di Montone.');

    await tabTo(page, /^Documenti$/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await page.locator('#documento-D21').waitFor();
    await tabTo(page, /^Genera Decisione/);
    await page.keyboard.press('Enter');
    await announced(page, /Preparazione avviata/);
    await page.locator('#documento-D21').getByText('Pronto').waitFor({ timeout: 60_000 });
    await tabTo(page, /^Apri Decisione/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await page.locator('canvas').first().waitFor();

    await tabTo(page, /^Vai al contenuto$/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Scorciatoie da tastiera' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(window.troubles).toEqual([]);
    await window.close();
  });
});

describe('two people in one scheda', () => {
  let one: BrowserWindow;
  let other: BrowserWindow;
  beforeAll(async () => {
    one = await BrowserWindow.open(browser, product.url);
    other = await BrowserWindow.open(browser, product.url);
    await one.signIn('rup@montone.example');
    await other.signIn('sua@perugia.example');
    for (const { page } of [one, other]) {
      await page.goto(`/fascicoli/${dossierId}/scheda?sezione=procedura`);
      await page.getByLabel('Descrizione dell’appalto').waitFor();
    }
  });

  it('different fields both survive, and each sees the other’s', async () => {
    const place = (window: BrowserWindow): Locator => window.page.getByLabel('Dove si tiene la prima seduta');
    const description = (window: BrowserWindow): Locator => window.page.getByLabel('Descrizione dell’appalto');
    await Promise.all([description(one).fill('Otto corse al giorno.'), place(other).fill('Palazzo della Provincia, sala del consiglio')]);
    await place(one).and(one.page.locator('[value="Palazzo della Provincia, sala del consiglio"]')).waitFor();
    await description(other).filter({ hasText: 'Otto corse al giorno.' }).waitFor();
    expect(await valueOf('descrizione')).toBe('Otto corse al giorno.');
    expect(await valueOf('luogoPrimaSeduta')).toBe('Palazzo della Provincia, sala del consiglio');
  });

  it('the same field: the second sees both values and chooses', async () => {
    await other.context.setOffline(true);
    const theirs = other.page.getByLabel('Descrizione dell’appalto');
    await theirs.fill('Dodici corse al giorno.');
    await theirs.blur();
    await other.page.getByText('le modifiche sono al sicuro su questo computer').first().waitFor();
    await one.page.getByLabel('Descrizione dell’appalto').fill('Dieci corse al giorno.');
    await one.page.getByText(/^Salvato alle/).waitFor();
    await expectValue('descrizione', 'Dieci corse al giorno.');
    await other.context.setOffline(false);
    const dialog = other.page.getByRole('dialog', { name: 'Un campo è stato cambiato anche da altri' });
    await dialog.getByText('Dieci corse al giorno.').waitFor();
    await dialog.getByText('Dodici corse al giorno.').waitFor();
    await other.shot('20-conflitto');
    await dialog.getByRole('radio', { name: /^La tua: Dodici/ }).click();
    await dialog.getByRole('button', { name: 'Tieni i valori scelti' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectValue('descrizione', 'Dodici corse al giorno.');
    await one.page.getByLabel('Descrizione dell’appalto').filter({ hasText: 'Dodici corse al giorno.' }).waitFor();
  });
});

async function expectValue(path: string, value: string): Promise<void> {
  await rup.until<{ values: Record<string, unknown> }>(`/api/dossiers/${dossierId}/scheda`, ({ values }) => values[path] === value, 20_000);
}
