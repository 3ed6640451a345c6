import { setAt, type JsonValue } from '../scheda/path.js';
import { refezioneTuoro, scuolaMassaMartana } from '../scheda/samples/index.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { checkCatalogue } from './catalogue.js';
import type { CheckDefinition, CheckDocument, CheckFacts, CheckStatus } from './check.js';
import { runCheck } from './engine.js';

/** Sheets, documents and changes from which the tests of single checks are made. */
export const lot = 'lotti/LOT-0001';
export const service = refezioneTuoro;
export const works = scuolaMassaMartana;

const goodText = [
  service.oggetto,
  'Provincia di Perugia per conto del Comune di Tuoro sul Trasimeno. Responsabili: Lucia Bianchi e Marco Teste.',
  'CIG B3A41C7EAA',
  'Importo a base di gara',
  '€ 954.000,00 (novecentocinquantaquattromila/00)',
  'di cui costi della manodopera: € 513.864,00 e oneri della sicurezza pari a € 2.400,00.',
  'Il valore stimato dell’appalto è pari a € 1.937.320,00.',
  'Termine per la presentazione delle offerte: 29 gennaio 2027, ore 12:00.',
  'I subappaltatori sono piccole e medie imprese in misura non inferiore al 20 per cento.',
].join('\n');

export function texts(extra = '', from = goodText): readonly CheckDocument[] {
  return ['D21', 'D30', 'D33', 'D40'].map((code) => ({
    code,
    title: code,
    kind: 'GENERATED',
    published: code !== 'D21',
    text: code === 'D33' ? `${from}\n${extra}` : goodText,
  }));
}

type Change = readonly [path: string, value: JsonValue];

export interface Case {
  readonly sheet?: SchedaValues;
  readonly change?: readonly Change[];
  readonly with?: Partial<CheckFacts>;
  readonly is: CheckStatus;
  readonly says?: string;
}

export function resultOf(id: string, { sheet = service, change = [], with: more = {} }: Case): ReturnType<typeof runCheck> {
  const check = checkCatalogue.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  // Lists are replaced whole here, so that a case may hold two lots of the same name.
  const scheda = change.reduce<SchedaValues>(
    (values, [path, value]) => (path.includes('/') ? setAt(values, path, value) : { ...values, [path]: value }),
    sheet,
  );
  const facts: CheckFacts = {
    asOf: '2026-12-15',
    dossier: { kind: 'GARA', state: 'CO_REDAZIONE', codiceAppalto: scheda.codiceAppalto ?? null },
    scheda,
    documents: texts(),
    archive: { cigs: [{ cig: 'B3A41C7EAA', codiceAppalto: service.codiceAppalto ?? '' }] },
    ...more,
  };
  return runCheck(check, facts);
}

export const noLots: Case = { change: [['lotti', []]], is: 'UNKNOWN' };
export const noText: Case = {
  with: { documents: texts().map((document) => ({ ...document, text: null })) },
  is: 'UNKNOWN',
  says: 'ancora stato generato',
};
export const good: Case = { is: 'OK' };
export const inText = (extra: string, says?: string): Case => ({
  with: { documents: texts(extra) },
  is: 'KO',
  ...(says === undefined ? {} : { says }),
});
export const lots = (...changes: readonly Record<string, JsonValue>[]): Change => [
  'lotti',
  changes.map((change, index) => ({ id: `LOT-000${index + 1}`, ...change })),
];

/** The tests of single checks: every case gives what it says, each check has cases of all kinds, none is certain of an empty sheet. */
export function describeChecks(checks: readonly CheckDefinition[], cases: Readonly<Record<string, readonly Case[]>>): void {
  describe.each(checks.map((check) => check.id))('%s', (id) => {
    const rows = cases[id] ?? [];

    it('has cases for good, bad and not known or not due', () => {
      expect(rows.some((row) => row.is === 'OK')).toBe(true);
      expect(rows.some((row) => row.is === 'KO')).toBe(true);
      expect(rows.some((row) => row.is === 'UNKNOWN' || row.is === 'NA')).toBe(true);
    });

    it.each(rows.map((row, index) => [index, row] as const))('case %i', (_index, row) => {
      const result = resultOf(id, row);
      expect([result.status, result.message]).toEqual([row.is, expect.stringContaining(row.says ?? '')]);
      expect(result.message).toMatch(/[.»]$/);
    });

    it('says nothing certain about an empty sheet', () => {
      const result = resultOf(id, { sheet: {}, with: { documents: [], archive: undefined }, is: 'UNKNOWN' });
      expect(['UNKNOWN', 'NA']).toContain(result.status);
    });
  });
}
