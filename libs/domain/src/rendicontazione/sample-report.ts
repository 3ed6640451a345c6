import type { InvoiceReading } from './invoice.js';
import type { ExpenseRow, ReportCase, ReportSheet } from './report.js';

/** A report in which everything is right, from which tests take something away. */
export const sampleCup = 'J51B21001234006';
export const sampleCig = 'B3A41C7EAA';

export const sampleInvoice: InvoiceReading = {
  numero: '12/A',
  data: '2026-03-10',
  cedente: 'Edile Umbra S.r.l.',
  totale: '12200.00',
  imponibile: '10000.00',
  imposta: '2200.00',
  scissione: true,
  ritenute: '0.00',
  cup: [sampleCup],
  cig: [sampleCig],
  causale: 'Secondo SAL',
  iban: ['IT60X0542811101000000123456'],
};

export const sampleExpense: ExpenseRow = {
  id: 'S1',
  tipo: 'LAVORI',
  descrizione: 'Secondo SAL',
  fornitore: 'Edile Umbra S.r.l.',
  cig: sampleCig,
  fatturaNumero: '12/A',
  fatturaData: '2026-03-10',
  imponibile: '10000.00',
  iva: '2200.00',
  ivaRendicontata: 'SI',
  ivaRecuperabile: 'NO',
  splitPayment: 'SI',
  importoRendicontato: '12200.00',
  liquidazioneAtto: 'Det. 45',
  liquidazioneData: '2026-03-20',
  liquidazioneImporto: '12200.00',
  mandatoNumero: '301',
  mandatoData: '2026-03-25',
  mandatoImporto: '10000.00',
  mandatoCig: sampleCig,
  mandatoCup: sampleCup,
  mandatoIban: 'IT60X0542811101000000123456',
  versamenti: '2200.00',
  quietanzaData: '2026-03-27',
  quietanzaImporto: '10000.00',
  durcScadenza: '2026-06-30',
  verifica48bisData: '2026-03-24',
};

export const sampleReport: ReportSheet = {
  intervento: 'Adeguamento sismico della scuola primaria',
  cup: sampleCup,
  misura: 'PNRR',
  dal: '2026-01-01',
  al: '2026-03-31',
  importoFinanziato: '500000.00',
  capitolo: '20451',
  cupNelPeg: 'SI',
  totaleMandatiContabilita: '12200.00',
  indicatoriComuni: 'RRFCI 4: 120 alunni',
  visibilita: 'SI',
  aggiornatoIl: '2026-04-09',
  ultimoPagamento: '2026-03-27',
  conservazioneFinoAl: '2031-12-31',
  dnshApplicabile: 'SI',
  contratti: [
    {
      id: 'C1',
      cig: sampleCig,
      oggetto: 'Lavori',
      affidatario: 'Edile Umbra S.r.l.',
      ibanDedicato: 'IT60 X054 2811 1010 0000 0123 456',
      dataStipula: '2025-11-10',
      importo: '400000.00',
      giaFatturato: '380000.00',
      relazioneArt47: '2026-05-10',
    },
  ],
  spese: [sampleExpense],
  dichiarazioni: [
    { id: 'D1', tipo: 'CONFLITTO_INTERESSI', soggetto: 'Lucia Bianchi', ruolo: 'RUP', data: '2025-09-01' },
    { id: 'D2', tipo: 'CONFLITTO_INTERESSI', soggetto: 'Commissione', ruolo: 'COMMISSARIO', data: '2025-10-01' },
    { id: 'D3', tipo: 'CONFLITTO_INTERESSI', soggetto: 'Marco Verdi', ruolo: 'DL_DEC', data: '2025-11-01' },
    { id: 'D4', tipo: 'TITOLARE_EFFETTIVO', soggetto: 'Edile Umbra S.r.l.', ruolo: 'AFFIDATARIO', data: '2025-10-20' },
    { id: 'D5', tipo: 'DOPPIO_FINANZIAMENTO', soggetto: 'Comune', ruolo: 'ENTE', data: '2026-04-01' },
  ],
  quadroEconomico: [
    { id: 'Q1', voce: 'Lavori', tipo: 'LAVORI', importo: '400000.00', speso: '390000.00' },
    { id: 'Q2', voce: 'Imprevisti', tipo: 'IMPREVISTI', importo: '40000.00' },
    { id: 'Q3', voce: 'Economie', tipo: 'ECONOMIE_RIBASSO', importo: '60000.00', speso: '0.00' },
  ],
  obiettivi: [
    {
      id: 'O1',
      descrizione: 'Alunni in aule sicure',
      unita: 'alunni',
      valoreObiettivo: '100',
      unitaDichiarata: 'alunni',
      valoreDichiarato: '120',
      scadenza: '2026-06-30',
      raggiuntoIl: '2026-03-15',
    },
  ],
  irregolarita: [
    { id: 'I1', tipo: 'TAGLIO', importo: '150.00', causa: 'Spesa non ammessa', atto: 'Nota prot. 7', seguito: 'A carico dell’ente' },
  ],
  tagliFunder: '150.00',
  richieste: [
    { id: 'A1', tipo: 'ANTICIPO', importo: '150000.00', data: '2025-12-01' },
    { id: 'A2', tipo: 'INTERMEDIO', importo: '300000.00', data: '2026-04-01' },
  ],
};

const file = (posto: string, tipo: string, fattura: InvoiceReading | null = null): ReportCase['file'][number] => ({
  ...{ id: `${posto}-${tipo}`, posto, tipo, fileName: `${tipo.toLowerCase()}.pdf`, sha256: 'ab'.repeat(32), fattura },
});

export const sampleReportCase: ReportCase = {
  kind: 'RENDICONTAZIONE',
  file: [
    file('spese/S1', 'FATTURA', sampleInvoice),
    ...['SAL', 'CERTIFICATO_PAGAMENTO', 'LIQUIDAZIONE', 'MANDATO', 'QUIETANZA'].map((type) => file('spese/S1', type)),
    file('obiettivi/O1', 'ALTRO'),
  ],
  checklist: ['DNSH_EX_ANTE', 'DNSH_EX_POST'].map((codice) => ({ codice, titolo: codice, firmata: true })),
  gare: [{ cig: sampleCig, aggiudicata: true, blocchi: 0, checklistFirmata: true }],
};
