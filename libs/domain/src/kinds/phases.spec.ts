import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKind } from './kind.js';
import { phasesOf } from './phases.js';

const load = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
if (!load.ok) throw new Error('the tender does not load');
const { kind } = load;

const told = (state: string, previousState: string | null = null): string =>
  phasesOf(kind, { state, previousState })
    .map(({ label, status }) => `${label} ${status}`)
    .join(', ');

it('groups twenty-one states into eleven phases, side states and early ends left out', () => {
  const phases = phasesOf(kind, { state: 'CONTATTO', previousState: null });
  expect(phases.map(({ label }) => label)).toEqual([
    ...['Programmazione', 'Istanza', 'Istruttoria', 'Redazione', 'Decisione', 'Pubblicazione', 'Offerte', 'Esame delle offerte'],
    ...['Aggiudicazione', 'Contratto', 'Esecuzione'],
  ]);
  expect(phases.flatMap(({ states }) => states)).toHaveLength(21);
});

it.each([
  ['CIG', null, /^Programmazione done, .*Decisione done, Pubblicazione current, Offerte next/],
  ['PUBBLICATA', 'FASCICOLO_PUBBLICAZIONE', /Pubblicazione current, Offerte next/],
  ['SOSPESA', 'VALUTAZIONE', /Offerte done, Esame delle offerte current, Aggiudicazione next/],
  ['DESERTA', 'OFFERTE_SCADUTE', /Pubblicazione done, Offerte current, Esame delle offerte next/],
  ['ANNULLATA', 'SOSPESA', /^Programmazione next, .*Esecuzione next$/],
  ['CONCLUSA', 'IN_ESECUZIONE', /^Programmazione done, .*Esecuzione done$/],
])('%s after %s', (state, previousState, expected) => {
  expect(told(state, previousState)).toMatch(expected);
});

it('tells where in the phase the dossier stands', () => {
  const phase = phasesOf(kind, { state: 'VERIFICA_REQUISITI', previousState: null }).find(({ status }) => status === 'current');
  expect(phase?.states.map(({ code, status }) => `${code} ${status}`)).toEqual([
    ...['PROPOSTA done', 'VERIFICA_REQUISITI current', 'AGGIUDICATA next', 'STANDSTILL next'],
  ]);
});
