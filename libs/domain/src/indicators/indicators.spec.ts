import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKind, type LoadedKind } from '../kinds/kind.js';
import { kpiTimes, phaseTimes } from './lead-times.js';
import { percentile, spreadOf } from './percentile.js';
import { type Stay, type WaitingParty } from './stay.js';
import { backlog, loads, months, waitingShares } from './workload.js';

function tender(): LoadedKind {
  const loaded = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
  if (!loaded.ok) throw new Error('the kind does not load');
  return loaded.kind;
}
const kind = tender();
const year = { from: '2026-01-01', to: '2026-12-31' };
const phaseOf = (code: string): string => kind.process.states.find((state) => state.code === code)?.phase ?? code;

interface Part {
  readonly state: string;
  readonly from: string;
  readonly to?: string;
  readonly party?: WaitingParty;
  readonly stopped?: boolean;
}
const history = (dossierId: string, parts: readonly Part[], enteId = 'montone'): Stay[] =>
  parts.map(({ state, from, to, party = 'SUA', stopped = false }) => ({
    ...{ dossierId, enteId, state, party, from: `${from}T09:00:00.000Z` },
    ...{ phase: phaseOf(state), role: 'FUNZ_SUA', clockStopped: stopped, to: to === undefined ? null : `${to}T09:00:00.000Z` },
  }));

describe('percentiles', () => {
  // Hyndman and Fan type 7, the figures Postgres gives for percentile_cont over the same rows.
  it.each([
    [[10], 0.9, 10],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.9, 3.7],
    [[15, 20, 35, 40, 50], 0.4, 29],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBeCloseTo(expected, 10);
  });
  it('of nothing is nothing', () => {
    expect(spreadOf([])).toEqual({ n: 0, p50: null, p90: null });
  });
});

describe('time in a phase', () => {
  const returned = history('a', [
    { state: 'ISTRUTTORIA', from: '2026-03-01', to: '2026-03-06' },
    { state: 'ISTANZA', from: '2026-03-06', to: '2026-03-16', party: 'COMUNE', stopped: true },
    { state: 'ISTRUTTORIA', from: '2026-03-16', to: '2026-03-20' },
    { state: 'CO_REDAZIONE', from: '2026-03-20' },
  ]);
  const of = (phase: string, period = year): unknown => phaseTimes(kind, returned, period).find((row) => row.phase === phase)?.gross;

  it('is the sum of all its rounds, counted when it was left for the last time', () => {
    expect(of(phaseOf('ISTRUTTORIA'))).toEqual({ n: 1, p50: 9, p90: 9 });
    expect(of(phaseOf('ISTRUTTORIA'), { from: '2026-03-21', to: '2026-12-31' })).toEqual({ n: 0, p50: null, p90: null });
  });
  it('is not known while the dossier is in it', () => {
    expect(of(phaseOf('CO_REDAZIONE'))).toEqual({ n: 0, p50: null, p90: null });
  });
  it('leaves out stopped days in the net figure', () => {
    const row = phaseTimes(kind, returned, year).find(({ phase }) => phase === phaseOf('ISTANZA'));
    expect(row).toMatchObject({ gross: { p50: 10 }, net: { p50: 0 } });
  });
});

describe('indicators of the kind', () => {
  const published = (id: string, ente: string, from: string, to: string): Stay[] =>
    history(
      id,
      [
        { state: 'ISTANZA', from, to },
        { state: 'PUBBLICATA', from: to },
      ],
      ente,
    );
  const stays = [
    ...published('a', 'montone', '2026-01-10', '2026-02-09'),
    ...published('b', 'montone', '2026-01-10', '2026-02-19'),
    ...published('c', 'umbertide', '2026-01-10', '2026-03-01'),
    ...published('d', 'umbertide', '2025-06-01', '2025-07-01'),
    ...history('e', [{ state: 'ISTANZA', from: '2026-05-01' }]),
  ];
  it('count the dossiers whose value became known in the period, for all and for each body', () => {
    const row = kpiTimes(kind, stays, year).find(({ code }) => code === 'giorniAllaPubblicazione');
    expect(row?.all).toEqual({ n: 3, p50: 40, p90: 48 });
    expect(row?.target).toBe(45);
    expect(row?.byEnte).toEqual([
      { enteId: 'montone', spread: { n: 2, p50: 35, p90: 39 } },
      { enteId: 'umbertide', spread: { n: 1, p50: 50, p90: 50 } },
    ]);
  });
});

describe('where the days go', () => {
  const stays = history('a', [
    { state: 'ISTANZA', from: '2025-12-22', to: '2026-01-11', party: 'COMUNE' },
    { state: 'ISTRUTTORIA', from: '2026-01-11' },
  ]);
  it('attributes every working day of the period to one party and cuts at its borders and at now', () => {
    const [all] = waitingShares(stays, year, '2026-01-21T09:00:00.000Z');
    const days = Object.fromEntries((all?.parties ?? []).map((row) => [row.party, row.days]));
    expect(days).toEqual({ COMUNE: 5, SUA: 7.4 });
    expect((all?.parties ?? []).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });
  it('says nothing of a period without dossiers', () => {
    expect(waitingShares(stays, { from: '2024-01-01', to: '2024-12-31' }, '2026-01-21T09:00:00.000Z')).toEqual([
      { phase: null, parties: [] },
    ]);
  });
});

describe('the desk now', () => {
  const now = '2026-04-30T09:00:00.000Z';
  const late = history('late', [{ state: 'ISTRUTTORIA', from: '2026-04-10' }]);
  const stopped = history('stopped', [
    { state: 'ISTRUTTORIA', from: '2026-04-10', to: '2026-04-12' },
    { state: 'ISTRUTTORIA', from: '2026-04-12', to: '2026-04-27', party: 'COMUNE', stopped: true },
    { state: 'ISTRUTTORIA', from: '2026-04-27' },
  ]);
  const untimed = history('untimed', [{ state: 'SOSPESA', from: '2026-04-01' }]);
  it('counts as late what passed the term of its state, without the days of a stopped clock', () => {
    expect(backlog(kind, [...late, ...stopped, ...untimed], now)).toEqual([
      { state: 'ISTRUTTORIA', open: 2, late: 1, oldest: 20 },
      { state: 'SOSPESA', open: 1, late: null, oldest: 29 },
    ]);
  });
  it('orders desks by how much lies on them', () => {
    const open = [...late, ...untimed, ...history('x', [{ state: 'ISTANZA', from: '2026-04-29', party: 'COMUNE' }])];
    expect(loads(open, ({ party }) => party, now)).toEqual([
      { key: 'SUA', open: 2, oldest: 29, median: 24.5 },
      { key: 'COMUNE', open: 1, oldest: 1, median: 1 },
    ]);
  });
  it('tells month by month what came in, what ended and what was left', () => {
    const ended = history('z', [
      { state: 'ISTANZA', from: '2026-01-31', to: '2026-03-02' },
      { state: 'ANNULLATA', from: '2026-03-02', party: 'NESSUNO' },
    ]);
    expect(months([...ended, ...late], { from: '2026-01-01', to: '2026-12-31' }, now)).toEqual([
      { month: '2026-01', opened: 1, concluded: 0, open: 1 },
      { month: '2026-02', opened: 0, concluded: 0, open: 1 },
      { month: '2026-03', opened: 0, concluded: 1, open: 0 },
      { month: '2026-04', opened: 1, concluded: 0, open: 1 },
    ]);
  });
});
