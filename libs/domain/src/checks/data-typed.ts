import { ContradictionReader, type Contradiction } from '../facts/contradictions.js';
import { expectedFacts } from '../facts/expected-values.js';
import { shownValue } from '../facts/shown-value.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { placeInText, readable } from './data-documents.js';
import { conclude, unknown, type Finding } from './outcome.js';

/** Checks on values that people type into documents beside those that come from the sheet. */

/** An amount, a day or a code in a text that is not the one of the sheet, whoever wrote it there. */
function typedValues(facts: CheckFacts): CheckOutcome {
  const { ready, missing } = readable(facts);
  if (ready.length === 0) return unknown('Nessun documento è ancora stato generato.');
  const reader = new ContradictionReader(expectedFacts(facts.scheda));
  const wrong: Finding[] = [];
  let compared = 0;
  for (const document of ready) {
    const reading = reader.read(document.text);
    compared += reading.compared;
    for (const found of reading.contradictions) {
      wrong.push({
        message: `«${document.title}», ${placeInText(document, found.line)}: «${found.excerpt}». La scheda indica ${expectedWords(found)} per ${found.label}.`,
        evidence: { path: found.path, document: document.code, excerpt: found.excerpt, line: found.line },
        suggestion: 'Genera di nuovo il documento, correggi il testo scritto a mano, o correggi la scheda.',
      });
    }
  }
  const outcome = conclude(wrong, missing, `I valori scritti nei documenti sono quelli della scheda (${compared} confronti).`);
  return { ...outcome, message: [outcome.message, ...unreadNote(facts)].join(' ') };
}

/** Scanned pages are compared by nobody: the check must not sound as if they were. */
function unreadNote({ documents }: CheckFacts): string[] {
  const titles = documents.filter(({ unread }) => unread === true).map(({ title }) => `«${title}»`);
  if (titles.length === 0) return [];
  return [`Il testo di ${titles.join(', ')} non si può leggere tutto: confrontalo tu con la scheda.`];
}

function expectedWords({ expected, kind }: Contradiction): string {
  const shown = expected.map((value) => {
    const [day = '', time] = value.split(' ');
    if (kind === 'date') return time === undefined ? shownValue(day) : `${shownValue(day)}, ore ${time}`;
    return shownValue(value, kind);
  });
  return [...new Set(shown)].slice(0, 3).join(' o ');
}

export const typedValueChecks: readonly CheckDefinition[] = [
  {
    id: 'DATA-32',
    version: 2,
    group: 'DATA',
    severity: 'ERROR',
    title: 'Valori scritti a mano nei documenti',
    cite: 'Un dato, un solo luogo: la scheda di gara',
    inputs: [
      '@dossier',
      '@documents',
      'lotti',
      'valoreStimatoTotale',
      'scadenzaOfferte',
      'dataPrimaSeduta',
      'terminiQuesiti',
      'dataApprovazioneProgetto',
      'esecuzione',
      'comune',
      'provincia',
      'rupComune',
      'rupSua',
    ],
    appliesTo: ({ dossier }) => dossier.kind === 'GARA',
    run: typedValues,
  },
];
