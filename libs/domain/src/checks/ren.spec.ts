import { legalParameters, type LegalParameter } from '../law/parameters.js';
import type { ExpenseRow, ReportCase, ReportSheet } from '../rendicontazione/report.js';
import { sampleCup, sampleExpense, type sampleInvoice, sampleReport, sampleReportCase } from '../rendicontazione/sample-report.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { checkCatalogue } from './catalogue.js';
import type { CheckStatus } from './check.js';
import { runCheck } from './engine.js';

interface Given {
  readonly expense?: Partial<ExpenseRow>;
  readonly sheet?: Partial<ReportSheet>;
  readonly invoice?: Partial<typeof sampleInvoice> | null;
  readonly known?: Partial<ReportCase> | null;
  readonly asOf?: string;
  readonly parameters?: readonly LegalParameter[];
}

function result(id: string, given: Given): ReturnType<typeof runCheck> {
  const check = checkCatalogue.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  const { expense = {}, sheet = {}, invoice = {}, known = {}, asOf = '2026-04-15', parameters } = given;
  const file = sampleReportCase.file.map((one) =>
    one.fattura === null ? one : { ...one, fattura: invoice === null ? null : { ...one.fattura, ...invoice } },
  );
  return runCheck(check, {
    asOf,
    dossier: { kind: 'RENDICONTAZIONE', state: 'AUTOVERIFICA', codiceAppalto: null },
    scheda: { ...sampleReport, spese: [{ ...sampleExpense, ...expense }], ...sheet } as unknown as SchedaValues,
    documents: [],
    ...(known === null ? {} : { case: { ...sampleReportCase, file, ...known, riferimento: null, oggi: asOf } }),
    ...(parameters === undefined ? {} : { parameters }),
  });
}

const contract = (sampleReport.contratti ?? [])[0];
const contracts = (change: object): Partial<ReportSheet> => ({ contratti: [{ id: 'C1', ...contract, ...change }] });
const target = (change: object): Partial<ReportSheet> => ({
  obiettivi: (sampleReport.obiettivi ?? []).map((row) => ({ ...row, ...change })),
});
const budget = (id: string, change: object): Partial<ReportSheet> => ({
  quadroEconomico: (sampleReport.quadroEconomico ?? []).map((row) => (row.id === id ? { ...row, ...change } : row)),
});
const filesWithout = (type: string): Partial<ReportCase> => ({ file: sampleReportCase.file.filter(({ tipo }) => tipo !== type) });
const withoutDeclarations = (
  test: (type: string | null | undefined, role: string | null | undefined) => boolean,
): Partial<ReportSheet> => ({
  dichiarazioni: (sampleReport.dichiarazioni ?? []).filter(({ tipo, ruolo }) => !test(tipo, ruolo)),
});

type Row = [id: string, case_: string, given: Given, status: CheckStatus, says?: string];

const expenseRows: Row[] = [
  ['REN-01', 'CUP in the invoice', {}, 'OK'],
  ['REN-01', 'invoice without CUP', { invoice: { cup: [] } }, 'KO', 'non riporta il CUP'],
  ['REN-01', 'CUP in the text', { invoice: { cup: [], causale: `Lavori CUP ${sampleCup}` } }, 'OK'],
  [
    'REN-01',
    'motivated integration',
    { invoice: { cup: [] }, expense: { integrazioneCup: 'Affidamento precedente al rilascio del CUP' } },
    'OK',
  ],
  [
    'REN-01',
    'another CUP is not mended by a reason',
    { invoice: { cup: ['X'] }, expense: { integrazioneCup: 'Affidamento precedente al rilascio' } },
    'KO',
    'riporta il CUP X',
  ],
  ['REN-01', 'no file of the invoice', { known: filesWithout('FATTURA') }, 'UNKNOWN', 'manca il file XML'],
  ['REN-01', 'staff has no invoice', { expense: { tipo: 'PERSONALE' }, known: filesWithout('FATTURA') }, 'OK'],
  ['REN-01', 'files not read', { known: null }, 'UNKNOWN'],
  ['REN-02', 'CIG of the contract', {}, 'OK'],
  ['REN-02', 'CIG of another contract', { expense: { cig: 'ZZ00000000' } }, 'KO', 'ZZ00000000'],
  ['REN-02', 'invoice with another CIG', { invoice: { cig: ['ZZ00000000'] } }, 'KO', 'riporta il CIG ZZ00000000'],
  ['REN-02', 'no CIG', { expense: { cig: null } }, 'UNKNOWN'],
  ['REN-03', 'the chain holds', {}, 'OK'],
  ['REN-03', 'order one cent off', { expense: { mandatoImporto: '10000.01' } }, 'KO', 'atteso € 10.000,00'],
  ['REN-03', 'receipt one cent off', { expense: { quietanzaImporto: '9999.99' } }, 'KO', 'la quietanza'],
  ['REN-03', 'without split payment the supplier gets the VAT', { expense: { splitPayment: 'NO' } }, 'KO', 'atteso € 12.200,00'],
  [
    'REN-03',
    'withholdings are taken off',
    { expense: { ritenute: '50.00', mandatoImporto: '9950.00', quietanzaImporto: '9950.00' } },
    'OK',
  ],
  ['REN-03', 'order before liquidation', { expense: { mandatoData: '2026-03-19' } }, 'KO', 'viene prima'],
  ['REN-03', 'invoice of another amount', { invoice: { totale: '12200.01' } }, 'KO', '12.200,01'],
  ['REN-03', 'invoice of another day', { invoice: { data: '2026-03-11' } }, 'KO', '11 marzo'],
  ['REN-03', 'no receipt yet', { expense: { quietanzaData: null } }, 'UNKNOWN', 'quietanza'],
  ['REN-05', 'within the period', {}, 'OK'],
  ['REN-05', 'first day', { expense: { fatturaData: '2020-02-01' } }, 'OK'],
  ['REN-05', 'the day before', { expense: { fatturaData: '2020-01-31' } }, 'KO', 'fuori dal periodo'],
  ['REN-05', 'the day after the last', { expense: { fatturaData: '2026-09-01' } }, 'KO'],
  ['REN-05', 'another measure has another period', { expense: { fatturaData: '2026-09-01' }, sheet: { misura: 'PNC' } }, 'OK'],
  ['REN-05', 'a measure without rules', { sheet: { misura: 'ALTRA' } }, 'UNKNOWN', 'ALTRA'],
  ['REN-06', 'not recoverable', {}, 'OK'],
  ['REN-06', 'recoverable but claimed', { expense: { ivaRecuperabile: 'SI' } }, 'KO', 'recuperabile'],
  ['REN-06', 'claims more than taxable where VAT is not claimed', { expense: { ivaRendicontata: 'NO' } }, 'KO', '10.000,00'],
  ['REN-06', 'not said whether it is recoverable', { expense: { ivaRecuperabile: null } }, 'UNKNOWN'],
  ['REN-07', 'valid', {}, 'OK'],
  ['REN-07', 'DURC expired the day before', { expense: { durcScadenza: '2026-03-19' } }, 'KO', 'scaduto'],
  ['REN-07', 'DURC expires on the day', { expense: { durcScadenza: '2026-03-20' } }, 'OK'],
  ['REN-07', 'no 48-bis check', { expense: { verifica48bisData: null } }, 'KO', '48-bis'],
  ['REN-07', 'none is needed below the threshold', { expense: { verifica48bisData: null, mandatoImporto: '4999.99' } }, 'OK'],
  ['REN-07', 'at the threshold it is', { expense: { verifica48bisData: null, mandatoImporto: '5000.00' } }, 'KO'],
  ['REN-07', 'checked after the order', { expense: { verifica48bisData: '2026-03-26' } }, 'KO', 'è dopo il mandato'],
  ['REN-08', 'dedicated account, spaces aside', {}, 'OK'],
  ['REN-08', 'another account', { expense: { mandatoIban: 'IT28W8000000292100645211208' } }, 'KO', 'conto diverso'],
  ['REN-08', 'another CUP in the order', { expense: { mandatoCup: 'X' } }, 'KO', 'CUP X'],
  ['REN-08', 'another CIG in the order', { expense: { mandatoCig: 'X' } }, 'KO', 'CIG X'],
  ['REN-08', 'no account declared', { sheet: contracts({ ibanDedicato: null }) }, 'UNKNOWN', 'conto dedicato'],
  ['REN-20', 'all files', {}, 'OK'],
  ['REN-20', 'works without SAL', { known: filesWithout('SAL') }, 'KO', 'Stato di avanzamento'],
  ['REN-20', 'services need the attestation', { expense: { tipo: 'SERVIZI' } }, 'KO', 'regolare esecuzione'],
  ['REN-20', 'staff needs timesheets', { expense: { tipo: 'PERSONALE' } }, 'KO', 'Foglio delle ore, Buste paga, Modello F24'],
];

const regularityRows: Row[] = [
  ['REN-04', 'covered', {}, 'OK'],
  ['REN-04', 'to the cent', { sheet: contracts({ giaFatturato: '390000.00' }) }, 'OK'],
  ['REN-04', 'a cent above', { sheet: contracts({ giaFatturato: '390000.01' }) }, 'KO', '0,01'],
  ['REN-04', 'a variant covers it', { sheet: contracts({ giaFatturato: '393000.00', variantiApprovate: '3000.00' }) }, 'OK'],
  ['REN-04', 'no amount', { sheet: contracts({ importo: null }) }, 'UNKNOWN'],
  ['REN-10', 'declared', {}, 'OK'],
  ['REN-10', 'not declared', { sheet: withoutDeclarations((type) => type === 'DOPPIO_FINANZIAMENTO') }, 'KO'],
  ['REN-10', 'another source is for people to judge', { expense: { altraFonte: 'GSE conto termico' } }, 'DA_VALUTARE'],
  ['REN-11', 'all declared', {}, 'OK'],
  ['REN-11', 'the director is missing', { sheet: withoutDeclarations((_, role) => role === 'DL_DEC') }, 'KO', 'direttore'],
  ['REN-12', 'communicated', {}, 'OK'],
  ['REN-12', 'a subcontractor is missing', { sheet: contracts({ subappaltatori: 'Ponteggi Rossi' }) }, 'KO', 'Ponteggi Rossi'],
  ['REN-13', 'both lists signed', {}, 'OK'],
  ['REN-13', 'only ex ante', { known: { checklist: sampleReportCase.checklist.slice(0, 1) } }, 'KO', 'ex post'],
  ['REN-13', 'does not apply', { sheet: { dnshApplicabile: 'NO' } }, 'NA'],
  ['REN-13', 'not said', { sheet: { dnshApplicabile: null } }, 'UNKNOWN'],
  ['REN-14', 'on the last day', {}, 'OK'],
  ['REN-14', 'a day late', { sheet: contracts({ relazioneArt47: '2026-05-11' }) }, 'KO', '10 maggio'],
  ['REN-14', 'not yet due', { sheet: contracts({ relazioneArt47: null }) }, 'UNKNOWN', '10 maggio'],
  ['REN-14', 'overdue', { sheet: contracts({ relazioneArt47: null }), asOf: '2026-05-11' }, 'KO'],
  ['REN-18', 'awarded, no blocks, list signed', {}, 'OK'],
  [
    'REN-18',
    'an open block',
    { known: { gare: [{ cig: 'B3A41C7EAA', aggiudicata: true, blocchi: 2, checklistFirmata: true }] } },
    'KO',
    '2 verifiche',
  ],
  [
    'REN-18',
    'list not signed',
    { known: { gare: [{ cig: 'B3A41C7EAA', aggiudicata: true, blocchi: 0, checklistFirmata: false }] } },
    'KO',
    'non è firmata',
  ],
  ['REN-18', 'tender held elsewhere', { known: { gare: [] } }, 'KO', 'non è nella piattaforma'],
  [
    ...(['REN-18', 'tender held elsewhere, checked by hand'] as const),
    { known: { gare: [], checklist: [{ codice: 'REGOLARITA_PROCEDURA', titolo: '', firmata: true }] } },
    'OK',
  ],
  ['REN-19', 'declared: somebody looks', {}, 'DA_VALUTARE'],
  ['REN-19', 'missing', { sheet: { visibilita: 'NO' } }, 'KO'],
  ['REN-19', 'not said', { sheet: { visibilita: null } }, 'UNKNOWN'],
];

const accountRows: Row[] = [
  ['REN-09', 'sums agree', {}, 'OK'],
  ['REN-09', 'one cent off', { expense: { mandatoImporto: '10000.01' } }, 'KO', 'differenza € 0,01'],
  ['REN-09', 'the accounts say twelve euro more', { sheet: { totaleMandatiContabilita: '12212.00' } }, 'KO', 'differenza € 12,00'],
  ['REN-09', 'VAT not claimed is left out', { expense: { ivaRendicontata: 'NO', importoRendicontato: '10000.00' } }, 'OK'],
  ['REN-09', 'CUP not in the PEG', { sheet: { cupNelPeg: 'NO' } }, 'KO', 'PEG'],
  ['REN-09', 'no total of the accounts', { sheet: { totaleMandatiContabilita: null } }, 'UNKNOWN'],
  ['REN-15', 'reached and proved', {}, 'OK'],
  ['REN-15', 'eighty of a hundred', { sheet: target({ valoreDichiarato: '80' }) }, 'KO', 'dichiarato 80'],
  ['REN-15', 'another unit', { sheet: target({ unitaDichiarata: 'aule' }) }, 'KO', 'aule'],
  ['REN-15', 'late', { sheet: target({ raggiuntoIl: '2026-07-01' }) }, 'KO', 'dopo il 30 giugno'],
  ['REN-15', 'no evidence', { known: { file: [] } }, 'KO', 'prova'],
  ['REN-16', 'filled', {}, 'OK'],
  ['REN-16', 'empty', { sheet: { indicatoriComuni: ' ' } }, 'KO'],
  ['REN-17', 'coherent', {}, 'OK'],
  ['REN-17', 'savings spent without authorisation', { sheet: budget('Q3', { speso: '1.00' }) }, 'KO', 'economie'],
  ['REN-17', 'savings spent with authorisation', { sheet: budget('Q3', { speso: '1.00', autorizzazione: 'Decreto 5' }) }, 'OK'],
  ['REN-17', 'an item overspent', { sheet: budget('Q1', { speso: '400000.01' }) }, 'KO', 'rimodulato'],
  ['REN-17', 'a cent above ten percent', { sheet: budget('Q2', { importo: '40000.01' }) }, 'KO', 'imprevisti'],
  ['REN-21', 'every file has its row', {}, 'OK'],
  ['REN-21', 'an orphan', { sheet: { obiettivi: [] } }, 'KO', 'obiettivi/O1'],
  ['REN-22', 'in time', {}, 'OK'],
  ['REN-22', 'on the tenth', { sheet: { aggiornatoIl: '2026-04-10' } }, 'OK'],
  ['REN-22', 'on the fourteenth', { sheet: { aggiornatoIl: '2026-04-14' } }, 'KO', '10 aprile'],
  ['REN-22', 'not yet due', { sheet: { aggiornatoIl: null }, asOf: '2026-04-10' }, 'UNKNOWN'],
  ['REN-23', 'long enough', {}, 'OK'],
  ['REN-23', 'two years', { sheet: { conservazioneFinoAl: '2028-03-27' } }, 'KO', '27 marzo 2031'],
  ['REN-23', 'three are enough for small amounts', { sheet: { importoFinanziato: '60000.00', conservazioneFinoAl: '2029-03-27' } }, 'OK'],
  ['REN-23', 'but not a cent above', { sheet: { importoFinanziato: '60000.01', conservazioneFinoAl: '2029-03-27' } }, 'KO'],
  ['REN-24', 'registered', {}, 'OK'],
  ['REN-24', 'a cut that is not registered', { sheet: { tagliFunder: '150.01' } }, 'KO', '150,01'],
  [
    'REN-24',
    'without follow-up',
    { sheet: { irregolarita: [{ id: 'I1', tipo: 'TAGLIO', importo: '150.00', causa: 'x', atto: 'y' }] } },
    'KO',
    'seguito',
  ],
  ['REN-25', 'within the limits', {}, 'OK'],
  [
    'REN-25',
    'thirty-five percent in advance',
    { sheet: { richieste: [{ id: 'A1', tipo: 'ANTICIPO', importo: '175000.00' }] } },
    'KO',
    '35%',
  ],
  ['REN-25', 'no request yet', { sheet: { richieste: [] } }, 'UNKNOWN'],
];

describe('checks of a statement of expenditure', () => {
  it.each([...expenseRows, ...regularityRows, ...accountRows])('%s: %s', (...[id, , given, status, says = '']) => {
    const found = result(id, given);
    expect(found).toMatchObject({ id, group: 'REN', status });
    expect(found.message.replaceAll('\u00a0', ' ')).toContain(says);
  });

  it('every number from 1 to 25 is there once, and points to where to mend it', () => {
    const ids = checkCatalogue.filter(({ group }) => group === 'REN').map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => `REN-${String(index + 1).padStart(2, '0')}`));
    for (const [id, , given, status] of [...expenseRows, ...regularityRows, ...accountRows]) {
      if (status !== 'KO') continue;
      expect(result(id, given).evidence.every(({ path }) => path !== undefined && path !== '')).toBe(true);
    }
  });

  it('the rules of a measure are rows: another row is another answer', () => {
    const [row] = legalParameters.filter(({ key }) => key === 'misura.PNRR.anticipo.max');
    if (row === undefined) throw new Error('no row');
    const asked = { sheet: { richieste: [{ id: 'A1', tipo: 'ANTICIPO' as const, importo: '175000.00' }] } };
    expect(result('REN-25', asked).status).toBe('KO');
    const later = { ...row, value: '40', from: '2026-04-01' };
    expect(result('REN-25', { ...asked, parameters: [...legalParameters, later] }).status).toBe('OK');
    expect(result('REN-25', { ...asked, parameters: [...legalParameters, later], asOf: '2026-03-31' }).status).toBe('KO');
  });
});
