import { defaultMatrix } from '../access/default-matrix.js';
import type { MatrixDocument } from '../access/responsibility-matrix.js';
import type { Qualification } from '../enti/qualification.js';
import type { Signature } from './acts.js';
import type { ConvenzioneRecord } from './coverage.js';
import type { LifecycleContext } from './lifecycle-facts.js';

/** An invented convenzione between the Province and a comune, complete, from which tests start. */
export const matrixDocuments: readonly MatrixDocument[] = [
  { code: 'D03', title: 'Istanza', drafter: 'RUP_COMUNE', signer: 'DIR_COMUNE' },
  { code: 'D33', title: 'Disciplinare di gara', drafter: 'FUNZ_SUA', signer: 'DIR_SUA' },
];

export const textHash = 'ab'.repeat(32);

const party = (ruolo: string, enteId: string, codiceFiscale: string): Record<string, unknown> => ({
  ruolo,
  enteId,
  denominazione: enteId === 'pg' ? 'Provincia di Prova' : 'Comune di Prova',
  codiceFiscale,
  codiceIpa: enteId === 'pg' ? 'p_pg' : 'c_z901',
  codiceAusa: '0000161234',
  codiceCentroCosto: '280',
  pec: 'protocollo@pec.prova.example',
  rappresentante: { cognome: 'Rossi', nome: 'Anna', carica: 'Legale rappresentante' },
});

export const sampleContent = {
  parti: [party('SUA', 'pg', '80001130527'), party('ADERENTE', 'tuoro', '12345678903')],
  oggetto: { funzioniSvolte: ['1'], attivita: ['f', 'g'] },
  ambito: [
    { tipo: 'works', min: '150000', max: '5404000' },
    { tipo: 'services', min: '140000', max: '5000000', esclusioni: ['ORDINE_MEPA'] },
  ],
  durata: { inizio: '2026-05-01', fine: '2029-04-30', rinnovo: 'ESPRESSO' },
  compiti: { matrice: defaultMatrix(matrixDocuments, ['1']) },
  tempi: [{ fase: 'ISTRUTTORIA', giorni: 30, unita: 'gg', sospendibile: true }],
  rapporti: {
    tariffe: [
      {
        momento: 'PUBBLICAZIONE',
        base: 'BASE_GARA',
        scaglioni: [{ min: '0', max: null, tipo: 'percentuale', valore: '0.4' }],
        dal: '2026-05-01',
      },
    ],
    rimborsi: { contributoAnac: 'COMUNE', pubblicita: 'COMUNE', commissione: 'COMUNE', piattaforma: 'SUA' },
    quotaIncentivoPct: '25',
    pagamentoGiorni: 30,
  },
  consultazione: [
    { nome: 'Conferenza dei sindaci', composizione: 'I sindaci degli enti aderenti', riunioniAnno: 1, relazioneAnnuale: true },
  ],
  contenzioso: { difesa: 'SUA', oneri: 'RIPARTO', quotaSuaPct: '50' },
  privacy: { forma: 'RESPONSABILE_ART_28', atto: 'Allegato B' },
  anticorruzione: { pattoIntegrita: true, protocolloLegalita: true },
  recesso: { preavvisoGiorni: 90 },
  nuoveAdesioni: { ammesse: true, conDelibera: true },
  ultrattivita: false,
};

const act = {
  numero: '12',
  data: '2026-03-10',
  pubblicataIl: '2026-03-12',
  immediatamenteEseguibile: false,
  pareri: true,
  hashTesto: textHash,
};

export const signatureOf = (enteId: string, more: Partial<Signature> = {}): Signature => ({
  enteId,
  firmatario: `Firma ${enteId}`,
  formato: 'PADES',
  alle: '2026-04-10T09:00:00Z',
  certificatoDal: '2025-01-01T00:00:00Z',
  certificatoAl: '2027-12-31T23:59:59Z',
  revocatoDal: null,
  hashTesto: textHash,
  ...more,
});

export const sampleSheet = {
  numero: '37',
  testo: { versioneModello: '1.0.0', hash: textHash },
  contenuto: sampleContent,
  atti: {
    richiesta: {
      protocollo: '0001234',
      protocollataIl: '2026-01-20',
      firmatario: 'Anna Rossi',
      garePreviste: 3,
      importoPrevisto: '900000.00',
    },
    istruttoria: { responsabile: 'Marco Teste', ausaAttiva: true },
    deliberaComune: act,
    deliberaProvincia: { ...act, numero: '7', data: '2026-03-20', pubblicataIl: '2026-03-20', immediatamenteEseguibile: true },
    firme: [signatureOf('pg'), signatureOf('tuoro')],
    attivazione: { repertorio: '101', protocollo: '0004321', referenti: 'Teste, Rossi', presaInCarico: true },
    sospensione: { motivo: 'Morosità', atto: 'determina 4', dal: '2027-01-10', fascicoliAperti: 'PROSEGUONO' as const },
    recesso: { dataComunicazione: '2027-02-01', dataEffetto: '2027-05-02', pec: 'PEC del 1° febbraio' },
    risoluzione: { motivo: 'Inadempimento', atto: 'determina 9', dal: '2027-02-01' },
    rinnovo: {
      inizio: '2029-05-01',
      fine: '2032-04-30',
      hashTesto: textHash,
      deliberaComune: { ...act, data: '2029-02-01', pubblicataIl: '2029-02-03' },
      deliberaProvincia: { ...act, data: '2029-02-05', pubblicataIl: '2029-02-06' },
      firme: ['pg', 'tuoro'].map((ente) => signatureOf(ente, { alle: '2029-02-20T09:00:00Z', certificatoAl: '2030-12-31T23:59:59Z' })),
    },
    chiusura: { saldo: '0.00', fascicoliAperti: 'NESSUNO' },
  },
};

export const sampleQualifications: readonly Qualification[] = [
  { ambito: 'PROGETTAZIONE_AFFIDAMENTO', settore: 'LAVORI', livello: 'L2', dal: '2025-06-01', al: '2030-05-31' },
  { ambito: 'PROGETTAZIONE_AFFIDAMENTO', settore: 'SERV_FORN', livello: 'SF1', dal: '2025-06-01', al: '2030-05-31' },
];

const documentCodes = [
  'RICHIESTA',
  'TESTO',
  'DELIBERA_COMUNE',
  'TESTO_ALLEGATO_COMUNE',
  'DELIBERA_PROVINCIA',
  'TESTO_ALLEGATO_PROVINCIA',
  'FIRMA_SUA',
  'FIRMA_COMUNE',
];

export const sampleContext: LifecycleContext = {
  id: 'c1',
  suaId: 'pg',
  state: 'BOZZA',
  asOf: '2026-05-01',
  qualificazioni: sampleQualifications,
  altre: [],
  documentiDiGara: matrixDocuments,
  documenti: documentCodes.map((code) => ({ code, state: 'READY', count: 1, signed: true })),
};

export const sampleRecord: ConvenzioneRecord = {
  id: 'c1',
  numero: '37',
  suaId: 'pg',
  enteIds: ['tuoro'],
  stato: 'ATTIVA',
  dal: '2026-05-01',
  al: '2029-04-30',
  ambito: [
    { tipo: 'works', oggettoConcessione: null, min: '150000', max: '5404000', esclusioni: [] },
    { tipo: 'services', oggettoConcessione: null, min: '140000', max: '5000000', esclusioni: ['ORDINE_MEPA'] },
  ],
  ultrattivita: false,
  sospensione: null,
};
