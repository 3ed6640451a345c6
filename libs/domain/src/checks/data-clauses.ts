import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { placeInText, readable } from './data-documents.js';
import { conclude, unknown, type Finding } from './outcome.js';

/** A protected clause that reads otherwise in a document than the dossier has it: changed in the text, with no reason anywhere. */
function changedClauses(facts: CheckFacts): CheckOutcome {
  const { ready, missing } = readable(facts);
  if (ready.length === 0) return unknown('Nessun documento è ancora stato generato.');
  const wrong = ready.flatMap((document): Finding[] =>
    (document.clauseChanges ?? []).map(({ clause, title, line, before, after }) => {
      const where = line === null ? '' : `, ${placeInText(document, line)}`;
      const what = after === null ? `manca «${shortened(before ?? '')}»` : `si legge «${shortened(after)}»`;
      return {
        message: `«${document.title}»${where}: la clausola protetta ${clause} «${title}» è cambiata nel testo, senza un motivo nel registro degli scostamenti: ${what}.`,
        evidence: { document: document.code, excerpt: shortened(after ?? before ?? ''), ...(line === null ? {} : { line }) },
        suggestion:
          'Se il cambiamento serve, registralo nella pagina Clausole con il motivo e genera di nuovo il documento; altrimenti rimetti il testo della clausola.',
      };
    }),
  );
  return conclude(wrong, missing, 'Le clausole protette si leggono come sono nel fascicolo.');
}

const shortened = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`);

export const clauseTextChecks: readonly CheckDefinition[] = [
  {
    id: 'DATA-33',
    version: 1,
    group: 'DATA',
    severity: 'ERROR',
    title: 'Clausole protette cambiate nel testo',
    cite: 'Registro degli scostamenti',
    inputs: ['@dossier', '@documents'],
    appliesTo: ({ dossier }) => dossier.kind === 'GARA',
    run: changedClauses,
  },
];
