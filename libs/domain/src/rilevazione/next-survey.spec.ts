import { firstSurvey, semesterAfter, semesterDays, semesterOf } from './next-survey.js';

describe('semesters', () => {
  it.each([
    ['2026-1', { dal: '2026-01-01', al: '2026-06-30' }],
    ['2026-2', { dal: '2026-07-01', al: '2026-12-31' }],
    ['2026-3', null],
    ['', null],
  ])('days of «%s»', (text, days) => {
    expect(semesterDays(text)).toEqual(days);
  });

  it('follow one another', () => {
    expect([semesterAfter('2026-1'), semesterAfter('2026-2')]).toEqual(['2026-2', '2027-1']);
    expect([semesterOf('2026-06-30'), semesterOf('2026-07-01')]).toEqual(['2026-1', '2026-2']);
  });
});

describe('the sheet of a new survey', () => {
  it('is the baseline of the semester before, where the body has none', () => {
    expect(firstSurvey({ today: '2026-03-02', baseline: null, last: null })).toEqual({
      ...{ tipo: 'BASELINE', semestre: '2025-2', dal: '2025-07-01', al: '2025-12-31' },
    });
    expect(firstSurvey({ today: '2026-07-01', baseline: null, last: null })).toMatchObject({ semestre: '2026-1' });
  });

  it('takes the procedures of the baseline and what was pending at the end of the last survey', () => {
    const baseline = {
      tipo: 'BASELINE',
      semestre: '2025-2',
      righe: [{ id: 'R1', procedura: 'SCIA', termineMassimo: 30, pendentiFine: 9, arretrato: 3 }],
    } as const;
    const last = { tipo: 'SEMESTRE', semestre: '2026-1', righe: [{ id: 'R1', procedura: 'SCIA', pendentiFine: 7 }] } as const;
    expect(firstSurvey({ today: '2026-09-01', baseline, last })).toEqual({
      ...{ tipo: 'SEMESTRE', semestre: '2026-2', dal: '2026-07-01', al: '2026-12-31' },
      righe: [{ id: 'R1', procedura: 'SCIA', rilevata: 'SI', termineMassimo: 30, pendentiInizio: 7 }],
    });
    expect(firstSurvey({ today: '2026-03-01', baseline, last: baseline }).righe).toEqual([
      { id: 'R1', procedura: 'SCIA', rilevata: 'SI', termineMassimo: 30, pendentiInizio: 9 },
    ]);
  });
});
