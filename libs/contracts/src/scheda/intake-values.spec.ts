import { natures, procedures, type IntakeAnswers } from '@gare/domain/intake/answers';
import { intakeChanges, intakeOutcome } from '@gare/domain/intake/outcome';
import { legalParameters } from '@gare/domain/law/parameters';
import { validateChanges } from './validate.js';

const law = { asOf: '2026-11-28', rows: legalParameters };
const base: IntakeAnswers = {
  ...{ oggetto: 'Un oggetto che si capisce', strumento: 'AQ_CON_CONFRONTO', eccezione: 'DESERTA', indagine: 'NO', lotti: 2, fondi: 'PNRR' },
  ...{ manodopera: 'NO', criterio: 'PREZZO', interferenze: 'DUVRI', progetto: 'INTEGRATO' },
};

describe('what the guided intake writes', () => {
  const combinations = natures.flatMap((natura) =>
    ['80000.00', '600000.00', '2000000.00', '7000000.00'].flatMap((importo) =>
      procedures.map((procedura) => ({ ...base, natura, importo, procedura })),
    ),
  );
  const reached = combinations.flatMap((answers) => {
    const outcome = intakeOutcome(answers, law);
    return outcome.kind === 'PROCEDURA' ? [{ answers, values: outcome.values }] : [];
  });

  it('reaches each procedure', () => {
    expect(new Set(reached.map(({ answers }) => answers.procedura))).toEqual(new Set(procedures));
  });

  it('is admitted by the scheda field by field', () => {
    for (const { answers, values } of reached) expect([answers, validateChanges(intakeChanges(values))]).toEqual([answers, []]);
  });
});
