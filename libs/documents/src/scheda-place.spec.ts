import { schedaPlace } from './scheda-place.js';

const values = {
  oggetto: 'Refezione',
  lotti: [
    { id: 'LOT-0001', opzioni: [{ id: 'rinnovo' }] },
    { id: 'LOT-0002', opzioni: [{ id: 'proroga' }, { id: 'quinto' }] },
  ],
};

describe('schedaPlace', () => {
  it.each([
    ['comune/pec', 'comune.pec', 'comune/pec'],
    ['lotti/*/cig', 'lotti[2].cig', 'lotti/LOT-0002/cig'],
    ['lotti/*/opzioni/*/importo', 'lotti[2].opzioni[2].importo', 'lotti/LOT-0002/opzioni/quinto/importo'],
    ['lotti/*/cig', 'lotti[9].cig', 'lotti'],
    ['lotti/*/cig', 'cig', 'lotti'],
    ['pnrr/missione', 'pnrr.missione', 'pnrr/missione'],
  ])('%s reached as %s is written at %s', (source, instance, expected) => {
    expect(schedaPlace(values, source, instance)).toBe(expected);
  });

  it('takes the only item where the template does not say which', () => {
    expect(schedaPlace({ lotti: [{ id: 'LOT-0001' }] }, 'lotti/*/cig', 'cig')).toBe('lotti/LOT-0001/cig');
  });
});
