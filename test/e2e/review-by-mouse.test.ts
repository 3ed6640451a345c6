import { type Browser } from 'playwright-core';
import { type ReviewsView } from '@gare/contracts/reviews';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier } from '../harness/dossiers.js';
import { seedDraft, typeInDraft } from '../harness/drafts.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { wordType } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, windowSizes } from './page-quality.js';

/** As long as such opinions are, and with a word that does not break. */
const longOpinion = [
  'Gli atti sono conformi alla disciplina vigente.',
  'La durata del servizio risulta dal capitolato e dal disciplinare, che la riportano con le stesse parole. '.repeat(20),
  `Riferimento: ${'x'.repeat(120)}`,
].join('\n\n');

let product: TestProduct;
let browser: Browser;
let official: BrowserWindow;
let lawyer: BrowserWindow;
let clerk: Visitor;
let dossierId: string;

async function upload(paragraphs: readonly string[]): Promise<void> {
  const file = { name: 'disciplinare.docx', bytes: wordBody(paragraphs.map(wordParagraph).join('')), type: wordType };
  expect((await clerk.upload(`/api/dossiers/${dossierId}/documents/D33/upload`, file)).status).toBeLessThan(300);
}

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  const [rup, legale] = await Promise.all([product.signIn('rup@tuoro.example'), product.signIn('legale@perugia.example')]);
  clerk = await product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica', clerk, legale);
  await upload(['Articolo 1. Oggetto', 'Il servizio dura dodici mesi.']);
  browser = await launchBrowser();
  official = await BrowserWindow.open(browser, product.url);
  await official.signIn('sua@perugia.example');
  lawyer = await BrowserWindow.open(browser, product.url);
  await lawyer.signIn('legale@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('an officer asks for a review, the lawyer reads, gives an opinion with a quotation and approves version and hash', async () => {
  await official.go(`/fascicoli/${dossierId}/revisione`);
  await official.page.getByText('Nessuna revisione chiesta').waitFor();
  await official.page.getByRole('button', { name: 'Chiedi una revisione' }).click();
  const dialog = official.page.getByRole('dialog', { name: 'Chiedi una revisione' });
  expect(await dialog.getByRole('checkbox', { name: /Disciplinare di gara/ }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Chiedi', exact: true }).click();
  await official.page.getByText('Sofia Renzi: deve rivedere').waitFor();
  const { page } = lawyer;
  await lawyer.go(`/fascicoli/${dossierId}/revisione`);
  await page
    .getByRole('list', { name: 'Da rivedere', exact: true })
    .getByRole('link', { name: /Disciplinare/ })
    .click();
  await page.getByText('Il file è stato caricato e non viene da un modello').waitFor();
  await page.getByText('Il servizio dura dodici mesi.').first().waitFor();
  await page.getByRole('button', { name: 'Ho letto la versione 1' }).click();
  await page.getByRole('link', { name: 'Torna alla revisione' }).click();
  await page.getByRole('link', { name: 'Scrivi il parere' }).click();
  await page.getByRole('radio', { name: 'Favorevole', exact: true }).check();
  await page.getByLabel('Testo del parere').fill(longOpinion);
  await page.getByLabel('Paragrafo da citare').selectOption({ label: 'Il servizio dura dodici mesi.' });
  await page.getByRole('button', { name: 'Aggiungi la citazione' }).click();
  await lawyer.shot('parere');
  await page.getByRole('button', { name: 'Dai il parere' }).click();
  await page.getByRole('button', { name: 'Approva', exact: true }).click();
  const confirm = page.getByRole('dialog', { name: 'Approvare questi atti?' });
  await confirm.getByText('versione 1').waitFor();
  await confirm.getByRole('button', { name: 'Approva queste versioni' }).click();
  await page.getByText('Sofia Renzi: ha approvato').waitFor();
});

it('whoever reads the dossier reads the opinion whole and proves it and the approval by the register', async () => {
  const { page } = official;
  await official.go(`/fascicoli/${dossierId}/revisione`);
  await page.getByRole('link', { name: 'Leggi e verifica i pareri su D33' }).click();
  const opinion = page.getByRole('list', { name: 'Pareri dati' }).getByRole('listitem').first();
  await opinion.getByText('Favorevole', { exact: true }).waitFor();
  await opinion.getByText('D33: «Il servizio dura dodici mesi.»').waitFor();
  expect(await page.getByRole('button', { name: 'Dai il parere' }).count()).toBe(0);
  await page.getByText('Perché non scrivo un parere').waitFor();
  await page.getByRole('button', { name: 'Verifica adesso' }).press('Enter');
  await page.getByRole('status').getByText('Tutto coincide').waitFor();
  const acts = page.getByRole('list', { name: 'Atti verificati' });
  await acts.getByText(/^Approvazione di Sofia Renzi, /u).waitFor();
  const [d33] = (await clerk.get<ReviewsView>(`/api/dossiers/${dossierId}/reviews`)).body.documents.filter(({ code }) => code === 'D33');
  expect(await acts.getByText(d33?.sha256 ?? 'none', { exact: true }).count()).toBe(2);
  expect(await acts.getByText('La voce del registro dice lo stesso e il file è quello').count()).toBe(2);
  await official.shot('parere-verificato');
});

it('a changed paragraph opens it again, is shown alone, in line and side by side, by keyboard, and takes a remark that blocks', async () => {
  await upload(['Articolo 1. Oggetto', 'Il servizio dura ventiquattro mesi.']);
  const { page } = lawyer;
  await lawyer.go(`/fascicoli/${dossierId}/revisione`);
  await page
    .getByText(/è riaperta: è cambiato il paragrafo «Il servizio dura ventiquattro mesi/)
    .first()
    .waitFor();
  await lawyer.go(`/fascicoli/${dossierId}/revisione/documento/D33`);
  await page.getByText('Solo ciò che è cambiato dalla versione 1').waitFor();
  await page.getByRole('button', { name: 'Modifica successiva' }).click();
  await page.keyboard.press('j');
  expect(await page.evaluate<string>('document.activeElement.dataset.change')).toBe('0');
  await page.getByRole('radio', { name: 'Affiancati' }).check();
  await page.getByText('Adesso', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Scrivi un rilievo su questo paragrafo' }).click();
  await page.getByRole('dialog').getByLabel('Testo del rilievo').fill('La durata non è quella del capitolato.');
  await page.getByRole('dialog').getByRole('button', { name: 'Salva il rilievo' }).click();
  await page.getByText('Sul paragrafo «Il servizio dura ventiquattro mesi.».').waitFor();
});

it('a draft that goes on is said at once, paragraph by paragraph, to whoever forms the new version and to whoever waits for it', async () => {
  const blocks = ['Articolo 1. Oggetto', 'Il servizio dura ventiquattro mesi.'].map((text, index) => ({ id: `0000000${index}`, text }));
  const draftId = await seedDraft(product, { dossierId, code: 'D33', blocks });
  await typeInDraft(product, { draftId, block: 1, text: ' Salvo proroga.' });
  await official.go(`/fascicoli/${dossierId}/revisione`);
  const changed = /è cambiato il paragrafo «Il servizio dura ventiquattro mesi. Salvo proroga.»/;
  await official.page.getByText(changed).first().waitFor();
  await official.page.getByRole('button', { name: 'Forma la nuova versione di D33' }).waitFor();
  await official.shot('revisione-bozza-avanti');
  await lawyer.go(`/fascicoli/${dossierId}/revisione`);
  await lawyer.page.getByText('Chi redige deve formare la nuova.').first().waitFor();
  await lawyer.page.getByText('la bozza è andata avanti: attendi la nuova versione').waitFor();
  expect(await lawyer.page.getByRole('button', { name: /Forma la nuova versione/ }).count()).toBe(0);
});

it.each(windowSizes)('the pages read well in %s', async (_, width, height) => {
  const window = await BrowserWindow.open(browser, product.url, { width, height });
  await window.signIn('legale@perugia.example');
  const [review] = (await clerk.get<ReviewsView>(`/api/dossiers/${dossierId}/reviews`)).body.reviews;
  for (const [name, path] of [
    ['revisione', ''],
    ['revisione-documento', '/documento/D33'],
    ['revisione-parere', `/parere/${review?.id ?? ''}`],
  ] as const)
    await inspectPage(window, { name, path: () => `/fascicoli/${dossierId}/revisione${path}` }, [width, height]);
});
