import { tenderCases, type TenderStay } from './own-tenders.js';

const stay = (state: string, from: string, to: string | null, clockStopped = false): TenderStay => ({
  ...{ codiceAppalto: 'SUA-PG-2026-000001', state, from, to, clockStopped },
});

describe('tenders of the SUA as cases of a survey', () => {
  it('each span from the first entry of a state to the first entry of the next, suspensions apart', () => {
    const cases = tenderCases([
      stay('ISTANZA', '2026-01-10T08:00:00Z', '2026-01-12T08:00:00Z'),
      stay('ISTANZA', '2026-01-12T08:00:00Z', '2026-01-17T07:00:00Z', true),
      stay('ISTRUTTORIA', '2026-01-17T07:00:00Z', '2026-02-28T23:30:00Z'),
      stay('PUBBLICATA', '2026-02-28T23:30:00Z', '2026-04-01T08:00:00Z'),
      stay('AGGIUDICATA', '2026-04-01T08:00:00Z', null),
    ]);
    expect(cases).toEqual([
      // 23:30 UTC is the next day in Rome; four days and 23 hours of stopped clock are four days.
      {
        procedura: 'Dall’istanza alla pubblicazione',
        pratica: 'SUA-PG-2026-000001',
        avvio: '2026-01-10',
        conclusione: '2026-03-01',
        giorniSospesi: 4,
      },
      {
        procedura: 'Dalla pubblicazione all’aggiudicazione',
        pratica: 'SUA-PG-2026-000001',
        avvio: '2026-03-01',
        conclusione: '2026-04-01',
        giorniSospesi: 0,
      },
      {
        procedura: 'Dall’aggiudicazione alla stipula',
        pratica: 'SUA-PG-2026-000001',
        avvio: '2026-04-01',
        conclusione: null,
        giorniSospesi: 0,
      },
    ]);
  });

  it('a tender that never came so far is no case', () => {
    expect(tenderCases([stay('CONTATTO', '2026-01-10T08:00:00Z', null)])).toEqual([]);
  });
});
