import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoPassword } from '../harness/test-product.js';

/** Where screenshots go; none are taken when it is not set. */
const shotsDir = process.env['GARE_SHOTS'];

/** Debian's chromium, without what a test must not wait for or tell others. */
export function launchBrowser(): Promise<Browser> {
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const silence = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...silence] });
}

export interface WindowOptions {
  width?: number;
  height?: number;
}

/** The page asks who is signed in; the browser itself reports the answer «nobody» as an error. */
function isQuestionForSession(url: string, text: string): boolean {
  return url.endsWith('/api/session') && text.includes('401');
}

/** A browser window of one person. Keeps whatever the page says went wrong and whatever it asked of another host. */
export class BrowserWindow {
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly origin: string,
  ) {
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !isQuestionForSession(message.location().url, message.text()))
        this.troubles.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.troubles.push(`page: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${this.origin}/`) && !/^(data|blob):/.test(url)) this.troubles.push(`request to another host: ${url}`);
    });
  }

  static async open(browser: Browser, origin: string, { width = 1440, height = 900 }: WindowOptions = {}): Promise<BrowserWindow> {
    const context = await browser.newContext({
      baseURL: origin,
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    await context.addInitScript({ path: resolve('test/e2e/page-probe.js') });
    return new BrowserWindow(await context.newPage(), context, origin);
  }

  /** Signs in by keyboard and mouse as a person does. */
  async signIn(email: string): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('Indirizzo e-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(demoPassword);
    await this.page.getByRole('button', { name: 'Accedi' }).click();
    await this.page.getByRole('heading', { level: 1, name: /Scrivania/ }).waitFor();
  }

  /** Opens a page of the product and waits until its heading stands. */
  async go(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.locator('main h1').waitFor();
  }

  /** Waits until nothing on the page says that it is still loading. */
  async settled(): Promise<void> {
    await this.page.locator('.gi-skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
  }

  /** A picture for people; never compared. */
  async shot(name: string): Promise<void> {
    if (shotsDir === undefined) return;
    await mkdir(shotsDir, { recursive: true });
    await this.page.screenshot({ path: join(shotsDir, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
