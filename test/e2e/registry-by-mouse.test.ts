import { readFile } from 'node:fs/promises';
import { type Browser } from 'playwright-core';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, type PageAddress, windowSizes } from './page-quality.js';

let product: TestProduct;
let browser: Browser;
let director: BrowserWindow;
let suaId: string;

beforeAll(async () => {
  product = await startTestProduct({ web: true, worker: false });
  browser = await launchBrowser();
  director = await BrowserWindow.open(browser, product.url);
  await director.signIn('dirigente@perugia.example');
  suaId = (await product.services.query<{ id: string }>('select id from enti where id = sua_id'))[0]?.id ?? '';
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('enti', () => {
  it('imports comuni: the right rows go in, the wrong one is told with line, field and reason, and can be taken away', async () => {
    const { page } = director;
    await page.getByRole('link', { name: 'Amministrazione' }).click();
    await page.getByRole('link', { name: 'Enti', exact: true }).click();
    await page.getByText('4 enti', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Importa un elenco' }).click();
    await page.getByRole('button', { name: 'Importa', exact: true }).click();
    await page.getByText('Scegli il file da importare.').waitFor();
    const rows = [
      'denominazione;codice_istat;codice_fiscale_ente',
      'Assisi;054001;00313820540',
      'Bastia Umbra;054002;00385230545',
      'Bettona;054003;1234567890',
    ];
    await page.locator('#importa-file').setInputFiles({
      name: 'comuni.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\r\n'), 'latin1'),
    });
    await page.getByText('comuni.csv: 3 righe').waitFor();
    await page.getByLabel('Solo i comuni di una provincia').fill('054');
    await page.getByRole('button', { name: 'Importa', exact: true }).click();
    await page
      .getByRole('heading', { name: /Importato da comuni.csv, con righe da sistemare/ })
      .and(page.locator(':focus'))
      .waitFor();
    const row = page.getByRole('row', { name: /^4 Codice fiscale/ });
    await row.getByText(/11 cifre/).waitFor();
    await director.shot('30-importazione');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Scarica le righe scartate/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('righe-scartate-comuni.csv');
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^\uFEFFRiga;Campo;Motivo\r\n4;Codice fiscale;/);
    await page.getByRole('link', { name: 'Torna agli enti' }).click();
    await page.getByText('6 enti', { exact: true }).waitFor();
    await page.getByLabel('Cerca per nome o codice').fill('bastia');
    await page.waitForURL(/testo=bastia/);
    await page.getByText('1 ente', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Comune di Bastia Umbra' }).click();
    await page.getByRole('heading', { level: 1, name: /Bastia Umbra/ }).waitFor();
  });

  it('changes a body: the wrong code is said at its field, what was typed survives a closed page, the right one is saved', async () => {
    const { page } = director;
    await page.getByRole('link', { name: 'Modifica i dati' }).click();
    await page.getByLabel('Codice IPA').fill('p_xx');
    await page.getByLabel('Popolazione').fill('21.800');
    await page.getByRole('button', { name: 'Salva i dati' }).click();
    await page.getByLabel('Codice IPA').and(page.locator('[aria-invalid=true]')).waitFor();
    await page.getByRole('link', { name: /Il codice IPA di un comune è c_/ }).click();
    await page.getByLabel('Codice IPA').and(page.locator(':focus')).waitFor();
    await director.shot('31-ente-errore');
    await page.reload();
    await page.getByText('Riprendi da dove eri').waitFor();
    expect(await page.getByLabel('Popolazione').inputValue()).toBe('21.800');
    await page.getByLabel('Codice IPA').fill('c_a710');
    await page.getByRole('button', { name: 'Salva i dati' }).click();
    await page.getByRole('row', { name: /Codice IPA c_a710/ }).waitFor();
    await page.getByRole('row', { name: /21.800 abitanti/ }).waitFor();
  });

  it('a comune changes only itself, and reads why', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.signIn('rup@montone.example');
    await window.go('/enti');
    await page.getByText('Perché non posso registrare enti').click();
    await page.getByText(/li registra e li importa la SUA/).waitFor();
    await window.go(`/enti/${suaId}`);
    await page.getByText('Perché non posso modificare').click();
    await page.getByText('puoi farlo solo per il tuo ente').waitFor();
    expect(window.troubles).toEqual([]);
    await window.close();
  });
});

describe('people and roles', () => {
  it('gives a role: every broken rule at its field, then the role', async () => {
    const { page } = director;
    await page.getByRole('link', { name: 'Amministrazione' }).click();
    await page.getByRole('link', { name: 'Utenti e ruoli' }).click();
    await page.getByText('6 incarichi', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Dai un ruolo' }).click();
    await page.getByRole('button', { name: 'Dai un ruolo' }).click();
    await page.getByText('Ci sono 3 campi da correggere').waitFor();
    await page.getByRole('combobox', { name: 'Persona' }).fill('renzi');
    await page.getByRole('option', { name: /Renzi Sofia/ }).click();
    await page.getByRole('combobox', { name: 'Ruolo' }).fill('rpct');
    await page.getByRole('option', { name: /anticorruzione/ }).click();
    await page.getByLabel('Dal', { exact: true }).fill('2026-03-01');
    await page.getByLabel('Al', { exact: true }).fill('2026-02-01');
    await page.getByRole('button', { name: 'Dai un ruolo' }).click();
    await page.getByLabel('Al', { exact: true }).and(page.locator('[aria-invalid=true]')).waitFor();
    await page.getByText('Per questo ruolo serve l’atto di nomina').first().waitFor();
    await director.shot('32-ruolo-errori');
    await page.getByLabel('Al', { exact: true }).fill('');
    await page.getByLabel('Tipo di atto').fill('decreto');
    await page.getByLabel('Numero').fill('12');
    await page.getByLabel('Data dell’atto').fill('2026-02-20');
    await page.getByLabel('Chi lo ha adottato').fill('Presidente');
    await page.getByRole('button', { name: 'Dai un ruolo' }).click();
    await page.getByText('7 incarichi', { exact: true }).waitFor();
    await page.getByRole('row', { name: /Sofia Renzi.*anticorruzione.*decreto n. 12/ }).waitFor();
  });

  it('ends a role: says what stops, asks why, and the history keeps it', async () => {
    const { page } = director;
    await page.getByRole('button', { name: /^Fai finire il ruolo Responsabile anticorruzione/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Far finire un ruolo' });
    await dialog.getByText(/non può più agire come/).waitFor();
    await dialog.getByRole('button', { name: 'Fai finire il ruolo' }).click();
    await dialog.getByText('Scrivi perché il ruolo finisce.').waitFor();
    await dialog.getByLabel('Primo giorno senza il ruolo').fill('2026-01-01');
    await dialog.getByLabel('Motivazione').fill('Nuovo incarico in un altro ente');
    await dialog.getByRole('button', { name: 'Fai finire il ruolo' }).click();
    await dialog.getByText('Un incarico non si può far finire nel passato').waitFor();
    await director.shot('33-fine-ruolo');
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
    await dialog.getByLabel('Primo giorno senza il ruolo').fill(today);
    await dialog.getByRole('button', { name: 'Fai finire il ruolo' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('6 incarichi', { exact: true }).waitFor();
    await page.getByLabel('Tutti, anche finiti o futuri').click();
    await page.waitForURL(/mostra=tutti/);
    await page.getByRole('row', { name: /Sofia Renzi.*anticorruzione.*Finito/ }).waitFor();
  });

  it('ends the session of a person at once', async () => {
    const marco = await product.signIn('sua@perugia.example');
    const { page } = director;
    await page
      .getByRole('button', { name: /^Sessioni aperte di Marco Teste/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Sessioni aperte di Marco Teste' });
    await dialog
      .getByRole('button', { name: /^Chiudi la sessione/ })
      .first()
      .click();
    await dialog.getByText('Nessuna sessione aperta.').waitFor();
    await page.keyboard.press('Escape');
    expect((await marco.get('/api/session')).status).toBe(401);
  });
});

describe('the register of a dossier', () => {
  let rup: Visitor;
  let dossierId: string;
  beforeAll(async () => {
    rup = await product.signIn('rup@montone.example');
    dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali');
    await rup.post(`/api/dossiers/${dossierId}/transitions`, { event: 'preparaIstanza' });
    for (let turn = 0; turn < 52; turn += 1) {
      await writeScheda(rup, dossierId, [{ path: 'descrizione', value: `Stesura ${turn}` }]);
    }
  });

  it('shows values before and after, filters by address, turns pages and is exported', async () => {
    const { page } = director;
    await director.go(`/fascicoli/${dossierId}`);
    await page.getByRole('link', { name: 'Tutto il registro' }).click();
    await page.getByText(/^\d+ registrazioni su \d+, dalla più recente$/).waitFor();
    await page.getByText('Valori prima e dopo (1 campo)').first().click();
    await page.getByRole('row', { name: /Descrizione dell’appalto Stesura 50 Stesura 51/ }).waitFor();
    await director.shot('34-registro');
    await page.getByRole('button', { name: 'Registrazioni precedenti' }).click();
    await page.waitForURL(/prima=/);
    await page.getByRole('button', { name: 'Torna alle più recenti' }).click();
    await page.getByLabel('Tipo di atto').selectOption('Apertura e passi');
    await page.waitForURL(/tipo=dossier/);
    await page.getByText(/^2 registrazioni su/).waitFor();
    await page.getByLabel('Cerca nelle descrizioni').fill('zzz');
    await page.getByText('Nessuna registrazione corrisponde a questi filtri.').waitFor();
    await page.getByRole('button', { name: 'Azzera i filtri' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Esporta il registro' }).click()]);
    expect(download.suggestedFilename()).toMatch(/-registro\.jsonl$/);
  });

  it('a comune without a convenzione for the amount reads clause, reason and what to do, and keeps what it wrote', async () => {
    await product.services.query(`update convenzioni set ambito = '[{"tipo":"services","min":"0","max":"221000"}]'`);
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.signIn('rup@montone.example');
    await window.go('/fascicoli/nuovo/breve');
    await page.getByLabel('Oggetto').fill('Lavori di rifacimento della piazza');
    await page.getByLabel('Tipo di contratto').selectOption('Lavori');
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.getByText('Scrivi l’importo, oppure togli il tipo di contratto.').waitFor();
    await page.getByLabel('Importo stimato').fill('1.200.000,00');
    await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await page.getByText('Nessuna convenzione in vigore copre questa gara').waitFor();
    await page.getByText('Che cosa fare', { exact: true }).first().waitFor();
    await window.shot('35-non-coperta');
    expect(await page.getByLabel('Oggetto').inputValue()).toBe('Lavori di rifacimento della piazza');
    expect(window.troubles.filter((trouble) => !trouble.includes('409'))).toEqual([]);
    await window.close();
  });

  it('nothing went wrong in the pages, and no other host was asked', () => {
    // The browser itself reports answered refusals as errors.
    expect(director.troubles.filter((trouble) => !/status of 4(01|22)/.test(trouble))).toEqual([]);
  });
});

const pages: readonly PageAddress[] = [
  { name: 'amministrazione', path: () => '/amministrazione' },
  { name: 'enti', path: () => '/enti' },
  { name: 'enti senza risultati', path: () => '/enti?testo=zzz', familiar: true },
  { name: 'ente', path: () => `/enti/${suaId}` },
  { name: 'ente, modifica', path: () => `/enti/${suaId}/modifica` },
  { name: 'nuovo ente', path: () => '/enti/nuovo', familiar: true },
  { name: 'importa enti', path: () => '/enti/importa' },
  { name: 'ruoli', path: () => `/enti/${suaId}/ruoli?mostra=tutti` },
  { name: 'registro di un ente', path: () => `/enti/${suaId}/registro` },
  { name: 'nuovo ruolo', path: () => `/enti/${suaId}/ruoli/nuovo` },
  { name: 'gare pubblicate', path: () => '/pubblicate' },
  { name: 'gare pubblicate senza risultati', path: () => '/pubblicate?testo=zzz', familiar: true },
];

/** One of the dossiers opened above, as its publication would copy it. */
const publishOne = (): Promise<unknown> =>
  product.services.query(
    `insert into published_tenders (dossier_id, sua_id, ente_id, ente, codice_appalto, oggetto, tipo, importo, scadenza_offerte, published_at)
     select d.id, d.sua_id, d.ente_id, e.denominazione, d.codice_appalto, d.oggetto, 'services', 250000, now() + interval '20 days', now()
     from dossiers d join enti e on e.id = d.ente_id where d.kind_code = 'GARA' order by d.created_at limit 1 on conflict do nothing`,
  );

describe.each(windowSizes)('every page in %s', (_, width, height) => {
  let window: BrowserWindow;
  beforeAll(async () => {
    await publishOne();
    window = await BrowserWindow.open(browser, product.url, { width, height });
    await window.signIn('dirigente@perugia.example');
  });
  afterAll(() => window.close());

  it.each(pages.map((address) => [address.name, address] as const))('%s', (_name, address) =>
    inspectPage(window, address, [width, height]),
  );
});
