import { type Browser, type Page } from 'playwright-core';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { ConvenzioneLife, padesOf } from '../harness/convenzione-life.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { BrowserWindow, launchBrowser } from './browser.js';

const montone = demoEnteId('montone');
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
const end = `${Number(today.slice(0, 4)) + 3}-01-31`;

let product: TestProduct;
let browser: Browser;
let comune: BrowserWindow;
let sua: BrowserWindow;
let dirigente: BrowserWindow;
let visitor: Visitor;
let life: ConvenzioneLife;
let text: Buffer;

beforeAll(async () => {
  product = await startTestProduct({ web: true });
  browser = await launchBrowser();
  // The convenzione of the demo has ended; the secretary of the comune is one of its people.
  await product.services.query(`update convenzioni set stato = 'SCADUTA', dal = '2023-01-01', al = '2025-12-31' where ente_id = $1`, [
    montone,
  ]);
  await product.services.query(`update dossiers set state = 'SCADUTA' where ente_id = $1`, [montone]);
  await product.services.query(
    `insert into role_assignments select (jsonb_populate_record(null::role_assignments, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'role', 'SEG_COM'))).*
     from role_assignments r join people p on p.id = r.person_id where p.email = 'rup@montone.example' and r.role = 'DIR_COMUNE'`,
  );
  visitor = await product.signIn('sua@perugia.example');
  const open = async (email: string): Promise<BrowserWindow> => {
    const window = await BrowserWindow.open(browser, product.url);
    await window.signIn(email);
    return window;
  };
  comune = await open('rup@montone.example');
  sua = await open('sua@perugia.example');
  dirigente = await open('dirigente@perugia.example');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const saved = (page: Page): Promise<void> => page.getByText(/^Salvato alle/).waitFor();
const yes = (page: Page, question: string): Promise<void> => page.getByRole('radiogroup', { name: question }).getByLabel('Sì').click();

async function upload(window: BrowserWindow, code: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await window.go(`/fascicoli/${life.id}/documenti`);
  await window.page.locator(`#documento-${code} input[type=file]`).setInputFiles(file);
}
async function uploadAct(window: BrowserWindow, code: string): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await upload(window, code, { name: `${code}.docx`, mimeType, buffer: wordBody(wordParagraph(`Atto di prova ${code}`)) });
  await window.page.locator(`#documento-${code}`).getByText('Pronto').waitFor({ timeout: 60_000 });
}
async function uploadPdf(window: BrowserWindow, code: string, buffer: Buffer): Promise<void> {
  await upload(window, code, { name: `${code}.pdf`, mimeType: 'application/pdf', buffer });
}

/** Takes the step that the box of the next action offers. */
async function step(window: BrowserWindow, name: string): Promise<void> {
  const { page } = window;
  await window.go(`/convenzioni/${life.id}`);
  await page
    .getByRole('region', { name: /^Prossima azione/ })
    .getByRole('button', { name })
    .click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('button', { name: 'Conferma' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function fillDeliberation(window: BrowserWindow, section: string): Promise<void> {
  const { page } = window;
  await window.go(`/convenzioni/${life.id}/atti`);
  const part = page.getByRole('region', { name: section });
  await part.getByLabel('Numero della delibera').fill('12');
  await part.getByLabel('Data della delibera').fill(today);
  await part.getByLabel('Pubblicata il').fill(today);
  await part.getByRole('radiogroup', { name: 'Immediatamente eseguibile' }).getByLabel('Sì').click();
  await part
    .getByRole('radiogroup', { name: /Pareri di regolarità/ })
    .getByLabel('Sì')
    .click();
  await saved(page);
}

async function sign(window: BrowserWindow, who: string): Promise<void> {
  const { page } = window;
  await window.go(`/convenzioni/${life.id}`);
  await page.getByRole('button', { name: 'Registra una firma' }).click();
  const dialog = page.getByRole('dialog', { name: 'Registra una firma' });
  await dialog.getByLabel('Chi ha firmato').fill(who);
  await dialog.getByLabel('Giorno').fill(today);
  await dialog.getByLabel('Ora italiana').fill('00:05');
  await dialog.getByLabel('Certificato valido dal').fill('2025-01-01');
  await dialog.getByLabel('Certificato valido al').fill('2029-12-31');
  await dialog.getByRole('button', { name: 'Registra una firma' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('the whole of a convenzione by mouse', () => {
  it('the SUA opens it and fills in what is missing', async () => {
    const { page } = sua;
    await sua.go('/convenzioni/nuova');
    await page.getByRole('combobox', { name: 'Ente che aderisce' }).fill('montone');
    await page.getByRole('option', { name: 'Comune di Montone' }).click();
    await page.getByRole('button', { name: 'Apri la convenzione' }).click();
    await page.getByRole('heading', { level: 1, name: /Convenzione con Comune di Montone/ }).waitFor();
    life = new ConvenzioneLife(page.url().split('/').at(-1) ?? '');
    await page.getByRole('link', { name: 'Contenuto', exact: true }).click();
    await page.getByLabel('Numero della convenzione').fill('41/2026');
    const people = [
      ['1. Provincia di Perugia', 'Carla', 'Palomba', 'Presidente'],
      ['2. Comune di Montone', 'Lucia', 'Bianchi', 'Sindaca'],
    ] as const;
    for (const [party, name, surname, office] of people) {
      const group = page.getByRole('group', { name: party, exact: true });
      await group.getByLabel('Nome di chi rappresenta l’ente', { exact: true }).fill(name);
      await group.getByLabel('Cognome di chi rappresenta l’ente', { exact: true }).fill(surname);
      await group.getByLabel('Carica di chi rappresenta l’ente', { exact: true }).fill(office);
    }
    await page.getByLabel('Inizio').fill(today);
    await page.getByLabel('Fine', { exact: true }).fill(end);
    await page.getByLabel('Atto sul trattamento dei dati').fill('Allegato B, nomina a responsabile del trattamento');
    await page.getByLabel('Atto sul trattamento dei dati').blur();
    await saved(page);
    await visitor.until<{ contentIssues: unknown[] }>(`/api/convenzioni/${life.id}`, ({ contentIssues }) => contentIssues.length === 0);
  });

  it('the comune presents its request', async () => {
    const { page } = comune;
    await comune.go(`/convenzioni/${life.id}/atti`);
    await page.getByLabel('Protocollo della richiesta').fill('7001');
    await page.getByLabel('Protocollata il').fill(today);
    await page.getByLabel('Firmata da').fill('Lucia Bianchi');
    await page.getByLabel('Gare previste all’anno').fill('3');
    await page.getByLabel('Importo previsto all’anno').fill('900.000,00');
    await page.getByLabel('Importo previsto all’anno').blur();
    await saved(page);
    await uploadAct(comune, 'RICHIESTA');
    await step(comune, 'Presenta la richiesta di adesione');
    await page.getByRole('heading', { name: /Tocca a: .*(Provincia|SUA|Stazione)/ }).waitFor();
  });

  it('the SUA takes it in charge, forms the text and fixes it', async () => {
    const { page } = sua;
    await sua.go(`/convenzioni/${life.id}/atti`);
    await page.getByLabel('Responsabile dell’istruttoria').fill('Marco Teste');
    await page.getByLabel('Responsabile dell’istruttoria').blur();
    await saved(page);
    await step(sua, 'Prendi in carico');
    await sua.go(`/convenzioni/${life.id}/atti`);
    await yes(page, 'Il comune è attivo in AUSA');
    await saved(page);
    await sua.go(`/fascicoli/${life.id}/documenti`);
    await page
      .locator('#documento-TESTO')
      .getByRole('button', { name: /^Genera/ })
      .click();
    await page.locator('#documento-TESTO').getByText('Pronto').waitFor({ timeout: 90_000 });
    await sua.go(`/convenzioni/${life.id}`);
    await page.getByRole('button', { name: 'Fissa il testo' }).click();
    await page.getByText(/Testo fissato il/).waitFor();
    await sua.shot('50-testo-fissato');
    text = await life.file(visitor, 'TESTO', 1);
    await sua.go(`/convenzioni/${life.id}/contenuto`);
    await page.getByText('Il testo è stato fissato: il contenuto non si cambia più.').first().waitFor();
  });

  it('both councils approve the very file; another one is refused', async () => {
    await fillDeliberation(comune, 'Delibera del consiglio comunale');
    await uploadAct(comune, 'DELIBERA_COMUNE');
    await uploadPdf(comune, 'TESTO_ALLEGATO_COMUNE', Buffer.concat([text, Buffer.from('\n% altro testo\nstartxref\n0\n%%EOF\n')]));
    await comune.page
      .locator('#documento-TESTO_ALLEGATO_COMUNE')
      .getByText(/non è quello della SUA/)
      .first()
      .waitFor();
    await comune.shot('51-testo-diverso');
    await uploadPdf(comune, 'TESTO_ALLEGATO_COMUNE', text);
    await comune.page.locator('#documento-TESTO_ALLEGATO_COMUNE').getByText('Pronto').waitFor();
    await step(comune, 'Registra la delibera del comune');
    await fillDeliberation(sua, 'Delibera del consiglio provinciale');
    await uploadAct(sua, 'DELIBERA_PROVINCIA');
    await uploadPdf(sua, 'TESTO_ALLEGATO_PROVINCIA', text);
    await sua.page.locator('#documento-TESTO_ALLEGATO_PROVINCIA').getByText('Pronto').waitFor();
    await step(sua, 'Registra la delibera della Provincia');
    await step(sua, 'Avvia le firme');
  });

  it('both sign, and it comes into force; the comune opens a tender under it', async () => {
    await uploadPdf(sua, 'FIRMA_SUA', padesOf(text));
    await sua.page.locator('#documento-FIRMA_SUA').getByText('Pronto').waitFor();
    await sign(dirigente, 'Carla Palomba');
    await dirigente.page.getByText(/Manca la firma di: Comune di Montone/).waitFor();
    await uploadPdf(comune, 'FIRMA_COMUNE', padesOf(text));
    await comune.page.locator('#documento-FIRMA_COMUNE').getByText('Pronto').waitFor();
    await sign(comune, 'Lucia Bianchi');
    const { page } = dirigente;
    await dirigente.go(`/convenzioni/${life.id}/atti`);
    await page.getByLabel('Numero di repertorio').fill('101');
    await page.getByRole('region', { name: 'Attivazione' }).getByLabel('Protocollo').fill('9001');
    await page.getByLabel('Referenti dei due enti').fill('Teste, Bianchi');
    await yes(page, 'La SUA l’ha presa in carico');
    await saved(page);
    await step(dirigente, 'Attiva la convenzione');
    await page.getByText('Attiva', { exact: true }).first().waitFor();
    await dirigente.shot('52-attiva');
    await comune.go('/fascicoli/nuovo/breve');
    await comune.page.getByLabel('Oggetto').fill('Servizio di pulizia degli uffici comunali');
    await comune.page.getByLabel('Tipo di contratto').selectOption('Servizi');
    await comune.page.getByLabel('Importo stimato').fill('300.000,00');
    await comune.page.getByRole('button', { name: 'Apri il fascicolo' }).click();
    await comune.page.getByRole('heading', { level: 1, name: /Servizio di pulizia/ }).waitFor();
    await dirigente.go(`/convenzioni/${life.id}`);
    await page.getByRole('row', { name: /Servizio di pulizia degli uffici comunali/ }).waitFor();
  });

  it('nothing went wrong in the pages, and no other host was asked', () => {
    // The browser itself reports the refusal of another text as an error.
    const troubles = [comune, sua, dirigente].flatMap((window) => window.troubles);
    expect(troubles.filter((trouble) => !trouble.includes('status of 409'))).toEqual([]);
  });
});
