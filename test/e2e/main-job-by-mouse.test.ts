import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Locator } from 'playwright-core';
import { attachmentPdf } from '../../apps/cli/src/demo/attachments.js';
import { demoTenders, type DemoTender } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, overflow, type PageAddress, seriousFindings, unmarkedStops, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let directory: string;
let comune: BrowserWindow;
let province: BrowserWindow;
let dossierId: string;
let tender: DemoTender;
let run: TenderRun;
let rup: Visitor;
let sua: Visitor;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gare-e2e-'));
  product = await startTestProduct({ web: true, environment: { OFFICE_PROCESSES: '2' } });
  browser = await launchBrowser();
  const [services] = demoTenders(new Date('2026-11-22T12:00:00Z'), 0x200000);
  if (services === undefined) throw new Error('no demo tender');
  tender = services;
  rup = await product.signIn(tender.comuneAccount);
  sua = await product.signIn('sua@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(directory, { recursive: true, force: true });
});

const tab = (window: BrowserWindow, name: string): Locator =>
  window.page.getByRole('navigation', { name: 'Pagine del fascicolo' }).getByRole('link', { name });

const section = (name: string): Locator =>
  comune.page.getByRole('navigation', { name: 'Sezioni della scheda' }).getByRole('link', { name });

const valueOf = async (path: string): Promise<unknown> => {
  const { body } = await rup.get<{ values: Record<string, unknown> }>(`/api/dossiers/${dossierId}/scheda`);
  return body.values[path];
};

async function saved(): Promise<void> {
  await comune.page.getByText(/^Salvato alle/).waitFor();
}

describe('the main job by mouse', () => {
  it('the comune signs in and opens a dossier', async () => {
    comune = await BrowserWindow.open(browser, product.url);
    const { page } = comune;
    await comune.signIn(tender.comuneAccount);
    await comune.shot('01-scrivania-vuota');
    await page.getByRole('link', { name: 'Nuovo fascicolo' }).first().click();
    await page.getByRole('link', { name: /apri senza guida/ }).click();
    await page.getByLabel('Oggetto').fill('Breve');
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.getByText('Descrivi l’oggetto con almeno 10 caratteri').waitFor();
    await page.getByLabel('Oggetto').fill(tender.sheet.oggetto ?? '');
    await comune.shot('02-nuovo');
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.waitForURL(/\/fascicoli\/[0-9a-f-]{36}$/);
    dossierId = page.url().split('/').at(-1) ?? '';
    const lawyer = await product.signIn('legale@perugia.example');
    run = new TenderRun(tender, { comune: rup, sua, lawyer, say: () => undefined }, dossierId);
    await declareNoConflict(sua, dossierId);
    await page.getByRole('heading', { level: 1, name: tender.sheet.oggetto ?? '' }).waitFor();
    await page.getByRole('region', { name: 'Costo della SUA' }).getByText('Manca l’importo a base di gara.').first().waitFor();
    await comune.shot('03-riepilogo');
  });

  it('is asked for the declaration of no conflict before anything else, and answers it', async () => {
    const { page } = comune;
    await page.getByText('Prima di lavorare su questo fascicolo dichiara se hai un conflitto di interessi', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Rispondi alla dichiarazione' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dichiarazione sul conflitto di interessi' });
    await dialog.getByRole('button', { name: 'Dichiara' }).click();
    await dialog.getByText('Scegli una delle due risposte.').waitFor();
    await dialog.getByRole('radio', { name: /^Sì/ }).check();
    await dialog.getByLabel('Descrivi il conflitto').waitFor();
    await comune.shot('03-dichiarazione');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('radio', { name: /^No/ }).check();
    await dialog.getByRole('button', { name: 'Dichiara' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Rispondi alla dichiarazione' }).waitFor({ state: 'detached' });
  });

  it('starts the request with the button of the next action', async () => {
    const { page } = comune;
    await page.getByRole('button', { name: 'Prepara l’istanza' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Prepara l’istanza' });
    await comune.shot('04-passo');
    await dialog.getByRole('button', { name: 'Conferma' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Istanza', { exact: true }).first().waitFor();
  });

  it('fills fields by hand: what is wrong is said at once, what is right is saved by itself', async () => {
    const { page } = comune;
    await tab(comune, 'Scheda').click();
    await section('Procedura').click();
    await page.getByLabel('Descrizione dell’appalto').fill('Preparazione e distribuzione dei pasti nelle scuole del comune.');
    const amount = page.getByLabel('Valore stimato dell’appalto');
    await amount.fill('185.000,555');
    await amount.blur();
    await page.getByText('Un campo da correggere non è salvato').waitFor();
    expect(await amount.getAttribute('aria-invalid')).toBe('true');
    await comune.shot('05-scheda-errore');
    await amount.fill('185.000,5');
    await amount.blur();
    await page.getByLabel('Approvazione del progetto').first().fill('2026-09-30');
    await saved();
    await page.getByText('Un campo da correggere non è salvato').waitFor({ state: 'detached' });
    expect(await amount.inputValue()).toBe('185.000,50');
    expect(await valueOf('valoreStimatoTotale')).toBe('185000.50');
    expect(await valueOf('dataApprovazioneProgetto')).toBe('2026-09-30');
    await section('Lotti').click();
    await page.getByRole('button', { name: 'Aggiungi a Lotti' }).click();
    await page.getByLabel('Oggetto del lotto').fill('Refezione nelle scuole');
    await page.getByLabel('Oggetto del lotto').blur();
    await saved();
    expect(await valueOf('lotti')).toEqual([expect.objectContaining({ id: 'LOT-0001', oggetto: 'Refezione nelle scuole' })]);
    await comune.shot('06-lotti');
  });

  it('the page shows what a colleague fills in meanwhile', async () => {
    await run.fillSheet();
    await comune.page
      .getByLabel('Oggetto del lotto')
      .and(comune.page.locator(`[value="${tender.sheet.lotti?.[0]?.oggetto ?? ''}"]`))
      .waitFor();
    await comune.shot('07-lotti-pieni');
  });

  it('from a failed check it is one click to the field; mended, the block is gone', async () => {
    const { page } = comune;
    const sheet = await rup.get<{ revision: number }>(`/api/dossiers/${dossierId}/scheda`);
    const changes = [{ path: 'valoreStimatoTotale', value: '1.00' }];
    await rup.send('PATCH', `/api/dossiers/${dossierId}/scheda`, { baseRevision: sheet.body.revision, changes });
    await tab(comune, 'Verifiche').click();
    const card = page.locator('#DATA-10');
    await card.getByText('Blocca').waitFor();
    await comune.shot('08-verifiche');
    await card.getByRole('link', { name: /Vai al campo/ }).click();
    const field = page.getByLabel('Valore stimato dell’appalto');
    await field.and(page.locator(':focus')).waitFor();
    await comune.shot('09-campo-bloccato');
    await field.fill((tender.sheet.valoreStimatoTotale ?? '').replace('.', ','));
    await field.blur();
    await saved();
    await tab(comune, 'Verifiche').click();
    await card.getByText('Blocca').waitFor({ state: 'detached' });
    await comune.shot('10-verifiche-dopo');
  });

  it('the page of the tender says what the SUA will cost, and how that is worked out', async () => {
    const { page } = comune;
    await tab(comune, 'Riepilogo').click();
    const { totale } = (await rup.get<{ totale: string }>(`/api/dossiers/${dossierId}/fee-estimate`)).body;
    expect(Number(totale)).toBeGreaterThan(0);
    const shown = Number(totale).toLocaleString('it-IT', { minimumFractionDigits: 2, useGrouping: 'always' });
    const card = page.getByRole('region', { name: 'Costo della SUA' });
    await card.locator('dd').filter({ hasText: shown }).first().waitFor();
    await card.getByText('Come si calcola: Compenso alla pubblicazione').click();
    await card.getByText(/scaglione \d/).waitFor();
    await comune.shot('10b-costo');
  });

  it('uploads an attachment, generates a document and looks at it', async () => {
    const { page } = comune;
    const [first, ...others] = tender.attachments;
    if (first === undefined) throw new Error('no attachment');
    await tab(comune, 'Documenti').click();
    const card = page.locator(`#documento-${first.code}`);
    const bytes = await attachmentPdf(first, new Date('2026-11-20T09:00:00Z'));
    await card.locator('input[type=file]').setInputFiles({ name: 'relazione.pdf', mimeType: 'application/pdf', buffer: bytes });
    await card.getByText('Pronto').waitFor();
    await new TenderRun({ ...tender, attachments: others }, { comune: rup, sua, say: () => undefined }, dossierId).uploadAttachments();
    const request = page.locator('#documento-D03');
    await request.getByRole('button', { name: /^Genera/ }).click();
    await request.getByRole('progressbar').waitFor();
    await comune.shot('11-documenti-in-corso');
    await request.getByText('Pronto').waitFor({ timeout: 60_000 });
    await request.getByRole('link', { name: /^Apri/ }).click();
    await page.locator('canvas').first().waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await comune.shot('12-anteprima');
  });

  it('the Province builds the package and downloads it; it verifies offline', async () => {
    await run.move(rup, 'presentaIstanza');
    await run.provideDue();
    await run.move(sua, 'ammetti');
    await run.generate(rup, undefined);
    await run.generate(sua, undefined);
    await run.reviewActs();
    await run.move(sua, 'approvaAtti');
    for (const [who, event] of [
      [rup, 'registraDecisione'],
      [sua, 'registraCig'],
    ] as const) {
      await run.provideDue();
      await run.move(who, event);
    }
    await run.provideDue();
    province = await BrowserWindow.open(browser, product.url);
    const { page } = province;
    await province.signIn('sua@perugia.example');
    await province.shot('13-scrivania-provincia');
    await page
      .getByRole('list', { name: 'Tocca a me' })
      .getByRole('link', { name: tender.sheet.oggetto ?? '' })
      .click();
    await tab(province, 'Fascicolo').click();
    await page.getByText('Niente lo blocca: si può costruire.').waitFor();
    await province.shot('14-fascicolo-pronto');
    await page.getByRole('button', { name: 'Costruisci il fascicolo' }).click();
    await page.getByRole('progressbar').waitFor();
    await province.shot('15-fascicolo-in-corso');
    await page.getByRole('heading', { name: /Fascicolo sigillato, versione 1/ }).waitFor({ timeout: 90_000 });
    expect(await page.getByRole('row').count()).toBeGreaterThan(12);
    await province.shot('16-fascicolo-sigillato');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Scarica il fascicolo/ }).click()]);
    const file = join(directory, download.suggestedFilename());
    await download.saveAs(file);
    expect(await verifyPackage(file)).toMatchObject({ ok: true });
  });

  it('nothing went wrong in the pages, and no other host was asked', () => {
    expect([...comune.troubles, ...province.troubles]).toEqual([]);
  });
});

/** Every page; those of a dossier for the one of the main job (sealed, read-only) and for a new one (everything missing). */
const pages: readonly PageAddress[] = [
  { name: 'scrivania', path: () => '/' },
  { name: 'scrivania senza risultati', path: () => '/?testo=zzz', familiar: true },
  { name: 'nuovo fascicolo', path: () => '/fascicoli/nuovo', familiar: true },
  { name: 'nuovo fascicolo senza guida', path: () => '/fascicoli/nuovo/breve' },
  { name: 'riepilogo', path: () => `/fascicoli/${dossierId}` },
  { name: 'riepilogo di uno nuovo', path: () => `/fascicoli/${emptyId}`, familiar: true },
  { name: 'scheda, procedura', path: () => `/fascicoli/${emptyId}/scheda?sezione=procedura`, familiar: true },
  { name: 'scheda, importi in sola lettura', path: () => `/fascicoli/${dossierId}/scheda?sezione=importi` },
  { name: 'verifiche', path: () => `/fascicoli/${dossierId}/verifiche`, familiar: true },
  { name: 'verifiche di uno nuovo', path: () => `/fascicoli/${emptyId}/verifiche`, familiar: true },
  { name: 'documenti', path: () => `/fascicoli/${dossierId}/documenti` },
  { name: 'anteprima', path: () => `/fascicoli/${dossierId}/documenti/D33` },
  { name: 'fascicolo sigillato', path: () => `/fascicoli/${dossierId}/fascicolo` },
  { name: 'fascicolo bloccato', path: () => `/fascicoli/${emptyId}/fascicolo`, familiar: true },
  { name: 'registro', path: () => `/fascicoli/${dossierId}/registro` },
  { name: 'registro senza risultati', path: () => `/fascicoli/${dossierId}/registro?testo=zzz`, familiar: true },
  { name: 'accessibilità', path: () => '/accessibilita', familiar: true },
  { name: 'privacy', path: () => '/privacy', familiar: true },
  { name: 'pagina che non esiste', path: () => '/non-esiste', familiar: true },
];
let emptyId: string;

describe.each(windowSizes)('every page in %s', (_, width, height) => {
  let window: BrowserWindow;
  beforeAll(async () => {
    const opened = await rup.post<{ id: string }>('/api/dossiers', { oggetto: 'Fornitura di arredi per la biblioteca comunale' });
    emptyId = opened.body.id;
    await declareNoConflict(rup, emptyId);
    await rup.post(`/api/dossiers/${emptyId}/transitions`, { event: 'preparaIstanza' });
    window = await BrowserWindow.open(browser, product.url, { width, height });
    await window.go('/accesso');
    expect(await seriousFindings(window.page)).toEqual([]);
    await window.shot(`${width}-accesso`);
    await window.signIn('rup@tuoro.example');
  });
  afterAll(() => window.close());

  it.each(pages.map((address) => [address.name, address] as const))('%s', (_name, address) =>
    inspectPage(window, address, [width, height]),
  );
});

it('the probes see what they look for', async () => {
  const { page } = await BrowserWindow.open(browser, product.url);
  await page.goto('/accesso');
  await page.locator('main h1').waitFor();
  // Styles are set from script: the policy of the page refuses them in the markup.
  await page.evaluate(`{
    document.querySelector('main').innerHTML = '<img src="/favicon.svg"><p>largo</p><button>muto</button>';
    document.querySelector('main p').style.width = '3000px';
    for (const name of ['outline', 'box-shadow']) document.querySelector('main button').style.setProperty(name, 'none', 'important');
  }`);
  expect(await seriousFindings(page)).toEqual([expect.stringMatching(/^image-alt/)]);
  expect(await overflow(page)).toBeGreaterThan(1000);
  await page.getByText('largo').click();
  expect(await unmarkedStops(page, 1)).toEqual(['BUTTON muto']);
});

it('a missing asset is missing, not the page', async () => {
  expect((await fetch(`${product.url}/assets/x.js`)).status).toBe(404);
  expect((await fetch(`${product.url}/fascicoli/qualunque`)).headers.get('content-type')).toContain('text/html');
});
