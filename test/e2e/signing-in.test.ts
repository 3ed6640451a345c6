import { Secret, TOTP } from 'otpauth';
import { type Browser, type Page } from 'playwright-core';
import { freePorts } from '@gare/platform/services';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { startOpenidProvider, type OpenidProvider } from '../harness/openid-provider.js';
import { demoPassword, startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';
import { inspectPage, seriousFindings, tabTo, windowSizes } from './page-quality.js';

const stepMs = 30_000;
const marco = 'TSTMRC75A01G478C';

let product: TestProduct;
let provider: OpenidProvider;
let browser: Browser;
let providerOrigin: string;

beforeAll(async () => {
  const [port = 0, providerPort = 0] = await freePorts(2);
  const publicUrl = `http://127.0.0.1:${port}`;
  // Under another name than the product, so that browsers take it for another site and keep SameSite cookies from it.
  provider = await startOpenidProvider({
    ...{ host: 'localhost', port: providerPort, redirectUri: `${publicUrl}/api/session/oidc/callback` },
    afterSignOut: `${publicUrl}/accesso`,
    people: { marco: { fiscalNumber: `TINIT-${marco}` }, estranea: { fiscalNumber: 'TINIT-RSSMRA80A01H501U' } },
  });
  providerOrigin = provider.environment['OIDC_ISSUER'] ?? '';
  product = await startTestProduct({ web: true, worker: false, port, environment: { ...provider.environment, PUBLIC_URL: publicUrl } });
  await product.services.query(`update people set codice_fiscale = $1 where email = 'sua@perugia.example'`, [marco]);
  await product.services.query(
    `insert into role_assignments (id, sua_id, ente_id, person_id, role, dal) select gen_random_uuid(), sua_id, $1, id, 'RAG', '2026-01-01' from people where email = 'rup@montone.example'`,
    [demoEnteId('tuoro')],
  );
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await provider.stop();
});

const heading = (page: Page, name: RegExp | string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();
/** The way over the provider is meant to leave the site. */
const ownTroubles = ({ troubles }: BrowserWindow): string[] => troubles.filter((trouble) => !trouble.includes(providerOrigin));

describe('with SPID or CIE', () => {
  let window: BrowserWindow;
  beforeEach(async () => {
    window = await BrowserWindow.open(browser, product.url);
  });
  afterEach(() => window.close());

  async function goToProvider(sub: string): Promise<void> {
    const { page } = window;
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByLabel('Chi sei').fill(sub);
    await page.getByRole('button', { name: 'Entra' }).click();
  }

  it('comes back to the page that was asked for, signed in, with the cookie that no other site may send', async () => {
    const { page } = window;
    await page.goto('/fascicoli/nuovo');
    await heading(page, 'Accedi');
    await goToProvider('marco');
    await heading(page, /Nuovo fascicolo/);
    expect(page.url()).toBe(`${product.url}/fascicoli/nuovo`);
    const cookies = await window.context.cookies(product.url);
    expect(cookies).toEqual([expect.objectContaining({ name: 'gare_session', sameSite: 'Strict', httpOnly: true })]);
    await page.getByRole('link', { name: /Marco Teste/ }).click();
    await heading(page, 'Il mio accesso');
    await page.getByText(marco).waitFor();
    await page.getByText('Entri con SPID o CIE').waitFor({ state: 'detached' });
    await page
      .getByText(/con SPID o CIE/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.getByRole('button', { name: 'Esci dal fornitore' }).click();
    await heading(page, 'Accedi');
    expect(page.url()).toBe(`${product.url}/accesso`);
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByLabel('Chi sei').waitFor();
    expect(ownTroubles(window)).toEqual([]);
  });

  it('says that the session at the provider is still open, where it is', async () => {
    const { page } = window;
    await page.goto('/accesso?fornitore=aperto');
    await page.getByRole('alert').getByText('Sei uscito da Gare insieme, ma non dal servizio di identità').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-accesso-fornitore-aperto');
  });

  it('says who to ask when one is not registered, and leaves the other way open', async () => {
    const { page } = window;
    await page.goto('/accesso');
    await goToProvider('estranea');
    const alert = page.getByRole('alert');
    await alert.getByText('in Gare insieme il tuo codice fiscale non è registrato').waitFor();
    await alert.getByText('OIDC_PERSON').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-accesso-rifiutato');
    await page.getByLabel('Indirizzo e-mail').fill('sua@perugia.example');
    await page.getByLabel('Password', { exact: true }).fill(demoPassword);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await heading(page, /Scrivania/);
    expect(ownTroubles(window)).toEqual([]);
  });

  it('offers the other way when one goes back from the provider', async () => {
    const { page } = window;
    await page.goto('/accesso');
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByRole('button', { name: 'Annulla' }).click();
    await page.getByText('L’accesso con SPID o CIE è stato annullato').waitFor();
    expect(ownTroubles(window)).toEqual([]);
  });
});

describe('by keyboard alone', () => {
  const email = 'rup@tuoro.example';
  let secret = '';

  const codeAt = (at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

  it('switches the second factor on, signs in with it, and ends a session elsewhere', async () => {
    const elsewhere = await product.signIn(email);
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await window.signIn(email);
    await tabTo(page, /Apri Il mio accesso/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await heading(page, 'Il mio accesso');

    await page.getByRole('list', { name: 'Sessioni aperte' }).getByText('node').waitFor();
    await tabTo(page, /^Chiudi la sessione aperta il/);
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Sessioni aperte' }).getByText('node').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Sessioni aperte' }).and(page.locator(':focus')).waitFor();
    expect((await elsewhere.get('/api/session')).status).toBe(401);

    await tabTo(page, /^Attiva il secondo fattore$/);
    await page.keyboard.press('Enter');
    await page.locator('#attiva-password:focus').waitFor();
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Codice QR da inquadrare con l’app' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-secondo-fattore');
    secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    await tabTo(page, /^Codice che mostra l’app$/);
    const began = Date.now();
    await page.keyboard.type(codeAt(began));
    await page.keyboard.press('Enter');
    await page.locator('#codici-recupero:focus').waitFor();
    const codes = (await page.getByRole('region', { name: 'Codici di recupero' }).innerText()).trim().split('\n');
    expect(codes).toHaveLength(10);
    await window.shot('1440-codici-di-recupero');
    await tabTo(page, /^Li ho conservati$/);
    await page.keyboard.press('Enter');
    await page.getByText(/Ti restano 10 codici di recupero/).waitFor();

    await tabTo(page, /^Esci$/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await heading(page, 'Accedi');
    await tabTo(page, /^Indirizzo e-mail$/);
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await page.locator('#code:focus').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-codice-di-verifica');
    // The code of the step that switched it on is used up; the next one counts already, because clocks differ.
    await page.keyboard.type(codeAt(began));
    await page.keyboard.press('Enter');
    await page.getByText('Questo codice è già stato usato').waitFor();
    await page.locator('#code:focus').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(codeAt(began + stepMs));
    await page.keyboard.press('Enter');
    await heading(page, /Scrivania di Elena/);
    expect(window.troubles).toEqual([]);
    await window.close();
  });

  it('chooses the body after signing in, changes it, and a window left behind is told', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await page.goto('/');
    await heading(page, 'Accedi');
    await tabTo(page, /^Indirizzo e-mail$/);
    await page.keyboard.type('rup@montone.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(demoPassword);
    await page.keyboard.press('Enter');
    await heading(page, 'Per quale ente lavori?');
    await tabTo(page, /^Lavora per Comune di Montone$/);
    await page.keyboard.press('Enter');
    await heading(page, /Scrivania di Lucia/);
    const behind = await window.context.newPage();
    await behind.goto('/fascicoli/nuovo');
    await heading(behind, /Nuovo fascicolo/);
    await page.bringToFront();
    await tabTo(page, /^Cambia ente$/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await heading(page, 'Per quale ente lavori?');
    await tabTo(page, /^Lavora per Comune di Tuoro/);
    await page.keyboard.press('Enter');
    await heading(page, /Scrivania di Lucia/);
    await page.getByRole('link', { name: /Lucia Bianchi, per Comune di Tuoro/ }).waitFor();
    await behind.getByText('In un’altra scheda hai cambiato ente').waitFor();
    expect(window.troubles).toEqual([]);
    await window.close();
  });
});

describe('a link to choose a password', () => {
  it('greets, refuses what is easy to guess, and leads to signing in', async () => {
    const director = await product.signIn('dirigente@perugia.example');
    const person = { nome: 'Ada', cognome: 'Mori', email: 'ada.mori@montone.example' };
    const atto = { tipo: 'decreto', numero: '3', data: '2026-01-01', organo: 'Sindaco' };
    const incarico = { enteId: demoEnteId('montone'), role: 'SEG_COM', dal: '2026-01-02', atto };
    const { body } = await director.post<{ link: { url: string } }>('/api/people', { ...person, incarico });
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await page.goto(body.link.url);
    await page.getByText('Benvenuta o benvenuto in Gare insieme, Ada.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-attivazione');
    const choose = async (password: string): Promise<void> => {
      await page.getByLabel('Password nuova', { exact: true }).fill(password);
      await page.getByLabel('Ripeti la password nuova').fill(password);
      await page.getByRole('button', { name: 'Salva la password' }).click();
    };
    await choose('ada mori 2026');
    await page.getByText('La password contiene il tuo nome').waitFor();
    await choose('quattro parole senza nesso');
    await heading(page, 'Accedi');
    await page.getByLabel('Indirizzo e-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill('quattro parole senza nesso');
    await page.getByRole('button', { name: 'Accedi' }).click();
    await heading(page, /Scrivania di Ada/);
    expect(window.troubles).toEqual([]);
    await page.goto(body.link.url);
    await page.getByText('Il collegamento non vale più').waitFor();
    await window.close();
  });
});

describe('the accounts of others', () => {
  it('are made with a first role, and shut with a reason', async () => {
    const window = await BrowserWindow.open(browser, product.url);
    const { page } = window;
    await enter(window, 'dirigente@perugia.example');
    await window.go(`/enti/${demoEnteId('massaMartana')}/ruoli/nuovo`);
    await page.getByRole('link', { name: 'Registra una persona' }).click();
    await page.getByRole('button', { name: 'Registra e prepara il collegamento' }).click();
    await page.getByText('Ci sono 5 campi da correggere').waitFor();
    await page.getByLabel('Nome', { exact: true }).fill('Ida');
    await page.getByLabel('Cognome').fill('Neri');
    await page.getByLabel('Indirizzo e-mail').fill('ida.neri@massamartana.example');
    await page.getByLabel('Codice fiscale').fill('NREDIA80A41F024A');
    await page.getByRole('combobox', { name: 'Ruolo' }).fill('segretario com');
    await page.getByRole('option', { name: 'Segretario comunale' }).click();
    await page.getByLabel('Dal', { exact: true }).fill('2026-03-01');
    await page.getByRole('button', { name: 'Registra e prepara il collegamento' }).click();
    await page.getByText('L’ultima lettera del codice fiscale non corrisponde').first().waitFor();
    await page.getByLabel('Codice fiscale').fill('');
    await page.getByRole('button', { name: 'Registra e prepara il collegamento' }).click();
    await page.getByText('Per questo ruolo serve l’atto di nomina').first().waitFor();
    await window.shot('1440-persona-errori');
    await page.getByLabel('Tipo di atto').fill('decreto');
    await page.getByLabel('Numero').fill('12');
    await page.getByLabel('Data dell’atto').fill('2026-02-20');
    await page.getByLabel('Chi lo ha adottato').fill('Sindaco');
    await page.getByRole('button', { name: 'Registra e prepara il collegamento' }).click();
    const link = page.getByLabel('Indirizzo da aprire nel browser');
    await link.and(page.locator(':focus')).waitFor();
    expect(await link.inputValue()).toMatch(new RegExp(`^${product.url}/attivazione#[\\w-]{43}$`));
    expect(await seriousFindings(page)).toEqual([]);
    await window.shot('1440-persona-collegamento');
    await page.getByRole('link', { name: 'Torna a utenti e ruoli' }).click();
    await page.getByRole('button', { name: /^Accesso di Ida Neri/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Accesso di Ida Neri' });
    await dialog.getByRole('button', { name: 'Chiudi l’accesso' }).click();
    await dialog.getByRole('button', { name: 'Chiudi l’accesso' }).click();
    await dialog.getByText('Scrivi perché.').waitFor();
    await dialog.getByLabel('Motivazione').fill('Trasferita ad altro ente');
    await window.shot('1440-persona-accesso');
    await dialog.getByRole('button', { name: 'Chiudi l’accesso' }).click();
    await dialog.getByText('Chiuso', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Riapri l’accesso' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // The browser itself reports the refusals of the server that the page puts into words.
    expect(window.troubles.filter((trouble) => !trouble.includes('status of 422'))).toEqual([]);
    await window.close();
  });
});

describe.each(windowSizes)('in %s', (_, width, height) => {
  it.each([
    ['accesso', '/accesso', null],
    ['accesso con motivo', '/accesso?motivo=OIDC_UNREACHABLE', null],
    ['il mio accesso', '/profilo', 'rup@montone.example'],
    ['scelta dell’ente', '/accesso/ente', 'rup@montone.example'],
    ['nuova persona', `/enti/${demoEnteId('montone')}/ruoli/persona`, 'dirigente@perugia.example'],
  ])('%s is whole', async (name, path, email) => {
    const window = await BrowserWindow.open(browser, product.url, { width, height });
    if (email !== null) await enter(window, email);
    await inspectPage(window, { name, path: () => path }, [width, height]);
    await window.close();
  });
});

/** Signs in without the pages: who works for several bodies would be asked which. */
async function enter(window: BrowserWindow, email: string): Promise<void> {
  const { headers } = await product.signIn(email);
  const [name = '', value = ''] = (headers['cookie'] ?? '').split('=');
  await window.context.addCookies([{ name, value, url: product.url }]);
}
