import { type Browser, type Locator, type Page } from 'playwright-core';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, windowSizes } from './page-quality.js';

const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
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
  started = await startTemplateProductWith(
    { collab: true, web: true },
    {
      code: 'D33',
      title: 'Disciplinare di gara',
      paragraphs: [
        heading('Art. 1 Oggetto'),
        plain('Si affida {oggetto}.'),
        heading('Art. 2 Regole'),
        plain(first),
        plain('Norme finali.'),
      ],
    },
  );
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

const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Testo del documento' });
const address = (): string => `/fascicoli/${dossierId}/redazione/D33`;

/** The cursor at the end of a paragraph, as a click and the End key put it there. */
async function atEndOf(page: Page, words: string): Promise<void> {
  await text(page).getByText(words).click();
  await page.keyboard.press('End');
}

describe('two people at one document', () => {
  it('open it, see each other, and each other’s words', async () => {
    await sua.go(`/fascicoli/${dossierId}/redazione`);
    await sua.page.getByRole('link', { name: 'Disciplinare di gara' }).click();
    await sua.page.getByRole('button', { name: 'Apri la bozza' }).click();
    await text(sua.page).getByText(first).waitFor();
    await comune.go(address());
    await text(comune.page).getByText(first).waitFor();
    await sua.page.getByRole('button', { name: /Vai dove scrive|ha aperto il testo/ }).waitFor();

    await atEndOf(sua.page, 'Norme finali.');
    await sua.page.keyboard.type(' Parole della SUA.');
    await text(comune.page).getByText('Parole della SUA.').waitFor();
    await sua.page.getByText(/Salvato sul server alle \d\d:\d\d/).waitFor();

    // Who does not write the section proposes in it.
    await atEndOf(comune.page, first);
    await comune.page.keyboard.type(' Proposta del comune.');
    await text(sua.page).locator('ins', { hasText: 'Proposta del comune.' }).waitFor();
    await comune.page.getByText(/Salvato sul server alle/).waitFor();
    await sua.shot('redazione-1440');
    expect([...comune.troubles, ...sua.troubles]).toEqual([]);
  });

  it('a proposal of the one is accepted by the other', async () => {
    const card = sua.page.getByRole('list', { name: 'Proposte in attesa' }).getByRole('listitem');
    await card.getByText('Proposta del comune.').waitFor();
    await card.getByRole('button', { name: 'Accetta' }).click();
    await text(comune.page).locator('ins').first().waitFor({ state: 'detached' });
    expect(await text(comune.page).getByText(`${first} Proposta del comune.`).count()).toBe(1);
    await sua.page.getByText('Nessuna proposta in attesa').waitFor();
  });

  it('a value says where it comes from and leads to its field; typing does not change it', async () => {
    const value = text(comune.page).locator('[data-value]', { hasText: oggetto });
    await value.click();
    const dialog = comune.page.getByRole('dialog');
    await dialog.getByRole('link', { name: /campo/ }).waitFor();
    expect(await seriousFindings(comune.page)).toEqual([]);
    await dialog.getByRole('link', { name: /campo/ }).click();
    await comune.page.waitForURL(/scheda\?campo=oggetto/);
    await comune.go(address());
    await text(comune.page).getByText(first).waitFor();
  });

  it('what is written without a network arrives when it is back', async () => {
    await comune.context.setOffline(true);
    await comune.page
      .getByRole('region')
      .getByText(/Senza rete: le modifiche restano in questo computer/)
      .waitFor();
    await atEndOf(comune.page, 'Norme finali.');
    await comune.page.keyboard.type(' Dalla galleria.');
    await comune.page.getByText(/modific(a|he) non ancora salvat/).waitFor();
    await comune.context.setOffline(false);
    await text(sua.page).locator('ins', { hasText: 'Dalla galleria.' }).waitFor();
    await comune.page.getByText(/Salvato sul server alle/).waitFor();
  });

  it('what is pasted brings words and emphasis, nothing else', async () => {
    await atEndOf(sua.page, 'Norme finali.');
    await sua.page.evaluate(paste);
    await text(sua.page).locator('strong', { hasText: 'forte' }).waitFor();
    expect(await sua.page.evaluate('window.rotto')).toBeUndefined();
    // The browser says that it kept the handler of the pasted picture from running; nothing was asked of another host.
    expect(sua.troubles.filter((trouble) => !trouble.includes('Content Security Policy'))).toEqual([]);
  });

  it.each(windowSizes)('the page holds in %s', async (_window, width, height) => {
    await sua.page.setViewportSize({ width, height });
    await inspectPage(sua, { name: 'redazione', path: address }, [width, height]);
    await text(sua.page).getByText(first).waitFor();
    expect(await seriousFindings(sua.page)).toEqual([]);
    await sua.shot(`${width}-redazione-aperta`);
  });
});
