import { daysBetween } from '../calendar/day-counting.js';
import { italy } from '../calendar/holidays.js';
import { standstillEnd } from '../terms/award-terms.js';
import { leavesMinimum, offersMinimum } from '../terms/minimum-terms.js';
import { isUrgent } from '../terms/procedure.js';
import { italianDate } from './data-dates.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { ko, ok, unknown } from './outcome.js';
import { isDirectAward, isFilled, isNegotiatedBelow, legalNumber, readThreshold, thresholdInputs } from './sheet-facts.js';

/** Checks on time limits. Days are counted as Reg. (CEE) 1182/71 says: the initial day does not count. */

/** Art. 50 above the EU threshold: not available, the tender has to become an ordinary one. */
function hasToBecomeOpen(facts: CheckFacts): boolean {
  return (isNegotiatedBelow(facts.scheda) || isDirectAward(facts.scheda)) && readThreshold(facts)?.above === true;
}

function isOpen(facts: CheckFacts): boolean {
  return facts.scheda.tipoProcedura === 'open' || facts.scheda.norma === '71';
}

function openTerm(facts: CheckFacts): CheckOutcome {
  const { scheda } = facts;
  if (scheda.tipoProcedura == null && scheda.norma == null) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  // Whatever it is called, above the threshold it has the term of an open procedure.
  const least = offersMinimum({ sheet: scheda, asOf: facts.asOf, rows: facts.parameters }, italy, 'aperta');
  if (least?.from == null) return unknown('Manca la data di trasmissione del bando.', 'dataTrasmissioneBando');
  const { from, deadline, deadlineAt, row, earliest, found } = least;
  if (deadline === null || deadlineAt === null) return unknown('Manca la scadenza delle offerte.', 'scadenzaOfferte');
  if (row === undefined || earliest === null) return unknown('Il termine minimo non è noto alla data di riferimento.');
  const span = `dal ${italianDate(from)} al ${italianDate(deadline)} ci sono ${String(found)} giorni, il minimo è ${row.value} (${row.cite})`;
  if (leavesMinimum(least) === true) return ok(`Il termine basta: ${span}.`);
  const why = isOpen(facts) ? '' : ' L’appalto è sopra soglia e va bandito con procedura aperta.';
  const holiday = found !== null && found >= Number(row.value) ? ' L’ultimo giorno non è lavorativo, o il sopralluogo è obbligatorio.' : '';
  const notMotivated =
    scheda.proceduraAccelerata === true && !isUrgent(scheda) ? ' L’accelerazione non è motivata e non riduce il termine.' : '';
  return ko(
    `Il termine per le offerte è troppo breve: ${span}.${holiday}${why}${notMotivated}`,
    [{ path: 'scadenzaOfferte', excerpt: deadlineAt }],
    `Sposta la scadenza almeno al ${italianDate(earliest)}.`,
  );
}

function standstill(facts: CheckFacts): CheckOutcome {
  if (readThreshold(facts) === undefined)
    return unknown('Manca il valore o l’oggetto: non si sa se l’appalto è sopra soglia.', 'valoreStimatoTotale');
  const pause = legalNumber(facts, 'standstill');
  if (pause === undefined) return unknown('Il termine dilatorio non è noto alla data di riferimento.');
  const days = pause.value.toNumber();
  const { lastCommunication, contractSigned } = facts.award ?? {};
  if (!isFilled(lastCommunication))
    return unknown(
      `Previsto: il contratto non si firma prima di ${days} giorni dall’ultima comunicazione di aggiudicazione (${pause.cite}).`,
    );
  const first = standstillEnd(lastCommunication, days);
  if (!isFilled(contractSigned))
    return unknown(
      `Il contratto non si firma prima del ${italianDate(first)}, ${days} giorni dopo l’ultima comunicazione (${pause.cite}).`,
    );
  const found = `firma il ${italianDate(contractSigned)}, ${daysBetween(lastCommunication, contractSigned)} giorni dopo l’ultima comunicazione`;
  if (contractSigned >= first) return ok(`Il termine dilatorio è rispettato: ${found}.`);
  return ko(`Il contratto è firmato troppo presto: ${found}, ne servono ${days} (${pause.cite}).`, []);
}

const term = { version: 1, group: 'TERM', severity: 'BLOCK' } as const;

export const termChecks: readonly CheckDefinition[] = [
  {
    ...term,
    version: 2,
    id: 'TERM-01',
    title: 'Termine della procedura aperta',
    cite: 'C. 71 cc. 2-4',
    inputs: [
      ...thresholdInputs,
      'tipoProcedura',
      'norma',
      'dataTrasmissioneBando',
      'dataInvioInviti',
      'scadenzaOfferte',
      'proceduraAccelerata',
      'giustificazioneAccelerata',
      'preinformazione/riduceTermini',
      'partecipazione/sopralluogo/tipo',
    ],
    appliesTo: (facts) => isOpen(facts) || hasToBecomeOpen(facts) || (facts.scheda.tipoProcedura == null && facts.scheda.norma == null),
    run: openTerm,
  },
  {
    ...term,
    id: 'TERM-12',
    title: 'Termine dilatorio prima del contratto',
    cite: 'C. 18 c. 3',
    inputs: [...thresholdInputs, '@award'],
    appliesTo: (facts) => readThreshold(facts)?.above !== false,
    run: standstill,
  },
];
