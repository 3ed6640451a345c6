import { usedValues } from './used-values.js';

const context = {
  oggetto: 'Refezione',
  comune: { denominazione: 'Tuoro', pec: null },
  codici: ['A', 'B'],
  lotti: [
    { cig: 'X1', luoghi: [{ via: 'Roma' }, { via: 'Po' }] },
    { cig: null, luoghi: [] },
  ],
};

describe('usedValues', () => {
  it('takes plain, nested and repeated fields', () => {
    expect(usedValues(context, ['oggetto', 'comune.denominazione', 'lotti[].cig', 'lotti[].luoghi[].via', 'codici[]'])).toEqual({
      oggetto: 'Refezione',
      'comune.denominazione': 'Tuoro',
      'lotti[].cig': ['X1', null],
      'lotti[].luoghi[].via': [['Roma', 'Po'], []],
      'codici[]': ['A', 'B'],
    });
  });

  it('does not change when a field nobody named changes', () => {
    const other = { ...context, oggetto: 'Altro', lotti: context.lotti.map((lotto) => ({ ...lotto, importo: '5' })) };
    const paths = ['lotti', 'lotti[].cig', 'comune'];
    expect(usedValues(other, paths)).toEqual(usedValues(context, paths));
  });

  it('changes when a named list grows or a named group fills up', () => {
    expect(usedValues({ ...context, lotti: [...context.lotti, { cig: 'X3' }] }, ['lotti'])).not.toEqual(usedValues(context, ['lotti']));
    expect(usedValues({ ...context, comune: { denominazione: null } }, ['comune'])).not.toEqual(usedValues(context, ['comune']));
  });

  it('answers null for what is not there', () => {
    expect(usedValues(context, ['pad.url', 'rti[].nome', 'oggetto.x'])).toEqual({ 'pad.url': null, 'rti[].nome': null, 'oggetto.x': null });
  });
});
