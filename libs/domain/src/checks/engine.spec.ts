import fc from 'fast-check';
import { listPaths, setAt } from '../scheda/path.js';
import { refezioneTuoro } from '../scheda/samples/index.js';
import { checkCatalogue } from './catalogue.js';
import type { CheckDefinition, CheckFacts } from './check.js';
import { affectedChecks, inputKey, rollUp, runCheck } from './engine.js';

const facts: CheckFacts = {
  asOf: '2026-12-15',
  dossier: { kind: 'GARA', state: 'CO_REDAZIONE', codiceAppalto: 'SUA-PG-2026-000131' },
  scheda: refezioneTuoro,
  documents: [{ code: 'D30', title: 'Bando', kind: 'GENERATED', published: true, text: 'CIG B3A41C7EAA' }],
  archive: { cigs: [] },
};

const byId = (id: string): CheckDefinition => {
  const check = checkCatalogue.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(id);
  return check;
};

describe('catalogue', () => {
  it('holds the groups DATA, CONV, RIL and REN whole and the checks of the worked example, once each', () => {
    const data = Array.from({ length: 33 }, (_, index) => `DATA-${String(index + 1).padStart(2, '0')}`);
    const others = [
      'PROC-01',
      'PROC-02',
      'PROC-03',
      'PROC-12',
      'PROC-14',
      'PROC-15',
      'PROC-19',
      'PROC-21',
      ...Array.from({ length: 7 }, (_, index) => `TERM-0${index + 1}`),
      'TERM-12',
      'TERM-13',
      'TERM-15',
      'AWD-02',
      'PART-01',
      'PART-07',
      'PART-08',
      'PART-14',
    ];
    const numbered = (group: string, last: number): string[] =>
      Array.from({ length: last }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`);
    const conv = Array.from({ length: 8 }, (_, index) => `CONV-0${index + 1}`);
    expect(checkCatalogue.map((check) => check.id)).toEqual([...data, ...others, ...conv, ...numbered('RIL', 8), ...numbered('REN', 25)]);
  });

  it('gives each check a citation, inputs and a group that matches its name', () => {
    for (const check of checkCatalogue) {
      expect(check.cite).not.toBe('');
      expect(check.inputs.length).toBeGreaterThan(0);
      expect(check.id.startsWith(`${check.group}-`)).toBe(true);
    }
  });
});

describe('staleness', () => {
  it('runs again only what a change touches', () => {
    const ids = (...paths: string[]): string[] => affectedChecks(checkCatalogue, paths).map((check) => check.id);
    expect(ids('lotti/LOT-0001/cig')).toEqual(['DATA-01', 'DATA-02', 'DATA-03', 'DATA-32']);
    expect(ids('motivazioneLottoUnico')).toEqual(['PROC-19']);
    expect(ids('@documents/D33')).toEqual([
      'DATA-03',
      'DATA-14',
      'DATA-15',
      'DATA-20',
      'DATA-25',
      'DATA-26',
      'DATA-27',
      'DATA-28',
      'DATA-32',
      'DATA-33',
      'PART-14',
    ]);
    expect(ids('@archive')).toEqual(['DATA-02']);
    expect(ids('esecuzione/foro')).toEqual(['DATA-32']);
    expect(ids('lotti')).toContain('PROC-21');
    expect(ids('lotti/LOT-0001')).toContain('DATA-24');
  });

  it('changes the key of a check exactly when an input of it changes', () => {
    const changed = { ...facts, scheda: setAt(refezioneTuoro, 'lotti/LOT-0001/cig', 'B00012EADB') };
    expect(inputKey(byId('DATA-01'), changed)).not.toBe(inputKey(byId('DATA-01'), facts));
    expect(inputKey(byId('PROC-19'), changed)).toBe(inputKey(byId('PROC-19'), facts));
    expect(inputKey(byId('DATA-01'), { ...facts, asOf: '2027-01-01' })).toBe(inputKey(byId('DATA-01'), facts));
    expect(inputKey(byId('PROC-01'), { ...facts, asOf: '2027-01-01' })).not.toBe(inputKey(byId('PROC-01'), facts));
    expect(runCheck(byId('DATA-01'), facts).inputKey).toBe(inputKey(byId('DATA-01'), facts));
  });

  it('takes the fingerprint of a document for its text', () => {
    const check = byId('DATA-14');
    const withTexts = (text: string, fingerprint: string): typeof facts => ({
      ...facts,
      documents: facts.documents.map((document) => ({ ...document, text, fingerprint })),
    });
    expect(inputKey(check, withTexts('uno', 'a'))).toBe(inputKey(check, withTexts('due', 'a')));
    expect(inputKey(check, withTexts('uno', 'a'))).not.toBe(inputKey(check, withTexts('uno', 'b')));
    expect(inputKey(check, withTexts('uno', 'a'))).not.toContain('uno');
  });

  it('does not depend on the order of keys nor on absent against null', () => {
    const reordered = Object.fromEntries(Object.entries({ ...refezioneTuoro, aq: null }).reverse()) as CheckFacts['scheda'];
    for (const check of checkCatalogue) expect(inputKey(check, { ...facts, scheda: reordered })).toBe(inputKey(check, facts));
  });

  it('whatever one field changes, a check outside the affected ones gives the same result', () => {
    // The id of a row is no field: it says which row a field is of, and nobody can empty it.
    const paths = listPaths(refezioneTuoro).filter((path) => !path.endsWith('/id'));
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const scheda = setAt(refezioneTuoro, path, null);
        const affected = new Set(affectedChecks(checkCatalogue, [path]).map((check) => check.id));
        for (const check of checkCatalogue.filter((candidate) => !affected.has(candidate.id))) {
          expect(runCheck(check, { ...facts, scheda })).toEqual(runCheck(check, facts));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('never throws, whatever field is missing', () => {
    for (const path of listPaths(refezioneTuoro)) {
      for (const check of affectedChecks(checkCatalogue, [path])) runCheck(check, { ...facts, scheda: setAt(refezioneTuoro, path, null) });
    }
  });
});

describe('roll-up', () => {
  it('counts by what stands in the way', () => {
    const results = [
      { status: 'KO', severity: 'BLOCK' },
      { status: 'KO', severity: 'ERROR' },
      { status: 'KO', severity: 'WARN' },
      { status: 'KO', severity: 'INFO' },
      { status: 'OK', severity: 'BLOCK' },
      { status: 'UNKNOWN', severity: 'BLOCK' },
      { status: 'NA', severity: 'BLOCK' },
      { status: 'DA_VALUTARE', severity: 'BLOCK' },
    ] as const;
    expect(rollUp(results)).toEqual({ ok: 1, blocks: 1, errors: 1, warnings: 2, unknown: 1, toJudge: 1, notApplicable: 1 });
  });

  it('takes a lighter severity from the finding', () => {
    const generic = { ...facts, scheda: setAt(refezioneTuoro, 'lotti/LOT-0001/cpvPrevalente', '55500000-5') };
    expect(runCheck(byId('DATA-07'), generic)).toMatchObject({ status: 'KO', severity: 'WARN' });
    const both = { ...facts, scheda: setAt(generic.scheda, 'lotti/LOT-0001/cpvSecondarie', ['55500000-5']) };
    expect(runCheck(byId('DATA-07'), both)).toMatchObject({ status: 'KO', severity: 'ERROR' });
  });
});
