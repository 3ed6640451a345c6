import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StatementFileView, type StatementView } from '@gare/contracts/statements';
import { readCsv } from '@gare/domain/enti/csv-reading';
import { FixedClock } from '@gare/platform/clock';
import { inspectPdfA } from '@gare/platform/pdf';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { keepConvenzione } from '../harness/convenzioni.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let clerk: Visitor;
let director: Visitor;
let comune: Visitor;
let dossierId: string;
let directory: string;

const tuoro = demoEnteId('tuoro');
const perugia = demoEnteId('perugia');
const tariffe = [
  {
    momento: 'PUBBLICAZIONE',
    base: 'BASE_GARA',
    scaglioni: [{ min: '0', max: null, tipo: 'percentuale', valore: '0.4' }],
    minimo: null,
    massimo: null,
    soloOnline: false,
    quotaIncentivoPct: '25',
    rimborsiSpeseVive: true,
    dal: '2026-05-01',
    al: null,
  },
  {
    momento: 'ANNUALE',
    base: 'ABITANTI',
    scaglioni: [
      { min: '0', max: '5000', tipo: 'fisso', valore: '500' },
      { min: '5000', max: null, tipo: 'fisso', valore: '1500' },
    ],
    minimo: null,
    massimo: null,
    soloOnline: false,
    quotaIncentivoPct: '0',
    rimborsiSpeseVive: false,
    dal: '2026-05-01',
    al: null,
  },
];

beforeAll(async () => {
  product = await startTestProduct({ clock: new FixedClock(new Date('2026-11-22T10:00:00Z')) });
  clerk = await product.signIn('sua@perugia.example');
  director = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@tuoro.example');
  directory = await mkdtemp(join(tmpdir(), 'statement-'));
  await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA', numero: '8/2026', tariffe });
  dossierId = await openDossier(comune, 'Servizio di refezione scolastica');
  const importi = { importoServizi: '954000.00', importoBase: '954000.00' };
  await writeScheda(comune, dossierId, changesOf({ lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi }] }));
  await publish(dossierId, '2026-11-20T09:00:00Z');
}, 120_000);
afterAll(async () => {
  await product.stop();
  await rm(directory, { recursive: true, force: true });
});

/** The step of publication as its act stands in the register. */
async function publish(id: string, at: string): Promise<void> {
  await product.services.query(
    `insert into audit_entries select (jsonb_populate_record(null::audit_entries, to_jsonb(x) || jsonb_build_object(
       'sequence', x.sequence + 1000, 'action', 'dossier.pubblica', 'at', $2::text, 'hash', md5(random()::text) || md5(random()::text)))).*
     from audit_entries x where dossier_id = $1 order by sequence limit 1`,
    [id, at],
  );
}

const statementPath = (enteId = tuoro, year = 2026): string => `/api/enti/${enteId}/statements/${year}`;
const statement = async (who: Visitor, path = statementPath()): Promise<StatementView> =>
  (await who.get(path)).body as unknown as StatementView;
const kinds = ({ enti }: StatementView): [string, string | null][] => (enti[0]?.righe ?? []).map(({ tipo, importo }) => [tipo, importo]);

async function money(): Promise<unknown> {
  return [
    await product.services.query('select * from dossier_expenses order by id'),
    await product.services.query('select * from member_payments order by id'),
    await product.services.query('select count(*) from audit_entries'),
    await product.services.query('select count(*) from registry_acts'),
  ];
}

describe('expenses of a dossier', () => {
  const path = (): string => `/api/dossiers/${dossierId}/expenses`;
  const record = (who: Visitor, more: object = {}): Promise<Answer> =>
    who.post(path(), { voce: 'CONTRIBUTO_ANAC', aCaricoDi: 'COMUNE', importo: '410.00', data: '2026-11-21', ...more });

  it('are recorded by the SUA, shown to the comune and added to what it owes', async () => {
    const { status, body } = await record(clerk);
    expect([status, body['totale']]).toEqual([201, '410.00']);
    expect((await comune.get(path())).body).toMatchObject({
      items: [{ importo: '410.00', stornata: false }],
      whyNot: expect.any(String) as string,
    });
    expect(kinds(await statement(comune))).toEqual([
      ['ANNUALE', '500.00'],
      ['PUBBLICAZIONE', '3816.00'],
      ['RIMBORSO', '410.00'],
    ]);
    const [act] = await product.services.query('select action, role, details from audit_entries where dossier_id = $1 and action like $2', [
      dossierId,
      'expense.%',
    ]);
    expect(act).toMatchObject({ action: 'expense.recorded', role: 'FUNZ_SUA', details: { importo: '410.00', aCaricoDi: 'COMUNE' } });
  });

  it.each<[string, () => Promise<Answer>, number, string]>([
    ['a comune', () => record(comune), 403, 'access.denied'],
    ['a day to come', () => record(clerk, { data: '2026-11-23' }), 422, 'ledger.refused'],
    ['an amount below zero', () => record(clerk, { importo: '-1.00' }), 400, 'request.invalid'],
    ['nothing', () => record(clerk, { importo: '0.00' }), 400, 'request.invalid'],
    ['an unknown item', () => record(clerk, { voce: 'CENA' }), 400, 'request.invalid'],
  ])('refuse %s, and nothing is written', async (...[, asked, status, code]) => {
    const before = await money();
    const answer = await asked();
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await money()).toEqual(before);
  });

  it('are taken back once, by an entry of the opposite amount', async () => {
    const recorded = await record(clerk, { voce: 'PUBBLICITA', importo: '1200.50', data: '2026-11-10' });
    const items = recorded.body['items'] as { id: string; voce: string }[];
    const id = items.find(({ voce }) => voce === 'PUBBLICITA')?.id ?? '';
    const reverse = (data: string, who = clerk): Promise<Answer> =>
      who.post(`${path()}/${id}/reversals`, { data, motivazione: 'Spesa già compresa nel contratto di concessione' });
    expect((await reverse('2026-11-09')).body['code']).toBe('ledger.refused');
    expect((await reverse('2026-11-22', comune)).body['code']).toBe('access.denied');
    const taken = await reverse('2026-11-22');
    expect([taken.status, taken.body['totale']]).toEqual([201, '410.00']);
    expect(taken.body['items']).toContainEqual(expect.objectContaining({ importo: '-1200.50', storna: id, stornata: false }));
    expect(taken.body['items']).toContainEqual(expect.objectContaining({ id, stornata: true }));
    const before = await money();
    const again = await reverse('2026-11-22');
    expect([again.status, (again.body['details'] as { findings: { rule: string }[] }).findings[0]?.rule]).toEqual([422, 'GIA_STORNATO']);
    expect(await money()).toEqual(before);
    expect((await statement(clerk)).totali.dovuto).toBe('4726.00');
  });
});

describe('invoices and payments of a comune', () => {
  const path = `/api/enti/${tuoro}/payments`;
  const record = (who: Visitor, more: object): Promise<Answer> =>
    who.post(path, { tipo: 'PAGATO', riferimento: 'Mandato 7', importo: '1000.00', data: '2026-11-21', ...more });

  it('are recorded and taken back by the SUA, and change the balance', async () => {
    expect((await record(clerk, { tipo: 'FATTURATO', riferimento: 'Fattura 3', importo: '4726.00' })).status).toBe(201);
    const { body } = await record(director, {});
    expect((await statement(comune)).totali).toEqual({ dovuto: '4726.00', fatturato: '4726.00', pagato: '1000.00', saldo: '3726.00' });
    const id = (body['items'] as { id: string; riferimento: string }[]).find(({ riferimento }) => riferimento === 'Mandato 7')?.id ?? '';
    const taken = await clerk.post(`${path}/${id}/reversals`, { data: '2026-11-22', motivazione: 'Mandato annullato dalla tesoreria' });
    expect(taken.status).toBe(201);
    expect((await statement(comune)).totali).toMatchObject({ pagato: '0.00', saldo: '4726.00' });
    const acts = await product.services.query(
      `select action, details->>'importo' as importo from registry_acts where ente_id = $1 and action like 'payment.%' order by at, action`,
      [tuoro],
    );
    expect(acts).toContainEqual({ action: 'payment.reversed', importo: '-1000.00' });
  });

  it('refuse a comune, and a dossier of another body', async () => {
    const before = await money();
    expect((await record(comune, {})).body['code']).toBe('access.denied');
    const foreign = await openDossier(clerk, 'Servizio della Provincia stessa');
    const kept = await money();
    const answer = await record(clerk, { dossierId: foreign, momento: 'PUBBLICAZIONE' });
    expect([answer.status, answer.body['code']]).toEqual([404, 'dossier.not_found']);
    expect(await money()).toEqual(kept);
    expect(before).not.toEqual(kept);
  });
});

describe('the statement of a year', () => {
  it('is seen by the comune it is of, and of all by the Province alone', async () => {
    const own = await statement(comune);
    expect(own.enti.map(({ denominazione }) => denominazione)).toEqual(['Comune di Tuoro sul Trasimeno']);
    const all = await statement(clerk, '/api/statements/2026');
    expect(all.enti.find(({ enteId }) => enteId === tuoro)).toEqual(own.enti[0]);
    expect(all.enti.length).toBeGreaterThan(1);
    expect(await statement(clerk, statementPath(perugia))).toEqual(all);
    expect((await comune.get('/api/statements/2026')).status).toBe(403);
    const elsewhere = await product.signIn('rup@montone.example');
    expect((await elsewhere.get(statementPath())).status).toBe(403);
    expect((await statement(comune, statementPath(tuoro, 2025))).totali.dovuto).toBe('0.00');
    expect((await comune.get(statementPath(tuoro, 1999))).status).toBe(400);
  });

  it('counts the day of publication in Rome', async () => {
    const other = await openDossier(comune, 'Servizio pubblicato a cavallo dell’anno');
    await publish(other, '2027-12-31T23:30:00Z');
    expect(kinds(await statement(comune, statementPath(tuoro, 2027)))).toEqual([['ANNUALE', '500.00']]);
    expect(kinds(await statement(comune, statementPath(tuoro, 2028)))).toEqual([
      ['ANNUALE', '500.00'],
      ['PUBBLICAZIONE', null],
    ]);
  });

  it('as CSV says what the JSON says, for a program and for a spreadsheet', async () => {
    const { enti } = await statement(clerk, '/api/statements/2026');
    const lines = enti.flatMap(({ denominazione, righe }) => righe.map((line) => ({ denominazione, ...line })));
    const fetched = async (formato: string): Promise<string> => {
      const answer = await fetch(`${product.url}${statementPath(perugia)}/csv?formato=${formato}`, { headers: clerk.headers });
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      return Buffer.from(await answer.arrayBuffer()).toString('utf8');
    };
    const reading = readCsv(await fetched('macchina'));
    if (!reading.ok) throw new Error('not CSV');
    expect(
      reading.rows.map(({ values }) => [
        values['ente'],
        values['data'],
        values['codice_appalto'],
        values['descrizione'],
        values['importo'],
      ]),
    ).toEqual(
      lines.map(({ denominazione, data, codice, descrizione, importo }) => [denominazione, data, codice ?? '', descrizione, importo ?? '']),
    );
    const italian = await fetched('italiano');
    expect(italian.startsWith('\uFEFFente;anno;')).toBe(true);
    expect(italian).toContain(';20/11/2026;');
    expect(italian).toContain(';3816,00;');
    expect(italian).toContain(';-1200,50;');
  });
});

describe('the PDF of a statement', () => {
  const pdfPath = (enteId = tuoro): string => `${statementPath(enteId)}/pdf`;
  async function formed(who: Visitor, enteId = tuoro): Promise<StatementFileView> {
    const asked = await who.post<StatementFileView & Record<string, unknown>>(pdfPath(enteId));
    expect([asked.status, asked.body.outdated]).toEqual([202, false]);
    for (let waited = 0; waited < 60_000; waited += 200) {
      const { items } = (await who.get<{ items: StatementFileView[] } & Record<string, unknown>>(pdfPath(enteId))).body;
      const file = items.find(({ id }) => id === asked.body.id);
      if (file?.status === 'READY') return file;
      if (file?.status === 'FAILED') throw new Error(`not formed: ${file.reason ?? ''}`);
      await sleep(200);
    }
    throw new Error('the PDF was not formed in a minute');
  }
  const download = async (who: Visitor, id: string, enteId = tuoro): Promise<Response> =>
    fetch(`${product.url}${pdfPath(enteId)}/${id}`, { headers: who.headers });

  it('is a PDF/A in Italian with every amount, formed in the background, the same for the same content', async () => {
    const file = await formed(comune);
    expect(file).toMatchObject({ fileName: 'rendiconto_2026_comune-di-tuoro-sul-trasimeno.pdf', job: { status: 'done', progress: 100 } });
    const bytes = Buffer.from(await (await download(comune, file.id)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(await inspectPdfA(bytes)).toMatchObject({
      ok: true,
      language: 'it-IT',
      title: 'Rendiconto 2026 delle attività della SUA: Comune di Tuoro sul Trasimeno',
    });
    await writeFile(join(directory, 'rendiconto.pdf'), bytes);
    const text = execFileSync('pdftotext', ['-layout', join(directory, 'rendiconto.pdf'), '-'], { encoding: 'utf8' }).replaceAll(
      '\u00a0',
      ' ',
    );
    const { enti, totali } = await statement(comune);
    const euro = (amount: string): string =>
      `€ ${amount
        .replace(/\B(?=(\d{3})+\.)/g, '_')
        .replace('.', ',')
        .replaceAll('_', '.')}`;
    for (const amount of [...(enti[0]?.righe ?? []).map(({ importo }) => importo ?? ''), totali.dovuto, totali.fatturato, totali.saldo])
      expect(text).toContain(amount.startsWith('-') ? amount.slice(1).replace('1200.50', '1.200,50') : euro(amount).slice(2));
    expect(text).toContain('20/11/2026');
    expect(text).toMatch(/IVA sugli importi:?\s+fuori campo IVA/);
    expect(await formed(comune)).toEqual(file);
  }, 120_000);

  it('tells when the statement has changed since, and is formed anew', async () => {
    const before = await formed(comune);
    await clerk.post(`/api/dossiers/${dossierId}/expenses`, {
      voce: 'COMMISSIONE',
      aCaricoDi: 'COMUNE',
      importo: '900.00',
      data: '2026-11-22',
    });
    const { items } = (await comune.get<{ items: StatementFileView[] } & Record<string, unknown>>(pdfPath())).body;
    expect(items.find(({ id }) => id === before.id)?.outdated).toBe(true);
    const after = await formed(comune);
    expect(after.id).not.toBe(before.id);
    expect(after.sha256).not.toBe(before.sha256);
  }, 120_000);

  it('of the Province has a table for each comune, and is not for a comune', async () => {
    const file = await formed(clerk, perugia);
    const bytes = Buffer.from(await (await download(clerk, file.id, perugia)).arrayBuffer());
    await writeFile(join(directory, 'provincia.pdf'), bytes);
    const text = execFileSync('pdftotext', ['-layout', join(directory, 'provincia.pdf'), '-'], { encoding: 'utf8' });
    const { enti } = await statement(clerk, '/api/statements/2026');
    for (const { denominazione } of enti) expect(text).toContain(denominazione);
    expect(text).toContain('Riepilogo');
    expect((await comune.post(pdfPath(perugia))).status).toBe(403);
    expect((await download(comune, file.id, perugia)).status).toBe(403);
    expect((await download(comune, file.id)).status).toBe(404);
  }, 120_000);
});
