import type { CheckFact, KindFacts } from './kind-facts.js';
import type { LoadedKind } from './kind.js';

/** A tender with everything that its gates ask for, for the tests of the engine. */

export const okChecksOf = (kind: LoadedKind): readonly CheckFact[] =>
  kind.checks.map((check) => ({
    id: check.id,
    group: check.id.split('-')[0] as CheckFact['group'],
    severity: 'BLOCK',
    status: 'OK',
    stale: false,
  }));

export const serviceSheet = {
  oggetto: 'Servizio di refezione scolastica',
  tipoProcedura: 'open',
  norma: '71',
  previstoInProgrammazione: true,
  cui: 'S80001130527202600012',
  rupComune: { cognome: 'Rossi' },
  rupSua: { cognome: 'Bianchi' },
  convenzione: { stato: 'ATTIVA' },
  decisioneContrarre: { numero: '145', data: '2026-11-02' },
  copertura: { capitolo: '1416/2', impegno: '512', quota: '61667.00', importo: '61667.00' },
  revisioneLegale: { esito: 'FAVOREVOLE', revisore: 'Avvocatura', data: '2026-10-30' },
  approvazioneTecnica: { da: 'Il RUP del comune', data: '2026-10-30' },
  dataPubblicazioneBDNCP: '2026-10-04T10:00:00Z',
  scadenzaOfferte: '2026-11-05T11:00:00Z',
  motivazioneLottoUnico: 'Un solo centro di cottura.',
  pad: { url: 'https://gare.example' },
  pattoIntegrita: false,
  valoreStimatoTotale: '200000.00',
  lotti: [
    {
      id: 'LOT-0001',
      cig: 'B123456659',
      oggettoContratto: 'services',
      afferenteInvestimentiPNRR: false,
      importi: { importoBase: '200000.00' },
    },
  ],
  aggiudicazione: { criterio: 'OEPV_QP', motivazioneCriterio: 'Servizio di ristorazione.' },
  partecipazione: { sopralluogo: { tipo: 'NO' } },
  esecuzione: { duvri: 'DUVRI', clausolaSociale: false },
  offerte: { ricevute: 3, ammesse: 2, anomaliaRilevata: false },
  commissione: {
    dataNomina: '2026-11-06',
    componenti: ['A', 'B', 'C'].map((id) => ({ id, dichiarazioneFirmata: true, cvPubblicato: true })),
  },
  proposta: { data: '2026-11-12', operatore: 'Mensa soc. coop.', importo: '180000.00', ribasso: '10' },
  verificaRequisiti: { esito: 'REGOLARE' },
  provvedimentoAggiudicazione: { numero: '201', data: '2026-11-18' },
  comunicazioni: { inviate: true, ultima: '2026-11-18' },
  consegnaFascicolo: { data: '2026-11-20' },
  contratto: {
    numero: '12',
    data: '2026-11-21',
    importo: '180000.00',
    garanziaDefinitiva: '9000.00',
    polizze: true,
    antimafia: 'ACQUISITA',
    bollo: true,
  },
  chiusura: { schedeInviate: true, indiceCompleto: true, data: '2026-11-22', versamento: '2027-01-31' },
};

export const everythingOf = (kind: LoadedKind): KindFacts => ({
  asOf: '2026-11-22',
  now: '2026-11-22T10:00:00Z',
  subject: serviceSheet,
  documents: kind.documents.map((document) => ({ code: document.code, state: 'READY', count: 1 })),
  checks: okChecksOf(kind),
  facts: {
    package: { sealed: true, current: true },
    review: {
      requested: true,
      approved: true,
      reopened: false,
      openBlocks: 0,
      uncovered: 0,
      technical: true,
      frozenMatch: true,
      decisionMatch: true,
    },
  },
});

export const allRoles = (kind: LoadedKind): string[] => kind.roles.map((role) => role.code);
