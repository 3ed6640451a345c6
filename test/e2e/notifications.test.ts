import { randomUUID } from 'node:crypto';
import { type Browser, type Page } from 'playwright-core';
import { systemAsActor } from '@gare/domain/access/actor';
import { Notifier, type Notice } from '@gare/notifications';
import { Database } from '@gare/platform/database';
import { openDossier } from '../harness/dossiers.js';
import { MailServer } from '../harness/mail-server.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { montone, perugia } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, tabTo, windowSizes } from './page-quality.js';

const { suaId } = perugia;
let server: MailServer;
let product: TestProduct;
let browser: Browser;
let dossierId: string;

beforeAll(async () => {
  server = await MailServer.start();
  product = await startTestProduct({ web: true, environment: server.environment() });
  browser = await launchBrowser();
  dossierId = await openDossier(await product.signIn('rup@montone.example'), 'Servizio di pulizia degli uffici comunali');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await server.stop();
});

async function tell(title: string, changes: Partial<Notice> = {}): Promise<void> {
  const notice: Notice = {
    ...{ code: 'RICHIESTA.aperta', dossierId, suaId, enteId: montone.enteId, title, text: 'La SUA chiede la determina di impegno.' },
    ...{ path: `/fascicoli/${dossierId}`, dedupeKey: randomUUID(), to: { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] } },
    ...changes,
  };
  const actor = systemAsActor(suaId, randomUUID());
  await product.api.get(Database).transaction({ scope: 'sua', suaId }, (tx) => product.api.get(Notifier).tell(tx, actor, notice));
}

const heading = (page: Page, name: RegExp | string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();
const bell = (page: Page, words: RegExp): Promise<void> => page.getByRole('link', { name: words }).waitFor();

it('a notice rings in every open window, leads to its place, and is read there once for all', async () => {
  const first = await BrowserWindow.open(browser, product.url);
  await first.signIn('rup@montone.example');
  const { page } = first;
  const second = await first.context.newPage();
  await second.goto('/convenzioni');
  await bell(page, /^Notifiche$/);
  await tell('Integrazione chiesta dalla SUA', { urgency: 'urgente' });
  await tell('Termine superato', { code: 'SCADUTO.termine' });
  await bell(page, /Notifiche.*2 avvisi da leggere/);
  await bell(second, /Notifiche.*2 avvisi da leggere/);
  await page
    .getByRole('status')
    .getByText('Sono arrivati 2 nuovi avvisi.')
    .or(page.getByRole('status').getByText('È arrivato un nuovo avviso.'))
    .first()
    .waitFor();

  // By keyboard: the bell, then the newest notice is marked, then the other is followed.
  await tabTo(page, /Notifiche/);
  await page.keyboard.press('Enter');
  await heading(page, 'Notifiche');
  await page.getByText('2 avvisi da leggere', { exact: true }).first().waitFor();
  await first.shot('1440-notifiche');
  await page.getByRole('button', { name: 'Segna come letto: Termine superato' }).click();
  await page.getByText('Termine superato').waitFor({ state: 'detached' });
  await bell(second, /Notifiche.*1 avviso da leggere/);
  await page.getByRole('link', { name: 'Integrazione chiesta dalla SUA' }).click();
  await heading(page, /Servizio di pulizia/);
  await bell(page, /^Notifiche$/);
  await bell(second, /^Notifiche$/);

  await first.go('/notifiche');
  await page.getByText('Hai letto tutto.').waitFor();
  await page.getByLabel('Mostra').selectOption('tutte');
  await page.getByRole('link', { name: 'Termine superato' }).waitFor();
  await page.getByLabel('Tipo di avviso').selectOption('RICHIESTA');
  await page.getByRole('link', { name: 'Termine superato' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Segna da leggere: Integrazione/ }).click();
  await bell(page, /Notifiche.*1 avviso da leggere/);
  await page.getByRole('button', { name: 'Segna tutti come letti' }).click();
  await bell(page, /^Notifiche$/);
  expect(first.troubles).toEqual([]);
  await first.close();
});

it('one chooses how to be told, and an e-mail leads to the choice', async () => {
  const window = await BrowserWindow.open(browser, product.url);
  await window.signIn('rup@montone.example');
  const { page } = window;
  await server.until(1);
  expect(server.sentTo('rup@montone.example')[0]?.text).toContain('/profilo#avvisi');
  await window.go('/profilo#avvisi');
  await page.getByText('I messaggi arrivano a rup@montone.example.').waitFor();
  await page.waitForFunction(`document.activeElement?.id === 'avvisi'`);
  const passi = page.getByRole('row', { name: /Passaggi di stato/ });
  await passi.getByRole('checkbox').uncheck();
  await passi.getByLabel(/Per posta/).selectOption({ label: 'Mai' });
  expect(
    await page
      .getByRole('row', { name: /Termini superati/ })
      .getByRole('checkbox')
      .isDisabled(),
  ).toBe(true);
  await page.getByLabel('Ora del riepilogo').selectOption('18');
  await page.getByRole('button', { name: 'Salva le preferenze' }).click();
  await page.getByRole('status').getByText('Preferenze salvate.').waitFor();
  await page.reload();
  await page.getByLabel('Ora del riepilogo').waitFor();
  expect(await page.getByLabel('Ora del riepilogo').inputValue()).toBe('18');
  expect(await passi.getByRole('checkbox').isChecked()).toBe(false);
  expect(window.troubles).toEqual([]);
  await window.close();
});

it('who administers sees what did not arrive and sends it again', async () => {
  server.behaviour = { refuses: 'RCPT', code: 550 };
  await tell('Messaggio che non arriva');
  const window = await BrowserWindow.open(browser, product.url);
  await window.signIn('dirigente@perugia.example');
  const { page } = window;
  await window.go('/amministrazione');
  await page.getByRole('link', { name: 'Invio della posta' }).click();
  await heading(page, 'Invio della posta');
  const refused = page.getByRole('listitem').filter({ hasText: 'Rifiutato' });
  for (let tries = 0; tries < 20 && (await refused.count()) === 0; tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
    await window.settled();
  }
  await refused.getByText('rup@montone.example').waitFor();
  await refused.getByText(/550/).waitFor();
  await window.shot('1440-posta');
  server.behaviour = 'TAKES';
  const before = server.received.length;
  await page.getByRole('button', { name: 'Invia di nuovo a Lucia Bianchi' }).click();
  await server.until(before + 1);
  await page.getByText('Tutti i messaggi sono partiti.').waitFor();
  expect(window.troubles).toEqual([]);
  await window.close();
});

it.each(windowSizes)('the pages can be used by everybody in %s', async (_name, width, height) => {
  await tell('Avviso per la misura delle pagine, con un titolo lungo quanto può capitare');
  for (const [email, paths] of [
    ['rup@montone.example', ['/notifiche?mostra=tutte', '/profilo']],
    ['dirigente@perugia.example', ['/posta']],
  ] as const) {
    const window = await BrowserWindow.open(browser, product.url, { width, height });
    await window.signIn(email);
    for (const path of paths) await inspectPage(window, { name: path, path: () => path }, [width, height]);
    await window.close();
  }
});
