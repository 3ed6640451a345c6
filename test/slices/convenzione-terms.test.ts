import { FixedClock } from '@gare/platform/clock';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { keepConvenzione } from '../harness/convenzioni.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let director: Visitor;
let comune: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock: new FixedClock(new Date('2026-11-22T10:00:00Z')) });
  director = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@tuoro.example');
  clerk = await product.signIn('sua@perugia.example');
});
afterAll(() => product.stop());

const act = {
  atto: { tipo: 'Determinazione', numero: '12', data: '2026-11-20' },
  motivazione: 'Riorganizzazione dell’ufficio gare della SUA',
};
const band = (min: string, max: string | null, valore: string, tipo = 'percentuale'): object => ({ min, max, tipo, valore });
const list = (more: object = {}): object => ({
  momento: 'PUBBLICAZIONE',
  base: 'BASE_GARA',
  scaglioni: [band('0', '40000', '0', 'fisso'), band('40000', '150000', '300', 'fisso'), band('150000', null, '0.4')],
  minimo: null,
  massimo: null,
  soloOnline: false,
  quotaIncentivoPct: '25',
  rimborsiSpeseVive: true,
  dal: '2026-05-01',
  al: null,
  ...more,
});

interface Found {
  code: string;
  detail: string;
  details: { findings: { rule: string; document?: string; tariffa?: number; scaglioni?: number[]; reason: string }[] };
}
const rulesOf = ({ body }: Answer): string[] => (body as unknown as Found).details.findings.map(({ rule }) => rule);

/** Everything the two operations may write of a convenzione. */
async function kept(id: string): Promise<unknown> {
  const query = (sql: string, values: unknown[]): Promise<unknown> => product.services.query(sql, values);
  return [
    await query('select revision, "values" from schede where dossier_id = $1', [id]),
    await query('select matrice, tariffe from convenzioni where id = $1', [id]),
    await query('select count(*)::int as n from audit_entries where dossier_id = $1', [id]),
    await query('select count(*)::int as n from scheda_changes where dossier_id = $1', [id]),
  ];
}
const lastAct = async (id: string): Promise<{ action: string; role: string; details: Record<string, unknown> } | undefined> =>
  (
    await product.services.query<{ action: string; role: string; details: Record<string, unknown> }>(
      'select action, role, details from audit_entries where dossier_id = $1 order by sequence desc limit 1',
      [id],
    )
  )[0];

describe('the responsibility matrix', () => {
  const path = (id: string): string => `/api/convenzioni/${id}/matrix`;
  const cell = (document: string, role: string, letters: string | null): object => ({ document, role, letters });

  it('starts as the typical one, is edited as a draft cell by cell, and the change is kept with both values', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ISTRUTTORIA' });
    const shown = (await director.get(path(id))).body;
    expect(shown).toMatchObject({ revision: 1, isDefault: true, change: { modo: 'BOZZA', whyNot: null }, findings: [] });
    expect(shown['documents']).toContainEqual({
      code: 'D33',
      title: 'Disciplinare di gara',
      phase: 'FASCICOLO_PUBBLICAZIONE',
      drafter: 'FUNZ_SUA',
      signer: 'DIR_SUA',
    });
    const first = await director.send('PATCH', path(id), {
      baseRevision: 1,
      cells: [cell('D33', 'RUP_SUA', 'aS'), cell('D33', 'DIR_SUA', 'p')],
    });
    expect([first.status, first.body['revision'], first.body['isDefault']]).toEqual([200, 2, false]);
    expect(first.body['matrice']).toMatchObject({ D33: { RUP_SUA: 'aS', DIR_SUA: 'p', FUNZ_SUA: 'd' } });
    expect(await lastAct(id)).toMatchObject({
      action: 'matrix.changed',
      role: 'DIR_SUA',
      details: {
        cells: [
          { document: 'D33', role: 'RUP_SUA', before: 'a', after: 'aS' },
          { document: 'D33', role: 'DIR_SUA', before: 'Sp', after: 'p' },
        ],
      },
    });
    // Not in force yet: nothing decides by it.
    expect(await product.services.query('select matrice from convenzioni where id = $1', [id])).toEqual([{ matrice: null }]);
    // The same cell from an older revision is asked, another one survives beside it.
    const older = await director.send('PATCH', path(id), { baseRevision: 1, cells: [cell('D33', 'RUP_SUA', 'S')] });
    expect([older.status, older.body['code']]).toEqual([409, 'scheda.conflict']);
  });

  it.each<[string, object[], string[], string]>([
    ['a document without a signer', [cell('D21', 'DIR_COMUNE', null)], ['SENZA_FIRMATARIO'], 'Decisione a contrarre'],
    ['an emptied row', [cell('D22', 'RAG', '')], ['SENZA_REDATTORE', 'SENZA_FIRMATARIO'], 'D22'],
    ['a lawyer who signs', [cell('D33', 'LEGAL', 'S')], ['RUOLO_SENZA_FIRMA'], 'non firma'],
    ['a document that does not exist', [cell('D99', 'RUP_SUA', 'd')], ['DOCUMENTO'], 'D99'],
    ['a letter that does not exist', [cell('D33', 'RUP_SUA', 'x')], ['FORMA'], 'd, c, r, a, S, p'],
    ['the good beside the bad', [cell('D33', 'RUP_SUA', 'r'), cell('D21', 'DIR_COMUNE', 'a')], ['SENZA_FIRMATARIO'], 'D21'],
  ])('refuses %s with the rule named, and nothing is written', async (_, cells, rules, words) => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA' });
    const before = await kept(id);
    const answer = await director.send('PATCH', path(id), { baseRevision: 1, cells, ...act });
    expect([answer.status, answer.body['code'], rulesOf(answer)]).toEqual([422, 'matrix.refused', rules]);
    expect(answer.body['detail']).toContain(words);
    expect(await kept(id)).toEqual(before);
  });

  it('changed by two people at once keeps both edits, and never loses the last signer between them', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ISTRUTTORIA' });
    const patch = (cells: object[]): Promise<Answer> => director.send('PATCH', path(id), { baseRevision: 2, cells });
    await director.send('PATCH', path(id), { baseRevision: 1, cells: [cell('D33', 'RUP_SUA', 'aS')] });
    const apart = await Promise.all([patch([cell('D40', 'LEGAL', 'cr')]), patch([cell('D30', 'LEGAL', 'cr')])]);
    expect(apart.map(({ status }) => status)).toEqual([200, 200]);
    expect((await director.get(path(id))).body['matrice']).toMatchObject({ D40: { LEGAL: 'cr' }, D30: { LEGAL: 'cr' } });
    // Each takes away one of the two signers: alone either may.
    const both = await Promise.all([patch([cell('D33', 'RUP_SUA', 'a')]), patch([cell('D33', 'DIR_SUA', 'p')])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(both.flatMap((answer) => (answer.status === 422 ? rulesOf(answer) : []))).toEqual(['SENZA_FIRMATARIO']);
  });

  it('in force, changes only by an act and for a reason, and then at once for the dossiers', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA' });
    const before = await kept(id);
    const cells = [cell('D33', 'RUP_SUA', 'aS')];
    for (const lacking of [
      {},
      { atto: act.atto },
      { motivazione: act.motivazione },
      { ...act, atto: { ...act.atto, data: '2026-11-23' } },
    ]) {
      const answer = await director.send('PATCH', path(id), { baseRevision: 1, cells, ...lacking });
      expect([answer.status, answer.body['code']]).toEqual([422, 'convenzione.act_required']);
    }
    expect(await kept(id)).toEqual(before);
    expect((await director.send('PATCH', path(id), { baseRevision: 1, cells, ...act })).status).toBe(200);
    expect(await product.services.query(`select matrice->'D33'->>'RUP_SUA' as cell from convenzioni where id = $1`, [id])).toEqual([
      { cell: 'aS' },
    ]);
    expect(await lastAct(id)).toMatchObject({ action: 'matrix.amended', details: { atto: act.atto, motivazione: act.motivazione } });
  });

  it.each([
    ['DELIBERA_COMUNE', 'consigli'],
    ['IN_FIRMA', 'consigli'],
    ['SCADUTA', 'non è più in vigore'],
    ['RESPINTA', 'non è più in vigore'],
  ])('does not move while the convenzione is in %s', async (stato, words) => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato });
    const answer = await director.send('PATCH', path(id), { baseRevision: 1, cells: [cell('D33', 'RUP_SUA', 'aS')], ...act });
    expect([answer.status, answer.body['code']]).toEqual([409, 'convenzione.terms_fixed']);
    expect(answer.body['detail']).toContain(words);
    expect((await director.get(path(id))).body['change']).toMatchObject({
      modo: 'NESSUNO',
      whyNot: expect.stringContaining(words) as string,
    });
  });

  it('does not move once the text is fixed for the councils', async () => {
    const fixed = { testo: { versioneModello: '1.0.0', hash: 'ab'.repeat(32) } };
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ISTRUTTORIA', sheet: fixed });
    const answer = await director.send('PATCH', path(id), { baseRevision: 1, cells: [cell('D33', 'RUP_SUA', 'aS')] });
    expect([answer.status, answer.body['code']]).toEqual([409, 'convenzione.terms_fixed']);
    expect(answer.body['detail']).toContain('riapri il testo');
  });

  it('is read by the comune and written by the director of the SUA alone', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA' });
    for (const who of [comune, clerk]) {
      expect((await who.get(path(id))).body['change']).toMatchObject({
        modo: 'NESSUNO',
        whyNot: expect.stringContaining('Può farlo: dirigente') as string,
      });
      const answer = await who.send('PATCH', path(id), { baseRevision: 1, cells: [cell('D33', 'RUP_SUA', 'aS')], ...act });
      expect([answer.status, answer.body['code']]).toEqual([403, 'access.denied']);
    }
    const elsewhere = await product.signIn('rup@montone.example');
    expect((await elsewhere.get(path(id))).body['code']).toBe('convenzione.not_found');
  });
});

describe('the price lists', () => {
  const path = (id: string): string => `/api/convenzioni/${id}/tariffs`;
  const change = (id: string, tariffe: readonly object[], more: object = act): Promise<Answer> =>
    director.send('PATCH', path(id), { baseRevision: 1, tariffe, ...more });

  it.each<[string, object[], string, number[], string]>([
    [
      'a gap',
      [list({ scaglioni: [band('0', '40000', '0', 'fisso'), band('150000', null, '0.4')] })],
      'LACUNA',
      [0, 1],
      'manca uno scaglione',
    ],
    [
      'an overlap',
      [list({ scaglioni: [band('0', '40000', '0', 'fisso'), band('30000', null, '1')] })],
      'SOVRAPPOSIZIONE',
      [0, 1],
      'si sovrappongono',
    ],
    ['two lists at once', [list(), list({ dal: '2027-01-01' })], 'DUE_TARIFFE', [], '31 dicembre 2026'],
    ['more than the law gives the staff', [list({ quotaIncentivoPct: '30' })], 'INCENTIVO', [], '25%'],
    ['something else', [{ momento: 'MAI' }], 'FORMA', [], 'momento'],
    ['prices of days gone by', [list({ scaglioni: [band('0', null, '0.5')] })], 'PASSATO', [], 'dal 22 novembre 2026'],
  ])('refuse %s with rule and band named, and nothing is written', async (...[, tariffe, rule, scaglioni, words]) => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA', tariffe: [list()] });
    const before = await kept(id);
    const answer = await change(id, tariffe);
    expect([answer.status, answer.body['code']]).toEqual([422, 'tariff.refused']);
    expect((answer.body as unknown as Found).details.findings).toContainEqual(expect.objectContaining({ rule, scaglioni }));
    expect((answer.body as unknown as Found).detail).toContain(words);
    expect(await kept(id)).toEqual(before);
  });

  it('in force, are followed by a dated successor, by an act, with both kept in the register', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA', tariffe: [list()] });
    const next = [list({ al: '2026-12-31' }), list({ dal: '2027-01-01', scaglioni: [band('0', null, '0.5')] })];
    expect((await change(id, next, {})).body['code']).toBe('convenzione.act_required');
    const answer = await change(id, next);
    expect([answer.status, answer.body['tariffe']]).toEqual([200, next]);
    expect(await product.services.query('select tariffe from convenzioni where id = $1', [id])).toEqual([{ tariffe: next }]);
    expect(await lastAct(id)).toMatchObject({ action: 'tariff.amended', details: { before: [list()], after: next, ...act } });
    const again = await change(id, [list({ al: '2027-06-30' })]);
    expect(again.body['code']).toBe('scheda.conflict');
  });

  it('are for the director of the SUA to write', async () => {
    const id = await keepConvenzione(product, { ente: 'tuoro', stato: 'BOZZA', tariffe: [list()] });
    for (const who of [comune, clerk])
      expect((await who.send('PATCH', path(id), { baseRevision: 1, tariffe: [] })).body['code']).toBe('access.denied');
    expect((await change(id, [], {})).status).toBe(200);
  });
});

describe('the estimate of a dossier', () => {
  const estimate = async (id: string): Promise<Record<string, unknown>> => (await comune.get(`/api/dossiers/${id}/fee-estimate`)).body;
  const lot = (importo: string | null): object => ({
    id: 'LOT-0001',
    oggettoContratto: 'services',
    importi: { importoServizi: importo, importoBase: importo },
  });

  it('follows the price list, band by band, and says what is missing', async () => {
    await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA', numero: '8/2026', tariffe: [list()] });
    const id = await openDossier(comune, 'Servizio di pulizia degli uffici comunali');
    expect(await estimate(id)).toMatchObject({
      totale: '0.00',
      completo: false,
      voci: [{ compenso: { known: false, manca: 'Manca l’importo a base di gara.' } }],
    });
    await writeScheda(comune, id, changesOf({ lotti: [lot('954000.00')] }));
    expect(await estimate(id)).toMatchObject({
      convenzione: { numero: '8/2026' },
      asOf: '2026-11-22',
      totale: '3816.00',
      completo: true,
      voci: [{ momento: 'PUBBLICAZIONE', compenso: { passi: [{ testo: expect.stringContaining('scaglione 3') as string }] } }],
      // 2 % of the base is the fund, a quarter of it for the staff of the SUA (C. 45 cc. 2 and 8).
      quotaIncentivo: { importo: '4770.00' },
    });
  });

  it('is of the convenzione that the dossier runs under', async () => {
    const old = await keepConvenzione(product, { ente: 'tuoro', stato: 'ATTIVA', tariffe: [list({ scaglioni: [band('0', null, '1')] })] });
    const id = await openDossier(comune, 'Servizio di manutenzione del verde');
    await writeScheda(comune, id, changesOf({ lotti: [lot('100000.00')] }));
    await product.services.query(`update convenzioni set stato = 'SCADUTA' where id = $1`, [old]);
    await product.services.query('update dossiers set convenzione_id = $2 where id = $1', [id, old]);
    expect(await estimate(id)).toMatchObject({ convenzione: { id: old }, totale: '1000.00' });
  });

  it('says so where there is no convenzione, and for the Province itself', async () => {
    const id = await openDossier(clerk, 'Servizio della Provincia stessa');
    expect((await clerk.get(`/api/dossiers/${id}/fee-estimate`)).body).toMatchObject({
      convenzione: null,
      totale: '0.00',
      nota: expect.stringMatching(/\.$/) as string,
    });
    const stranger = await product.signIn('rup@montone.example');
    expect((await stranger.get(`/api/dossiers/${id}/fee-estimate`)).status).toBe(404);
  });
});
