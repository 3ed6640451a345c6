import { fromRome } from '../calendar/rome-time.js';
import { standingActs, actFindings, type DatedAct } from './dated-acts.js';
import { dossierTerms } from './dossier-terms.js';
import { sampleAct as act, termFacts, termOf } from './sample-facts.js';

const noon = (date: string): string => fromRome(date, '12:00');

describe('dated acts', () => {
  const recorded = [act('SOCCORSO', '2026-11-02', { amount: 7 }), act('CHIUSURA', '2026-11-05', { refersTo: 'SOCCORSO-2026-11-02' })];

  it('an act taken back does not count, nor does its answer', () => {
    const undone = [...recorded, act('ANNULLAMENTO', '2026-11-06', { refersTo: 'SOCCORSO-2026-11-02' })];
    expect(standingActs(undone)).toEqual([]);
    expect(standingActs(recorded)).toHaveLength(2);
  });

  it.each<[string, Omit<DatedAct, 'id'>, string]>([
    ['in the future', act('STIPULA', '2026-11-11'), 'on'],
    ['without its days', act('SOCCORSO', '2026-11-03'), 'amount'],
    ['with days it has not', act('STIPULA', '2026-11-03', { amount: 3 }), 'amount'],
    ['that answers nothing', act('CHIUSURA', '2026-11-03'), 'refersTo'],
    ['that answers twice', act('CHIUSURA', '2026-11-08', { refersTo: 'SOCCORSO-2026-11-02' }), 'refersTo'],
    ['that names another without reason', act('STIPULA', '2026-11-03', { refersTo: 'SOCCORSO-2026-11-02' }), 'refersTo'],
  ])('refuses one %s', (_name, given, field) => {
    expect(actFindings(given, recorded, '2026-11-10').map((finding) => finding.field)).toContain(field);
  });

  it('takes a good one', () => {
    expect(actFindings(act('SOCCORSO', '2026-11-09', { amount: 20 }), recorded, '2026-11-10')).toEqual([]);
  });
});

describe('service levels', () => {
  const visit = { state: 'ISTRUTTORIA', from: '2026-10-05T08:00:00.000Z', to: null };
  const visits = [visit];
  const stop = (from: string, to: string | null, cause = 'RICHIESTA') => ({ from, to, cause });

  it('runs, stops while integrations are awaited and goes on for as long', () => {
    const facts = termFacts({ visits, now: '2026-10-16T09:00:00.000Z' });
    expect(termOf(facts, 'STATO:ISTRUTTORIA')).toMatchObject({ due: '2026-10-20', state: 'IN_CORSO' });
    const stopped = termOf({ ...facts, stops: [stop('2026-10-12T08:00:00.000Z', null)] }, 'STATO:ISTRUTTORIA');
    expect(stopped).toMatchObject({ due: null, state: 'SOSPESO' });
    expect(stopped.explanation).toContain('alla ripresa restano 8 giorni');
    const resumed = termOf({ ...facts, stops: [stop('2026-10-12T08:00:00.000Z', '2026-10-15T16:00:00.000Z')] }, 'STATO:ISTRUTTORIA');
    expect(resumed).toMatchObject({ due: '2026-10-23', state: 'IN_CORSO' });
    expect(resumed.suspensions).toEqual([{ from: '2026-10-12', to: '2026-10-15', days: 3 }]);
    expect(resumed.explanation).toContain('Orologio fermo dal 12 ottobre 2026 al 15 ottobre 2026: 3 giorni');
  });

  it('counts two stops that meet once, and one outside the stay not at all', () => {
    const stops = [
      stop('2026-09-01T08:00:00.000Z', '2026-09-20T08:00:00.000Z'),
      stop('2026-10-12T08:00:00.000Z', '2026-10-15T08:00:00.000Z'),
      stop('2026-10-14T08:00:00.000Z', '2026-10-16T08:00:00.000Z', 'SOSPENSIONE'),
    ];
    expect(termOf(termFacts({ visits, stops, now: '2026-10-17T09:00:00.000Z' }), 'STATO:ISTRUTTORIA').suspensions).toEqual([
      { from: '2026-10-12', to: '2026-10-16', days: 4 },
    ]);
  });

  it('time the dossier was elsewhere does not count, and giving it back begins anew', () => {
    const stay = (state: string, from: string, to: string | null) => ({
      state,
      from: `${from}T08:00:00.000Z`,
      to: to && `${to}T08:00:00.000Z`,
    });
    const twice = [
      stay('ISTRUTTORIA', '2026-10-05', '2026-10-09'),
      stay('ISTANZA', '2026-10-09', '2026-10-19'),
      stay('ISTRUTTORIA', '2026-10-19', null),
    ];
    const term = termOf(termFacts({ visits: twice, now: '2026-10-20T09:00:00.000Z' }), 'STATO:ISTRUTTORIA');
    expect(term).toMatchObject({
      from: '2026-10-05',
      due: '2026-10-30',
      suspensions: [{ from: '2026-10-09', to: '2026-10-19', days: 10 }],
    });
    const anew = [...twice.slice(0, 2), stay('RESTITUITA', '2026-10-19', '2026-10-26'), stay('ISTRUTTORIA', '2026-10-26', null)];
    expect(termOf(termFacts({ visits: anew }), 'STATO:ISTRUTTORIA')).toMatchObject({ from: '2026-10-26', due: '2026-11-10' });
  });

  it('a term that was over before the stop stays missed', () => {
    const facts = termFacts({ visits, stops: [stop('2026-10-28T08:00:00.000Z', null)], now: '2026-11-10T09:00:00.000Z' });
    expect(termOf(facts, 'STATO:ISTRUTTORIA')).toMatchObject({ due: '2026-10-20', state: 'SUPERATO' });
  });

  it('days of the convenzione prevail, in working days that leave out the patron saint', () => {
    const agreed = [{ fase: 'ISTRUTTORIA', giorni: 5, unita: 'wd', sospendibile: true }] as const;
    expect(termOf(termFacts({ visits, agreed }), 'STATO:ISTRUTTORIA')).toMatchObject({ due: '2026-10-12', cite: 'Convenzione art. 6' });
    const seat = { patron: '10-07' };
    const term = termOf(termFacts({ visits, agreed, seat }), 'STATO:ISTRUTTORIA');
    expect(term.due).toBe('2026-10-13');
    expect(term.explanation).toContain('7 ottobre 2026 (Santo patrono)');
  });

  it('a clock of the law does not stop', () => {
    const facts = termFacts({
      visits,
      stops: [stop('2026-10-06T08:00:00.000Z', null)],
    });
    expect(termOf(facts, 'SILENZIO_ISTANZA')).toMatchObject({ clock: 'LEGAL', due: '2026-10-15' });
    expect(termOf({ ...facts, now: '2026-10-07T09:00:00.000Z' }, 'STATO:ISTRUTTORIA').state).toBe('SOSPESO');
  });

  it('the way to the publication has the usual days where nothing is agreed', () => {
    const facts = termFacts({ visits, now: '2026-10-16T09:00:00.000Z' });
    expect(termOf(facts, 'INDIZIONE')).toMatchObject({ due: '2026-11-04', parameter: { key: 'sla.indizione.servForn' } });
    const agreed = [{ fase: 'INDIZIONE', giorni: 20, unita: 'gg', sospendibile: false }] as const;
    expect(termOf({ ...facts, agreed, stops: [stop('2026-10-06T08:00:00.000Z', null)] }, 'INDIZIONE')).toMatchObject({
      due: '2026-10-26',
      parameter: null,
    });
  });

  it('a dossier that is over keeps what was missed and drops what still ran', () => {
    const over = [
      { ...visit, to: '2026-10-10T08:00:00.000Z' },
      { state: 'ANNULLATA', from: '2026-10-10T08:00:00.000Z', to: null },
    ];
    const codes = dossierTerms(termFacts({ visits: over, sheet: { dataTrasmissioneBando: noon('2026-10-01') } })).map(({ code }) => code);
    expect(codes).toContain('STATO:ISTRUTTORIA');
    expect(codes).not.toContain('CONCLUSIONE_GARA');
    expect(codes).not.toContain('INDIZIONE');
  });
});
