import { deriveFacts, quadroTotal, referenceDate, sumOfSubcriteria } from './derive.js';
import { refezioneTuoro, scuolaMassaMartana, workedExample, workedExampleSmaller } from './samples/index.js';
import { type SchedaValues } from './scheda-values.js';

const asOf = '2026-11-22';

describe('deriveFacts', () => {
  it.each([
    {
      name: 'school meals of Tuoro',
      scheda: refezioneTuoro,
      base: '954000.00',
      discountable: '437736.00',
      value: '1937320.00',
      labour: '53.86',
    },
    {
      name: 'school of Massa Martana',
      scheda: scuolaMassaMartana,
      base: '1860000.00',
      discountable: '1210400.00',
      value: '1860000.00',
      labour: '30.62',
    },
    { name: 'worked example', scheda: workedExample, base: '185000.00', discountable: '185000.00', value: '283667.00', labour: '60.00' },
    {
      name: 'worked example, smaller',
      scheda: workedExampleSmaller,
      base: '150000.00',
      discountable: '150000.00',
      value: '150000.00',
      labour: '60.00',
    },
  ])('computes the amounts of the $name', ({ scheda, base, discountable, value, labour }) => {
    expect(deriveFacts(scheda, { asOf })).toMatchObject({
      importoBase: base,
      importoSoggettoARibasso: discountable,
      valoreStimatoTotale: value,
      percentualeManodopera: labour,
      oggettoPrevalente: scheda === scuolaMassaMartana ? 'works' : 'services',
    });
  });

  it.each([refezioneTuoro, scuolaMassaMartana])('agrees with every amount that a complete sheet declares', (scheda) => {
    const facts = deriveFacts(scheda, { asOf });
    for (const [index, lotto] of (scheda.lotti ?? []).entries()) {
      const lot = facts.lotti[index];
      expect(lot?.importoBase).toBe(lotto.importi?.importoBase);
      expect(lot?.importoSoggettoARibasso).toBe(lotto.importi?.importoSoggettoARibasso);
      expect(lot?.valoreStimatoLotto).toBe(lotto.importi?.valoreStimatoLotto);
      expect(lot?.quadroEconomicoTotale).toBe(lotto.quadroEconomico?.totale);
      expect(lot?.sommaFinanziamenti).toBe(lotto.quadroEconomico?.totale);
      expect(quadroTotal(lotto.quadroEconomicoLavori)).toBe(lotto.quadroEconomicoLavori?.totale ?? null);
    }
    expect(facts.valoreStimatoTotale).toBe(scheda.valoreStimatoTotale);
    expect(facts.sommaCriteri).toBe(scheda.aggiudicazione?.puntiTecnici);
    expect(facts.sommaPunti).toBe('100');
    for (const criterio of scheda.aggiudicazione?.criteri ?? []) {
      if ((criterio.sub ?? []).length > 0) expect(sumOfSubcriteria(criterio)).toBe(criterio.peso);
    }
  });

  it('says null, never zero, for what cannot be computed', () => {
    expect(deriveFacts({ lotti: [{ id: 'LOT-0001', oggettoContratto: 'works' }] }, { asOf })).toMatchObject({
      importoBase: null,
      valoreStimatoTotale: null,
      percentualeManodopera: null,
      sommaCriteri: null,
      oggettoPrevalente: 'works',
    });
    expect(deriveFacts({}, { asOf })).toMatchObject({ importoBase: null, oggettoPrevalente: null });
  });

  it('counts the options, the renewals and the repetitions in the estimated value', () => {
    const scheda: SchedaValues = {
      lotti: [
        {
          id: 'LOT-0001',
          importi: {
            importoServizi: '0.10',
            oneriSicurezzaInterferenza: '0.20',
            ripetizioni: '1.00',
            opzioni: [{ id: 'a', importo: '0.70' }],
          },
        },
      ],
    };
    expect(deriveFacts(scheda, { asOf }).valoreStimatoTotale).toBe('2.00');
  });
});

describe('referenceDate', () => {
  it.each<[string, SchedaValues, string, string]>([
    ['transmission of the notice', { norma: '71', dataTrasmissioneBando: '2026-12-31T23:30:00Z' }, '2027-01-01', 'TRASMISSIONE_BANDO'],
    ['sending of the invitations', { norma: '50e', dataInvioInviti: '2026-11-10T08:00:00Z' }, '2026-11-10', 'INVIO_INVITI'],
    ['the act of a direct award', { norma: '50b', decisioneContrarre: { data: '2026-05-04' } }, '2026-05-04', 'DETERMINA'],
    ['today while nothing is set', { norma: '71' }, '2026-11-22', 'OGGI'],
  ])('is %s', (_name, scheda, data, base) => {
    expect(referenceDate(scheda, asOf)).toEqual({ data, base });
  });
});
