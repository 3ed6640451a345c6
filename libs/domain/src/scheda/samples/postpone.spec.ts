import { postpone } from './postpone.js';
import { scuolaMassaMartana } from './scuola-massa-martana.js';

describe('postpone', () => {
  it('moves the calendar by weeks and keeps the hour in Rome across the change of clock', () => {
    const moved = postpone(scuolaMassaMartana, 20);
    expect(moved).toMatchObject({
      scadenzaOfferte: '2027-06-16T10:00:00Z',
      dataApprovazioneProgetto: '2027-03-25',
      decisioneContrarre: { numero: '389', data: '2027-04-23' },
    });
    expect(moved.partecipazione?.sopralluogo?.finestre?.[0]?.dal).toBe('2027-05-10T07:00:00Z');
  });

  it('leaves every other field as it is', () => {
    const { lotti, comune, rupComune } = postpone(scuolaMassaMartana, 20);
    expect({ lotti, comune, rupComune }).toEqual({
      lotti: scuolaMassaMartana.lotti,
      comune: scuolaMassaMartana.comune,
      rupComune: scuolaMassaMartana.rupComune,
    });
  });

  it('changes nothing by no weeks', () => {
    expect(postpone(scuolaMassaMartana, 0)).toEqual(scuolaMassaMartana);
  });
});
