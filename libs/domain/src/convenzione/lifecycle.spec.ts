import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyTransition, availableTransitions } from '../kinds/engine.js';
import { loadKind, type LoadedKind } from '../kinds/kind.js';
import { runningTimers } from '../kinds/timers.js';
import { setAt, type JsonValue } from '../scheda/path.js';
import { enforceableFrom, signatureRound, withdrawalFindings } from './acts.js';
import { actFindings, lifecycleFacts, recordOf, type ConvenzioneSheet, type LifecycleContext } from './lifecycle-facts.js';
import { sampleContext, sampleRecord, sampleSheet, signatureOf, textHash } from './sample-convenzione.js';
import { convenzioneStates, type ConvenzioneState } from './states.js';

const source = readFileSync(join(__dirname, '../../../../templates/kinds/convenzione-adesione.json'), 'utf8');
function load(text: string): LoadedKind {
  const loaded = loadKind(text);
  if (!loaded.ok) throw new Error(loaded.findings.map((finding) => `${finding.line ?? '?'} ${finding.path} ${finding.message}`).join('\n'));
  return loaded.kind;
}
const kind = load(source);

type Change = readonly [path: string, value: JsonValue];
const sheetWith = (...changes: readonly Change[]): ConvenzioneSheet =>
  changes.reduce<object>((values, [path, value]) => setAt(values, path, value), sampleSheet);

const everybody = ['DIR_COMUNE', 'SEG_COM', 'FUNZ_SUA', 'DIR_SUA', 'SISTEMA'];

function attempt(
  state: ConvenzioneState,
  event: string,
  more: { sheet?: ConvenzioneSheet; context?: Partial<LifecycleContext>; roles?: readonly string[] } = {},
): { to: string | null; reasons: string[] } {
  const facts = lifecycleFacts(more.sheet ?? sampleSheet, { ...sampleContext, state, ...more.context });
  const decision = applyTransition(kind, {
    state,
    event,
    actorRoles: more.roles ?? everybody,
    facts,
    motivation: 'Per i motivi scritti nell’atto.',
  });
  return decision.ok ? { to: decision.to, reasons: [] } : { to: null, reasons: decision.reasons.map((reason) => reason.message) };
}

describe('the kind', () => {
  it('has the states of the domain, and no other', () => {
    expect(kind.process.states.map((state) => state.code).sort()).toEqual([...convenzioneStates].sort());
  });

  it.each<[ConvenzioneState, string, string, Partial<LifecycleContext>]>([
    ['BOZZA', 'richiediAdesione', 'RICHIESTA_ADESIONE', {}],
    ['RICHIESTA_ADESIONE', 'prendiInCarico', 'ISTRUTTORIA', {}],
    ['RICHIESTA_ADESIONE', 'respingi', 'RESPINTA', {}],
    ['ISTRUTTORIA', 'registraDeliberaComune', 'DELIBERA_COMUNE', {}],
    ['ISTRUTTORIA', 'respingi', 'RESPINTA', {}],
    ['IN_FIRMA', 'rinviaInIstruttoria', 'ISTRUTTORIA', {}],
    ['DELIBERA_COMUNE', 'registraDeliberaProvincia', 'DELIBERA_PROVINCIA', {}],
    ['DELIBERA_PROVINCIA', 'avviaFirma', 'IN_FIRMA', { asOf: '2026-03-22' }],
    ['IN_FIRMA', 'attiva', 'ATTIVA', {}],
    ['ATTIVA', 'entraInScadenza', 'IN_SCADENZA', {}],
    ['ATTIVA', 'sospendi', 'SOSPESA', { asOf: '2027-01-10' }],
    ['SOSPESA', 'riattiva', 'ATTIVA', { previousState: 'ATTIVA' }],
    ['SOSPESA', 'riattiva', 'IN_SCADENZA', { previousState: 'IN_SCADENZA' }],
    ['SOSPESA', 'risolvi', 'RISOLTA', {}],
    ['ATTIVA', 'comunicaRecesso', 'RECESSO_IN_CORSO', { asOf: '2027-02-02' }],
    ['RECESSO_IN_CORSO', 'cessa', 'CESSATA_RECESSO', { asOf: '2027-05-02' }],
    ['IN_SCADENZA', 'rinnova', 'RINNOVATA', { asOf: '2029-03-01' }],
    ['RINNOVATA', 'riparte', 'ATTIVA', { asOf: '2029-05-01' }],
    ['IN_SCADENZA', 'scade', 'SCADUTA', { asOf: '2029-05-01' }],
    ['SCADUTA', 'archivia', 'ARCHIVIATA', {}],
    ['CESSATA_RECESSO', 'archivia', 'ARCHIVIATA', {}],
    ['RISOLTA', 'archivia', 'ARCHIVIATA', {}],
  ])('goes from %s by %s to %s', (...[state, event, to, context]) => {
    expect(attempt(state, event, { context })).toEqual({ to, reasons: [] });
  });

  it.each<[ConvenzioneState, string, readonly Change[], Partial<LifecycleContext>, string]>([
    ['BOZZA', 'richiediAdesione', [['atti/richiesta/protocollo', null]], {}, 'Scrivi il numero di protocollo della richiesta.'],
    ['BOZZA', 'richiediAdesione', [['contenuto/parti', []]], {}, 'Indica le parti'],
    ['BOZZA', 'richiediAdesione', [], { documenti: [] }, 'Richiesta di adesione'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [], { qualificazioni: [] }, 'supera la qualificazione'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [['atti/istruttoria/ausaAttiva', false]], {}, 'AUSA'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [], { altre: [{ ...sampleRecord, id: 'c0' }] }, 'ne vale una sola'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [['atti/deliberaComune/hashTesto', 'cd'.repeat(32)]], {}, 'lo stesso testo'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [['atti/deliberaComune/pareri', false]], {}, 'TUEL 49'],
    ['ISTRUTTORIA', 'registraDeliberaComune', [['contenuto/privacy', null]], {}, 'clausola mancante'],
    ['DELIBERA_COMUNE', 'registraDeliberaProvincia', [['atti/deliberaProvincia/hashTesto', 'cd'.repeat(32)]], {}, 'lo stesso testo'],
    [
      'DELIBERA_COMUNE',
      'registraDeliberaProvincia',
      [['atti/deliberaProvincia/numero', null]],
      {},
      'numero della delibera della Provincia',
    ],
    ['DELIBERA_PROVINCIA', 'avviaFirma', [], { asOf: '2026-03-21' }, 'non è ancora esecutiva'],
    [
      'DELIBERA_PROVINCIA',
      'avviaFirma',
      [
        ['testo/hash', 'cd'.repeat(32)],
        ['atti/firme', []],
      ],
      {},
      'riparti dalle delibere',
    ],
    ['DELIBERA_PROVINCIA', 'avviaFirma', [['testo/hash', null]], {}, 'riparti dalle delibere'],
    ['IN_FIRMA', 'attiva', [['atti/firme', [signatureOf('pg') as never]]], {}, 'tutte le parti'],
    [
      'IN_FIRMA',
      'attiva',
      [['atti/firme', [signatureOf('pg'), signatureOf('tuoro', { hashTesto: 'cd'.repeat(32) })] as never]],
      {},
      'Una firma non va',
    ],
    [
      'IN_FIRMA',
      'attiva',
      [['atti/firme', [signatureOf('pg'), signatureOf('tuoro', { alle: '2026-03-15T09:00:00Z' })] as never]],
      {},
      'Una firma non va',
    ],
    ['IN_FIRMA', 'attiva', [['atti/attivazione/repertorio', null]], {}, 'repertorio'],
    [
      'IN_FIRMA',
      'attiva',
      [['contenuto/compiti/matrice', { D03: { RUP_COMUNE: 'd' }, D33: { FUNZ_SUA: 'd', DIR_SUA: 'S' } }]],
      {},
      'senza chi lo redige o lo firma',
    ],
    ['IN_FIRMA', 'attiva', [], { asOf: '2026-04-30' }, 'dal giorno del suo inizio'],
    ['ATTIVA', 'sospendi', [['atti/sospensione/fascicoliAperti', null]], {}, 'fascicoli aperti'],
    ['ATTIVA', 'comunicaRecesso', [['atti/recesso/dataEffetto', '2027-01-31']], { asOf: '2027-02-02' }, 'prima della sua comunicazione'],
    ['ATTIVA', 'comunicaRecesso', [['atti/recesso/dataEffetto', '2027-05-01']], { asOf: '2027-02-02' }, 'preavviso è più breve'],
    ['ATTIVA', 'comunicaRecesso', [], { asOf: '2027-01-31' }, 'comunicazione già avvenuta'],
    ['RECESSO_IN_CORSO', 'cessa', [], { asOf: '2027-05-01' }, 'non ha ancora effetto'],
    ['IN_SCADENZA', 'rinnova', [['contenuto/durata/rinnovo', 'NESSUNO']], { asOf: '2029-03-01' }, 'non prevede il rinnovo'],
    ['IN_SCADENZA', 'rinnova', [['atti/rinnovo/inizio', '2029-05-02']], { asOf: '2029-03-01' }, 'il giorno dopo'],
    ['IN_SCADENZA', 'rinnova', [['atti/rinnovo/deliberaComune/hashTesto', 'cd'.repeat(32)]], { asOf: '2029-03-01' }, 'lo stesso testo'],
    ['IN_SCADENZA', 'rinnova', [], { asOf: '2029-02-15' }, 'non sono ancora esecutive'],
    ['IN_SCADENZA', 'rinnova', [['atti/rinnovo/firme', []]], { asOf: '2029-03-01' }, 'non è ancora firmato'],
    ['RINNOVATA', 'riparte', [], { asOf: '2029-04-30' }, 'non è ancora cominciato'],
    ['IN_SCADENZA', 'scade', [], { asOf: '2029-04-30' }, 'non è ancora scaduta'],
    ['SCADUTA', 'archivia', [['atti/chiusura/saldo', null]], {}, 'saldo'],
  ])('from %s, %s with %j is refused', (...[state, event, changes, context, words]) => {
    const { to, reasons } = attempt(state, event, { sheet: sheetWith(...changes), context });
    expect(to).toBeNull();
    expect(reasons.join(' ')).toContain(words);
  });

  it('leaves each step to its actors', () => {
    expect(attempt('ISTRUTTORIA', 'respingi', { roles: ['FUNZ_SUA'] }).reasons).toEqual(['Questo passo spetta a: Dirigente della SUA.']);
    expect(attempt('ATTIVA', 'entraInScadenza', { roles: ['DIR_SUA'] }).to).toBeNull();
  });

  it('an empty draft names every datum it waits for, and opens no step', () => {
    for (const state of convenzioneStates) {
      const facts = lifecycleFacts({}, { ...sampleContext, state, documenti: [], asOf: '2026-05-01' });
      const open = availableTransitions(kind, state, facts, everybody).filter((option) => option.allowed === true);
      const asActs: Partial<Record<ConvenzioneState, string[]>> = {
        ATTIVA: ['entraInScadenza'],
        RICHIESTA_ADESIONE: ['respingi'],
        ISTRUTTORIA: ['respingi'],
        DELIBERA_COMUNE: ['rinviaInIstruttoria'],
        DELIBERA_PROVINCIA: ['rinviaInIstruttoria'],
        IN_FIRMA: ['rinviaInIstruttoria'],
      };
      expect(open.map((option) => option.event)).toEqual(asActs[state] ?? []);
    }
  });
});

describe('terms', () => {
  it.each<[ConvenzioneState, string, readonly [string, string | null, boolean, string[]][]]>([
    ['ATTIVA', '2028-10-31', [['entraInScadenza', '2028-11-01', false, []]]],
    ['ATTIVA', '2028-11-01', [['entraInScadenza', '2028-11-01', true, ['2028-11-01']]]],
    ['IN_SCADENZA', '2029-01-30', [['scade', '2029-05-01', false, ['2029-01-30']]]],
    ['IN_SCADENZA', '2029-03-31', [['scade', '2029-05-01', false, ['2029-01-30', '2029-03-31']]]],
    ['IN_SCADENZA', '2029-05-01', [['scade', '2029-05-01', true, ['2029-01-30', '2029-03-31']]]],
    [
      'RECESSO_IN_CORSO',
      '2027-04-02',
      [
        ['scade', '2029-05-01', false, []],
        ['cessa', '2027-05-02', false, ['2027-04-02']],
      ],
    ],
    ['RINNOVATA', '2029-05-01', [['riparte', '2029-05-01', true, []]]],
    ['BOZZA', '2029-05-01', []],
  ])('in %s on %s', (state, asOf, expected) => {
    const timers = runningTimers(kind, { state, since: '2026-05-01', subject: sampleSheet, asOf });
    expect(
      timers.map(({ event, on, due, reminders }) => [event, on, due, reminders.filter((one) => one.due).map((one) => one.on)]),
    ).toEqual(expected);
  });

  it('do not run while the date they count from is missing', () => {
    expect(runningTimers(kind, { state: 'ATTIVA', since: '2026-05-01', subject: {}, asOf: '2030-01-01' })).toMatchObject([
      { on: null, due: false, reminders: [] },
    ]);
  });

  it('count from the entry in the state where there is no date, in days or working days', () => {
    const other = load(readFileSync(join(__dirname, '../../../../templates/kinds/richiesta-affiancamento.json'), 'utf8'));
    expect(runningTimers(other, { state: 'IN_CORSO', since: '2026-11-02', subject: {}, asOf: '2026-11-25' })).toMatchObject([
      {
        on: '2026-12-02',
        due: false,
        reminders: [
          { on: '2026-11-25', due: true },
          { on: '2026-11-30', due: false },
        ],
      },
    ]);
    const working = load(
      source
        .replace('"anchor": "atti.rinnovo.inizio"', '"after": { "value": 3, "unit": "wd" }')
        .replace(/"after"([^}]*\}),\s*"offsetDays": 0/, '"after"$1'),
    );
    expect(runningTimers(working, { state: 'RINNOVATA', since: '2026-12-04', subject: {}, asOf: '2026-12-01' })).toMatchObject([
      { on: '2026-12-10' },
    ]);
  });

  it.each([
    ['atti.rinnovo.inizi', 'non è una data della scheda'],
    ['contenuto.ultrattivita', 'non è una data della scheda'],
  ])('refuses a kind whose term counts from %s', (path, words) => {
    const loaded = loadKind(source.replace('"anchor": "atti.rinnovo.inizio"', `"anchor": "${path}"`));
    expect(loaded.ok ? '' : loaded.findings.map((finding) => finding.message).join(' ')).toContain(words);
  });

  it('refuses a kind whose term counts from two things, or from none', () => {
    for (const instead of ['"after": { "value": 3, "unit": "gg" }, "anchor": "atti.rinnovo.inizio"', '"reminderBefore": []']) {
      const loaded = loadKind(source.replace('"anchor": "atti.rinnovo.inizio"', instead));
      expect(loaded.ok ? '' : loaded.findings.map((finding) => finding.message).join(' ')).toContain('uno solo dei due');
    }
  });
});

describe('acts', () => {
  it.each([
    [{ pubblicataIl: '2026-03-12', immediatamenteEseguibile: false }, '2026-03-22'],
    [{ data: '2026-03-10', pubblicataIl: '2026-03-12', immediatamenteEseguibile: true }, '2026-03-10'],
    [{ data: '2026-03-10' }, undefined],
  ])('%j can be carried out from %s', (act, expected) => {
    expect(enforceableFrom(act)).toBe(expected);
  });

  it('name the findings with their field: another text, a signature, a withdrawal', () => {
    const sheet = sheetWith(
      ['atti/deliberaProvincia/hashTesto', 'cd'.repeat(32)],
      ['atti/recesso/dataEffetto', '2027-01-01'],
      ['atti/deliberaComune/pubblicataIl', '2026-03-01'],
    );
    expect(actFindings(sheet, sampleContext).map(({ rule, field }) => `${rule} ${field}`)).toEqual([
      'TESTO_DIVERSO atti/deliberaProvincia/hashTesto',
      'PUBBLICAZIONE_PRIMA atti/deliberaComune/pubblicataIl',
      'RECESSO_FUTURO atti/recesso/dataComunicazione',
      'RECESSO_PRIMA_DEL_PREAVVISO atti/recesso/dataEffetto',
    ]);
  });

  const parti = [
    { enteId: 'pg', denominazione: 'Provincia' },
    { enteId: 'tuoro', denominazione: 'Comune' },
  ];

  it.each([
    [[signatureOf('pg'), signatureOf('tuoro')], true, []],
    [[signatureOf('pg')], false, []],
    [[signatureOf('pg'), signatureOf('tuoro', { certificatoAl: '2026-04-10T08:59:59Z' })], false, ['CERTIFICATO_SCADUTO']],
    [[signatureOf('pg'), signatureOf('tuoro', { certificatoAl: '2026-04-10T09:00:00Z' })], true, []],
    [[signatureOf('pg'), signatureOf('tuoro', { revocatoDal: '2026-04-10T09:00:00Z' })], false, ['CERTIFICATO_REVOCATO']],
    [[signatureOf('pg'), signatureOf('tuoro', { revocatoDal: '2026-04-10T09:00:01Z' })], true, []],
    [[signatureOf('pg'), signatureOf('tuoro', { hashTesto: 'cd'.repeat(32) })], false, ['FIRMA_ALTRO_TESTO']],
    [[signatureOf('pg'), signatureOf('tuoro', { hashTesto: textHash.toUpperCase() })], true, []],
    [[signatureOf('pg'), signatureOf('tuoro', { alle: '2026-03-21T10:00:00Z' })], false, ['FIRMA_PRIMA']],
    // Five past midnight in Italy, on the first day the deliberations can be carried out.
    [[signatureOf('pg'), signatureOf('tuoro', { alle: '2026-03-21T23:05:00Z' })], true, []],
    [[signatureOf('pg'), signatureOf('tuoro'), signatureOf('montone')], false, ['FIRMA_ESTRANEA']],
  ])('signature round %#', (signatures, complete, rules) => {
    const round = signatureRound(signatures, { parti, hashTesto: textHash, since: '2026-03-22' });
    expect([round.complete, round.findings.map((finding) => finding.rule)]).toEqual([complete, rules]);
    expect(round.missing).toEqual(signatures.length === 1 ? ['Comune'] : []);
  });

  it.each([
    ['2027-02-01', '2027-05-02', []],
    ['2027-02-01', '2027-05-01', ['PREAVVISO']],
    ['2027-02-01', '2027-02-01', ['PREAVVISO']],
    ['2027-02-01', '2027-01-31', ['RECESSO_PRIMA_DEL_PREAVVISO']],
    ['2027-02-03', '2027-06-01', ['RECESSO_FUTURO']],
    ['2027-02-01', '2029-05-01', ['RECESSO_DOPO_LA_FINE']],
  ])('withdrawal told on %s from %s: %j', (dataComunicazione, dataEffetto, rules) => {
    const found = withdrawalFindings({ dataComunicazione, dataEffetto }, { preavvisoGiorni: 90, fine: '2029-04-30', asOf: '2027-02-02' });
    expect(found.map((finding) => finding.rule)).toEqual(rules);
  });

  it('a renewed convenzione lasts to the end of the new period', () => {
    expect(recordOf(sampleSheet, { ...sampleContext, state: 'RINNOVATA' })).toMatchObject({ dal: '2026-05-01', al: '2032-04-30' });
    expect(recordOf(sampleSheet, { ...sampleContext, state: 'ATTIVA' })).toMatchObject({ al: '2029-04-30', enteIds: ['tuoro'] });
    expect(recordOf({}, sampleContext)).toBeUndefined();
  });
});
