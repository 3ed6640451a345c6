import { type Browser, chromium, type Page } from 'playwright-core';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { DraftingPlace } from './drafting-place.js';

const runs = 5;
const typed = '§';

export const opening: Measurement = {
  terms: {
    figure: 'opening-42-pages',
    unit: 's',
    peer: null,
    target: 2,
    mustBe: 'atMost',
    description:
      'The draft of the demo’s disciplinare (D33, 42 pages as generated) opened in Chromium with the built web app, no slowing down of processor or network: from the click on the document in the list of drafts to the first key that stands in the text (ticket, connection, the whole text over the line, editor drawn, a click into the first article, a key). Each run is a new browser profile: code of the editor and text are loaded anew. Product and browser share the two processors.',
  },
  measure: (tell) =>
    inTemporaryDirectory(async (directory) => {
      const place = await DraftingPlace.open(directory, 1);
      const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
      });
      try {
        const found: Run[] = [];
        // The first warms up what the server compiles and reads once.
        for (let run = 0; run <= runs; run += 1) {
          const value = await openedIn(browser, place, tell);
          if (run > 0) found.push({ value });
        }
        return found;
      } finally {
        await browser.close();
        await place.stop();
      }
    }),
};

async function openedIn(browser: Browser, { product: { url }, drafted: { sua, dossierId } }: DraftingPlace, tell: Tell): Promise<number> {
  const [name = '', value = ''] = (sua.headers['cookie'] ?? '').split('=');
  const context = await browser.newContext({ baseURL: url, locale: 'it-IT', viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    await page.goto(`/fascicoli/${dossierId}/redazione`);
    const link = page.getByRole('link', { name: 'Disciplinare di gara' });
    await link.waitFor();
    await page.evaluate(watch);
    await link.click();
    const text = page.getByRole('textbox', { name: 'Testo del documento' });
    // A value of the scheda would open its dialog: running text without one.
    await text.locator('p:not(:has([data-value]))', { hasText: /.{80}/u }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(typed);
    const { shown, ready } = await marks(page);
    tell(`  text shown after ${shown.toFixed(2)} s, first key in it after ${ready.toFixed(2)} s`);
    return ready;
  } finally {
    await context.close();
  }
}

/** In the page: when was the click, when did the text stand there, when the key in it. As text, because it is no code of this process. */
const watch = `{
  const marks = {};
  let tell;
  window.draftMarks = new Promise((resolve) => (tell = resolve));
  addEventListener('click', ({ timeStamp }) => (marks.click ??= timeStamp), { capture: true });
  const look = () => {
    const text = document.querySelector('.gi-draft');
    if (text?.querySelector('p') && marks.shown === undefined) marks.shown = performance.now();
    if (text?.textContent.includes('${typed}')) tell({ ...marks, ready: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

/** In seconds after the click. */
async function marks(page: Page): Promise<{ shown: number; ready: number }> {
  const { click, shown, ready } = await page.evaluate<{ click: number; shown: number; ready: number }>('window.draftMarks');
  return { shown: (shown - click) / 1000, ready: (ready - click) / 1000 };
}
