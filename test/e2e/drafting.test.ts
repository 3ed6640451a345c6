import { type Browser, type Locator, type Page } from 'playwright-core';
import { type TemplateProduct } from '../harness/template-product.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { atEndOf, draftText, oggetto, startDisciplinare } from './draft-page.js';
import { inspectPage, seriousFindings, windowSizes } from './page-quality.js';

const first = 'Si applicano le regole seguenti.';

/** What a page elsewhere puts on the clipboard, pasted where the cursor is. */
const hostile =
  '<p class=MsoNormal>Incollato <b>forte</b><img src="https://altrove.example/x.png" onerror="window.rotto=1"><script>window.rotto=1</script></p>';
const paste = `{
  const data = new DataTransfer();
  data.setData('text/html', ${JSON.stringify(hostile).replaceAll('</', '<\\/')});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}`;

let started: TemplateProduct;
let browser: Browser;
let comune: BrowserWindow;
let sua: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  started = await startDisciplinare('Art. 2 Regole', [first, 'Norme finali.']);
  const officer = await started.product.signIn('sua@perugia.example');
  dossierId = await openDossier(started.rup, oggetto, officer);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  browser = await launchBrowser();
  [comune, sua] = [await BrowserWindow.open(browser, started.product.url), await BrowserWindow.open(browser, started.product.url)];
  await comune.signIn('rup@montone.example');
  await sua.signIn('sua@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await started.stop();
});

const address = (): string => `/fascicoli/${dossierId}/redazione/D33`;

const threads = (page: Page): Locator => page.getByRole('list', { name: 'Commenti, nell’ordine del testo' });

/** An edit of a section of the other body that does not ask the rules of the page first. */
const forged = `{
  const { extensionManager } = document.querySelector('.gi-draft').editor;
  const { document: shared } = extensionManager.extensions.find(({ name }) => name === 'collaboration').options;
  shared.getXmlFragment('testo').get(3).get(0).insert(0, 'Contraffatto. ');
}`;

/** Remembers the first block of the text, to ask later whether the page still has the very same. */
const keepFirst = `{ window.firstBlock = document.querySelector('.gi-draft').editor.state.doc.child(0); }`;
const isFirstKept = `document.querySelector('.gi-draft').editor.state.doc.child(0) === window.firstBlock`;

/** Whether the page shows the shared text to the letter, block by block. */
const isShared = `(() => {
  const { state, extensionManager } = document.querySelector('.gi-draft').editor;
  const { document: shared } = extensionManager.extensions.find(({ name }) => name === 'collaboration').options;
  const letters = (type) => type.toArray ? type.toArray().map(letters).join('') : type.toDelta().map(({ insert }) => insert).join('');
  const there = shared.getXmlFragment('testo').toArray().map(letters);
  const here = state.doc.children.map((block) => block.textBetween(0, block.content.size, undefined, () => ''));
  return JSON.stringify(there) === JSON.stringify(here);
})()`;

describe('two people at one document', () => {
  it('open it, see each other, and each other’s words', async () => {
    await sua.go(`/fascicoli/${dossierId}/redazione`);
    await sua.page.getByRole('link', { name: 'Disciplinare di gara' }).click();
    await sua.page.getByRole('button', { name: 'Apri la bozza' }).click();
    await draftText(sua.page).getByText(first).waitFor();
    await comune.go(address());
    await draftText(comune.page).getByText(first).waitFor();
    await sua.page.getByRole('button', { name: /Vai dove scrive|ha aperto il testo/ }).waitFor();

    await comune.page.evaluate(keepFirst);
    await atEndOf(sua.page, 'Norme finali.');
    await sua.page.keyboard.type(' Parole della SUA.');
    await draftText(comune.page).getByText('Parole della SUA.').waitFor();
    expect(await comune.page.evaluate(isFirstKept)).toBe(true);
    await sua.page.getByText(/Salvato sul server alle \d\d:\d\d/).waitFor();

    // Who does not write the section proposes in it.
    await atEndOf(comune.page, first);
    await comune.page.keyboard.type(' Proposta del comune.');
    await draftText(sua.page).locator('ins', { hasText: 'Proposta del comune.' }).waitFor();
    await comune.page.getByText(/Salvato sul server alle/).waitFor();
    await sua.shot('redazione-1440');
    expect([...comune.troubles, ...sua.troubles]).toEqual([]);
  });

  it('a proposal of the one is accepted by the other', async () => {
    const card = sua.page.getByRole('list', { name: 'Proposte in attesa' }).getByRole('listitem');
    await card.getByText('Proposta del comune.').waitFor();
    await card.getByRole('button', { name: 'Accetta' }).click();
    await draftText(comune.page).locator('ins').first().waitFor({ state: 'detached' });
    expect(await draftText(comune.page).getByText(`${first} Proposta del comune.`).count()).toBe(1);
    await sua.page.getByText('Nessuna proposta in attesa').waitFor();
  });

  it('a value says where it comes from and leads to its field; typing does not change it', async () => {
    const value = draftText(comune.page).locator('[data-value]', { hasText: oggetto });
    await value.click();
    const dialog = comune.page.getByRole('dialog');
    await dialog.getByRole('link', { name: /campo/ }).waitFor();
    expect(await seriousFindings(comune.page)).toEqual([]);
    await dialog.getByRole('link', { name: /campo/ }).click();
    await comune.page.waitForURL(/scheda\?campo=oggetto/);
    await comune.go(address());
    await draftText(comune.page).getByText(first).waitFor();
  });

  it('a value that is emptied names its field in the text, and is there again with it', async () => {
    const { page } = comune;
    expect(await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: null }])).toBe(200);
    const missing = draftText(page).locator('.gi-drafting-missing', { hasText: '[da compilare: ' });
    await missing.waitFor();
    await page.getByText('Un dato è ancora da compilare nella scheda.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await comune.shot('redazione-da-compilare');
    await missing.click();
    await page.getByRole('dialog').getByRole('link', { name: /campo/ }).waitFor();
    await comune.shot('redazione-da-compilare-campo');
    await page.keyboard.press('Escape');
    expect(await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }])).toBe(200);
    await draftText(page).locator('[data-value]', { hasText: oggetto }).waitFor();
    await page.getByText('ancora da compilare nella scheda').waitFor({ state: 'detached' });
  });

  it('taking a value out of one’s own section is said, and undone in one step', async () => {
    const { page } = sua;
    const value = draftText(page).locator('[data-value]', { hasText: oggetto });
    await atEndOf(page, 'Art. 1 Oggetto');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('Altro');
    await page.getByRole('region').getByText(`Hai tolto dal testo un valore della scheda: «${oggetto}»`).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Annulla l’ultima modifica' }).click();
    await value.waitFor();
    await draftText(page).and(page.locator(':focus')).waitFor();
  });

  it('what is written without a network arrives when it is back; who would leave before is asked', async () => {
    const { page } = comune;
    await comune.context.setOffline(true);
    await page
      .getByRole('region')
      .getByText(/Senza rete: le modifiche restano in questo computer/)
      .waitFor();
    await atEndOf(page, 'Norme finali.');
    await page.keyboard.type(' Dalla galleria.');
    await page.getByText(/modific(a|he) non ancora salvat/).waitFor();
    await page.getByRole('link', { name: 'Tutti i documenti' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ci sono modifiche non ancora salvate' });
    await dialog.getByText(/in questo computer e part(e|ono) quando riapri il documento/).waitFor();
    await dialog.getByRole('button', { name: 'Resta qui' }).click();
    await comune.context.setOffline(false);
    await draftText(sua.page).locator('ins', { hasText: 'Dalla galleria.' }).waitFor();
    await page.getByText(/Salvato sul server alle/).waitFor();
  });

  it('what is pasted brings words and emphasis, nothing else', async () => {
    await atEndOf(sua.page, 'Norme finali.');
    await sua.page.evaluate(paste);
    await draftText(sua.page).locator('strong', { hasText: 'forte' }).waitFor();
    await sua.page.getByRole('region').getByText('Nella bozza non entrano: immagini, programmi della pagina.').waitFor();
    expect(await sua.page.evaluate('window.rotto')).toBeUndefined();
    // The browser says that it kept the handler of the pasted picture from running; nothing was asked of another host.
    expect(sua.troubles.filter((trouble) => !trouble.includes('Content Security Policy'))).toEqual([]);
  });

  it('all tools are reached by keyboard, a table is made and changed with them, and Escape leads back to the text', async () => {
    const { page } = sua;
    const tool = (name: string): Promise<void> => page.getByRole('button', { name }).and(page.locator(':focus')).waitFor();
    await atEndOf(page, 'Norme finali.');
    await page.keyboard.press('Alt+F10');
    await tool('Grassetto');
    await page.keyboard.press('End');
    await tool('Tasti della redazione');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Tasti della redazione' }).getByText('Alt+F10').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('Home');
    for (const name of ['Corsivo', 'Sottolineato', 'Pedice', 'Apice', null, 'Tabella di tre righe e tre colonne']) {
      await page.keyboard.press('ArrowRight');
      if (name !== null) await tool(name);
    }
    await page.keyboard.press('Enter');
    const table = draftText(page).locator('table');
    await page.keyboard.type('Voce');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Importo');
    await table.getByText('Importo').waitFor();
    await page.getByRole('button', { name: 'Aggiungi una riga sotto' }).click();
    await page.getByRole('button', { name: 'Togli la colonna' }).click();
    await table.getByText('Importo').waitFor({ state: 'detached' });
    expect([await table.locator('tr').count(), await table.locator('td, th').count()]).toEqual([4, 8]);
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('Escape');
    await page.keyboard.type('!');
    await page.getByRole('button', { name: 'Togli la tabella' }).click();
    await table.waitFor({ state: 'detached' });
    await draftText(comune.page).locator('table').waitFor({ state: 'detached' });
  });

  it('who may only read sees the text and why, without tools', async () => {
    const reader = await BrowserWindow.open(browser, started.product.url);
    await reader.signIn('segretario@montone.example');
    await reader.go(address());
    await draftText(reader.page).getByText(first).waitFor();
    await reader.page.getByText(/^Solo lettura: qui non puoi scrivere\. Può farlo: RUP del comune/).waitFor();
    expect(await reader.page.getByRole('toolbar').count()).toBe(0);
    await draftText(reader.page).getByText(first).click();
    await reader.page.keyboard.type('Niente.');
    expect(await reader.page.getByText('Niente.').count()).toBe(0);
    expect(await seriousFindings(reader.page)).toEqual([]);
    await reader.shot('redazione-lettura');
    expect(reader.troubles).toEqual([]);
    await reader.close();
  });

  it('an edit the server refuses is said, with what was written to take along and the way back to the text of all', async () => {
    const { page } = comune;
    await page.evaluate(forged);
    const alert = page.getByRole('alert').filter({ hasText: 'Il server non ha accettato l’ultima modifica' });
    await alert.waitFor();
    expect(await alert.getByLabel('Le parti in cui avevi scritto').inputValue()).toContain('Contraffatto');
    expect(await seriousFindings(page)).toEqual([]);
    await comune.shot('redazione-rifiutata');
    await alert.getByRole('button', { name: 'Ricarica il testo' }).click();
    await alert.waitFor({ state: 'detached' });
    await draftText(page).getByText(first).waitFor();
    for (const window of [comune, sua]) expect(await draftText(window.page).getByText('Contraffatto').count()).toBe(0);
  });

  it('a passage is commented by keyboard, for one side or for all, answered and resolved beside the text', async () => {
    const { page } = comune;
    await comune.go(`${address()}?pannello=commenti`);
    await sua.go(`${address()}?pannello=commenti`);
    await draftText(sua.page).getByText(first).waitFor();
    await atEndOf(page, first);
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Control+Alt+m');
    const words = page.getByRole('textbox', { name: 'Il tuo commento' });
    await words.fill('Prima sentiamo la giunta.');
    await page.getByRole('button', { name: 'Invia il commento' }).click();
    await threads(page).getByText('Prima sentiamo la giunta.').waitFor();
    await threads(page).getByText('Interno: Comune di Montone').waitFor();
    await draftText(page).locator('.gi-comment-internal').first().waitFor();

    await atEndOf(page, 'Norme finali.');
    await page.getByRole('button', { name: 'Commenta il testo selezionato' }).click();
    await page.getByRole('radio', { name: 'Tutti quelli che lavorano al fascicolo' }).check();
    await words.fill('Sono tutte?');
    await page.getByRole('combobox', { name: 'Nomina una persona' }).fill('Teste');
    await page.getByRole('option', { name: /Marco Teste/ }).click();
    await page.getByRole('button', { name: 'Invia il commento' }).click();
    await threads(page).getByText('Sono tutte? @Marco Teste').waitFor();
    await comune.shot('commenti');
    expect(await seriousFindings(page)).toEqual([]);

    const seen = threads(sua.page).getByRole('listitem').filter({ hasText: 'Sono tutte?' }).first();
    await seen.waitFor();
    expect(await sua.page.getByText('Prima sentiamo la giunta.').count()).toBe(0);
    expect(await draftText(sua.page).locator('.gi-comment-internal').count()).toBe(0);
    await seen.getByRole('button', { name: /^Vai al testo/ }).click();
    await draftText(sua.page).locator('.gi-comment-current').first().waitFor();
    await seen.getByRole('button', { name: 'Rispondi' }).click();
    await sua.page.getByRole('textbox', { name: 'La tua risposta' }).fill('Sì, lo dice il Codice.');
    await sua.page.getByRole('button', { name: 'Invia la risposta' }).click();
    await threads(page).getByText('Sì, lo dice il Codice.').waitFor();
    await seen.getByRole('button', { name: 'Chiudi' }).click();
    await threads(page).getByText('Sono tutte?').waitFor({ state: 'detached' });
    for (const window of [comune, sua]) expect(await window.page.evaluate(isShared)).toBe(true);
  });

  it.each(windowSizes)('the page holds in %s', async (_window, width, height) => {
    await sua.page.setViewportSize({ width, height });
    await inspectPage(sua, { name: 'redazione', path: address }, [width, height]);
    await draftText(sua.page).getByText(first).waitFor();
    // Beside or under the text, what belongs to it is on the screen from the beginning.
    const versions = sua.page.getByRole('tab', { name: 'Versioni' });
    expect((await versions.boundingBox())?.y).toBeLessThan(height);
    await versions.click();
    await sua.page.getByRole('tabpanel', { name: 'Versioni' }).getByRole('link').first().waitFor();
    expect(await seriousFindings(sua.page)).toEqual([]);
    await sua.shot(`${width}-redazione-aperta`);
  });
});
