import { describeChecks, good, inText, lot, lots, noLots, works, type Case } from './check-case.js';
import { procChecks } from './proc.js';
import { awdChecks } from './awd.js';
import { partChecks } from './part.js';

const checks = [...procChecks, ...awdChecks, ...partChecks];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'PROC-01': [
    good,
    { sheet: works, is: 'OK', says: 'sotto soglia' },
    { change: [['norma', '50e']], is: 'KO', says: 'sopra soglia' },
    { change: [['codiceScheda', 'P2_20']], is: 'KO', says: 'P2_20' },
    { change: [['norma', null]], is: 'UNKNOWN' },
    { with: { asOf: '2023-01-01' }, is: 'UNKNOWN' },
  ],
  'PROC-03': [
    {
      sheet: works,
      change: [
        ['norma', '50d'],
        ['numeroOperatoriInvitati', 10],
      ],
      is: 'OK',
    },
    {
      sheet: works,
      change: [
        ['norma', '50d'],
        ['numeroOperatoriInvitati', 5],
        ['valoreStimatoTotale', '1200000.00'],
      ],
      is: 'KO',
      says: 'almeno 10',
    },
    {
      sheet: works,
      change: [
        ['norma', '76'],
        ['numeroOperatoriInvitati', 2],
      ],
      is: 'DA_VALUTARE',
    },
    { is: 'NA' },
    { change: [['norma', '50e']], is: 'UNKNOWN' },
  ],
  'PROC-12': [
    good,
    {
      sheet: works,
      change: [
        ['provincia/qualificazioneLavori', 'L2'],
        ['valoreStimatoTotale', '6000000.00'],
      ],
      is: 'KO',
      says: 'L1',
    },
    { sheet: works, change: [['provincia/qualificazioneLavori', 'L3']], is: 'KO', says: 'L2' },
    { with: { asOf: '2027-07-01' }, is: 'KO', says: 'non è in vigore' },
    { change: [['provincia/qualificazioneServiziForniture', null]], is: 'UNKNOWN' },
  ],
  'PROC-15': [
    good,
    { change: [['rupSua', null]], is: 'KO', says: 'C. 62 c. 13' },
    { change: [['rupComune', null]], is: 'KO' },
    { change: [['rupSua/cognome', 'Verdi']], is: 'KO', says: 'D30' },
    { change: [['rupSua/attoNomina', null]], is: 'UNKNOWN' },
    {
      change: [
        ['rupSua', null],
        ['rupComune', null],
      ],
      is: 'UNKNOWN',
    },
  ],
  'PROC-19': [
    good,
    { change: [['motivazioneLottoUnico', null]], is: 'KO', says: 'C. 58 c. 2' },
    { change: [lots({}, {}, {})], is: 'KO', says: 'C. 58 c. 3' },
    { change: [lots({}, {}, {}), ['criteriSuddivisioneLotti', 'Per zona'], ['maxLottiAggiudicabili', 1]], is: 'KO', says: 'C. 58 c. 4' },
    {
      change: [
        lots({}, {}, {}),
        ['criteriSuddivisioneLotti', 'Per zona'],
        ['maxLottiAggiudicabili', 1],
        ['motivazioneLimiteLotti', 'Concorrenza'],
      ],
      is: 'OK',
    },
    noLots,
  ],
  'PROC-21': [
    good,
    { sheet: works, is: 'OK' },
    {
      sheet: works,
      change: [
        ['norma', '50d'],
        ['indagineMercato', true],
        ['codiceScheda', 'P2_16'],
      ],
      is: 'KO',
      says: 'P7_1_3',
    },
    {
      sheet: works,
      change: [
        ['norma', '50d'],
        ['indagineMercato', false],
        ['codiceScheda', 'P7_2'],
      ],
      is: 'OK',
    },
    { change: [['codiceScheda', null]], is: 'UNKNOWN', says: 'P1_20' },
    {
      sheet: works,
      change: [
        ['norma', '50d'],
        ['indagineMercato', null],
      ],
      is: 'UNKNOWN',
    },
  ],
  'AWD-02': [
    good,
    { change: [['aggiudicazione/criterio', 'PREZZO']], is: 'KO', says: 'ristorazione' },
    {
      change: [
        ['aggiudicazione/criterio', 'PREZZO'],
        [`${lot}/cpvPrevalente`, '71240000-2'],
        [`${lot}/importi/costiManodopera`, '10.00'],
      ],
      is: 'KO',
      says: 'lett. b',
    },
    {
      sheet: works,
      change: [
        ['aggiudicazione/criterio', 'PREZZO'],
        [`${lot}/prestazioniComprese`, '2'],
      ],
      is: 'KO',
      says: 'lett. e',
    },
    { sheet: works, change: [['aggiudicazione/criterio', 'PREZZO']], is: 'OK' },
    {
      change: [
        ['aggiudicazione/criterio', 'PREZZO'],
        [`${lot}/cpvPrevalente`, '90919200-4'],
        [`${lot}/importi/costiManodopera`, null],
      ],
      is: 'UNKNOWN',
    },
    { change: [['aggiudicazione/criterio', null]], is: 'UNKNOWN' },
  ],
  'PART-01': [
    good,
    { change: [[`${lot}/importi`, { importoBase: '300000.00', valoreStimatoLotto: '300000.00' }]], is: 'KO', says: '600.000,00' },
    { change: [[`${lot}/partecipazione/fatturatoGlobale/motivazione`, null]], is: 'KO', says: 'perché' },
    { sheet: works, is: 'NA' },
    { change: [[`${lot}/importi`, null]], is: 'UNKNOWN' },
  ],
  'PART-07': [
    good,
    { change: [[`${lot}/partecipazione/garanziaProvvisoria/pct`, '5']], is: 'KO', says: 'dal 1% al 4%' },
    { change: [[`${lot}/partecipazione/garanziaProvvisoria/pct`, '3']], is: 'KO', says: 'motivata' },
    {
      change: [
        [`${lot}/partecipazione/garanziaProvvisoria`, { pct: '2.01', motivazione: 'Rischio' }],
        [
          'stazioniAppaltanti',
          [
            { id: 'a', codiceFiscale: '00412840548' },
            { id: 'b', codiceFiscale: '81000430546' },
          ],
        ],
      ],
      is: 'KO',
      says: 'aggregata',
    },
    {
      change: [
        [
          'stazioniAppaltanti',
          [
            { id: 'a', codiceFiscale: '00412840548' },
            { id: 'b', codiceFiscale: '81000430546' },
          ],
        ],
      ],
      is: 'OK',
    },
    { change: [[`${lot}/partecipazione/garanziaProvvisoria`, null]], is: 'UNKNOWN' },
    { sheet: works, is: 'NA' },
  ],
  'PART-08': [
    { sheet: works, is: 'OK' },
    { sheet: works, change: [[`${lot}/partecipazione/garanziaProvvisoria/pct`, '2']], is: 'KO', says: 'non supera il 1%' },
    { sheet: works, change: [['norma', '50a']], is: 'KO', says: 'affidamenti diretti' },
    { sheet: works, change: [['norma', null]], is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'PART-14': [
    good,
    { sheet: works, is: 'OK' },
    { change: [['partecipazione/subappalto/limitePercentuale', '30']], is: 'KO', says: '30%' },
    { change: [['partecipazione/subappalto/motivazioneInProprio', null]], is: 'KO' },
    { change: [['partecipazione/subappalto/motivazioneCascata', null]], is: 'KO', says: 'C. 119 c. 17' },
    { change: [['partecipazione/subappalto/quotaPMI', '10']], is: 'KO', says: '20%' },
    inText('È ammesso il subappalto nel limite del 30%', 'limite al subappalto'),
    { change: [['partecipazione/subappalto', null]], is: 'UNKNOWN' },
  ],
};

describeChecks(checks, cases);
