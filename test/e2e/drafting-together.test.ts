import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type Page } from 'playwright-core';
import { StandingFollower } from '@gare/drafting/worker';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { type TemplateProduct } from '../harness/template-product.js';
import { mainPart, withTrackedChange } from '../fixtures/word-edits.js';
import { wordType } from '../security/two-provinces.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { atEndOf, draftText, oggetto, startDisciplinare } from './draft-page.js';
import { seriousFindings } from './page-quality.js';

const article = 'Il contratto dura dodici mesi.';
const people = ['rup@montone.example', 'sua@perugia.example', 'legale@perugia.example'] as const;

let started: TemplateProduct;
let browser: Browser;
let comune: BrowserWindow;
let sua: BrowserWindow;
let lawyer: BrowserWindow;
let dossierId: string;

beforeAll(async () => {
  started = await startDisciplinare('Art. 2 Durata', [article, 'La seduta di gara è pubblica.']);
  const [officer, legale] = await Promise.all([started.product.signIn(people[1]), started.product.signIn(people[2])]);
  dossierId = await openDossier(started.rup, oggetto, officer, legale);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  browser = await launchBrowser();
  const windows = await Promise.all(people.map(() => BrowserWindow.open(browser, started.product.url)));
  await Promise.all(windows.map((window, index) => window.signIn(people[index] ?? '')));
  [comune, sua, lawyer] = windows as [BrowserWindow, BrowserWindow, BrowserWindow];
});
afterAll(async () => {
  await browser.close();
  await started.stop();
});

const saved = (page: Page): Promise<void> => page.getByText(/Salvato sul server alle \d\d:\d\d/).waitFor();
const address = (): string => `/fascicoli/${dossierId}/redazione/D33`;
const dossierPage = (rest: string): string => `/fascicoli/${dossierId}/${rest}`;

/** The paragraphs of the text; the names at the cursors of others are no part of them. */
const paragraphs = `[...document.querySelectorAll('.gi-draft > p')].map((paragraph) => {
  const copy = paragraph.cloneNode(true);
  for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
  return copy.textContent;
})`;

/** Waits until a paragraph of the text reads exactly like this. */
async function reads(page: Page, words: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const shown = await page.evaluate<string[]>(paragraphs);
    if (shown.includes(words)) return;
    if (performance.now() > deadline) throw new Error(`«${words}» is not among «${shown.join('» «')}»`);
    await sleep(100);
  }
}

/** The hash of the Disciplinare in force, and whether it came from the draft. */
async function versionInForce(): Promise<{ sha256: string; fromDraft: boolean }> {
  const [row] = await started.product.services.query<{ sha256: string; fromDraft: boolean }>(
    `select v.sha256, v.draft_id is not null as "fromDraft" from documents d
      join document_versions v on v.document_id = d.id and v.version = d.current_version where d.dossier_id = $1 and d.code = 'D33'`,
    [dossierId],
  );
  if (row === undefined) throw new Error('no version in force');
  return row;
}

/** Forms the document from the draft and waits until it stands. */
async function form({ page }: BrowserWindow, button: RegExp, version: number): Promise<void> {
  await page.goto(dossierPage('documenti'));
  const card = page.locator('#documento-D33');
  await card.getByRole('button', { name: button }).click();
  await card.getByText(`Versione ${version}`).first().waitFor({ timeout: 60_000 });
}

it('the SUA hands its article over to both, and both write in it and see each other', async () => {
  await sua.go(address());
  await sua.page.getByRole('button', { name: 'Apri la bozza' }).click();
  await atEndOf(sua.page, article);
  await sua.page.getByRole('button', { name: 'Affida a entrambi' }).click();
  const dialog = sua.page.getByRole('dialog', { name: 'Passare la mano a entrambi gli enti' });
  await dialog.getByText('L’atto resta nel registro del fascicolo').waitFor();
  expect(await seriousFindings(sua.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Passa la mano' }).click();
  await sua.page.getByText('Questa parte è di entrambi gli enti').waitFor();

  await comune.go(address());
  await atEndOf(comune.page, article);
  await atEndOf(sua.page, article);
  await draftText(sua.page).locator('.collaboration-carets__label', { hasText: 'Lucia Bianchi' }).waitFor();
  await draftText(comune.page).locator('.collaboration-carets__label', { hasText: 'Marco Teste' }).waitFor();
  await comune.page.getByRole('button', { name: 'Vai dove scrive Marco Teste' }).waitFor();
  await sua.page.keyboard.press('Home');
  // Both at once: whoever writes further behind follows their own words while others come in before them.
  await Promise.all([
    comune.page.keyboard.type(' Proroga di sei mesi.', { delay: 30 }),
    sua.page.keyboard.type('Rinnovo escluso. ', { delay: 30 }),
  ]);
  await Promise.all([comune, sua].map(({ page }) => reads(page, `Rinnovo escluso. ${article} Proroga di sei mesi.`)));
  await Promise.all([saved(comune.page), saved(sua.page)]);
});

it('the lawyer proposes, the comune hears the proposal and accepts it by keyboard', async () => {
  await lawyer.go(address());
  await atEndOf(lawyer.page, 'La seduta di gara è pubblica.');
  await lawyer.page.keyboard.type(' Lo dice il Codice.');
  await saved(lawyer.page);
  const { page } = comune;
  await draftText(page).locator('ins', { hasText: 'Lo dice il Codice.' }).waitFor();
  await page.keyboard.press('F8');
  await page.getByRole('status').getByText('Proposta 1 di 1, di Sofia Renzi: mette « Lo dice il Codice.»').waitFor();
  await page.keyboard.press('Alt+Shift+A');
  await draftText(lawyer.page).locator('ins').waitFor({ state: 'detached' });
  await reads(lawyer.page, 'La seduta di gara è pubblica. Lo dice il Codice.');
  await saved(page);
});

it('the text goes to Word with its values and comes back as proposals, which are accepted', async () => {
  const { page } = comune;
  await page.getByRole('tab', { name: 'Word' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica per Word' }).click();
  const bytes = await readFile(await (await download).path());
  expect(mainPart(bytes)).toContain(oggetto);
  expect(mainPart(bytes)).toContain('valore:oggetto');
  const buffer = withTrackedChange(bytes, { gone: 'pubblica', come: 'riservata', author: 'Avv. Neri' });
  await page.locator('input[type=file]').setInputFiles({ name: 'disciplinare.docx', mimeType: wordType, buffer });
  await page.getByText('1 proposta').waitFor();
  await page.getByRole('button', { name: /^Unisci alla bozza/ }).click();
  await page.getByRole('link', { name: 'Vai alle proposte' }).click();
  const card = page.getByRole('list', { name: 'Proposte in attesa' }).getByRole('listitem').filter({ hasText: 'riservata' });
  await card.getByText('Avv. Neri').waitFor();
  await card.getByRole('button', { name: 'Accetta' }).click();
  await reads(sua.page, 'La seduta di gara è riservata. Lo dice il Codice.');
  await saved(page);
});

it('what is approved is the text as it was formed; a later change of a paragraph opens the review again and names it', async () => {
  await form(sua, /^Genera Disciplinare/, 1);
  await sua.go(dossierPage('revisione'));
  await sua.page.getByRole('button', { name: 'Chiedi una revisione' }).click();
  await sua.page.getByRole('dialog').getByRole('button', { name: 'Chiedi', exact: true }).click();
  await sua.page.getByText('Sofia Renzi: deve rivedere').waitFor();

  await lawyer.go(dossierPage('revisione/documento/D33'));
  await lawyer.page.getByRole('button', { name: 'Ho letto la versione 1' }).click();
  await lawyer.page.getByRole('link', { name: 'Torna alla revisione' }).click();
  await lawyer.page.getByRole('link', { name: 'Scrivi il parere' }).click();
  await lawyer.page.getByLabel('Testo del parere').fill('Gli atti sono conformi alla disciplina vigente.');
  await lawyer.page.getByLabel('Paragrafo da citare').selectOption({ label: 'La seduta di gara è riservata. Lo dice il Codice.' });
  await lawyer.page.getByRole('button', { name: 'Aggiungi la citazione' }).click();
  await lawyer.page.getByRole('button', { name: 'Dai il parere' }).click();
  await lawyer.page.getByRole('button', { name: 'Approva', exact: true }).click();
  // What is approved is the hash of the version that was formed from the draft of all of them.
  const { sha256, fromDraft } = await versionInForce();
  expect([sha256, fromDraft]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/u), true]);
  await lawyer.page.getByRole('dialog').getByText(sha256, { exact: true }).waitFor();
  await lawyer.page.getByRole('dialog').getByRole('button', { name: 'Approva queste versioni' }).click();
  await lawyer.page.getByText('Sofia Renzi: ha approvato').waitFor();
  await lawyer.page.getByText('Approvata', { exact: true }).waitFor();

  await atEndOf(comune.page, 'La seduta di gara è riservata.');
  await comune.page.keyboard.type(' Si tiene in Provincia.');
  await reads(comune.page, 'La seduta di gara è riservata. Lo dice il Codice. Si tiene in Provincia.');
  await saved(comune.page);
  // What the worker does every few seconds.
  await started.worker.get(StandingFollower, { strict: false }).look();
  // The edit alone opens the review again, on the page the lawyer has open and before anything is formed.
  const now = 'La seduta di gara è riservata. Lo dice il Codice. Si tiene';
  await lawyer.page.getByText(`è riaperta: nella bozza è cambiato il paragrafo «${now}`).first().waitFor();
  await lawyer.page.getByText('Riaperta', { exact: true }).waitFor();
  await lawyer.page.getByText('la bozza è andata avanti: attendi la nuova versione').waitFor();
  expect(await versionInForce()).toEqual({ sha256, fromDraft });
  await form(sua, /^Rigenera Disciplinare/, 2);
  await lawyer.go(dossierPage('revisione'));
  await lawyer.page.getByText(`è riaperta: è cambiato il paragrafo «${now}`).first().waitFor();
  await lawyer.page.getByText(/^Sofia Renzi aveva approvato la versione 1,/u).waitFor();
  expect((await versionInForce()).sha256).not.toBe(sha256);
  await lawyer.go(dossierPage('revisione/documento/D33'));
  await lawyer.page.getByText('Solo ciò che è cambiato dalla versione 1').waitFor();
  await lawyer.page.keyboard.press('F8');
  await lawyer.page
    .getByRole('status')
    .getByText(/modifica 1 di 1\. .*Si tiene in Provincia/)
    .waitFor();
  expect([...comune.troubles, ...sua.troubles, ...lawyer.troubles]).toEqual([]);
});
