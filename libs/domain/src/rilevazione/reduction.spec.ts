import { reductionOf } from './reduction.js';
import type { SurveyRow } from './survey.js';

type Numbers = readonly [procedura: string, arretrato: number | null, concluse: number, lorda: string, netta?: string];
const row = (...[procedura, arretrato, concluse, lorda, netta = lorda]: Numbers): SurveyRow => ({
  ...{ id: procedura, procedura, arretrato, concluse, durataMediaLorda: lorda, durataMediaNetta: netta },
});

describe('reduction against the baseline', () => {
  it('weights times by volume across bodies', () => {
    const big = { base: [row('A', 80, 90, '100', '50')], now: [row('A', 40, 90, '50', '50')] };
    const small = { base: [row('A', 20, 10, '200', '100')], now: [row('A', 20, 10, '200', '50')] };
    // Gross: (90·100 + 10·200) / 100 = 110, then (90·50 + 10·200) / 100 = 65.
    expect(reductionOf([big, small], 'lorda')).toEqual({
      ...{ arretratoBase: 100, arretrato: 60, riduzioneArretrato: '40.0' },
      ...{ giorniBase: '110.0', giorni: '65.0', riduzioneTempi: '40.9' },
    });
    expect(reductionOf([big, small], 'netta')).toMatchObject({ giorniBase: '55.0', giorni: '50.0', riduzioneTempi: '9.1' });
  });

  it('leaves out what was added later, what is not measured and what has no number', () => {
    const base = [row('A', 10, 10, '30'), row('B', 5, 5, '10'), row('C', null, 1, '1')];
    const now = [row('A', 5, 10, '15'), { ...row('B', 0, 5, '1'), rilevata: 'NO' as const }, row('C', 3, 0, '1'), row('D', 99, 99, '99')];
    expect(reductionOf([{ base, now }], 'lorda')).toMatchObject({ arretratoBase: 10, arretrato: 5, giorni: '15.0' });
  });

  it('says nothing where there is nothing to divide by', () => {
    expect(reductionOf([{ base: [row('A', 0, 0, '1')], now: [row('A', 3, 0, '1')] }], 'lorda')).toEqual({
      ...{ arretratoBase: 0, arretrato: 3, riduzioneArretrato: null, giorniBase: null, giorni: null, riduzioneTempi: null },
    });
  });

  it('is negative where things got worse', () => {
    expect(reductionOf([{ base: [row('A', 10, 1, '10')], now: [row('A', 15, 1, '12')] }], 'lorda')).toMatchObject({
      ...{ riduzioneArretrato: '-50.0', riduzioneTempi: '-20.0' },
    });
  });
});
