import { choice, choices, decimal, group, flag, integer, list, longtext, points, text } from './field.js';

const TIPO_CRITERIO = { D: 'Discrezionale', Q: 'Quantitativo', T: 'Tabellare' } as const;

const criterio = {
  codice: text('Codice', { maxLength: 10, sample: 'A.1' }),
  titolo: text('Titolo', { sample: 'Organizzazione del servizio' }),
  peso: points('Punti massimi', { hint: 'Con al massimo un decimale.' }),
  tipo: choice('Tipo', TIPO_CRITERIO),
  formula: longtext('Formula o tabella', { hint: 'Per i criteri quantitativi e tabellari.' }),
  motivazione: longtext('Che cosa si preferisce', { hint: 'C. 108 c. 4: i criteri discrezionali dicono che cosa dà più punti.' }),
};

/** Section 4.5: award criteria of the procedure. */
export const aggiudicazione = {
  aggiudicazione: group('Aggiudicazione', {
    criterio: choice(
      'Criterio di aggiudicazione',
      { OEPV_QP: 'Offerta economicamente più vantaggiosa, qualità/prezzo', COSTO_FISSO: 'Costo fisso', PREZZO: 'Minor prezzo' },
      { hint: 'C. 108: il minor prezzo è vietato nei casi del c. 2.' },
    ),
    motivazioneCriterio: longtext('Motivazione del criterio', { hint: 'C. 108 c. 3 per il minor prezzo.' }),
    caratteristicheStandardizzate: flag('Caratteristiche standardizzate', { hint: 'C. 108 c. 3.' }),
    puntiTecnici: points('Punti per l’offerta tecnica', { hint: 'Con quelli economici fanno 100 (C. 108 c. 4).', sample: '80' }),
    puntiEconomici: points('Punti per l’offerta economica', {
      hint: 'Al massimo 30 se il servizio è ad alta intensità di manodopera (C. 108 c. 4).',
      sample: '20',
    }),
    puntiTempo: points('Punti per il tempo', { sample: '0' }),
    criteri: list(
      'Criteri',
      { ...criterio, sub: list('Sottocriteri', criterio, { hint: 'Sommano i punti del criterio.' }) },
      { hint: 'Sommano i punti tecnici.' },
    ),
    sogliaSbarramento: points('Soglia di sbarramento', { hint: 'Punteggio tecnico minimo per restare in gara.', sample: '40' }),
    sogliaPrimaRiparametrazione: flag('Soglia verificata prima della riparametrazione'),
    riparametrazione: choice(
      'Riparametrazione',
      { NESSUNA: 'Nessuna', CRITERIO: 'Per criterio', TOTALE: 'Sul totale' },
      { hint: 'Va dichiarata (bando-tipo 1).' },
    ),
    formulaEconomica: choice(
      'Formula per l’offerta economica',
      { LINEARE: 'Lineare', BILINEARE: 'Bilineare', NON_LINEARE: 'Non lineare', PROP_INVERSA: 'Proporzionalità inversa' },
      { hint: 'Con i suoi parametri (bando-tipo 1).' },
    ),
    formulaX: decimal('Coefficiente X della bilineare', { hint: 'Fra 0,80 e 0,90.', sample: '0.85' }),
    formulaAlpha: decimal('Esponente della non lineare', { sample: '0.3' }),
    metodoDiscrezionale: choice('Metodo per i criteri discrezionali', {
      MEDIA_COEFF: 'Media dei coefficienti dei commissari',
      CONFRONTO_COPPIE: 'Confronto a coppie',
    }),
    premiali: choices(
      'Criteri premiali',
      {
        paritaGenere: 'Parità di genere (D.Lgs. 198/2006 art. 46-bis)',
        giovani: 'Occupazione giovanile',
        ambientali: 'Criteri ambientali',
        pnrr: 'Misure premiali PNRR',
      },
      { hint: 'C. 108 c. 7.' },
    ),
    anomalia: group('Offerte anomale', {
      metodo: choice('Metodo', {
        A: 'Metodo A (All. II.2)',
        B: 'Metodo B (All. II.2)',
        C: 'Metodo C (All. II.2)',
        ELEMENTI_110: 'Elementi specifici (C. 110)',
      }),
      elementi: longtext('Elementi specifici', { hint: 'C. 110 c. 1.' }),
      esclusioneAutomatica: flag('Esclusione automatica', {
        hint: 'C. 54: lavori o servizi sotto soglia al minor prezzo, con almeno cinque offerte.',
      }),
    }),
    opereAggiuntive: flag('Punti per opere aggiuntive', { hint: 'Vietati per i lavori (C. 108 c. 11).', sample: false }),
    numeroCommissari: integer('Commissari', { hint: 'Dispari, al massimo cinque (C. 93).', sample: 3 }),
    clausolaConvenienza: flag('Facoltà di non aggiudicare', { hint: 'C. 108 c. 10.' }),
    aggiudicazioneUnicaOfferta: flag('Si aggiudica anche con una sola offerta'),
  }),
};
