import { describeChecks, good, lot, lots, noLots, works, type Case } from './check-case.js';
import { dataAmountChecks } from './data-amounts.js';
import { dataEnumerationChecks } from './data-enumerations.js';

const checks = [...dataAmountChecks, ...dataEnumerationChecks];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'DATA-10': [
    good,
    { change: [['valoreStimatoTotale', '2452303.80']], is: 'KO', says: 'REG110' },
    { change: [['valoreStimatoTotale', '2000000.00']], is: 'KO', says: 'spiega la differenza' },
    { change: [['valoreStimatoTotale', null]], is: 'UNKNOWN' },
  ],
  'DATA-11': [
    good,
    { change: [[`${lot}/quadroEconomico/impServizi`, '0.00']], is: 'KO', says: 'REG35' },
    { change: [[`${lot}/oggettoContratto`, null]], is: 'UNKNOWN' },
  ],
  'DATA-12': [
    good,
    { change: [[`${lot}/quadroEconomico/sommeOpzioniRinnovi`, '0.00']], is: 'KO', says: 'REG37' },
    { change: [[`${lot}/opzioniRinnovi`, false]], is: 'KO' },
    { change: [[`${lot}/ripetizioniEConsegneComplementari`, true]], is: 'KO', says: 'REG38' },
    { change: [[`${lot}/opzioniRinnovi`, null]], is: 'UNKNOWN' },
  ],
  'DATA-13': [
    good,
    { sheet: works, is: 'OK' },
    {
      change: [lots({ importi: { importoBase: '100000.00', importoSoggettoARibasso: '95000.00', oneriSicurezzaInterferenza: '4000.00' } })],
      is: 'KO',
      says: 'fa € 99.000,00',
    },
    { change: [[`${lot}/importi/importoSoggettoARibasso`, null]], is: 'UNKNOWN' },
  ],
  'DATA-16': [
    good,
    { change: [[`${lot}/importi/valoreStimatoLotto`, '954000.00']], is: 'KO', says: '1.937.320,00' },
    { change: [['valoreStimatoTotale', '1000000.00']], is: 'KO' },
    { change: [[`${lot}/importi/opzioni/rinnovo/importo`, null]], is: 'UNKNOWN' },
  ],
  'DATA-17': [
    good,
    { sheet: works, is: 'OK' },
    { sheet: works, change: [[`${lot}/quadroEconomicoLavori/b8Incentivi`, '55800.00']], is: 'KO', says: '3%' },
    { sheet: works, change: [[`${lot}/quadroEconomicoLavori/b4Imprevisti`, '50000.00']], is: 'KO', says: 'imprevisti' },
    { sheet: works, change: [[`${lot}/quadroEconomicoLavori/b14Iva`, '100000.00']], is: 'KO', says: '186.000,00' },
    { change: [[`${lot}/quadroEconomico/totale`, '2000000.00']], is: 'KO', says: 'sommano' },
    { change: [[`${lot}/quadroEconomico`, null]], is: 'UNKNOWN' },
  ],
  'DATA-18': [
    good,
    { change: [[`${lot}/finanziamenti/regione/importo`, '100000.00']], is: 'KO', says: 'TUEL 183' },
    { change: [[`${lot}/finanziamenti/bilancio/annualita/2027/importo`, '1.00']], is: 'KO', says: 'annualità' },
    { change: [[`${lot}/finanziamenti`, null]], is: 'UNKNOWN' },
  ],
  'DATA-29': [
    good,
    { change: [[`${lot}/categorieMerceologiche`, ['17']]], is: 'KO', says: 'REG1' },
    { change: [['categorieMerceologiche', ['17', '999']]], is: 'KO', says: 'REG4_1' },
    { change: [['motivazioneCIG', '2']], is: 'KO', says: 'REG4_2' },
    { change: [['categorieMerceologiche', []]], is: 'UNKNOWN' },
  ],
  'DATA-30': [
    good,
    { sheet: works, is: 'OK' },
    { sheet: works, change: [[`${lot}/strumentiElettroniciSpecifici`, null]], is: 'KO', says: 'REG5' },
    { sheet: works, change: [[`${lot}/docFAP`, null]], is: 'KO', says: 'REG5_1' },
    { sheet: works, change: [[`${lot}/prestazioniComprese`, null]], is: 'KO', says: 'REG30' },
    {
      change: [
        [`${lot}/modalitaAcquisizione`, null],
        [`${lot}/servizioPubblicoLocale`, null],
      ],
      is: 'KO',
      says: 'REG10',
    },
    { sheet: works, change: [[`${lot}/importi/importoBase`, null]], is: 'UNKNOWN' },
  ],
  'DATA-31': [
    good,
    { change: [[`${lot}/ipotesiCollegamento`, { motivo: '5' }]], is: 'KO', says: 'REG15' },
    { change: [[`${lot}/ipotesiCollegamento`, { motivo: '5', cigCollegato: ['B00012EADC'] }]], is: 'KO', says: 'non è valido' },
    {
      change: [
        [`${lot}/ripetizioniEConsegneComplementari`, true],
        [`${lot}/ipotesiCollegamento`, null],
      ],
      is: 'KO',
      says: 'REG14',
    },
    { change: [[`${lot}/ipotesiCollegamento`, null]], is: 'NA' },
    noLots,
  ],
};

describeChecks(checks, cases);
