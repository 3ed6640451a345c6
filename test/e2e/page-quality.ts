import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { type BrowserWindow } from './browser.js';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe calls serious or critical on the page as it stands, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
    .filter((finding) => !printedValue.test(finding));
}

/** A value on the page of a PDF is as small as it is printed: the list under the page has the same in full size (WCAG 2.5.8, equivalent control). */
const printedValue = /^target-size: .*data-value/;

const areas = readdirSync(path.resolve(__dirname, '../../apps/web/src/i18n/it')).map((file) => path.basename(file, '.json'));
const key = new RegExp(`(?<!\\S)(?:${areas.join('|')})(?:\\.[a-z][A-Za-z]*)+(?!\\S)`, 'gm');

/** Keys of texts that stand on the page because their text is not there. */
async function unspoken(page: Page): Promise<string[]> {
  return (await page.locator('body').innerText()).match(key) ?? [];
}

/** How much wider than the window the page is, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('pageProbe.overflow()');
}

/** The same once the page has taken its new width: parts that are laid out otherwise in a narrow window are drawn anew first. */
async function overflowInTheEnd(page: Page): Promise<number> {
  for (let asked = 0; ; asked += 1) {
    const pixels = await overflow(page);
    if (pixels === 0 || asked === 20) return pixels;
    await page.waitForTimeout(100);
  }
}

interface FocusStop {
  /** Roughly what a screen reader would say of the element. */
  name: string;
  tag: string;
  /** It shows that it has the focus. */
  isMarked: boolean;
  isInWindow: boolean;
}

/** What has the focus now; null when nothing has. */
function focusStop(page: Page): Promise<FocusStop | null> {
  return page.evaluate<FocusStop | null>('pageProbe.focusStop()');
}

/** Presses Tab (or Shift+Tab) until the element with this name has the focus. */
export async function tabTo(page: Page, name: RegExp, { key = 'Tab', limit = 120 }: { key?: string; limit?: number } = {}): Promise<void> {
  const met: string[] = [];
  for (let pressed = 0; pressed < limit; pressed += 1) {
    await page.keyboard.press(key);
    const stop = await focusStop(page);
    if (stop !== null && name.test(stop.name)) return;
    met.push(stop?.name.slice(0, 40) ?? '(nothing)');
  }
  throw new Error(`${String(name)} is not reached with ${key}: ${met.join(' | ')}`);
}

/** Tabs through the first elements of a page. @returns those that do not show that they have the focus, or are out of sight */
export async function unmarkedStops(page: Page, steps: number): Promise<string[]> {
  const unmarked: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusStop(page);
    if (stop === null) break;
    if (!stop.isMarked || !stop.isInWindow) unmarked.push(`${stop.tag} ${stop.name}`);
  }
  return unmarked;
}

export interface PageAddress {
  readonly name: string;
  readonly path: () => string;
  /** Its parts are also on another page: on a telephone only its layout is looked at. */
  readonly familiar?: true;
}

export const windowSizes = [
  ['a wide window', 1440, 900],
  ['a telephone', 390, 844],
] as const;

/** Opens a page and looks at it as a whole: a heading with words, no key where a text belongs, nothing wider than the window, focus that shows, axe, a silent console. */
export async function inspectPage(
  window: BrowserWindow,
  { name, path, familiar }: PageAddress,
  [width, height]: readonly [number, number],
): Promise<void> {
  const { page } = window;
  window.troubles.length = 0;
  await window.go(path());
  await window.settled();
  expect(await page.locator('main h1').innerText()).toMatch(/\p{L}{4}/u);
  expect(await unspoken(page)).toEqual([]);
  await window.shot(`${width}-${name.replaceAll(/\W+/g, '-')}`);
  expect([name, width, await overflow(page)]).toEqual([name, width, 0]);
  if (width > 1000) expect(await unmarkedStops(page, 20)).toEqual([]);
  if (width > 1000 || familiar !== true) expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect([name, 320, await overflowInTheEnd(page)]).toEqual([name, 320, 0]);
  await page.setViewportSize({ width, height });
  expect(window.troubles).toEqual([]);
}
