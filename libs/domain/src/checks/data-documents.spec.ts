import { describeChecks, good, inText, lot, noText, texts, type Case } from './check-case.js';
import { dataDateChecks } from './data-dates.js';
import { dataDocumentChecks } from './data-documents.js';
import { dataWordingChecks } from './data-wording.js';

const checks = [...dataDateChecks, ...dataDocumentChecks, ...dataWordingChecks];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'DATA-03': [
    good,
    noText,
    inText('CIG 915282916F', '915282916F'),
    { with: { documents: texts('', 'Disciplinare') }, is: 'KO', says: 'non riporta il CIG' },
    { change: [['lotti', []]], with: { documents: texts().map((document) => ({ ...document, text: 'Nessun codice.' })) }, is: 'UNKNOWN' },
  ],
  'DATA-14': [
    good,
    noText,
    inText('L’importo a base di gara è pari a € 480.000,00.', 'D33'),
    inText('Valore stimato dell’appalto € 490.000,00', '490.000,00'),
    { with: { documents: texts().map((document) => ({ ...document, text: 'Nessuna cifra.' })) }, is: 'UNKNOWN', says: 'nessun importo' },
  ],
  'DATA-15': [
    good,
    noText,
    inText('€ 150.000,00 (centocinquemila)', 'centocinquantamila'),
    { with: { documents: texts('€ 150.000,00 (centocinquantamila/00) e € 1.180,50 (millecentottanta/50)') }, is: 'OK', says: '6 importi' },
  ],
  'DATA-19': [
    good,
    {
      change: [['dataPrimaSeduta', '2027-01-29T09:00:00Z']],
      is: 'KO',
      says: 'Prima seduta (29/01/2027 ore 10:00) deve venire dopo scadenza (29/01/2027 ore 12:00).',
    },
    { change: [['decisioneContrarre/data', '2026-12-16']], is: 'KO' },
    { change: [['terminiQuesiti', '2027-01-29T11:00:00Z']], is: 'KO' },
    { change: [['terminiQuesiti', null]], is: 'UNKNOWN' },
  ],
  'DATA-20': [
    good,
    noText,
    inText('La scadenza delle offerte è fissata al 29/01/2027 ore 13:00', 'ore 13:00'),
    { change: [['scadenzaOfferte', null]], is: 'UNKNOWN' },
    { with: { documents: texts('dieci giorni prima della scadenza delle offerte del 10/01/2027 ore 13:00') }, is: 'OK' },
    { with: { documents: texts().map((document) => ({ ...document, text: 'Nessuna data.' })) }, is: 'UNKNOWN' },
  ],
  'DATA-21': [
    good,
    {
      change: [
        ['tipoProcedura', 'restricted'],
        ['scadenzaInvito', '2027-01-20T11:00:00Z'],
      ],
      is: 'KO',
      says: 'REG96',
    },
    {
      change: [
        ['scadenzaOfferte', null],
        ['scadenzaInvito', '2027-01-20T11:00:00Z'],
      ],
      is: 'KO',
      says: 'REG95',
    },
    { with: { asOf: '2027-01-29' }, is: 'KO', says: 'REG105' },
    { change: [['scadenzaOfferte', null]], is: 'UNKNOWN' },
  ],
  'DATA-22': [
    good,
    { change: [[`${lot}/dataFine`, '2029-12-31']], is: 'KO', says: 'durata di 36 mesi e fine il 31/12/2029' },
    { change: [[`${lot}/durata`, null]], is: 'UNKNOWN' },
  ],
  'DATA-25': [
    good,
    noText,
    inText('entro il ____', 'spazio da riempire'),
    inText('{{oggetto}}'),
    inText('(inserire il luogo)'),
    inText('TODO'),
    inText('il giorno XXXX'),
    inText('l’importo di undefined'),
    {
      with: { documents: [{ code: 'D37', title: 'Domanda', kind: 'GENERATED', published: true, text: 'Il sottoscritto ________' }] },
      is: 'OK',
    },
  ],
  'DATA-26': [
    good,
    noText,
    inText('ai sensi dell’art. 80 D.Lgs. 50/2016', 'abrogato'),
    inText('decreto legislativo 18 aprile 2016, n. 50'),
    inText('tramite AVCpass'),
    inText('pubblicato sulla GURI'),
    { with: { documents: texts('decreto legislativo 31 marzo 2023, n. 36, articolo 50') }, is: 'OK' },
  ],
  'DATA-27': [
    good,
    noText,
    { with: { documents: texts('', 'Servizio di pulizia') }, is: 'KO', says: 'l’oggetto' },
    { change: [['oggetto', null]], is: 'UNKNOWN' },
  ],
  'DATA-28': [
    good,
    noText,
    inText('Cuoca: TSTMRC69H14G478E', 'codice fiscale di una persona'),
    inText('IBAN IT60X0542811101000000123456', 'IBAN'),
    inText('residente a Perugia in via Roma 3', 'indirizzo di casa'),
  ],
};

describeChecks(checks, cases);
