import { readFile } from 'node:fs/promises';
import { type Browser, type Locator } from 'playwright-core';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { commentsParts, deleted, edited, inserted, rewritten, spanned, text } from '../fixtures/word-changes.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { type TemplateProduct } from '../harness/template-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { draftText, oggetto, startDisciplinare } from './draft-page.js';
import { overflow, seriousFindings, tabTo, windowSizes } from './page-quality.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let started: TemplateProduct;
let browser: Browser;
let sua: BrowserWindow;
let officer: Visitor;
let dossierId: string;
let taken: Buffer;

beforeAll(async () => {
  started = await startDisciplinare('Art. 2 Regole', [
    'La seduta è pubblica.',
    'Il contratto dura dodici mesi.',
    'Le offerte sono irrevocabili.',
  ]);
  officer = await started.product.signIn('sua@perugia.example');
  dossierId = await openDossier(started.rup, oggetto, officer);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  expect((await officer.post(`/api/dossiers/${dossierId}/drafts/D33`)).status).toBe(200);
  browser = await launchBrowser();
  sua = await BrowserWindow.open(browser, started.product.url);
  await sua.signIn('sua@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await started.stop();
});

const address = (): string => `/fascicoli/${dossierId}/redazione/D33?pannello=word`;
const panel = (): Locator => sua.page.getByRole('tabpanel', { name: 'Word' });

/** Chosen in the file dialog of the browser, opened by keyboard. */
async function choose(name: string, bytes: Buffer): Promise<void> {
  const opened = sua.page.waitForEvent('filechooser');
  await panel()
    .getByLabel(/Scegli il file/)
    .focus();
  await sua.page.keyboard.press('Enter');
  await (await opened).setFiles({ name, mimeType: wordType, buffer: bytes });
}

/** What a lawyer and an engineer did to it in Word. */
function changed(docx: Buffer): Buffer {
  const commented = commentsParts([
    { author: 'Avv. Neri', at: '2026-11-20T09:00:00Z', text: 'Perché non dodici?', paragraph: '2A000001' },
    { author: 'Ing. Blu', at: '2026-11-21T09:30:00Z', text: 'Lo chiede il comune', paragraph: '2A000002', parent: '2A000001' },
  ])(docx);
  const tracked = edited(commented, [
    ['pubblica', deleted('pubblica', 'Avv. Neri') + inserted('riservata', 'Avv. Neri')],
    ['dodici', spanned([0, 1], deleted('dodici', 'Ing. Blu') + inserted('ventiquattro', 'Ing. Blu'))],
    ['irrevocabili', text('irrevocabili', '<w:b/>')],
  ]);
  return rewritten(tracked, { 'word/document.xml': (xml) => xml.replace(`>${oggetto}<`, '>Mensa scolastica<') });
}

describe('a text that goes to Word and comes back', () => {
  it('leaves with the button of the page', async () => {
    await sua.go(address());
    await draftText(sua.page).getByText('La seduta è pubblica.').waitFor();
    await sua.shot('word-vuoto-1440');
    const download = sua.page.waitForEvent('download');
    await panel().getByRole('link', { name: 'Scarica per Word' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^D33_bozza_\d+\.docx$/);
    taken = await readFile(await file.path());
  });

  it('a file of other descent is refused with a sentence and another way', async () => {
    await choose('altro.docx', wordBody(wordParagraph('Un altro documento')));
    await panel().getByRole('alert').getByText(/non/).first().waitFor();
    await panel().getByRole('link', { name: 'Vai ai documenti del fascicolo' }).waitFor();
    await sua.shot('word-rifiutato-1440');
    expect(await seriousFindings(sua.page)).toEqual([]);
    expect(await sua.page.evaluate('document.activeElement.type')).toBe('file');
  });

  it('shows how far the file is, then what would happen, before anything does', async () => {
    let arrived = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await sua.page.route('**/word/returns', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await choose('disciplinare corretto.docx', changed(taken));
    await panel().getByRole('progressbar', { name: 'Caricamento di disciplinare corretto.docx' }).waitFor();
    arrived();
    await panel().getByRole('heading', { name: 'Che cosa succederà' }).waitFor();
    expect(await sua.page.evaluate('document.activeElement.textContent')).toBe('Che cosa succederà');
    for (const words of ['Avv. Neri', 'Ing. Blu', 'Perché non dodici?', 'su «dodici»', 'grassetto su «irrevocabili»'])
      await panel().getByText(words).first().waitFor();
    await panel().getByText(`«${oggetto}» è diventato «Mensa scolastica»`).waitFor();
    expect(await panel().getByRole('link', { name: /campo/ }).getAttribute('href')).toBe(`/fascicoli/${dossierId}/scheda?campo=oggetto`);
    expect(await draftText(sua.page).locator('ins').count()).toBe(0);
  });

  it.each(windowSizes)('the report holds in %s', async (_window, width, height) => {
    await sua.page.setViewportSize({ width, height });
    await panel().getByText('grassetto su «irrevocabili»').waitFor();
    expect(await overflow(sua.page)).toBe(0);
    expect(await seriousFindings(sua.page)).toEqual([]);
    await sua.shot(`word-resoconto-${width}`);
  });

  it('one that was brought by mistake is set aside with a reason, and stays in the list', async () => {
    await sua.page.setViewportSize({ width: 1440, height: 900 });
    await choose('sbagliato.docx', edited(taken, [['dodici', text('venti')]]));
    const wrong = panel().getByRole('listitem').filter({ hasText: 'sbagliato.docx' });
    await wrong.getByRole('button', { name: 'Scarta il file restituito di sbagliato.docx' }).click();
    const dialog = sua.page.getByRole('dialog', { name: 'Scartare sbagliato.docx?' });
    await dialog.getByRole('button', { name: 'Scarta', exact: true }).click();
    await dialog.getByText(/Scrivi il motivo/).waitFor();
    await dialog.getByLabel('Perché si scarta').fill('Era di un’altra gara');
    expect(await seriousFindings(sua.page)).toEqual([]);
    await sua.shot('word-scarta-1440');
    await dialog.getByRole('button', { name: 'Scarta', exact: true }).click();
    await wrong.getByText('«Era di un’altra gara»').waitFor();
    await wrong.getByText('Scartato', { exact: true }).waitFor();
    await sua.shot('word-scartato-1440');
    expect(await seriousFindings(sua.page)).toEqual([]);
  });

  it('confirmed by keyboard, it stands in the text as proposals and beside it as comments', async () => {
    await sua.page.setViewportSize({ width: 1440, height: 900 });
    await tabTo(sua.page, /^Unisci alla bozza/);
    await sua.page.keyboard.press('Enter');
    await panel().getByRole('heading', { name: 'Che cosa è successo' }).waitFor();
    expect(await sua.page.evaluate('document.activeElement.textContent')).toBe('Che cosa è successo');
    await draftText(sua.page).locator('ins', { hasText: 'riservata' }).waitFor();
    await sua.shot('word-unito-1440');
    await panel().getByRole('link', { name: 'Vai ai commenti' }).click();
    await sua.page.getByRole('tabpanel', { name: 'Commenti' }).getByText('Lo chiede il comune').waitFor();
    await sua.page.goBack();
    await panel()
      .getByRole('button', { name: /Mostra il resoconto di disciplinare corretto/ })
      .click();
    await panel().getByRole('link', { name: 'Vai alle proposte' }).click();
    const card = (author: string): Locator =>
      sua.page.getByRole('list', { name: 'Proposte in attesa' }).getByRole('listitem').filter({ hasText: author });
    await card('Avv. Neri').getByRole('button', { name: 'Accetta' }).click();
    await card('Ing. Blu').getByRole('button', { name: 'Respingi' }).click();
    await card('irrevocabili').getByRole('button', { name: 'Accetta' }).click();
    await draftText(sua.page).locator('strong', { hasText: 'irrevocabili' }).waitFor();
    await draftText(sua.page).getByText('La seduta è riservata.').waitFor();
    await draftText(sua.page).getByText('Il contratto dura dodici mesi.').waitFor();
    await sua.page.getByText('Nessuna proposta in attesa').waitFor();
    expect(await draftText(sua.page).locator('[data-value]').textContent()).toBe(oggetto);
    expect(sua.troubles.filter((trouble) => !trouble.includes('409'))).toEqual([]);
  });
});
