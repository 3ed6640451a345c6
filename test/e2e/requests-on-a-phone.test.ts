import { type Browser } from 'playwright-core';
import { attachmentPdf } from '../../apps/cli/src/demo/attachments.js';
import { demoTenders, type DemoTender } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
/** A comune of one person, on a telephone. */
let phone: BrowserWindow;
let office: BrowserWindow;
let rup: Visitor;
let official: Visitor;
let tender: DemoTender;
let id = '';

const question = 'Vorremmo affidare la mensa dal prossimo settembre: fate in tempo?';
const [, telephone] = windowSizes;

beforeAll(async () => {
  product = await startTestProduct({ web: true, environment: { OFFICE_PROCESSES: '1' } });
  browser = await launchBrowser();
  const found = demoTenders(new Date(), 0x200000).find(({ comuneAccount }) => comuneAccount === 'rup@tuoro.example');
  if (found === undefined) throw new Error('no tender of Tuoro');
  tender = found;
  [rup, official] = await Promise.all([product.signIn('rup@tuoro.example'), product.signIn('sua@perugia.example')]);
  phone = await BrowserWindow.open(browser, product.url, { width: telephone[1], height: telephone[2] });
  office = await BrowserWindow.open(browser, product.url);
  await phone.signIn('rup@tuoro.example');
  await office.signIn('sua@perugia.example');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('a comune of one person, by telephone', () => {
  it('opens a contact with the object and a question', async () => {
    const { page } = phone;
    await phone.go('/fascicoli/nuovo/breve');
    await page.getByLabel(/^Oggetto/).fill(tender.sheet.oggetto ?? '');
    await page.getByLabel('Prima domanda alla SUA').fill(question);
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.getByText(question).waitFor();
    await page.getByText('Aspettiamo la loro risposta').waitFor();
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await phone.shot('80-domanda-dal-telefono');
    for (const person of [rup, official]) await declareNoConflict(person, id);
  });

  it('is found by the SUA among what waits on it, and answered; the answer comes by itself', async () => {
    const { page } = office;
    await office.go('/richieste');
    await page.getByRole('button', { name: /Aspettano noi/ }).click();
    await page.getByRole('row', { name: /mensa dal prossimo settembre/ }).waitFor();
    await office.shot('81-banco-delle-richieste');
    await page
      .getByRole('row', { name: /mensa dal prossimo settembre/ })
      .getByRole('link')
      .click();
    await page.getByText('Aspettano una risposta da noi').waitFor();
    await page.getByLabel('Scrivi una nota interna').fill('Chiamare la ragioneria del comune.');
    await page.getByRole('button', { name: 'Salva la nota' }).click();
    await page.getByText('Chiamare la ragioneria del comune.', { exact: true }).last().waitFor();
    await page.getByLabel('Scrivi un messaggio').fill('Sì: presentate l’istanza entro febbraio.');
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    await page
      .getByRole('list', { name: /Messaggi/ })
      .getByText('Sì: presentate l’istanza entro febbraio.')
      .waitFor();
    await office.shot('82-risposta-della-sua');
    expect(await seriousFindings(page)).toEqual([]);
    await phone.page.getByText('Sì: presentate l’istanza entro febbraio.').waitFor();
    expect(await phone.page.getByText('Chiamare la ragioneria').count()).toBe(0);
  });

  it('loses nothing that is typed while there is no network, and sends it once when it is back', async () => {
    const { page, context } = phone;
    await context.setOffline(true);
    await page.getByLabel('Scrivi un messaggio').fill('Grazie, la presentiamo in gennaio.');
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    await page.getByText('Non ancora inviato: parte da solo quando torna la rete.').waitFor();
    await phone.shot('83-senza-rete');
    await context.setOffline(false);
    await page
      .getByRole('list', { name: /Messaggi/ })
      .getByText('Grazie, la presentiamo in gennaio.')
      .waitFor();
    await page.reload();
    await page
      .getByRole('list', { name: /Messaggi/ })
      .getByText('Grazie, la presentiamo in gennaio.')
      .waitFor();
    const { body } = await rup.get<{ messaggi: unknown[] }>(`/api/dossiers/${id}/thread`);
    expect(body.messaggi).toHaveLength(3);
    phone.troubles.length = 0;
  });

  it('presents the istanza; the SUA asks for what is missing and the clock stands', async () => {
    const run = new TenderRun(tender, { comune: rup, sua: official, say: () => undefined }, id);
    await run.move(rup, 'preparaIstanza');
    await run.fillSheet();
    await run.uploadAttachments();
    await run.generate(rup, ['D03']);
    await run.move(rup, 'presentaIstanza');
    const { page } = office;
    await office.go(`/fascicoli/${id}`);
    await page.getByRole('link', { name: 'Chiedi integrazioni' }).click();
    await page.getByRole('button', { name: 'Chiedi integrazioni' }).click();
    await page
      .getByLabel('Che cosa si chiede e perché')
      .fill('La relazione non dice quanti sono gli alunni: senza non si stima il servizio.');
    const remove = page.getByRole('button', { name: /^Togli il punto/ });
    while ((await remove.count()) > 0) await remove.first().click();
    await page.getByRole('combobox', { name: 'Quale documento' }).fill('Relazione tecnico');
    await page.getByRole('option', { name: /Relazione tecnico-illustrativa/ }).click();
    await page.getByRole('button', { name: 'Aggiungi il punto' }).click();
    await page.getByLabel('Aggiungi', { exact: true }).selectOption({ label: 'un chiarimento a parole' });
    await page.getByRole('button', { name: 'Aggiungi il punto' }).click();
    await page.getByLabel('Punto 2').fill('Spiegare chi paga i pasti degli insegnanti');
    await office.shot('84-nuova-richiesta');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invia la richiesta e ferma i termini' }).click();
    await page.getByText('I termini dell’istruttoria sono fermi').waitFor();
    await office.shot('85-richiesta-inviata');
    const { body } = await rup.get<{ state: { code: string }; turn: { party: string; clockStopped: boolean } }>(`/api/dossiers/${id}`);
    expect(body).toMatchObject({ state: { code: 'ISTANZA' }, turn: { party: 'COMUNE', clockStopped: true } });
  }, 240_000);

  it('answers point by point from the telephone, and the clock runs again', async () => {
    const { page } = phone;
    await phone.go(`/fascicoli/${id}/richieste`);
    await page.getByText('Manca la risposta a 2 punti.').waitFor();
    await phone.shot('86-richiesta-al-telefono');
    const file = await attachmentPdf({ code: 'D10', title: 'Relazione', text: ['Gli alunni sono 212.'] }, new Date());
    await page.locator('input[type=file]').first().setInputFiles({ name: 'relazione.pdf', mimeType: 'application/pdf', buffer: file });
    await page.getByText('Soddisfatto', { exact: true }).waitFor();
    await page.getByLabel('Risposta', { exact: true }).first().fill('Li paga lo Stato, che rimborsa il comune ogni anno.');
    await page.getByRole('button', { name: 'Salva la risposta' }).click();
    await page.getByText('Ogni punto ha una risposta: puoi trasmettere.').waitFor();
    await phone.shot('87-pronta');
    await page.getByRole('button', { name: 'Trasmetti la risposta' }).click();
    await page.getByText('I termini dell’istruttoria corrono').waitFor();
    await page.getByText('Risposta trasmessa', { exact: true }).first().waitFor();
    await phone.shot('88-trasmessa');
    const { body } = await official.get<{ state: { code: string }; turn: { party: string; clockStopped: boolean } }>(`/api/dossiers/${id}`);
    expect(body).toMatchObject({ state: { code: 'ISTRUTTORIA' }, turn: { party: 'SUA', clockStopped: false } });
    expect(phone.troubles).toEqual([]);
  }, 120_000);
});

describe('the pages of requests', () => {
  it.each(windowSizes)('in %s are right as a whole', async (_name, width, height) => {
    const window = await BrowserWindow.open(browser, product.url, { width, height });
    await window.signIn('sua@perugia.example');
    await inspectPage(window, { name: 'richieste del fascicolo', path: () => `/fascicoli/${id}/richieste` }, [width, height]);
    await inspectPage(window, { name: 'banco delle richieste', path: () => '/richieste' }, [width, height]);
  });
});
