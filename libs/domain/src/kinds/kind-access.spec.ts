import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMatrix } from '../access/responsibility-matrix.js';
import { asksDeclaration, holdersOf, isDocumentOpen, isTextOpen, matrixDocuments, matrixOfOwnTender, standingOf } from './kind-access.js';
import { loadKind, type LoadedKind } from './kind.js';

const kinds = join(__dirname, '../../../../templates/kinds');
function kindOf(file: string): LoadedKind {
  const load = loadKind(readFileSync(join(kinds, file), 'utf8'));
  if (!load.ok) throw new Error(`${file} does not load`);
  return load.kind;
}
const gara = kindOf('gara.json');
const convenzione = kindOf('convenzione-adesione.json');

describe('what the state of a tender means for who writes', () => {
  it.each<[string, string | null, string, boolean]>([
    ['CONTATTO', null, 'APERTO', false],
    ['CO_REDAZIONE', 'ISTRUTTORIA', 'APERTO', false],
    ['DECISIONE', 'CO_REDAZIONE', 'CONGELATO', false],
    ['CIG', 'DECISIONE', 'CONGELATO', false],
    ['FASCICOLO_PUBBLICAZIONE', 'CIG', 'CONGELATO', false],
    ['PUBBLICATA', 'FASCICOLO_PUBBLICAZIONE', 'PUBBLICATO', true],
    ['SOSPESA', 'CO_REDAZIONE', 'SOSPESO', false],
    ['SOSPESA', 'PUBBLICATA', 'SOSPESO', true],
    ['CHIARIMENTI', 'PUBBLICATA', 'PUBBLICATO', true],
    ['STIPULATA', 'TRASFERITA', 'PUBBLICATO', true],
    ['CONCLUSA', 'IN_ESECUZIONE', 'CHIUSO', true],
    ['ANNULLATA', 'PUBBLICATA', 'CHIUSO', true],
    ['ANNULLATA', 'ISTRUTTORIA', 'CHIUSO', false],
    ['STATO_IGNOTO', null, 'CHIUSO', false],
  ])('%s after %s is %s', (state, previousState, fase, pubblicato) => {
    expect(standingOf(gara, { state, previousState })).toMatchObject({ fase, pubblicato });
  });

  it('leaves to each frozen state the documents that are born in it', () => {
    const open = (state: string, code: string): boolean => isDocumentOpen(standingOf(gara, { state, previousState: null }), code);
    expect(['D21', 'D03', 'D33'].map((code) => open('DECISIONE', code))).toEqual([true, false, false]);
    expect(['D24', 'D33', 'D03'].map((code) => open('CIG', code))).toEqual([true, true, false]);
    expect(['D33', 'D21', 'D03'].map((code) => open('FASCICOLO_PUBBLICAZIONE', code))).toEqual([true, false, false]);
    expect(open('SOSPESA', 'D33')).toBe(false);
    expect(['D51', 'D33', 'D79'].map((code) => open('PUBBLICATA', code))).toEqual([true, false, false]);
    expect(['D79', 'D33'].map((code) => open('TRASFERITA', code))).toEqual([true, false]);
    expect(open('CONCLUSA', 'D80')).toBe(false);
  });

  it('opens words only where they are born: what was approved before is printed anew, never written again', () => {
    const open = (state: string, code: string): boolean => isTextOpen(standingOf(gara, { state, previousState: null }), code);
    expect(['D33', 'D21'].map((code) => open('CO_REDAZIONE', code))).toEqual([true, true]);
    expect(['D21', 'D23', 'D33'].map((code) => open('DECISIONE', code))).toEqual([true, true, false]);
    expect(['D24', 'D21', 'D33', 'D11'].map((code) => open('CIG', code))).toEqual([true, false, false, false]);
    expect(['D33', 'D30', 'D50'].map((code) => open('FASCICOLO_PUBBLICAZIONE', code))).toEqual([false, false, false]);
    expect(['D53', 'D33'].map((code) => open('CHIARIMENTI', code))).toEqual([true, false]);
  });
});

describe('the kinds', () => {
  it('ask for the declaration on tenders, not on convenzioni', () => {
    expect([gara, convenzione].map(asksDeclaration)).toEqual([true, false]);
  });

  it('of a convenzione says itself who fills its sheet and who moves it; a tender goes by the vocabulary', () => {
    expect(holdersOf(gara)).toEqual({});
    expect(holdersOf(convenzione)['scheda.write']).toEqual(expect.arrayContaining(['DIR_COMUNE', 'SEG_COM', 'FUNZ_SUA', 'DIR_SUA']));
    expect(holdersOf(convenzione)['scheda.write']).not.toContain('LEGAL');
  });

  it('gives what a comune would do to the same roles of the SUA where the Province tenders for itself', () => {
    const matrix = matrixOfOwnTender(gara);
    expect(checkMatrix(matrix, matrixDocuments(gara))).toMatchObject({ ok: true });
    expect(Object.values(matrix).some((row) => 'RUP_COMUNE' in row || 'DIR_COMUNE' in row)).toBe(false);
    expect(matrix['D21']).toMatchObject({ RUP_SUA: 'dr', DIR_SUA: 'S' });
  });

  it('is refused where a state that is not frozen says what stays open, or names a document that is not there', () => {
    const changed = (access: object): unknown => ({
      ...(JSON.parse(readFileSync(join(kinds, 'gara.json'), 'utf8')) as object),
      process: { ...gara.process, states: gara.process.states.map((state) => (state.code === 'CIG' ? { ...state, access } : state)) },
    });
    for (const access of [
      { phase: 'APERTO', open: { documents: ['D24'] } },
      { phase: 'CONGELATO', open: { documents: ['D999'] } },
    ]) {
      const load = loadKind(changed(access));
      expect(load.ok ? [] : load.findings.map(({ path }) => path)).toEqual([expect.stringContaining('.access.open')]);
    }
  });
});
