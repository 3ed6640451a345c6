import { levelLimit } from '../enti/qualification.js';
import { applyChanges } from '../scheda/changes.js';
import { listPaths } from '../scheda/path.js';
import { contentIssues } from './content.js';
import { existingFindings } from './existing.js';
import { withFileHashes } from './file-hashes.js';
import { firstContent, scopeWithinQualification } from './first-content.js';
import { recordOf } from './lifecycle-facts.js';
import { periodChanges, periodsOf } from './renewal.js';
import { matrixDocuments, sampleContent, sampleContext, sampleQualifications, sampleSheet } from './sample-convenzione.js';
import { scopeBeyondQualification } from './scope.js';
import { guardIssues } from './sheet-guard.js';
import { convenzionePart } from './sheet-labels.js';
import { convenzioneStates, groupOf, type ConvenzioneState } from './states.js';
import { convenzioneTimeline } from './timeline.js';

const known = { denominazione: 'Ente', codiceFiscale: '80001130527', codiceIpa: null, codiceAusa: null, codiceCentroCosto: null };
const party = (enteId: string) => ({ ...known, enteId, codiceIstat: null, popolazione: null, pec: null });

describe('the sheet a convenzione starts with', () => {
  const content = firstContent({
    ...{
      sua: party('pg'),
      comune: party('tuoro'),
      qualificazioni: sampleQualifications,
      documentiDiGara: matrixDocuments,
      asOf: '2026-05-01',
    },
  });

  it('leaves to people what nobody knows yet, by the path of the sheet', () => {
    expect(contentIssues(content).map(({ path, message }) => `${path}: ${message}`)).toEqual(
      expect.arrayContaining([
        'contenuto/parti/SUA/codiceIpa: Campo da compilare.',
        'contenuto/parti/COMUNE/rappresentante: Campo da compilare.',
        'contenuto/durata/inizio: La data si scrive AAAA-MM-GG.',
        'contenuto/privacy/atto: Campo da compilare.',
      ]),
    );
    expect(contentIssues(sampleContent)).toEqual([]);
    expect(contentIssues(undefined).length).toBeGreaterThan(5);
  });

  it('has a scope as wide as the qualification of the SUA, and no wider', () => {
    const scope = scopeWithinQualification(sampleQualifications, '2026-05-01');
    expect(scope.map(({ tipo, min, max }) => [tipo, min, max])).toEqual([
      ['works', '500000.00', levelLimit('L2', '2026-05-01')?.toFixed(2)],
      ['services', '140000.00', null],
      ['supplies', '140000.00', null],
    ]);
    expect(scopeBeyondQualification(scope, sampleQualifications, '2026-05-01')).toEqual([]);
    expect(scopeWithinQualification([], '2026-05-01')).toEqual([]);
    expect(scopeWithinQualification(sampleQualifications, '2031-01-01')).toEqual([]);
  });
});

describe('what people write, and when', () => {
  it.each<[string, unknown, ConvenzioneState, boolean, string | null]>([
    ['contenuto/durata/fine', '2029-01-01', 'BOZZA', false, null],
    ['contenuto/durata/fine', '2029-01-01', 'ISTRUTTORIA', true, 'Il testo è stato fissato'],
    ['contenuto/durata/fine', '2029-01-01', 'IN_FIRMA', true, 'In questa fase'],
    ['contenuto/durata/fine', '2029-01-01', 'ATTIVA', false, 'In questa fase'],
    ['contenuto/parti/SUA/rappresentante/nome', 'Anna', 'BOZZA', false, null],
    ['contenuto/parti/SUA/enteId', 'altro', 'BOZZA', false, 'Le parti sono quelle'],
    ['contenuto/parti', [], 'BOZZA', false, 'Le parti sono quelle'],
    ['contenuto', {}, 'BOZZA', false, 'Le parti sono quelle'],
    ['contenuto/compiti/matrice', {}, 'BOZZA', false, 'dalla loro pagina'],
    ['contenuto/rapporti', {}, 'BOZZA', false, 'dalla loro pagina'],
    ['contenuto/rapporti/pagamentoGiorni', 30, 'BOZZA', false, null],
    ['testo/hash', 'ab'.repeat(32), 'ISTRUTTORIA', false, 'la piattaforma'],
    ['atti/firme', [], 'IN_FIRMA', true, 'la piattaforma'],
    ['atti/rinnovo/firme', [], 'IN_SCADENZA', true, 'la piattaforma'],
    ['atti/deliberaComune/hashTesto', 'ab'.repeat(32), 'ISTRUTTORIA', true, 'la piattaforma'],
    ['atti/deliberaComune', { numero: '1', hashTesto: 'ab'.repeat(32) }, 'ISTRUTTORIA', true, 'non si inserisce a mano'],
    ['atti/deliberaComune/numero', '1', 'ISTRUTTORIA', true, null],
    ['atti/rinnovo/deliberaComune/numero', '1', 'IN_SCADENZA', true, null],
    ['atti/recesso/pec', 'PEC', 'ATTIVA', false, null],
    ['atti/recesso/pec', 'PEC', 'BOZZA', false, 'In questa fase'],
    ['atti', {}, 'ATTIVA', false, 'apri il campo'],
    ['atti/chiusura/saldo', '0', 'SCADUTA', false, null],
    ['atti/chiusura/saldo', '0', 'ARCHIVIATA', false, 'In questa fase'],
  ])('%s = %j in %s (fixed: %s): %s', (...[path, value, state, fixed, words]) => {
    const [issue] = guardIssues([{ path, value: value as never }], { state, fixed });
    if (words === null) expect(issue).toBeUndefined();
    else expect(issue).toMatchObject({ path, message: expect.stringContaining(words) as string });
  });

  it('has a name for every part of it', () => {
    expect(listPaths({ contenuto: sampleContent, atti: sampleSheet.atti }).filter((path) => convenzionePart(path) === null)).toEqual([]);
    expect(convenzionePart('contenuto/durata/fine')).toBe('Durata (art. 3)');
    expect(convenzionePart('contenuto/durataAltra')).toBeNull();
  });

  it('takes the hash of an act from its file, until a step has fixed one', () => {
    const hashOf = (code: string): string | undefined => (code === 'TESTO_ALLEGATO_COMUNE' ? 'cd'.repeat(32) : undefined);
    expect(withFileHashes({ atti: { deliberaComune: { numero: '1' } } }, hashOf).atti?.deliberaComune?.hashTesto).toBe('cd'.repeat(32));
    expect(withFileHashes({ atti: { deliberaComune: { hashTesto: 'ab' } } }, hashOf).atti?.deliberaComune?.hashTesto).toBe('ab');
    expect(withFileHashes({ atti: {} }, hashOf)).toEqual({ atti: {} });
  });
});

describe('renewal', () => {
  const renewed = applyChanges(sampleSheet, periodChanges(sampleSheet)).values;

  it('closes a period with the acts it rested on and begins the next', () => {
    expect(renewed).toMatchObject({
      periodi: [{ id: 'PER-1', inizio: '2026-05-01', fine: '2029-04-30', firme: sampleSheet.atti.firme }],
      contenuto: { durata: { inizio: '2029-05-01', fine: '2032-04-30' } },
      atti: { deliberaComune: { data: '2029-02-01' } },
    });
    expect(renewed.atti).not.toHaveProperty('rinnovo');
    expect(renewed.atti.firme).toEqual(sampleSheet.atti.rinnovo.firme);
    expect(recordOf(renewed, { ...sampleContext, state: 'ATTIVA' })).toMatchObject({ dal: '2026-05-01', al: '2032-04-30' });
    expect(periodsOf(renewed, 'ATTIVA').map(({ dal, current }) => [dal, current])).toEqual([
      ['2026-05-01', false],
      ['2029-05-01', true],
    ]);
    expect(periodsOf(sampleSheet, 'RINNOVATA').map(({ al, current }) => [al, current])).toEqual([
      ['2029-04-30', true],
      ['2032-04-30', false],
    ]);
  });

  it('does nothing where there is none', () => {
    expect(periodChanges({ contenuto: sampleContent })).toEqual([]);
  });
});

describe('a convenzione in force that is registered', () => {
  const good = { ambito: { entroQualificazione: true }, matrice: { completa: true }, tariffa: { valida: true } };
  it.each<[string, Parameters<typeof existingFindings>[1], string[]]>([
    ['as it is', { facts: good, asOf: '2026-06-01', stipula: '2026-04-10' }, []],
    ['signed before the councils decided', { facts: good, asOf: '2026-06-01', stipula: '2026-03-11' }, ['atti/deliberaProvincia/data']],
    ['not begun', { facts: good, asOf: '2026-04-30', stipula: '2026-04-10' }, ['contenuto/durata/inizio']],
    ['over', { facts: good, asOf: '2029-05-01', stipula: '2026-04-10' }, ['contenuto/durata/fine']],
    ['signed in the future', { facts: good, asOf: '2026-06-01', stipula: '2026-06-02' }, ['atti/attivazione/stipulataIl']],
    [
      'beyond what it may say',
      {
        facts: { ambito: { entroQualificazione: false }, matrice: { completa: false }, tariffa: { valida: false } },
        ...{ asOf: '2026-06-01', stipula: '2026-04-10' },
      },
      ['contenuto/ambito', 'contenuto/compiti/matrice', 'contenuto/rapporti/tariffe'],
    ],
  ])('%s', (_, standing, paths) => {
    expect(existingFindings(sampleSheet, standing).map(({ path }) => path)).toEqual(paths);
  });
});

describe('the life day by day', () => {
  it('is told in order, what is past its day as due', () => {
    const entries = convenzioneTimeline({
      ...{ sheet: sampleSheet, state: 'ATTIVA', asOf: '2029-05-02' },
      steps: [{ at: '2026-05-01T09:00:00Z', title: 'Attiva la convenzione', detail: null, person: 'Carla Palomba' }],
      terms: [
        { title: 'Segna in scadenza', on: '2028-11-01', reminders: [{ on: '2028-11-01', title: 'Mancano 180 giorni', givenOn: null }] },
      ],
      given: [],
    });
    expect(entries.map(({ on }) => on)).toEqual(entries.map(({ on }) => on).toSorted());
    const kinds = new Map(entries.map(({ title, kind }) => [title, kind]));
    expect(kinds.get('Attiva la convenzione')).toBe('DONE');
    expect(kinds.get('La delibera del consiglio comunale è esecutiva')).toBe('DONE');
    expect(kinds.get('Mancano 180 giorni')).toBe('DUE');
    expect(kinds.get('Segna in scadenza')).toBe('DUE');
    expect(kinds.get('Ultimo giorno della convenzione')).toBe('DUE');
  });

  it('puts every state into one group', () => {
    const groups = convenzioneStates.map(groupOf);
    expect(groups.filter((group) => group === 'PREPARAZIONE')).toHaveLength(6);
    expect(groupOf('RESPINTA')).toBe('CESSATE');
    expect(groupOf('RINNOVATA')).toBe('IN_VIGORE');
  });
});
