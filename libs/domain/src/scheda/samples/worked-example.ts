import { type SchedaValues } from '../scheda-values.js';
import { comuneDiMontone, convenzioneWith, provinciaDiPerugia, stazioniAppaltantiOf } from './umbria-bodies.js';

/** Facts of the worked example that are not in the sheet: the two deadlines that its documents show. */
export const workedExampleDeadlines = {
  /** Document code → deadline printed in that document. */
  D30: '2026-11-22T11:00:00Z',
  D33: '2026-11-22T12:00:00Z',
} as const;

/** Reference dates of the two vectors. */
export const workedExampleAsOf = { first: '2026-11-10', second: '2025-12-20' } as const;

/**
 * A service handled as a negotiated procedure although it is above the EU threshold: base 185.000 € for 36 months,
 * renewal 61.667 €, quinto 37.000 €, labour 60%, three invited, price only, one RUP, no motivation for the single lot.
 */
export const workedExample: SchedaValues = {
  comune: comuneDiMontone,
  provincia: { ...provinciaDiPerugia, qualificazioneServiziForniture: 'SF2', qualificazioneLavori: 'L2' },
  stazioniAppaltanti: stazioniAppaltantiOf(comuneDiMontone, '0000254033'),
  rupComune: {
    cognome: 'Ceccarini',
    nome: 'Andrea',
    cf: 'CCCNDR71A20F685I',
    titolo: 'dott.',
    ruolo: 'Responsabile dell’Area Amministrativa',
    attoNomina: { numero: '40', data: '2026-09-21', organo: 'Sindaco' },
    dipendente: true,
    dichiarazione35bis: true,
    dichiarazioneConflitto: '2026-09-21',
  },
  convenzione: convenzioneWith('41'),
  codiceAppalto: 'SUA-PG-2026-000117',
  oggetto: 'Servizio di pulizia degli edifici comunali di Montone',
  tipoProcedura: 'neg-wo-call',
  norma: '50e',
  codiceScheda: 'P7_1_3',
  settore: 'ordinario',
  regime: 'ordinario',
  tipoContratto: 'appalto',
  interesseTransfrontaliero: 'NO',
  strumento: 'none',
  condizioniNegoziata: ['45'],
  indagineMercato: true,
  numeroOperatoriInvitati: 3,
  decisioneContrarre: { numero: '301', data: '2026-11-05', organo: 'Responsabile dell’Area Amministrativa' },
  dataInvioInviti: '2026-11-10T08:00:00Z',
  scadenzaOfferte: '2026-11-22T11:00:00Z',
  valoreStimatoTotale: '283667.00',
  lotti: [
    {
      id: 'LOT-0001',
      cig: 'B4F00A15EF',
      oggetto: 'Pulizia degli edifici comunali',
      oggettoContratto: 'services',
      cpvPrevalente: '90919200-4',
      codIstat: '010054033',
      modalitaAcquisizione: '1',
      servizioPubblicoLocale: false,
      opzioniRinnovi: true,
      ripetizioniEConsegneComplementari: false,
      durata: { valore: 36, unita: 'mesi' },
      importi: {
        importoServizi: '185000.00',
        oneriSicurezzaInterferenza: '0.00',
        costiManodopera: '111000.00',
        manodoperaScorporata: false,
        importoSoggettoARibasso: '185000.00',
        importoBase: '185000.00',
        opzioni: [
          { id: 'rinnovo', tipo: 'RINNOVO', importo: '61667.00', durataMesi: 12, condizioni: 'Rinnovo di un anno' },
          { id: 'quinto', tipo: 'QUINTO_120_9', importo: '37000.00', condizioni: 'Quinto d’obbligo' },
        ],
        valoreStimatoLotto: '283667.00',
      },
      partecipazione: {
        fatturatoGlobale: {
          importo: '500000.00',
          periodo: 'migliori tre anni degli ultimi cinque',
          motivazione: 'Continuità del servizio',
        },
        garanziaProvvisoria: { pct: '2', importo: '5673.34' },
      },
    },
  ],
  aggiudicazione: { criterio: 'PREZZO' },
  partecipazione: { subappalto: { ammesso: true, limitePercentuale: '40' } },
};

const [firstLot] = workedExample.lotti ?? [];

/** Second vector: base 150.000 €, no options, at the end of 2025 (old thresholds): the negotiated procedure is allowed. */
export const workedExampleSmaller: SchedaValues = {
  ...workedExample,
  dataInvioInviti: '2025-12-20T08:00:00Z',
  scadenzaOfferte: '2026-01-12T11:00:00Z',
  decisioneContrarre: { numero: '345', data: '2025-12-15', organo: 'Responsabile dell’Area Amministrativa' },
  valoreStimatoTotale: '150000.00',
  lotti: [
    {
      ...firstLot,
      id: 'LOT-0001',
      opzioniRinnovi: false,
      importi: {
        importoServizi: '150000.00',
        oneriSicurezzaInterferenza: '0.00',
        costiManodopera: '90000.00',
        manodoperaScorporata: false,
        importoSoggettoARibasso: '150000.00',
        importoBase: '150000.00',
        valoreStimatoLotto: '150000.00',
      },
      partecipazione: { garanziaProvvisoria: { pct: '2', importo: '3000.00' } },
    },
  ],
};
