import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { type AttachmentsView, type AttachmentView } from '@gare/contracts/attachments';
import { type ChecklistsView, type ChecklistView } from '@gare/contracts/checklists';
import { type ChecksView } from '@gare/contracts/checks';
import { type DocumentView } from '@gare/contracts/documents';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type PackageView } from '@gare/contracts/packages';
import { sampleCig, sampleCup, sampleExpense, sampleReport } from '@gare/domain/rendicontazione/sample-report';
import { inflateEntry, inspectXlsx, readZipDirectory } from '@gare/platform/docx';
import { readXml } from '@gare/platform/xml';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { ZipReader } from '../../apps/cli/src/verify/zip-reader.js';
import { changesOf, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** A statement of expenditure from its opening to the audit package, on real services. */

let product: TestProduct;
let rup: Visitor;
/** The second person of the comune: financial officer, and manager where the first has compiled. */
let second: Visitor;
let id: string;
let pdf: Buffer;

beforeAll(async () => {
  product = await startTestProduct();
  for (const role of ['RAG', 'DIR_COMUNE']) {
    await product.services.query(
      `insert into role_assignments (id, sua_id, ente_id, person_id, role, dal, atto)
       select gen_random_uuid(), sua_id, $1, id, $2, '2025-01-08', '{"tipo":"decreto","numero":"2","data":"2025-01-07","organo":"Sindaco"}'
       from people where email = 'segretario@montone.example'`,
      [demoEnteId('montone'), role],
    );
  }
  rup = await product.signIn('rup@montone.example');
  second = await product.signIn('segretario@montone.example');
  const opened = await rup.post<{ id: string }>('/api/dossiers', {
    kind: 'RENDICONTAZIONE',
    oggetto: 'Rendiconto del primo trimestre 2026',
  });
  expect([opened.status, JSON.stringify(opened.body)]).toEqual([201, expect.any(String)]);
  ({ id } = opened.body);
  const document = await PDFDocument.create();
  document.addPage();
  pdf = Buffer.from(await document.save());
});
afterAll(() => product.stop());

const invoice = (cup: string, total = '12200.00'): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPA12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><Anagrafica><Denominazione>Edile Umbra S.r.l.</Denominazione></Anagrafica></DatiAnagrafici></CedentePrestatore></FatturaElettronicaHeader>
<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento><Data>2026-03-10</Data><Numero>12/A</Numero><ImportoTotaleDocumento>${total}</ImportoTotaleDocumento></DatiGeneraliDocumento>
<DatiContratto>${cup === '' ? '' : `<CodiceCUP>${cup}</CodiceCUP>`}<CodiceCIG>${sampleCig}</CodiceCIG></DatiContratto></DatiGenerali>
<DatiBeniServizi><DatiRiepilogo><ImponibileImporto>10000.00</ImponibileImporto><Imposta>2200.00</Imposta><EsigibilitaIVA>S</EsigibilitaIVA></DatiRiepilogo></DatiBeniServizi></FatturaElettronicaBody>
</p:FatturaElettronica>`);

const attach = (place: string, type: string, file: { name: string; bytes: Buffer; type: string }, more = '') =>
  rup.upload(`/api/dossiers/${id}/attachments?place=${encodeURIComponent(place)}&type=${type}${more}`, file);
const xml = (bytes: Buffer) => ({ name: 'IT00441650544_00012.xml', bytes, type: 'text/xml' });
const pdfFile = (name: string) => ({ name, bytes: pdf, type: 'application/pdf' });
const write = (changes: Readonly<Record<string, unknown>>): Promise<number> =>
  writeScheda(
    rup,
    id,
    Object.entries(changes).map(([path, value]) => ({ path, value })),
  );
const move = (who: Visitor, event: string, motivation?: string): Promise<{ status: number; body: Record<string, unknown> }> =>
  who.post(`/api/dossiers/${id}/transitions`, { event, ...(motivation === undefined ? {} : { motivation }) });
const settled = (): Promise<ChecksView> =>
  rup.until<ChecksView>(
    `/api/dossiers/${id}/checks`,
    ({ running, results }) => !running && results.length > 0 && results.every(({ stale }) => !stale),
  );
const outcome = (view: ChecksView, checkId: string) => view.results.find((result) => result.checkId === checkId);
const lists = async (who: Visitor): Promise<readonly ChecklistView[]> =>
  (await who.get<ChecklistsView>(`/api/dossiers/${id}/checklists`)).body.items;
const listOf = async (who: Visitor, code: string): Promise<ChecklistView> => {
  const found = (await lists(who)).find((list) => list.code === code);
  if (!found) throw new Error(`no checklist ${code}`);
  return found;
};
const sign = async (who: Visitor, code: string, hash?: string) =>
  who.post<ChecklistView & { code: string; detail: string }>(`/api/dossiers/${id}/checklists/${code}/signatures`, {
    hash: hash ?? (await listOf(who, code)).hash,
  });

async function answerAll(who: Visitor, code: string): Promise<void> {
  for (const { id: itemId, answer } of (await listOf(who, code)).items) {
    const value = { SI_NO_NA: 'SI', TESTO: 'Nessuna osservazione', DATA: '2026-04-05', IMPORTO: '12200.00' }[answer];
    const { status } = await who.post(`/api/dossiers/${id}/checklists/${code}/answers`, { itemId, value, evidenceText: 'prot. 100/2026' });
    expect(status).toBe(200);
  }
}

describe('expenses', () => {
  it('an invoice without CUP is told, with the row to mend; the one with it is read and counts', async () => {
    expect(await writeScheda(rup, id, changesOf(sampleReport))).toBe(200);
    expect((await move(rup, 'avvia')).status).toBe(200);
    const added = await attach('spese/S1', 'FATTURA', xml(invoice('')));
    expect([added.status, added.body['invoice']]).toEqual([201, expect.objectContaining({ numero: '12/A', cup: [], totale: '12200.00' })]);
    const without = outcome(await settled(), 'REN-01');
    expect(without).toMatchObject({ status: 'KO', severity: 'BLOCK', group: 'REN', evidence: [{ path: 'spese/S1/integrazioneCup' }] });
    expect(without?.message).toContain('non riporta il CUP');

    const { items } = (await rup.get<AttachmentsView>(`/api/dossiers/${id}/attachments`)).body;
    const withdrawn = await rup.post<AttachmentView>(`/api/dossiers/${id}/attachments/${items[0]?.id ?? ''}/withdraw`, {
      reason: 'Sostituita dalla fattura con il CUP',
    });
    expect(withdrawn.body.withdrawn).toMatchObject({ by: 'Lucia Bianchi' });
    expect((await attach('spese/S1', 'FATTURA', xml(invoice(sampleCup)), '&protocol=77&registeredOn=2026-03-11')).status).toBe(201);
    expect(outcome(await settled(), 'REN-01')?.status).toBe('OK');
  });

  it('an order of payment one cent off breaks the chain and the accounts', async () => {
    expect(await write({ 'spese/S1/mandatoImporto': '10000.01' })).toBe(200);
    const view = await settled();
    expect(outcome(view, 'REN-03')).toMatchObject({ status: 'KO', evidence: [{ path: 'spese/S1/mandatoImporto' }] });
    expect(outcome(view, 'REN-09')?.message.replaceAll('\u00a0', ' ')).toContain('differenza € 0,01');
    expect(await write({ 'spese/S1/mandatoImporto': sampleExpense.mandatoImporto })).toBe(200);
    const again = await settled();
    expect([outcome(again, 'REN-03')?.status, outcome(again, 'REN-09')?.status]).toEqual(['OK', 'OK']);
  });

  it('works want their SAL: every file of the expense is asked by name', async () => {
    expect(outcome(await settled(), 'REN-20')?.message).toContain('Stato di avanzamento dei lavori');
    for (const type of ['SAL', 'CERTIFICATO_PAGAMENTO', 'LIQUIDAZIONE', 'MANDATO', 'QUIETANZA']) {
      expect((await attach('spese/S1', type, pdfFile(`${type.toLowerCase()}.pdf`))).status).toBe(201);
    }
    expect((await attach('obiettivi/O1', 'ALTRO', pdfFile('prova.pdf'))).status).toBe(201);
    const view = await settled();
    expect([outcome(view, 'REN-20')?.status, outcome(view, 'REN-15')?.status]).toEqual(['OK', 'OK']);
  });

  it.each([
    ['a row that is not there', 'spese/S9', 'FATTURA', () => xml(invoice(sampleCup)), 'attachment.refused'],
    ['a field', 'spese/S1/cig', 'FATTURA', () => xml(invoice(sampleCup)), 'attachment.refused'],
    ['a point no checklist has', 'checklist/AUTOVERIFICA/99', 'PROVA', () => pdfFile('a.pdf'), 'attachment.refused'],
    ['XML that is no invoice', 'spese/S1', 'FATTURA', () => xml(Buffer.from('<ordine/>')), 'upload.refused'],
    [
      ...(['XML with entities', 'spese/S1', 'FATTURA'] as const),
      () => xml(Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')),
      'upload.refused',
    ],
  ])('nothing is kept for %s', async (...[, place, type, file, code]) => {
    const before = (await rup.get<AttachmentsView>(`/api/dossiers/${id}/attachments`)).body.items.length;
    const refused = await attach(place, type, file());
    expect(refused.body['code']).toBe(code);
    expect((await rup.get<AttachmentsView>(`/api/dossiers/${id}/attachments`)).body.items).toHaveLength(before);
  });
});

describe('checklists', () => {
  it('are compiled by one role, not by another, and not signed while anything is missing', async () => {
    const refused = await second.post(`/api/dossiers/${id}/checklists/AUTOVERIFICA/answers`, { itemId: '1', value: 'SI' });
    expect([refused.status, refused.body['detail']]).toEqual([403, 'Questa lista di controllo la compila: RUP dell’intervento.']);
    const wrong = await rup.post(`/api/dossiers/${id}/checklists/AUTOVERIFICA/answers`, { itemId: '6', value: '12,20' });
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'checklist.malformed']);
    const early = await sign(rup, 'AUTOVERIFICA');
    expect([early.status, early.body.code]).toEqual([409, 'checklist.refused']);
    expect(early.body.detail).toContain('Mancano 6 punti');
  });

  it('are signed over exactly what was seen, and countersigned by another person', async () => {
    await answerAll(rup, 'AUTOVERIFICA');
    const stale = await sign(rup, 'AUTOVERIFICA', 'ab'.repeat(32));
    expect([stale.status, stale.body.code]).toEqual([409, 'checklist.changed']);
    const signed = await sign(rup, 'AUTOVERIFICA');
    expect([signed.status, signed.body.standing]).toEqual([201, 'COMPILATA']);
    // The same person holds the other role too: the law of the two persons holds all the same.
    const alone = await sign(rup, 'AUTOVERIFICA');
    expect([alone.status, alone.body.detail]).toEqual([409, 'Controfirma: Responsabile finanziario.']);
    expect((await sign(second, 'AUTOVERIFICA')).body.standing).toBe('FIRMATA');
  });

  it('the same person never signs twice, whatever roles they hold', async () => {
    await answerAll(second, 'CONTROLLO_SPESA');
    expect((await sign(second, 'CONTROLLO_SPESA')).body.standing).toBe('COMPILATA');
    const twice = await sign(second, 'CONTROLLO_SPESA');
    expect([twice.status, twice.body.detail]).toEqual([
      409,
      'Chi ha firmato la compilazione non può anche controfirmare: serve un’altra persona.',
    ]);
    expect((await sign(rup, 'CONTROLLO_SPESA')).body.standing).toBe('FIRMATA');
  });

  it('any later change takes the force from the signatures, in the history too', async () => {
    const note = { itemId: '1', value: 'SI', evidenceText: 'prot. 100/2026', note: 'controllato di nuovo' };
    const { body } = await rup.post<ChecklistView>(`/api/dossiers/${id}/checklists/AUTOVERIFICA/answers`, note);
    expect(body.standing).toBe('DA_COMPILARE');
    expect(body.signatures.map(({ voided }) => voided?.by)).toEqual(['Lucia Bianchi', 'Lucia Bianchi']);
    expect((await sign(rup, 'AUTOVERIFICA')).status).toBe(201);
    expect((await sign(second, 'AUTOVERIFICA')).body.standing).toBe('FIRMATA');
    // A file that is evidence is content: adding one counts as a change.
    expect((await attach('checklist/AUTOVERIFICA/2', 'PROVA', pdfFile('estratto.pdf'))).status).toBe(201);
    expect((await listOf(rup, 'AUTOVERIFICA')).standing).toBe('DA_COMPILARE');
    expect((await sign(rup, 'AUTOVERIFICA')).status).toBe(201);
    expect((await sign(second, 'AUTOVERIFICA')).body.standing).toBe('FIRMATA');
    const history = await rup.get<{ items: { action: string; details?: unknown }[] }>(`/api/dossiers/${id}/audit?pageSize=100`);
    const actions = history.body.items.map(({ action }) => action);
    expect(actions.filter((action) => action === 'checklist.voided')).toHaveLength(2);
    expect(actions).toEqual(expect.arrayContaining(['checklist.answered', 'checklist.signed', 'checklist.countersigned']));
  });

  it('what is signed stands as PDF/A among the files', async () => {
    for (const code of ['REGOLARITA_PROCEDURA', 'DNSH_EX_ANTE', 'DNSH_EX_POST']) {
      await answerAll(rup, code);
      expect((await sign(rup, code)).status).toBe(201);
      expect((await sign(second, code)).body.standing).toBe('FIRMATA');
    }
    const { items } = await rup.until<ChecklistsView>(`/api/dossiers/${id}/checklists`, (view) =>
      view.items.every(({ file }) => file !== null),
    );
    const bytes = await rup.download(`/api/dossiers/${id}/attachments/${items[0]?.file?.attachmentId ?? ''}/file`);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.includes('pdfaid')).toBe(true);
    const { body } = await rup.get<AttachmentsView>(`/api/dossiers/${id}/attachments`);
    const exported = body.items.filter(({ place, withdrawn }) => place === 'checklist/AUTOVERIFICA' && withdrawn === null);
    expect(exported).toHaveLength(1);
  });
});

describe('the report', () => {
  it('goes through self-check and internal control to the package, laid out for the audit', async () => {
    for (const code of ['QE_APPROVATO', 'DECRETO_FINANZIAMENTO']) {
      const uploaded = await rup.upload(`/api/dossiers/${id}/documents/${code}/upload`, pdfFile(`${code}.pdf`));
      expect([uploaded.status, code]).toEqual([201, code]);
    }
    const codes = ['RELAZIONE_RENDICONTO', 'PROSPETTO_SPESE', 'DSAN'];
    expect((await rup.post(`/api/dossiers/${id}/documents/generate`, { codes })).status).toBe(202);
    await rup.until<{ items: DocumentView[] }>(`/api/dossiers/${id}/documents`, ({ items }) =>
      items.filter(({ code }) => codes.includes(code)).every(({ state }) => state === 'READY'),
    );
    const view = await settled();
    expect(view.results.filter(({ status, severity }) => status === 'KO' && severity === 'BLOCK').map(({ checkId }) => checkId)).toEqual(
      [],
    );
    for (const event of ['completa', 'consegna', 'valida']) {
      await settled();
      const { status, body } = await move(rup, event);
      expect([event, status, body['detail'] ?? null]).toEqual([event, 200, null]);
    }
    // Validated: what proves the report no longer changes.
    const late = await attach('spese/S1', 'ALTRO', pdfFile('tardi.pdf'));
    expect(late.status).toBe(403);
    await settled();
    expect((await rup.post(`/api/dossiers/${id}/package`)).status).toBe(202);
    const { packages } = await rup.until<{ packages: PackageView[] }>(
      `/api/dossiers/${id}/package`,
      (page) => page.packages[0]?.status === 'SEALED' || page.packages[0]?.status === 'FAILED',
      120_000,
    );
    expect(packages[0]).toMatchObject({ status: 'SEALED', outdated: false });
    await lookInto(await rup.download(`/api/dossiers/${id}/packages/${packages[0]?.id ?? ''}/file`));
    expect((await move(rup, 'trasmetti')).status).toBe(200);
    expect((await rup.get<DossierDetail>(`/api/dossiers/${id}`)).body.state.code).toBe('TRASMESSA');
  });
});

async function lookInto(bytes: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'regis-'));
  try {
    const path = join(folder, 'fascicolo.zip');
    await writeFile(path, bytes);
    expect(await verifyPackage(path)).toMatchObject({ ok: true });
    const reader = await ZipReader.open(path);
    const names = reader.entries.map(({ fileName }) => fileName);
    const folders = [...new Set(names.map((name) => name.split('/').slice(0, -1).join('/')))].filter((name) => name !== '');
    expect(folders.sort()).toEqual([
      ...['01_atti_programmazione', '02_finanziamento', '06_spese/12-A', '07_indicatori', '08_dnsh', '09_checklist', '10_comunicazioni'],
    ]);
    expect(names.filter((name) => name.startsWith('06_spese/12-A/'))).toHaveLength(6);
    const sheet = reader.entries.find(({ fileName }) => fileName === 'indice.xlsx');
    if (sheet === undefined) throw new Error('no index');
    const chunks: Buffer[] = [];
    for await (const chunk of await reader.read(sheet)) chunks.push(chunk as Buffer);
    reader.close();
    await readIndex(Buffer.concat(chunks), names);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The spreadsheet passes the guard for Excel files: one line for each file, with hash, protocol and row. */
async function readIndex(xlsx: Buffer, names: readonly string[]): Promise<void> {
  expect(await inspectXlsx(xlsx)).toMatchObject({ ok: true });
  const directory = readZipDirectory(xlsx);
  if (!directory.ok) throw new Error(directory.code);
  const page = directory.entries.find(({ name }) => name === 'xl/worksheets/sheet1.xml');
  if (page === undefined) throw new Error('no page');
  const reading = readXml(inflateEntry(page) ?? Buffer.alloc(0));
  if (!reading.ok) throw new Error(reading.reason);
  type Cell = { v?: string; is?: { t: string } };
  const { worksheet } = reading.root as unknown as { worksheet: { sheetData: { row: { c: Cell[] }[] } } };
  const lines = worksheet.sheetData.row.map(({ c }) => c.map((cell) => cell.v ?? cell.is?.t ?? '').join(','));
  expect(lines[0]).toBe('n,documento,file,sha256,data,protocollo,riga spesa');
  expect(lines).toHaveLength(names.filter((name) => name.includes('/')).length + 1);
  const invoiceLine = lines.find((line) => line.includes('_fattura_'));
  expect(invoiceLine).toMatch(/06_spese\/12-A\/[^,]+\.xml,[0-9a-f]{64},2026-03-11,77,spese\/S1$/);
}
