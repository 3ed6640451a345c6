import fc from 'fast-check';
import { addDays, isAtLeastDays } from '../calendar/day-counting.js';
import { isWorkingDay } from '../calendar/holidays.js';
import { fromRome } from '../calendar/rome-time.js';
import { legalParameters } from '../law/parameters.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { DatedAct } from './dated-acts.js';
import { dossierTerms } from './dossier-terms.js';
import { proposedDeadline } from './offer-terms.js';
import { sampleAct as act, termFacts, termOf } from './sample-facts.js';
import type { TermFacts } from './term.js';
import { termDifferences } from './term-differences.js';

const noon = (date: string): string => fromRome(date, '12:00');

describe('minimum terms of offers', () => {
  const open = (from: string, to: string, sheet: SchedaValues = {}) =>
    termOf(termFacts({ sheet: { dataTrasmissioneBando: noon(from), scadenzaOfferte: noon(to), ...sheet } }), 'OFFERTE_MINIMO');

  it.each([
    ['29 days', '2026-11-02', '2026-12-01', 'SUPERATO'],
    ['30 days', '2026-11-02', '2026-12-02', 'RISPETTATO'],
    ['30 days over the change to winter time', '2026-10-12', '2026-11-11', 'RISPETTATO'],
    ['29 days over the change to summer time', '2026-03-10', '2026-04-08', 'SUPERATO'],
    ['30 days over the change to summer time', '2026-03-10', '2026-04-09', 'RISPETTATO'],
    ['1 November 2027, the 30th day', '2027-10-02', '2027-11-01', 'SUPERATO'],
    ['the day after 1 November 2027', '2027-10-02', '2027-11-02', 'RISPETTATO'],
    ['25 April 2028, the 30th day', '2028-03-26', '2028-04-25', 'SUPERATO'],
    ['Easter Monday 2027, the 30th day', '2027-02-27', '2027-03-29', 'SUPERATO'],
    ['4 October 2027, the 30th day', '2027-09-04', '2027-10-04', 'SUPERATO'],
    ['4 October 2024, no holiday yet', '2024-09-04', '2024-10-04', 'RISPETTATO'],
    ['from 2025 into 2026', '2025-12-15', '2026-01-14', 'RISPETTATO'],
  ])('%s', (_name, from, to, state) => {
    expect(open(from, to).state).toBe(state);
  });

  it('tells how it was counted, and which holiday moved the end', () => {
    const { due, explanation, parameter, cite } = open('2027-09-04', '2027-10-04');
    expect(due).toBe('2027-10-05');
    expect(explanation).toContain('30 giorni dal giorno della trasmissione del bando, il 4 settembre 2027');
    expect(explanation).toContain(
      'il 4 ottobre 2027, San Francesco d’Assisi: il termine passa al primo giorno lavorativo seguente, il 5 ottobre 2027',
    );
    expect(explanation).toContain('non basta');
    expect(parameter).toMatchObject({ key: 'term.aperta.offerte', value: '30' });
    expect(cite).toBe('C. 71 c. 2');
  });

  it.each<[string, SchedaValues, string, readonly [cite: string, days: number]]>([
    [
      'urgency with reasons',
      { proceduraAccelerata: true, giustificazioneAccelerata: 'Lavori urgenti' },
      'OFFERTE_MINIMO',
      ['C. 71 cc. 3-4', 15],
    ],
    ['urgency without reasons', { proceduraAccelerata: true }, 'OFFERTE_MINIMO', ['C. 71 c. 2', 30]],
    ['a pre-information notice', { preinformazione: { riduceTermini: true } }, 'OFFERTE_MINIMO', ['C. 71 cc. 3-4', 15]],
    ['restricted, requests', { norma: '72' }, 'DOMANDE_MINIMO', ['C. 72 c. 2', 30]],
    [
      'restricted, urgent requests',
      { norma: '72', proceduraAccelerata: true, giustificazioneAccelerata: 'x' },
      'DOMANDE_MINIMO',
      ['C. 72 c. 6', 15],
    ],
    ['restricted, offers', { norma: '72', dataInvioInviti: noon('2026-11-02') }, 'OFFERTE_MINIMO', ['C. 72 c. 4', 30]],
    [
      'restricted, offers with a notice before',
      { norma: '72', dataInvioInviti: noon('2026-11-02'), preinformazione: { riduceTermini: true } },
      'OFFERTE_MINIMO',
      ['C. 72 cc. 5-6', 10],
    ],
    ['competitive, requests', { norma: '73' }, 'DOMANDE_MINIMO', ['C. 73 c. 4; DL 132/2023', 30]],
    ['competitive, first offers', { norma: '73', dataInvioInviti: noon('2026-11-02') }, 'OFFERTE_MINIMO', ['C. 73 c. 5', 25]],
    ['dialogue', { norma: '74' }, 'DOMANDE_MINIMO', ['C. 74', 30]],
    ['partnership', { norma: '75' }, 'DOMANDE_MINIMO', ['C. 75', 30]],
    [
      'negotiated on price',
      { norma: '50e', dataInvioInviti: noon('2026-11-02'), aggiudicazione: { criterio: 'PREZZO' } },
      'OFFERTE_MINIMO',
      ['C. 92 c. 1 (prassi)', 10],
    ],
    [
      'negotiated on quality',
      { norma: '50e', dataInvioInviti: noon('2026-11-02') },
      'OFFERTE_MINIMO',
      ['C. 92 c. 1 (prassi, con OEPV o sopralluogo)', 15],
    ],
  ])('%s', (_name, sheet, code, [cite, days]) => {
    const term = termOf(termFacts({ sheet: { dataTrasmissioneBando: noon('2026-11-02'), ...sheet } }), code);
    expect(term.cite).toBe(cite);
    expect(term.parameter?.value).toBe(String(days));
    expect(isAtLeastDays('2026-11-02', term.due ?? '', days)).toBe(true);
    expect(isAtLeastDays('2026-11-02', term.due ?? '', days + 4)).toBe(false);
  });

  it('asks for more than the minimum with an obligatory site visit, and closes the visits in time', () => {
    const sheet: SchedaValues = {
      ...{ dataTrasmissioneBando: noon('2026-11-02'), scadenzaOfferte: noon('2026-12-02') },
      partecipazione: { sopralluogo: { tipo: 'OBBL', finestre: [{ id: 'f', al: '2026-11-25' }] } },
    };
    expect(termOf(termFacts({ sheet }), 'OFFERTE_MINIMO')).toMatchObject({ due: '2026-12-03', state: 'SUPERATO' });
    expect(termOf(termFacts({ sheet }), 'SOPRALLUOGO')).toMatchObject({ due: '2026-11-22', state: 'SUPERATO' });
  });

  it('guesses nothing where the law of that day is not known', () => {
    const rows = legalParameters.filter(({ key }) => key !== 'term.aperta.offerte');
    const term = termOf(
      termFacts({ rows, sheet: { dataTrasmissioneBando: noon('2026-11-02'), scadenzaOfferte: noon('2026-12-02') } }),
      'OFFERTE_MINIMO',
    );
    expect(term).toMatchObject({ due: null, state: 'IN_CORSO', parameter: null });
    expect(term.explanation).toContain('non è registrato');
  });

  it('marks a value that a lawyer has to confirm', () => {
    const term = termOf(termFacts({ sheet: { norma: '73', dataInvioInviti: noon('2026-11-02') } }), 'OFFERTE_MINIMO');
    expect(term.explanation).toContain('da confermare');
  });
});

describe('questions and deadlines', () => {
  const published = { dataTrasmissioneBando: noon('2026-11-16'), scadenzaOfferte: noon('2026-12-29') };

  it.each<[string, SchedaValues, string]>([
    ['six days before', {}, '2026-12-23'],
    [
      'four days before where it is urgent, two of them working',
      { proceduraAccelerata: true, giustificazioneAccelerata: 'x' },
      '2026-12-24',
    ],
  ])('answers go out %s', (_name, sheet, due) => {
    expect(termOf(termFacts({ sheet: { ...published, ...sheet } }), 'CHIARIMENTI').due).toBe(due);
  });

  it('leaves days for the answers, and tells where the sheet takes questions too long', () => {
    expect(termOf(termFacts({ sheet: { ...published, giorniRispostaQuesiti: 3 } }), 'QUESITI')).toMatchObject({
      due: '2026-12-20',
      state: 'IN_CORSO',
    });
    const late = termOf(termFacts({ sheet: { ...published, terminiQuesiti: noon('2026-12-26') } }), 'QUESITI');
    expect(late).toMatchObject({ due: '2026-12-26', state: 'SUPERATO' });
  });

  it('passes the deadline at its minute', () => {
    const at = (now: string) => termOf(termFacts({ now, sheet: published }), 'OFFERTE').state;
    expect(at('2026-12-29T10:59:59.000Z')).toBe('IN_CORSO');
    expect(at('2026-12-29T11:00:01.000Z')).toBe('RISPETTATO');
  });

  it('proposes a later deadline when the platform was down in the time for offers, until the extension is recorded', () => {
    const outages = [
      { platform: 'PAD', from: '2026-12-23T08:00:00.000Z', to: '2026-12-23T11:30:00.000Z' },
      { platform: 'PAD', from: '2027-01-10T08:00:00.000Z', to: '2027-01-10T11:00:00.000Z' },
    ];
    const facts = termFacts({ outages, sheet: published });
    const term = termOf(facts, 'PROROGA_PAD');
    expect(term).toMatchObject({ clock: 'PLATFORM', due: '2026-12-29', proposal: noon('2026-12-30') });
    expect(term.explanation).toContain('23 dicembre 2026 dalle 09:00 alle 12:30');
    const settled = dossierTerms({ ...facts, acts: [act('PROROGA_PAD', '2026-12-24')] });
    expect(settled.some(({ code }) => code === 'PROROGA_PAD')).toBe(false);
    expect(proposedDeadline(noon('2026-12-24'), 3_600_000, {})).toBe(noon('2026-12-28'));
  });
});

describe('before the publication', () => {
  it('an istanza without an answer is accepted after ten days', () => {
    const visit = { state: 'ISTRUTTORIA', from: '2026-10-01T08:00:00.000Z', to: null };
    const visits = [{ state: 'ISTANZA', from: '2026-09-20T08:00:00.000Z', to: '2026-10-01T08:00:00.000Z' }, visit];
    const term = termOf(termFacts({ visits, now: '2026-10-13T09:00:00.000Z' }), 'SILENZIO_ISTANZA');
    // The tenth day is Sunday 11 October.
    expect(term).toMatchObject({ due: '2026-10-12', state: 'SUPERATO', cite: 'C. 62 c. 10' });
    expect(term.explanation).toContain('accolta per silenzio');
    const answered = [{ ...visit, to: '2026-10-12T21:30:00.000Z' }];
    expect(termOf(termFacts({ visits: answered }), 'SILENZIO_ISTANZA').state).toBe('RISPETTATO');
  });

  it('works are published within three months from the approval, four with the extension', () => {
    const sheet: SchedaValues = {
      dataApprovazioneProgetto: '2026-07-31',
      lotti: [{ id: 'LOT-0001', oggettoContratto: 'works', importi: { importoBase: '900000.00' } }],
    };
    expect(termOf(termFacts({ sheet }), 'PUBBLICAZIONE_PROGETTO')).toMatchObject({ due: '2026-11-02', state: 'SUPERATO' });
    const extended = termOf(termFacts({ sheet: { ...sheet, prorogaTermineProgetto: { data: '2026-10-20' } } }), 'PUBBLICAZIONE_PROGETTO');
    expect(extended).toMatchObject({ due: '2026-11-30', state: 'IN_CORSO' });
    const published = termOf(termFacts({ sheet: { ...sheet, dataTrasmissioneBando: noon('2026-10-30') } }), 'PUBBLICAZIONE_PROGETTO');
    expect(published).toMatchObject({ state: 'RISPETTATO', metOn: '2026-10-30' });
  });

  it('the PCP keeps a draft ninety days', () => {
    const visits = [{ state: 'CIG', from: '2026-09-01T08:00:00.000Z', to: null }];
    expect(termOf(termFacts({ visits }), 'PCP_CONFERMA')).toMatchObject({ clock: 'PLATFORM', due: '2026-11-30' });
  });
});

describe('from the offers to the contract', () => {
  const sheet: SchedaValues = { dataTrasmissioneBando: noon('2026-02-02'), scadenzaOfferte: noon('2026-03-10') };

  it.each<[string, SchedaValues, readonly DatedAct[], string]>([
    ['open on quality: nine months', {}, [], '2026-11-02'],
    ['open on price: five', { aggiudicazione: { criterio: 'PREZZO' } }, [], '2026-07-02'],
    ['one more with an anomaly', {}, [act('ANOMALIA', '2026-06-01', { amount: 15 })], '2026-12-02'],
    [
      'and two the RUP adds',
      {},
      [act('ANOMALIA', '2026-06-01', { amount: 15 }), act('PROROGA_RUP', '2026-10-01', { amount: 2 })],
      '2027-02-02',
    ],
    ['but three at most', {}, [act('PROROGA_RUP', '2026-10-01', { amount: 5 })], '2027-02-02'],
    ['negotiated on quality: four', { norma: '50e', dataTrasmissioneBando: null, dataInvioInviti: noon('2026-02-02') }, [], '2026-06-03'],
  ])('ceiling of All. I.3, %s', (_name, given, acts, due) => {
    const term = termOf(termFacts({ sheet: { ...sheet, ...given }, acts }), 'CONCLUSIONE_GARA');
    expect(term.due).toBe(due);
    expect(term.cite).toContain('All. I.3');
  });

  it('measures each soccorso and each anomaly by itself', () => {
    const acts = [
      act('SOCCORSO', '2026-11-02', { amount: 10 }),
      act('SOCCORSO', '2026-11-03', { amount: 3 }),
      act('ANOMALIA', '2026-11-04', { amount: 20 }),
    ];
    const closed = [...acts, act('CHIUSURA', '2026-11-11', { refersTo: 'SOCCORSO-2026-11-02' })];
    const facts = termFacts({ sheet, acts: closed });
    expect(termOf(facts, 'SOCCORSO:SOCCORSO-2026-11-02')).toMatchObject({ due: '2026-11-12', metOn: '2026-11-11', state: 'RISPETTATO' });
    expect(termOf(facts, 'SOCCORSO:SOCCORSO-2026-11-03').explanation).toContain('almeno 5 giorni');
    expect(termOf(facts, 'ANOMALIA:ANOMALIA-2026-11-04').explanation).toContain('al massimo 15 giorni');
  });

  const awarded = { visits: [{ state: 'AGGIUDICATA', from: '2026-06-01T08:00:00.000Z', to: null }] };

  it('counts communications, notice, standstill and contract from the award', () => {
    const acts = [act('COMUNICAZIONE', '2026-06-04'), act('COMUNICAZIONE', '2026-06-08'), act('STIPULA', '2026-07-10')];
    const facts = termFacts({ ...awarded, sheet, acts });
    expect(termOf(facts, 'COMUNICAZIONI')).toMatchObject({ due: '2026-06-08', state: 'RISPETTATO' });
    expect(termOf(facts, 'AVVISO_AGGIUDICAZIONE')).toMatchObject({ due: '2026-07-01', state: 'SUPERATO' });
    expect(termOf(facts, 'STANDSTILL')).toMatchObject({ due: '2026-07-10', state: 'RISPETTATO', cite: 'C. 18 c. 3' });
    expect(termOf(facts, 'STIPULA')).toMatchObject({ due: '2026-07-31', state: 'RISPETTATO' });
    const early = termFacts({ ...awarded, sheet, acts: [...acts.slice(0, 2), act('STIPULA', '2026-07-09')] });
    expect(termOf(early, 'STANDSTILL').state).toBe('SUPERATO');
  });

  it('an award taken up again starts nothing until it is given anew', () => {
    const again = [
      { ...awarded.visits[0], to: '2026-06-20T08:00:00.000Z' },
      { state: 'PROPOSTA', from: '2026-06-20T08:00:00.000Z', to: null },
    ];
    const facts = termFacts({ visits: again as TermFacts['visits'], sheet, acts: [act('COMUNICAZIONE', '2026-06-04')] });
    expect(dossierTerms(facts).some(({ code }) => code === 'STANDSTILL' || code === 'STIPULA')).toBe(false);
    expect(termOf(facts, 'CONCLUSIONE_GARA').metOn).toBeNull();
  });

  it.each([
    ['2024-12-30', '35'],
    ['2024-12-31', '32'],
  ])('standstill of a notice of %s is of %s days', (day, days) => {
    const facts = termFacts({
      ...awarded,
      sheet: { ...sheet, dataTrasmissioneBando: noon(day) },
      acts: [act('COMUNICAZIONE', '2026-06-02')],
    });
    expect(termOf(facts, 'STANDSTILL').parameter?.value).toBe(days);
  });

  it('below the threshold there is no standstill, and thirty days for the contract', () => {
    const below: SchedaValues = {
      ...{ ...sheet, norma: '50e', valoreStimatoTotale: '200000.00', dataInvioInviti: noon('2026-02-02'), dataTrasmissioneBando: null },
      lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: '200000.00' } }],
    };
    const facts = termFacts({ ...awarded, sheet: below, acts: [act('COMUNICAZIONE', '2026-06-02')] });
    expect(dossierTerms(facts).some(({ code }) => code === 'STANDSTILL')).toBe(false);
    expect(termOf(facts, 'STIPULA')).toMatchObject({ due: '2026-07-01', cite: 'C. 55 c. 1' });
    // 216.000 from 2026, 221.000 before: the same tender is below in one year and above in the next.
    const between = (day: string) =>
      dossierTerms(
        termFacts({
          ...awarded,
          sheet: {
            ...sheet,
            valoreStimatoTotale: '218000.00',
            dataTrasmissioneBando: noon(day),
            lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: '218000.00' } }],
          },
        }),
      ).some(({ code }) => code === 'STANDSTILL');
    expect(between('2025-12-31')).toBe(false);
    expect(between('2026-01-01')).toBe(true);
  });

  it('the virtual file is waited for thirty days', () => {
    const visits = [{ state: 'PROPOSTA', from: '2026-10-12T08:00:00.000Z', to: null }];
    expect(termOf(termFacts({ visits, sheet, now: '2026-11-10T09:00:00.000Z' }), 'FVOE_FALLBACK')).toMatchObject({
      due: '2026-11-11',
      state: 'IN_CORSO',
    });
    expect(termOf(termFacts({ visits, sheet, now: '2026-11-11T09:00:00.000Z' }), 'FVOE_FALLBACK').state).toBe('RISPETTATO');
  });
});

describe('rectification', () => {
  it('shows before and after with the article, and says nothing where nothing moved', () => {
    const facts = termFacts({ sheet: { dataTrasmissioneBando: noon('2026-11-16'), scadenzaOfferte: noon('2026-12-18') } });
    const later = { ...facts, sheet: { ...facts.sheet, scadenzaOfferte: noon('2027-01-11') } };
    expect(termDifferences(dossierTerms(facts), dossierTerms(facts))).toEqual([]);
    const moved = termDifferences(dossierTerms(facts), dossierTerms(later));
    expect(moved.find(({ code }) => code === 'CHIARIMENTI')).toMatchObject({
      cite: 'C. 88 c. 3; C. 92 c. 2 lett. a',
      before: { due: '2026-12-12' },
      after: { due: '2027-01-05' },
    });
    expect(moved.map(({ code }) => code)).not.toContain('OFFERTE_MINIMO');
  });

  it('reads the law anew when the reference date moves over 1 January 2026', () => {
    const facts = (day: string) => termFacts({ sheet: { dataTrasmissioneBando: noon(day), scadenzaOfferte: noon('2026-03-02') } });
    expect(termOf(facts('2025-12-31'), 'OFFERTE_MINIMO').due).toBe('2026-01-30');
    expect(termOf(facts('2026-01-01'), 'OFFERTE_MINIMO').due).toBe('2026-02-02');
  });
});

describe('whatever the dates', () => {
  it('deadlines to keep fall on working days and never before their start; codes are unique; the same facts give the same terms', () => {
    const start = fc.integer({ min: 0, max: 1_800 });
    const norma = fc.constantFrom<NonNullable<SchedaValues['norma']>[]>('71', '72', '73', '74', '75', '76', '50c', '50d', '50e', '50a');
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 200 }), norma, (offset, length, article) => {
        const from = addDays('2023-08-01', offset);
        const sheet: SchedaValues = {
          ...{
            norma: article,
            dataTrasmissioneBando: noon(from),
            dataInvioInviti: noon(from),
            scadenzaInvito: noon(addDays(from, length)),
          },
          scadenzaOfferte: noon(addDays(from, length)),
        };
        const visits = [
          { state: 'ISTRUTTORIA', from: noon(from), to: noon(addDays(from, 3)) },
          { state: 'AGGIUDICATA', from: noon(addDays(from, length)), to: null },
        ];
        const facts = termFacts({ sheet, visits, now: noon(addDays(from, length)) });
        const terms = dossierTerms(facts);
        expect(dossierTerms(facts)).toEqual(terms);
        expect(new Set(terms.map(({ code }) => code)).size).toBe(terms.length);
        for (const { nature, due, from: first, explanation, consequence, cite } of terms) {
          expect([explanation, consequence, cite].every((text) => text !== '')).toBe(true);
          if (nature === 'ENTRO' && due !== null) {
            expect(isWorkingDay(due)).toBe(true);
            if (first !== null) expect(due > first).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
