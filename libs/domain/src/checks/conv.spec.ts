import { scuolaMassaMartana, refezioneTuoro } from '../scheda/samples/index.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { CheckFacts, CheckStatus } from './check.js';
import { convChecks } from './conv.js';
import type { ConvenzioneFacts } from './convenzione-facts.js';

const hash = 'ab'.repeat(32);
const convenzione: ConvenzioneFacts = {
  numero: '37',
  stato: 'ATTIVA',
  dal: '2026-05-01',
  al: '2029-04-30',
  ambito: [],
  ultrattivita: false,
  sospensione: null,
  daCarta: false,
  funzioniSvolte: ['1'],
  hashTesto: hash,
  hashFirmato: hash.toUpperCase(),
  primaFirma: '2026-04-10',
  deliberaComune: { esecutivaDal: '2026-03-22', hashTesto: hash },
  deliberaProvincia: { esecutivaDal: '2026-04-10', hashTesto: hash },
  tariffe: [
    {
      momento: 'PUBBLICAZIONE',
      base: 'BASE_GARA',
      scaglioni: [{ min: '0', max: null, tipo: 'percentuale', valore: '0.4' }],
      minimo: null,
      massimo: null,
      soloOnline: false,
      quotaIncentivoPct: '25',
      rimborsiSpeseVive: true,
      dal: '2026-05-01',
      al: null,
    },
  ],
  quotaIncentivoPct: '25',
  abitanti: 3638,
  compensi: [{ momento: 'PUBBLICAZIONE', data: '2026-11-20', importo: '3816.00' }],
  rimborsi: { 'Contributo ANAC': 'COMUNE' },
  costi: [{ voce: 'Contributo ANAC', caricatoA: 'COMUNE' }],
  varianti: [{ numero: '1', approvata: '2026-11-01', trasmessa: null }],
};

const facts = (
  change: Partial<ConvenzioneFacts> | null | undefined,
  sheet: SchedaValues = refezioneTuoro,
  asOf = '2026-11-22',
): CheckFacts => ({
  asOf,
  dossier: { kind: 'GARA', state: 'CO_REDAZIONE', codiceAppalto: null },
  scheda: sheet,
  documents: [],
  ...(change === undefined ? {} : { convenzione: change === null ? null : { ...convenzione, ...change } }),
});

function result(id: string, given: CheckFacts): { status: CheckStatus; message: string } {
  const check = convChecks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check.appliesTo?.(given) === false ? { status: 'NA', message: '' } : check.run(given);
}

const other = 'cd'.repeat(32);
const withFunctions = (...codes: ('1' | '3')[]): SchedaValues => ({
  ...refezioneTuoro,
  stazioniAppaltanti: (refezioneTuoro.stazioniAppaltanti ?? []).map((station) =>
    station.saTitolare === true ? station : { ...station, funzioniSvolte: codes },
  ),
});

describe('checks on the convenzione', () => {
  it.each<[string, CheckFacts, CheckStatus, string]>([
    ['CONV-01', facts({}), 'OK', 'in vigore'],
    ['CONV-01', facts({ stato: 'IN_SCADENZA' }), 'OK', 'in vigore'],
    ['CONV-01', facts({ stato: 'SOSPESA' }), 'KO', 'è sospesa'],
    ['CONV-01', facts({ stato: 'SOSPESA', sospensione: { dal: '2026-06-01', fascicoliAperti: 'PROSEGUONO' } }), 'OK', 'in vigore'],
    ['CONV-01', facts({ stato: 'RECESSO_IN_CORSO' }), 'OK', 'in vigore'],
    ['CONV-01', facts({ stato: 'IN_FIRMA' }), 'KO', 'non è ancora attiva'],
    ['CONV-01', facts({ stato: 'SCADUTA' }), 'KO', 'è cessata'],
    ['CONV-01', facts({ stato: 'SCADUTA', ultrattivita: true, al: '2026-11-21' }), 'OK', 'in vigore'],
    ['CONV-01', facts({ al: '2026-11-22' }), 'OK', 'in vigore'],
    ['CONV-01', facts({ al: '2026-11-21' }), 'KO', 'fino al 21 novembre 2026'],
    ['CONV-01', facts({ dal: '2026-11-23' }), 'KO', 'comincia il 23 novembre 2026'],
    ['CONV-02', facts({ daCarta: true, hashFirmato: null }), 'DA_VALUTARE', 'originali'],
    ['CONV-02', facts({ daCarta: true }), 'OK', 'stesso testo'],
    ['CONV-08', facts({ daCarta: true, primaFirma: null }), 'DA_VALUTARE', 'originali'],
    ['CONV-08', facts({ daCarta: true, primaFirma: '2026-04-09' }), 'KO', 'della Provincia'],
    ['CONV-01', facts(null), 'KO', 'nessuna convenzione'],
    ['CONV-01', facts(undefined), 'UNKNOWN', 'non sono stati ancora letti'],
    ['CONV-01', facts(null, { ...refezioneTuoro, comune: refezioneTuoro.provincia ?? null }), 'NA', ''],
    ['CONV-02', facts({}), 'OK', 'stesso testo'],
    ['CONV-02', facts({ deliberaComune: { ...convenzione.deliberaComune, hashTesto: other } }), 'KO', 'approvato dal comune'],
    ['CONV-02', facts({ hashFirmato: other }), 'KO', 'firmato'],
    ['CONV-02', facts({ hashFirmato: null }), 'UNKNOWN', 'testo firmato'],
    ['CONV-02', facts({ hashTesto: null }), 'UNKNOWN', 'della SUA'],
    ['CONV-02', facts(null), 'NA', ''],
    ['CONV-03', facts({}), 'OK', 'quello della tariffa'],
    [
      'CONV-03',
      facts({ compensi: [{ momento: 'PUBBLICAZIONE', data: '2026-11-20', importo: '2862.00' }] }),
      'KO',
      'secondo la tariffa è € 3.816,00',
    ],
    ['CONV-03', facts({ compensi: [{ momento: 'AGGIUDICAZIONE', data: '2026-11-20', importo: '1' }] }), 'KO', '€ 0,00'],
    ['CONV-03', facts({ compensi: [] }), 'OK', 'nessun compenso'],
    ['CONV-03', facts({}, { ...refezioneTuoro, lotti: [] }), 'UNKNOWN', 'Manca l’importo a base di gara'],
    ['CONV-04', facts({}), 'OK', 'art. 8'],
    ['CONV-04', facts({ costi: [{ voce: 'Contributo ANAC', caricatoA: 'SUA' }] }), 'KO', 'spetta al comune'],
    ['CONV-04', facts({ costi: [{ voce: 'Bollo', caricatoA: 'SUA' }] }), 'UNKNOWN', 'non dice chi paga «Bollo»'],
    ['CONV-05', facts({}), 'OK', 'convenzione: 1'],
    ['CONV-05', facts({}, withFunctions('3')), 'KO', 'sono 3, nella convenzione 1'],
    ['CONV-05', facts({ funzioniSvolte: ['3'] }), 'KO', 'nella scheda sono 1'],
    ['CONV-05', facts({}, withFunctions()), 'UNKNOWN', 'Mancano le funzioni svolte'],
    ['CONV-06', facts({}), 'OK', '25%'],
    ['CONV-06', facts({ quotaIncentivoPct: '30' }), 'KO', '30%'],
    ['CONV-06', facts({ quotaIncentivoPct: null }), 'UNKNOWN', 'Manca la quota'],
    ['CONV-06', facts({}, refezioneTuoro, '2020-01-01'), 'UNKNOWN', 'non è noto'],
    ['CONV-07', facts({}), 'OK', 'il termine non è passato'],
    ['CONV-07', facts({}, refezioneTuoro, '2026-12-01'), 'OK', ''],
    ['CONV-07', facts({}, refezioneTuoro, '2026-12-02'), 'KO', '1° dicembre 2026'],
    [
      'CONV-07',
      facts({ varianti: [{ numero: '2', approvata: '2026-09-01', trasmessa: '2026-10-05' }] }),
      'KO',
      'comunicata il 5 ottobre 2026',
    ],
    ['CONV-07', facts({ varianti: [] }), 'OK', 'Non risultano varianti'],
    ['CONV-08', facts({}), 'OK', 'erano esecutive'],
    ['CONV-08', facts({ primaFirma: '2026-04-09' }), 'KO', 'della Provincia'],
    ['CONV-08', facts({ primaFirma: null }), 'UNKNOWN', 'prima firma'],
    ['CONV-08', facts({ deliberaComune: { esecutivaDal: null, hashTesto: hash } }), 'UNKNOWN', 'del comune'],
  ])('%s, case %#', (...[id, given, status, words]) => {
    const outcome = result(id, given);
    expect([outcome.status, outcome.message.replaceAll('\u00a0', ' ')]).toEqual([status, expect.stringContaining(words)]);
  });

  it('are eight, and certain of nothing while the convenzione has not been read', () => {
    expect(convChecks.map((check) => check.id)).toEqual(Array.from({ length: 8 }, (_, index) => `CONV-0${index + 1}`));
    for (const check of convChecks) expect(result(check.id, facts(undefined, scuolaMassaMartana)).status).toBe('UNKNOWN');
  });
});
