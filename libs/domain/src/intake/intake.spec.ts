import fc from 'fast-check';
import { legalParameters, type LegalParameter } from '../law/parameters.js';
import { natures, type IntakeAnswers, type Nature } from './answers.js';
import { intakeOutcome } from './outcome.js';
import { admittedProcedures, type IntakeLaw } from './procedures.js';
import { mostQuestions, questionsFor, type Question } from './questions.js';

const law: IntakeLaw = { asOf: '2026-11-28', rows: legalParameters };
const base: IntakeAnswers = { oggetto: 'Servizio di refezione scolastica', strumento: 'CONTRATTO', eccezione: 'NESSUNA', fondi: 'ALTRI' };

const admitted = (natura: Nature, importo: string, on = law): readonly string[] => {
  const found = admittedProcedures({ natura, importo }, on);
  return found.known ? found.procedures.map(({ procedure }) => procedure) : ['UNKNOWN'];
};

describe('procedures the law admits', () => {
  it.each<[Nature, string, string[]]>([
    ['SERVIZI', '139999.99', ['50b', '71', '72']],
    ['SERVIZI', '140000.00', ['50e', '71', '72']],
    ['SERVIZI', '215999.99', ['50e', '71', '72']],
    ['SERVIZI', '216000.00', ['71', '72', '73', '74', '75']],
    ['FORNITURE', '139999.99', ['50b', '71', '72']],
    ['SIA', '140000.00', ['50e', '71', '72']],
    ['SOCIALI', '749999.99', ['50e', '71', '72']],
    ['SOCIALI', '750000.00', ['71', '72', '73', '74', '75']],
    ['LAVORI', '149999.99', ['50a', '71', '72']],
    ['LAVORI', '150000.00', ['50c', '71', '72']],
    ['LAVORI', '999999.99', ['50c', '71', '72']],
    ['LAVORI', '1000000.00', ['50d', '71', '72']],
    ['LAVORI', '5403999.99', ['50d', '71', '72']],
    ['LAVORI', '5404000.00', ['71', '72', '73', '74', '75']],
    ['CONCESSIONE_SERVIZI', '100000.00', ['187', '71', '72']],
    ['CONCESSIONE_LAVORI', '5404000.00', ['71', '72', '73', '74', '75']],
  ])('%s of %s: %j', (natura, importo, procedures) => {
    expect(admitted(natura, importo)).toEqual(procedures);
  });

  it('follow the threshold of the day: both sides of 1 January 2026', () => {
    expect(admitted('SERVIZI', '218000.00', { ...law, asOf: '2025-12-31' })).toContain('50e');
    expect(admitted('SERVIZI', '218000.00', { ...law, asOf: '2026-01-01' })).not.toContain('50e');
  });

  it('are not guessed where no threshold is in force, and told with a row the Province adds', () => {
    const asOf = '2028-02-01';
    expect(admitted('LAVORI', '200000.00', { ...law, asOf })).toEqual(['UNKNOWN']);
    const added: LegalParameter = {
      key: 'ue.lavori',
      value: '5500000',
      unit: 'EUR',
      from: '2028-01-01',
      to: null,
      cite: 'Reg. UE',
      confirmed: true,
    };
    expect(admitted('LAVORI', '200000.00', { asOf, rows: [...legalParameters, added] })).toEqual(['50c', '71', '72']);
  });

  it('with a reason of article 76 it is added and nothing is taken away', () => {
    const found = admittedProcedures({ natura: 'SERVIZI', importo: '300000', eccezione: 'URGENZA' }, law);
    expect(found.known && found.procedures.map(({ procedure }) => procedure)).toEqual(['76', '71', '72', '73', '74', '75']);
  });
});

describe('where the answers lead', () => {
  it.each<[string, IntakeAnswers, string[], object]>([
    [
      'a small purchase',
      { natura: 'FORNITURE', importo: '4999.99', procedura: '50b', interferenze: 'ESENTE' },
      ['AD5'],
      { norma: '50b', tipoProcedura: 'oth-single', codiceScheda: 'AD5' },
    ],
    [
      'a direct award',
      { natura: 'SERVIZI', importo: '80000', procedura: '50b', interferenze: 'DUVRI' },
      ['AD3'],
      { esecuzione: { duvri: 'DUVRI' }, codiceScheda: 'AD3' },
    ],
    [
      'a negotiated works tender with a survey',
      { natura: 'LAVORI', importo: '600000', procedura: '50c', indagine: 'SI', lotti: 1, progetto: 'ESECUZIONE', criterio: 'PREZZO' },
      ['P7_1_3'],
      { norma: '50c', indagineMercato: true, aggiudicazione: { criterio: 'PREZZO' } },
    ],
    [
      'an open tender above the threshold in two lots',
      { natura: 'SERVIZI', importo: '900000', procedura: '71', lotti: 2, manodopera: 'SI', interferenze: 'DUVRI' },
      ['P1_16'],
      {
        norma: '71',
        codiceScheda: 'P1_16',
        aggiudicazione: { criterio: 'OEPV_QP', motivazioneCriterio: expect.stringContaining('manodopera') as string },
      },
    ],
    [
      'social services below their threshold',
      { natura: 'SOCIALI', importo: '700000', procedura: '71', lotti: 1, interferenze: 'ASSENZA' },
      ['P2_20'],
      { regime: 'alleggerito' },
    ],
    [
      'urgency above the threshold: the guide leaves a choice',
      {
        natura: 'SERVIZI',
        importo: '300000',
        eccezione: 'URGENZA',
        procedura: '76',
        indagine: 'SI',
        lotti: 1,
        manodopera: 'NO',
        criterio: 'OEPV_QP',
        interferenze: 'ESENTE',
      },
      ['P7_1_1', 'P7_1_2'],
      { norma: '76', condizioniNegoziata: ['37'] },
    ],
    [
      'an order on a framework agreement',
      { natura: 'FORNITURE', importo: '50000', strumento: 'ADESIONE_SENZA_CONFRONTO', interferenze: 'ESENTE' },
      ['AD4'],
      { codiceScheda: 'AD4', strumentiSvolgimento: '6' },
    ],
  ])('%s', (_name, answers, schede, values) => {
    const outcome = intakeOutcome({ ...base, ...answers }, law);
    expect(outcome).toMatchObject({ kind: 'PROCEDURA', schede, values });
  });

  it('the lots hold what was answered, and the value where it is of one lot alone', () => {
    const one = intakeOutcome({ ...base, natura: 'SIA', importo: '50000', procedura: '50b', fondi: 'PNRR' }, law);
    expect(one).toMatchObject({
      values: {
        lotti: [
          {
            id: 'LOT-0001',
            oggettoContratto: 'services',
            servizioIntellettuale: true,
            afferenteInvestimentiPNRR: true,
            importi: { valoreStimatoLotto: '50000' },
          },
        ],
      },
    });
  });

  it('an award in house is no tender: it says so and what to do', () => {
    expect(intakeOutcome({ ...base, natura: 'SERVIZI', importo: '50000', eccezione: 'IN_HOUSE' }, law)).toMatchObject({
      kind: 'FERMATA',
      reason: expect.stringContaining('in house') as string,
      remedy: expect.stringContaining('A3_6') as string,
    });
  });

  it('a law that is not known stops it with the reason', () => {
    const outcome = intakeOutcome({ ...base, natura: 'LAVORI', importo: '200000', fondi: 'ALTRI' }, { ...law, asOf: '2028-02-01' });
    expect(outcome).toMatchObject({ kind: 'FERMATA', reason: expect.stringContaining('ue.lavori') as string });
  });

  it('an answer that the others no longer admit is asked again', () => {
    const answers: IntakeAnswers = { ...base, natura: 'SERVIZI', importo: '80000', procedura: '50b', interferenze: 'ESENTE' };
    expect(intakeOutcome(answers, law).kind).toBe('PROCEDURA');
    const dearer = questionsFor({ ...answers, importo: '500000' }, law);
    expect([dearer.complete, dearer.questions.at(-1)?.id]).toEqual([false, 'procedura']);
  });

  it('one criterion is not asked for where the law leaves one', () => {
    const ids = (answers: IntakeAnswers): string[] => questionsFor({ ...base, ...answers }, law).questions.map(({ id }) => id);
    const tender: IntakeAnswers = { natura: 'SERVIZI', importo: '300000', procedura: '71', lotti: 1, fondi: 'ALTRI' };
    expect(ids({ ...tender, manodopera: 'SI' })).not.toContain('criterio');
    expect(ids({ ...tender, manodopera: 'NO' })).toContain('criterio');
  });
});

/** Every way to answer a question; amounts on both sides of what the law counts by. */
const amounts = ['4999.99', '139999.99', '149999.99', '600000.00', '6000000.00'];
function waysTo(question: Question): readonly (string | number)[] {
  if (question.kind === 'text') return ['Un oggetto che si capisce'];
  if (question.kind === 'money') return amounts;
  return question.kind === 'count' ? [1, 3] : question.options.map(({ value }) => value);
}

describe('every combination of answers', () => {
  it('ends in a procedure or in a stated reason, after at most twelve questions', () => {
    let ends = 0;
    let longest = 0;
    const walk = (answers: IntakeAnswers): void => {
      const { questions, complete } = questionsFor(answers, law);
      longest = Math.max(longest, questions.length);
      if (!complete) {
        const question = questions.at(-1);
        if (question === undefined) throw new Error('nothing is asked and nothing is known');
        for (const way of waysTo(question)) walk({ ...answers, [question.id]: way });
        return;
      }
      ends += 1;
      const outcome = intakeOutcome(answers, law);
      const stated =
        outcome.kind === 'FERMATA'
          ? outcome.reason !== '' && outcome.remedy !== ''
          : outcome.kind === 'PROCEDURA' && outcome.schede.length > 0;
      if (!stated) throw new Error(JSON.stringify({ answers, outcome }));
    };
    for (const natura of natures) walk({ oggetto: 'Un oggetto che si capisce', natura });
    expect(longest).toBe(mostQuestions);
    expect(ends).toBeGreaterThan(10_000);
  });

  it('in whatever order they are given, and whatever is left over from before, each is asked once and in the same order', () => {
    const any: fc.Arbitrary<IntakeAnswers> = fc.record(
      {
        oggetto: fc.constantFrom('corto', 'Un oggetto che si capisce'),
        natura: fc.constantFrom(...natures),
        importo: fc.constantFrom(...amounts),
        strumento: fc.constantFrom('CONTRATTO', 'AQ_CON_CONFRONTO', 'ADESIONE_CON_CONFRONTO'),
        eccezione: fc.constantFrom('NESSUNA', 'URGENZA', 'IN_HOUSE'),
        procedura: fc.constantFrom('50a', '50b', '50c', '71', '76', '187'),
        indagine: fc.constantFrom('SI', 'NO'),
        lotti: fc.integer({ min: 1, max: 30 }),
        fondi: fc.constantFrom('PNRR', 'ALTRI'),
        criterio: fc.constantFrom('OEPV_QP', 'PREZZO'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, fc.constantFrom('2025-12-31', '2026-01-01', '2028-06-01'), (answers, asOf) => {
        const { questions, complete } = questionsFor(answers, { ...law, asOf });
        const ids = questions.map(({ id }) => id);
        const open = intakeOutcome(answers, { ...law, asOf }).kind === 'APERTO';
        return new Set(ids).size === ids.length && ids.length <= mostQuestions && open === !complete;
      }),
    );
  });
});
