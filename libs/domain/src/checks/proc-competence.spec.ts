import { describeChecks, service, works, type Case } from './check-case.js';
import type { ScopeItem } from '../convenzione/scope.js';
import type { ConvenzioneFacts } from './convenzione-facts.js';
import { procCompetenceChecks } from './proc-competence.js';

const line: Omit<ScopeItem, 'tipo'> = { min: '0', max: null, oggettoConcessione: null, esclusioni: [] };
const convenzione: ConvenzioneFacts = {
  ...{ numero: '37', stato: 'ATTIVA', dal: '2025-02-14', al: '2028-02-13', ultrattivita: false, sospensione: null, daCarta: false },
  ambito: [
    { ...line, tipo: 'works' },
    { ...line, tipo: 'services', min: '140000.00', esclusioni: ['AFFIDAMENTO_DIRETTO'] },
  ],
  ...{ funzioniSvolte: ['1'], hashTesto: null, hashFirmato: null, primaFirma: null },
  ...{ deliberaComune: { esecutivaDal: null, hashTesto: null }, deliberaProvincia: { esecutivaDal: null, hashTesto: null } },
  ...{ tariffe: [], quotaIncentivoPct: null, abitanti: null, compensi: [], rimborsi: {}, costi: [], varianti: [] },
};
const under = (change: Partial<ConvenzioneFacts> = {}): Case['with'] => ({ convenzione: { ...convenzione, ...change } });
const direct = (norma: string, oggettoContratto: string, importoBase: string): NonNullable<Case['change']> => [
  ['norma', norma],
  ['valoreStimatoTotale', null],
  ['lotti', [{ id: 'LOT-0001', oggettoContratto, importi: { importoBase } }]],
];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'PROC-02': [
    { change: direct('50b', 'services', '139999.99'), is: 'OK', says: '139.999,99' },
    { change: direct('50b', 'services', '140000.00'), is: 'KO', says: 'si resta sotto € 140.000,00' },
    { change: direct('50a', 'works', '149999.99'), is: 'OK' },
    { change: direct('50a', 'works', '150000.00'), is: 'KO' },
    // Options count (C. 14 c. 4).
    {
      change: [
        ['norma', '50b'],
        ['valoreStimatoTotale', null],
        [
          'lotti',
          [
            {
              ...{ id: 'LOT-0001', oggettoContratto: 'supplies' },
              importi: { importoBase: '120000.00', opzioni: [{ id: 'r', tipo: 'RINNOVO', importo: '20000.00' }] },
            },
          ],
        ],
      ],
      is: 'KO',
      says: '140.000,00',
    },
    { change: direct('50a', 'services', '100000.00'), is: 'KO', says: 'lett. b, non lett. a' },
    {
      change: [
        ['norma', '50b'],
        ['lotti', []],
        ['valoreStimatoTotale', null],
      ],
      is: 'UNKNOWN',
    },
    { change: direct('50b', 'services', '100.00'), with: { asOf: '2020-01-01' }, is: 'UNKNOWN' },
    { change: [['norma', null]], is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'PROC-14': [
    { with: under(), is: 'OK', says: 'comprende questo appalto' },
    { sheet: works, with: under(), is: 'OK' },
    // Expired one day before the publication of 15 December 2026, and on the day itself.
    { with: under({ al: '2026-12-14' }), is: 'KO', says: 'fino al 14 dicembre 2026' },
    { with: under({ al: '2026-12-15' }), is: 'OK' },
    { with: under({ stato: 'IN_FIRMA' }), is: 'KO' },
    { with: under({ ambito: [{ ...line, tipo: 'works' }] }), is: 'KO', says: 'riguarda lavori, non servizi' },
    { with: under({ ambito: [{ ...line, tipo: 'services', max: '500000.00' }] }), is: 'KO', says: 'fuori dalle fasce' },
    { change: [['norma', '50b']], with: under(), is: 'KO', says: 'lascia al comune gli affidamenti diretti' },
    { with: under({ funzioniSvolte: ['1', '2'] }), is: 'KO', says: 'Le funzioni svolte' },
    { with: { convenzione: null }, is: 'KO', says: 'sotto nessuna convenzione' },
    {
      change: [
        ['lotti', []],
        ['valoreStimatoTotale', null],
      ],
      with: under(),
      is: 'UNKNOWN',
    },
    { is: 'UNKNOWN', says: 'non sono stati ancora letti' },
    { change: [['comune', { ...service.provincia }]], is: 'NA' },
  ],
};

describeChecks(procCompetenceChecks, cases);
