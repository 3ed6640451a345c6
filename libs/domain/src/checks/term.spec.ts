import { describeChecks, good, service, works, type Case } from './check-case.js';
import { termChecks } from './term.js';

/** Notice of 15 December 2026 (see the sample): thirty days end on Thursday 14 January 2027. */
const staged = (norma: string, tipoProcedura: string) =>
  [
    ['norma', norma],
    ['tipoProcedura', tipoProcedura],
    ['scadenzaOfferte', null],
  ] as const;
const restricted = staged('72', 'restricted');
const competitive = staged('73', 'neg-w-call');
const dialogue = staged('74', 'comp-dial');
const urgent = [
  ['proceduraAccelerata', true],
  ['giustificazioneAccelerata', 'Il servizio in corso scade.'],
] as const;
const requests = (day: string) => ['scadenzaInvito', `${day}T11:00:00Z`] as const;
const invited = ['dataInvioInviti', '2027-02-01T09:00:00Z'] as const;
const offers = (day: string) => ['scadenzaOfferte', `${day}T11:00:00Z`] as const;
const negotiated = [
  ['norma', '50e'],
  ['tipoProcedura', 'neg-wo-call'],
  ['valoreStimatoTotale', '150000.00'],
  ['lotti', [{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: '150000.00' } }]],
  ['dataInvioInviti', '2027-02-01T09:00:00Z'],
] as const;
const visit = ['partecipazione/sopralluogo/tipo', 'OBBL'] as const;
const windows = (to: string) =>
  ['partecipazione/sopralluogo/finestre', [{ id: 'a', dal: '2026-12-20T09:00:00Z', al: `${to}T11:00:00Z` }]] as const;
const noProcedure = [
  ['norma', null],
  ['tipoProcedura', null],
] as const;

const cases: Readonly<Record<string, readonly Case[]>> = {
  'TERM-01': [
    good,
    { change: [['scadenzaOfferte', '2027-01-13T11:00:00Z']], is: 'KO', says: '29 giorni' },
    { change: [['scadenzaOfferte', '2027-01-14T11:00:00Z']], is: 'OK', says: '30 giorni' },
    {
      change: [
        ['scadenzaOfferte', '2026-12-30T11:00:00Z'],
        ['proceduraAccelerata', true],
        ['giustificazioneAccelerata', 'Urgenza'],
      ],
      is: 'OK',
    },
    {
      change: [
        ['scadenzaOfferte', '2026-12-30T11:00:00Z'],
        ['proceduraAccelerata', true],
      ],
      is: 'KO',
      says: 'non è motivata',
    },
    {
      change: [
        ['scadenzaOfferte', '2026-12-30T11:00:00Z'],
        ['preinformazione', { riduceTermini: true }],
      ],
      is: 'OK',
    },
    { change: [['scadenzaOfferte', null]], is: 'UNKNOWN' },
    {
      change: [
        ['tipoProcedura', 'restricted'],
        ['norma', '72'],
      ],
      is: 'NA',
    },
    // 30 days end on 14 January: the patron saint of the seat, or a feast the register adds, moves the minimum to the 15th.
    { change: [['scadenzaOfferte', '2027-01-14T11:00:00Z']], with: { seat: { patron: '01-14' } }, is: 'KO', says: 'non è lavorativo' },
    { change: [['scadenzaOfferte', '2027-01-15T11:00:00Z']], with: { seat: { patron: '01-14' } }, is: 'OK' },
    {
      change: [['scadenzaOfferte', '2027-01-14T11:00:00Z']],
      with: { seat: { feasts: [{ day: '01-14', name: 'Lutto cittadino', cite: 'Ordinanza' }] } },
      is: 'KO',
    },
    // What a site visit adds is TERM-06's.
    {
      change: [
        ['scadenzaOfferte', '2027-01-14T11:00:00Z'],
        ['partecipazione/sopralluogo/tipo', 'OBBL'],
      ],
      is: 'OK',
    },
  ],
  'TERM-02': [
    { change: [...restricted, requests('2027-01-14')], is: 'OK', says: 'si conterà dall’invio degli inviti' },
    { change: [...restricted, requests('2027-01-13')], is: 'KO', says: '29 giorni' },
    { change: [...restricted, ...urgent, requests('2026-12-30')], is: 'OK', says: '15 giorni' },
    { change: [...restricted, ...urgent, requests('2026-12-29')], is: 'KO' },
    { change: [...restricted, ['proceduraAccelerata', true], requests('2026-12-30')], is: 'KO', says: 'non è motivata' },
    { change: [...restricted, requests('2027-01-14'), invited, offers('2027-03-03')], is: 'OK', says: 'per le offerte' },
    { change: [...restricted, requests('2027-01-14'), invited, offers('2027-03-02')], is: 'KO', says: 'per le offerte' },
    { change: [...restricted, requests('2027-01-14'), invited, offers('2027-02-11'), ['preinformazione/riduceTermini', true]], is: 'OK' },
    { change: [...restricted, requests('2027-01-14'), invited], is: 'UNKNOWN', says: 'scadenza delle offerte' },
    { change: [...restricted, ['dataTrasmissioneBando', null]], is: 'UNKNOWN' },
    { change: [...noProcedure], is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'TERM-03': [
    { change: [...competitive, requests('2027-01-14')], is: 'OK' },
    // No urgency shortens the time for requests here.
    { change: [...competitive, ...urgent, requests('2027-01-04')], is: 'KO', says: '20 giorni' },
    { change: [...competitive, requests('2027-01-14'), invited, offers('2027-02-26')], is: 'OK', says: '25 giorni' },
    { change: [...competitive, requests('2027-01-14'), invited, offers('2027-02-16')], is: 'KO', says: '15 giorni' },
    { change: [...competitive], is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'TERM-04': [
    { change: [...dialogue, requests('2027-01-14')], is: 'OK' },
    { change: [...dialogue, requests('2027-01-09')], is: 'KO', says: '25 giorni' },
    { change: [...staged('75', 'innovation'), requests('2027-01-13')], is: 'KO' },
    { change: [...dialogue, requests('2027-01-14')], with: { asOf: '2020-01-01' }, is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'TERM-05': [
    { change: [...negotiated, ['aggiudicazione/criterio', 'PREZZO'], offers('2027-02-11')], is: 'OK', says: '10 giorni' },
    { change: [...negotiated, ['aggiudicazione/criterio', 'PREZZO'], offers('2027-02-05')], is: 'KO', says: '4 giorni' },
    { change: [...negotiated, offers('2027-02-11')], is: 'KO', says: 'il minimo è 15' },
    { change: [...negotiated, ['aggiudicazione/criterio', 'PREZZO'], visit, offers('2027-02-15')], is: 'KO', says: 'il minimo è 15' },
    { change: [...negotiated, offers('2027-02-16')], is: 'OK' },
    { change: [...negotiated, ['scadenzaOfferte', null]], is: 'UNKNOWN' },
    // Above the threshold art. 50 is not there: TERM-01 looks at it.
    { change: [['norma', '50e']], is: 'NA' },
  ],
  'TERM-06': [
    { change: [visit, windows('2027-01-19')], is: 'OK' },
    { change: [visit, windows('2027-01-20')], is: 'KO', says: 'entro il 19/01/2027' },
    { change: [visit, windows('2026-12-28'), offers('2027-01-14')], is: 'KO', says: 'deve superare il minimo di 30 giorni' },
    { change: [visit, windows('2026-12-28'), offers('2027-01-15')], is: 'OK' },
    { change: [visit, ['partecipazione/sopralluogo/finestre', []]], is: 'UNKNOWN', says: 'giorni dei sopralluoghi' },
    { change: [['partecipazione/sopralluogo', null]], is: 'UNKNOWN', says: 'Non è detto' },
    { change: [visit, windows('2027-01-19'), ...noProcedure], is: 'UNKNOWN' },
    { is: 'NA' },
  ],
  'TERM-07': [
    good,
    // 29 January less 6 days is the 23rd, less 3 for the answers the 20th.
    { change: [['terminiQuesiti', '2027-01-20T11:00:00Z']], is: 'OK' },
    { change: [['terminiQuesiti', '2027-01-21T11:00:00Z']], is: 'KO', says: '3 giorni per prepararle' },
    { change: [['terminiQuesiti', '2027-01-22T11:00:00Z'], ...urgent], is: 'OK', says: '4 giorni' },
    { change: [['terminiQuesiti', '2027-01-23T11:00:00Z'], ...urgent], is: 'KO' },
    { change: [['terminiQuesiti', null]], is: 'UNKNOWN' },
    { change: [['norma', '50b']], is: 'NA' },
  ],
  'TERM-12': [
    { with: { award: { lastCommunication: '2027-03-01', contractSigned: '2027-04-02' } }, is: 'OK', says: '32 giorni dopo' },
    { with: { award: { lastCommunication: '2027-03-01', contractSigned: '2027-03-21' } }, is: 'KO', says: '20 giorni dopo' },
    { is: 'UNKNOWN', says: 'Previsto' },
    { with: { award: { lastCommunication: '2027-03-01' } }, is: 'UNKNOWN', says: '02/04/2027' },
    { sheet: works, is: 'NA' },
  ],
  'TERM-13': [
    { with: { award: { awarded: '2027-03-01', contractSigned: '2027-04-30' } }, is: 'OK', says: '60 giorni' },
    // Sixty days end on Friday 30 April.
    { with: { award: { awarded: '2027-03-01', contractSigned: '2027-05-03' } }, is: 'KO', says: '30/04/2027' },
    { with: { award: { awarded: '2027-03-01', contractSigned: '2027-05-03' }, seat: { patron: '04-30' } }, is: 'OK', says: '03/05/2027' },
    { sheet: works, with: { award: { awarded: '2027-03-01', contractSigned: '2027-04-20' } }, is: 'KO', says: '50 giorni' },
    { sheet: works, with: { award: { awarded: '2027-03-01', contractSigned: '2027-03-31' } }, is: 'OK' },
    { with: { award: { awarded: '2027-03-01' } }, is: 'UNKNOWN', says: 'entro il 30/04/2027' },
    { is: 'UNKNOWN', says: 'Previsto' },
  ],
  'TERM-15': [
    good,
    { change: [['scadenzaOfferte', '2027-01-31T22:59:00Z']], is: 'KO', says: 'domenica' },
    { change: [['scadenzaOfferte', '2027-10-04T10:00:00Z']], is: 'KO', says: 'San Francesco' },
    { change: [['scadenzaOfferte', '2027-01-29T17:30:00Z']], is: 'KO', says: '18:30' },
    { change: [['scadenzaOfferte', '2027-01-29T15:00:00Z']], is: 'KO', says: 'conviene' },
    { change: [['scadenzaOfferte', '2027-03-30T10:00:00Z']], is: 'KO', says: 'Lunedì dell’Angelo' },
    { with: { seat: { patron: '01-29' } }, is: 'KO', says: 'Santo patrono' },
    { change: [['scadenzaOfferte', null]], is: 'UNKNOWN' },
    {
      change: [
        ['norma', '50b'],
        ['scadenzaOfferte', null],
      ],
      is: 'NA',
    },
  ],
};

describeChecks(termChecks, cases);

describe('severity of what TERM-15 finds', () => {
  it.each([
    ['outside working hours it is a warning', '2027-01-29T17:30:00Z', 'WARN'],
    ['a late hour of the afternoon is only told', '2027-01-29T15:00:00Z', 'INFO'],
  ])('%s', (_what, scadenzaOfferte, severity) => {
    const check = termChecks.find(({ id }) => id === 'TERM-15');
    const facts = { asOf: '2026-12-15', dossier: { kind: 'GARA', state: 'CO_REDAZIONE', codiceAppalto: null }, documents: [] };
    const outcome = check?.run({ ...facts, scheda: { ...service, scadenzaOfferte } });
    expect(outcome?.severity ?? check?.severity).toBe(severity);
  });
});
