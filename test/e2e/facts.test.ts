import PizZip from 'pizzip';
import { type Browser, type Locator } from 'playwright-core';
import { demoTenders } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, tabTo, windowSizes } from './page-quality.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const before = 'Circa 12.000 pasti l’anno, cotti nel centro di cottura di Tuoro.';
const after = 'Circa 15.000 pasti l’anno, cotti nel centro di cottura di Tuoro.';
const field = 'Descrizione dell’appalto';

let product: TestProduct;
let browser: Browser;
let rup: Visitor;
let comune: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, environment: { OFFICE_PROCESSES: '2' } });
  rup = await product.signIn('rup@tuoro.example');
  const [tender] = demoTenders(new Date('2026-11-22T12:00:00Z'), 0x300000);
  if (tender === undefined) throw new Error('no demo tender');
  dossierId = (await rup.post<{ id: string }>('/api/dossiers', { oggetto: tender.sheet.oggetto })).body.id;
  const parties = { comune: rup, sua: await product.signIn('sua@perugia.example'), say: () => undefined };
  const run = new TenderRun({ ...tender, sheet: { ...tender.sheet, descrizione: before } }, parties, dossierId);
  await run.declare(dossierId);
  await run.move(rup, 'preparaIstanza');
  await run.fillSheet();
  await form(['D03', 'D21']);
  browser = await launchBrowser();
  comune = await BrowserWindow.open(browser, product.url);
  await comune.signIn('rup@tuoro.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function form(codes: readonly string[]): Promise<void> {
  const asked = await rup.post(`/api/dossiers/${dossierId}/documents/generate`, { codes });
  expect(asked.status).toBe(202);
  const { items } = await rup.until<{ items: { code: string; state: string; reason: string | null }[] }>(
    `/api/dossiers/${dossierId}/documents`,
    ({ items: all }) => !all.some(({ state }) => state === 'GENERATING'),
  );
  expect(items.filter(({ code }) => codes.includes(code))).toEqual(
    codes.map((code): unknown => expect.objectContaining({ code, state: 'READY' })),
  );
}

/** The document of the version in force as somebody leaves it in Word: `from` stands once in it and becomes `to`. */
async function editInWord(code: string, version: number, from: string, to: string): Promise<void> {
  const path = `/api/dossiers/${dossierId}/documents/${code}`;
  const zip = new PizZip(await rup.download(`${path}/versions/${version}/file?format=docx`));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  expect(xml.split(from)).toHaveLength(2);
  zip.file('word/document.xml', xml.replace(from, to));
  const upload = { name: 'istanza.docx', bytes: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), type: wordType };
  expect((await rup.upload(`${path}/upload`, upload)).status).toBe(201);
}

const focused = (): Locator => comune.page.locator(':focus');
const documentsTab = (): Locator =>
  comune.page.getByRole('navigation', { name: 'Pagine del fascicolo' }).getByRole('link', { name: 'Documenti' });
const staleNotice = (): Locator => comune.page.getByRole('status').filter({ hasText: 'non dicono più quello che dice la scheda' });

/** Writes the description in the field of the scheda and waits until it is saved. */
async function describeAs(text: string): Promise<void> {
  const box = comune.page.getByRole('textbox', { name: field, exact: true });
  await box.fill(text);
  await box.blur();
  await comune.page.getByText(/^Salvato alle/).waitFor();
}

it('under a field stands who wrote it and where it is printed; one click leads to that line', async () => {
  const { page } = comune;
  await comune.go(`/fascicoli/${dossierId}/scheda?sezione=procedura`);
  await page.getByRole('button', { name: `Da dove viene «${field}» e dove è scritto` }).click();
  const dialog = page.getByRole('dialog', { name: field });
  await dialog.getByText(/Scritto da Elena Conti/).waitFor();
  await dialog.getByText(`: da nessuno a «${before}»`).waitFor();
  await dialog.getByRole('heading', { name: /È scritto in/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await comune.shot('01-provenienza');
  await dialog.getByRole('listitem').filter({ hasText: 'Fabbisogno e programmazione' }).getByRole('link').first().click();
  await page.waitForURL(/\/documenti\/D03\/testo\?.*riga=\d+/);
  await focused().filter({ hasText: before }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  await comune.shot('02-testo-alla-riga');
});

it('by keyboard a value in the text opens where it comes from, and leads back to its field', async () => {
  const { page } = comune;
  await page.keyboard.press('Tab');
  expect(await focused().innerText()).toBe(before);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: field });
  await dialog.getByText(/Scritto da Elena Conti/).waitFor();
  await comune.shot('03-valore');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused().innerText()).toBe(before);
  await page.keyboard.press('Enter');
  await dialog.getByText(/Scritto da Elena Conti/).waitFor();
  await tabTo(page, /^Istanza di attivazione/);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused().innerText()).toContain(before);
  await page.getByRole('button', { name: before }).press('Enter');
  await tabTo(page, /Vai al campo della scheda/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/scheda\?.*campo=descrizione/);
  await page.getByRole('textbox', { name: field, exact: true }).and(focused()).waitFor();
});

it('on the pages of the document itself each value stands over its print, and opens by keyboard', async () => {
  const { page } = comune;
  await comune.go(`/fascicoli/${dossierId}/documenti/D03`);
  const sheet = page.getByRole('region', { name: /pagina 1 di/ });
  const value = sheet.getByRole('button', { name: before.slice(0, 20) }).first();
  await value.waitFor();
  expect(await sheet.getByRole('button').count()).toBeGreaterThan(5);
  // Ink under the words: they lie where they are printed.
  const ink = await page.evaluate<number>(`(() => {
    const word = [...document.querySelectorAll('.gi-pdf-words .gi-bound')].find((one) => one.textContent.startsWith(${JSON.stringify(before.slice(0, 20))}));
    const canvas = document.querySelector('.gi-pdf-paper canvas');
    const [paper, box] = [canvas.getBoundingClientRect(), word.getBoundingClientRect()];
    const scale = canvas.width / paper.width;
    const at = [box.left - paper.left, box.top - paper.top, box.width, box.height].map((side) => side * scale);
    const { data } = canvas.getContext('2d').getImageData(...at);
    return data.filter((level, index) => index % 4 === 0 && level < 128).length / (data.length / 4);
  })()`);
  expect(ink).toBeGreaterThan(0.04);
  expect(await seriousFindings(page)).toEqual([]);
  await sheet.focus();
  await tabTo(page, new RegExp(`^${before.slice(0, 20)}`));
  await comune.shot('03-valori-sulla-pagina');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: field });
  await dialog.getByText(/Scritto da Elena Conti/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused().innerText()).toContain(before.slice(0, 20));
  await page.getByText(/valori della scheda in questa pagina/).click();
  await page.getByRole('listitem').filter({ hasText: field }).getByRole('button').click();
  await dialog.getByText(/Scritto da Elena Conti/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await tabTo(page, /Vai al campo della scheda/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: field, exact: true }).and(focused()).waitFor();
});

it('the changed fact marks the document that prints it; one click forms it again and what changed is shown', async () => {
  const { page } = comune;
  await describeAs(after);
  await documentsTab().click();
  for (const title of ['Istanza di attivazione della procedura', 'Decisione a contrarre']) {
    const item = staleNotice().getByRole('listitem').filter({ hasText: title });
    await item.getByRole('link', { name: `${field}: era «${before}», ora è «${after}»` }).waitFor();
    await item.getByText(/^Elena Conti,/).waitFor();
  }
  expect(await seriousFindings(page)).toEqual([]);
  await comune.shot('04-superato');
  await staleNotice().getByRole('button', { name: 'Rigenera i 2 documenti superati' }).click();
  const card = page.locator('#documento-D03');
  await card.getByText(/^Versione 2 ·/).waitFor({ timeout: 60_000 });
  await staleNotice().waitFor({ state: 'detached' });
  await card.getByRole('link', { name: /^Confronta con la precedente/ }).click();
  const redline = page.getByRole('region', { name: 'Versione 1 e versione 2 a confronto' });
  await redline.locator('del').filter({ hasText: '12.000' }).waitFor();
  await redline.locator('ins').filter({ hasText: '15.000' }).waitFor();
  await page.keyboard.press('F8');
  await focused().filter({ hasText: '15.000' }).waitFor();
  await page.getByText('Confronto verificato').waitFor();
  await redline
    .getByRole('status')
    .filter({ hasText: /eliminato: 12\.000; inserito: 15\.000/ })
    .waitFor();
  await comune.shot('05-confronto');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica in Word con le revisioni' }).click();
  expect((await download).suggestedFilename()).toMatch(/-confronto-v1-v2\.docx$/);
  await page.getByRole('radio', { name: 'Affiancato' }).check();
  await redline.locator('.gi-redline-pair del').filter({ hasText: '12.000' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await comune.shot('05-confronto-affiancato');
});

it('what was changed by hand is not overwritten: a person decides, paragraph by paragraph', async () => {
  const { page } = comune;
  await editInWord('D03', 2, after, `${after} Diete comprese.`);
  await comune.go(`/fascicoli/${dossierId}/scheda?campo=descrizione`);
  await describeAs('Circa 18.000 pasti l’anno, cotti nel centro di cottura di Tuoro.');
  await documentsTab().click();
  await staleNotice().getByText('Modificato a mano').waitFor();
  await comune.shot('06-superato-a-mano');
  await staleNotice().getByRole('link', { name: 'Modifiche a mano' }).click();
  await page.getByRole('heading', { name: 'Un paragrafo da decidere' }).waitFor();
  await page.getByRole('button', { name: 'Genera con queste scelte' }).click();
  await page.getByText('Scegli quale testo tenere in ogni paragrafo.').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await comune.shot('07-modifiche-senza-scelta');
  await page.getByRole('radio', { name: 'Tieni il testo scritto a mano' }).check();
  await page.getByRole('button', { name: 'Genera con queste scelte' }).click();
  const card = page.locator('#documento-D03');
  await card.getByText(/^Versione 4 ·/).waitFor({ timeout: 60_000 });
  await card.getByRole('link', { name: /^Modifiche a mano/ }).click();
  await page.getByRole('heading', { name: 'Modifiche a mano: Istanza di attivazione della procedura' }).waitFor();
});

it('nothing went wrong in the pages, and no other host was asked', () => {
  expect(comune.troubles).toEqual([]);
});

it.each(windowSizes)('the pages hold in %s', async (_, width, height) => {
  await comune.page.setViewportSize({ width, height });
  const of = (page: string) => () => `/fascicoli/${dossierId}/documenti/D03/${page}`;
  const pages = [
    { name: 'testo', path: of('testo?versione=2') },
    { name: 'anteprima con i dati', path: () => `/fascicoli/${dossierId}/documenti/D03?vista=dati` },
    { name: 'confronto', path: of('confronto?versione=2') },
    { name: 'modifiche', path: of('modifiche') },
    { name: 'scostamenti', path: () => `/fascicoli/${dossierId}/scostamenti`, familiar: true as const },
  ];
  for (const address of pages) await inspectPage(comune, address, [width, height]);
  await comune.go(of('testo?versione=2')());
  await comune.page.getByRole('button', { name: after }).click();
  await comune.page.getByText(/Scritto da Elena Conti/).waitFor();
  expect(await seriousFindings(comune.page)).toEqual([]);
  await comune.shot(`${width}-valore`);
  // The same in the preview itself, one click away from its pages.
  await comune.go(`/fascicoli/${dossierId}/documenti/D03?versione=2`);
  await comune.page.getByRole('button', { name: 'Testo con i dati' }).click();
  await comune.page.waitForURL(/vista=dati/);
  await comune.page.getByRole('button', { name: after }).click();
  await comune.page.getByText(/Scritto da Elena Conti/).waitFor();
});
