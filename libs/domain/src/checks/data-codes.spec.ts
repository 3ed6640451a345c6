import { describeChecks, good, lot, lots, noLots, works, type Case } from './check-case.js';
import { dataCodeChecks } from './data-codes.js';

const checks = [...dataCodeChecks];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'DATA-01': [
    good,
    noLots,
    { change: [[`${lot}/cig`, 'B00012EADC']], is: 'KO', says: 'B00012EADC' },
    { change: [[`${lot}/cig`, null]], is: 'UNKNOWN' },
  ],
  'DATA-02': [
    good,
    noLots,
    { change: [lots({ cig: 'B00012EADB' }, { cig: 'B00012EADB' })], is: 'KO', says: 'LOT-0001 sia del lotto LOT-0002' },
    { with: { archive: { cigs: [{ cig: 'B3A41C7EAA', codiceAppalto: 'SUA-PG-2024-000001' }] } }, is: 'KO', says: 'SUA-PG-2024-000001' },
    { with: { archive: undefined }, is: 'UNKNOWN' },
  ],
  'DATA-04': [
    { sheet: works, is: 'OK' },
    { is: 'NA' },
    noLots,
    { sheet: works, change: [[`${lot}/cup`, ['D18H2200098000']]], is: 'KO', says: '14' },
    { sheet: works, change: [[`${lot}/cup`, ['D18H2200098000X']]], is: 'KO', says: 'struttura consueta' },
  ],
  'DATA-05': [
    { sheet: works, is: 'OK' },
    {
      sheet: works,
      change: [
        [`${lot}/cup`, null],
        [`${lot}/acquisizioneCup`, null],
      ],
      is: 'KO',
      says: 'REG20',
    },
    {
      sheet: works,
      change: [
        [`${lot}/cup`, null],
        [`${lot}/acquisizioneCup`, null],
        [`${lot}/tipologiaLavoro`, ['12']],
      ],
      is: 'OK',
    },
    { change: [[`${lot}/afferenteInvestimentiPNRR`, true]], is: 'KO', says: 'REG18' },
    { change: [[`${lot}/acquisizioneCup`, true]], is: 'KO', says: 'REG19' },
    {
      sheet: works,
      change: [
        [`${lot}/afferenteInvestimentiPNRR`, true],
        ['strumento', 'fa-wo-rc'],
      ],
      is: 'KO',
      says: 'REG20_1',
    },
    { change: [[`${lot}/oggettoContratto`, null]], is: 'UNKNOWN' },
    noLots,
  ],
  'DATA-06': [
    good,
    { change: [['cui', 'F00412840548202600003']], is: 'KO', says: 'Il CUI è di forniture, ma la gara è di servizi.' },
    { change: [['cui', 'S80001130527202600012']], is: 'KO', says: 'quello del comune è 00412840548' },
    { change: [['cui', 'S00412840548202700003']], is: 'KO', says: '2027' },
    { change: [['cui', null]], is: 'KO', says: 'REG11' },
    { change: [['previstoInProgrammazione', false]], is: 'KO', says: 'fuori programmazione' },
    { change: [['previstoInProgrammazione', null]], is: 'UNKNOWN' },
  ],
  'DATA-07': [
    good,
    { change: [[`${lot}/cpvSecondarie`, ['55524000-9']]], is: 'KO', says: 'REG65' },
    { change: [[`${lot}/cpvSecondarie`, ['55523100-3', '55523100']]], is: 'KO', says: 'REG66' },
    { change: [[`${lot}/cpvPrevalente`, '45214200-2']], is: 'KO', says: 'divisione 45' },
    { change: [[`${lot}/cpvPrevalente`, '55500000-5']], is: 'KO', says: 'generico' },
    { change: [[`${lot}/cpvPrevalente`, null]], is: 'UNKNOWN' },
  ],
  'DATA-08': [
    good,
    {
      change: [
        [`${lot}/codNUTS`, 'ITF43'],
        [`${lot}/codIstat`, '016075035'],
      ],
      is: 'KO',
      says: 'province diverse',
    },
    { change: [[`${lot}/codNUTS`, null]], is: 'UNKNOWN', says: 'REG124' },
    { change: [lots({ codNUTS: 'ITI21', luoghiEsecuzione: [{ id: 'a', codIstat: '010055032', codNUTS: 'ITI21' }] })], is: 'KO' },
  ],
  'DATA-09': [
    good,
    { change: [['comune/codiceFiscale', '00166340522']], is: 'KO', says: '00166340522' },
    { change: [['rupSua/cf', 'TSTMRC69H14G478A']], is: 'KO' },
    { change: [['comune/pec', 'senza chiocciola']], is: 'KO' },
    { change: [['provincia/codiceFiscale', null]], is: 'UNKNOWN' },
  ],
  'DATA-23': [
    good,
    { change: [['urlDocumenti', 'www.comune.it/bandi']], is: 'KO' },
    { change: [['urlDocumenti', 'http://server-gare/bandi']], is: 'KO', says: 'indirizzo interno' },
    { change: [['pad/url', 'https://192.168.1.4/']], is: 'KO' },
    { change: [['urlDocumenti', null]], is: 'UNKNOWN' },
  ],
  'DATA-24': [
    good,
    { change: [['lotti', [{ id: 'LOT-0001' }, { id: 'LOT-0001' }]]], is: 'KO', says: 'ERR14' },
    { change: [['lotti', [{ id: 'LOTTO 1' }]]], is: 'KO' },
    noLots,
  ],
};

describeChecks(checks, cases);
