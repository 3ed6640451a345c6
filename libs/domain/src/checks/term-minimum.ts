import { italy } from '../calendar/holidays.js';
import { leavesMinimum, offersMinimum, requestsMinimum, type MinimumTerm } from '../terms/minimum-terms.js';
import { isUrgent, procedureFamily, type LawReading, type ProcedureFamily } from '../terms/procedure.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { italianDate } from './data-dates.js';
import { conclude, ko, ok, unknown, type Finding } from './outcome.js';
import { isDirectAward, isNegotiatedBelow, readThreshold, thresholdInputs } from './sheet-facts.js';

/** Checks on the least time that each procedure leaves for requests and offers (C. 71-76; brief §5.3). */

/** Sheet and law, as the functions of the terms read them. */
export const lawReadingOf = ({ scheda, asOf, parameters }: CheckFacts): LawReading => ({ sheet: scheda, asOf, rows: parameters });

/** The minimum as the article of the procedure sets it: what a site visit adds is looked at by TERM-06. */
const withoutVisit = (facts: CheckFacts): LawReading => ({
  ...lawReadingOf(facts),
  sheet: { ...facts.scheda, partecipazione: { ...facts.scheda.partecipazione, sopralluogo: null } },
});

/** Neither the article nor the type of procedure is there yet. */
export const noProcedure = ({ scheda }: CheckFacts): boolean => scheda.tipoProcedura == null && scheda.norma == null;

/** Art. 50 above the EU threshold: not available, the tender has to become an ordinary one. */
function hasToBecomeOpen(facts: CheckFacts): boolean {
  return (isNegotiatedBelow(facts.scheda) || isDirectAward(facts.scheda)) && readThreshold(facts)?.above === true;
}

const ofFamily =
  (...families: readonly ProcedureFamily[]) =>
  (facts: CheckFacts): boolean =>
    noProcedure(facts) || (families.some((family) => family === procedureFamily(facts.scheda)) && !hasToBecomeOpen(facts));

const pathOf = ({ of }: MinimumTerm): string => (of === 'DOMANDE' ? 'scadenzaInvito' : 'scadenzaOfferte');
const nameOf = ({ of }: MinimumTerm): string => (of === 'DOMANDE' ? 'le domande di partecipazione' : 'le offerte');

function spanOf({ from, deadline, found, row }: MinimumTerm): string {
  return `dal ${italianDate(from ?? '')} al ${italianDate(deadline ?? '')} ci sono ${String(found)} giorni, il minimo è ${row?.value ?? ''} (${row?.cite ?? ''})`;
}

/** What keeps a minimum from being judged, or null. */
function missingOf(least: MinimumTerm): Finding | null {
  const { of, from, deadline, earliest } = least;
  const requests = of === 'DOMANDE';
  if (from === null)
    return { message: 'Manca la data di trasmissione del bando o degli inviti.', evidence: { path: 'dataTrasmissioneBando' } };
  if (deadline === null) {
    return { message: `Manca la scadenza ${requests ? 'delle domande' : 'delle offerte'}.`, evidence: { path: pathOf(least) } };
  }
  return earliest === null ? { message: 'Il termine minimo non è noto alla data di riferimento.', evidence: {} } : null;
}

/** Days enough, but the last is no working one: the deadline has to be moved to the next (Reg. (CEE) 1182/71 art. 3 par. 4). */
const lastDayMoves = ({ found, days }: MinimumTerm): string =>
  found !== null && days !== null && found >= days
    ? ' L’ultimo giorno del minimo non è lavorativo: il termine passa al primo che lo è.'
    : '';

const notMotivated = ({ scheda }: CheckFacts): string =>
  scheda.proceduraAccelerata === true && !isUrgent(scheda) ? ' L’accelerazione non è motivata e non riduce il termine.' : '';

function tooShort(least: MinimumTerm, more: string): Finding {
  return {
    message: `Il termine per ${nameOf(least)} è troppo breve: ${spanOf(least)}.${lastDayMoves(least)}${more}`,
    evidence: { path: pathOf(least), excerpt: least.deadlineAt ?? '' },
    suggestion: `Sposta la scadenza almeno al ${italianDate(least.earliest ?? '')}.`,
  };
}

const isOpen = ({ scheda }: CheckFacts): boolean => scheda.tipoProcedura === 'open' || scheda.norma === '71';

function openTerm(facts: CheckFacts): CheckOutcome {
  if (noProcedure(facts)) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  // Whatever it is called, above the threshold it has the term of an open procedure.
  const least = offersMinimum(withoutVisit(facts), facts.seat ?? italy, 'aperta');
  if (least?.from == null) return unknown('Manca la data di trasmissione del bando.', 'dataTrasmissioneBando');
  const missing = missingOf(least);
  if (missing !== null) return { status: 'UNKNOWN', message: missing.message, evidence: [missing.evidence] };
  if (leavesMinimum(least) === true) return ok(`Il termine basta: ${spanOf(least)}.`);
  const why = isOpen(facts) ? '' : ' L’appalto è sopra soglia e va bandito con procedura aperta.';
  const { message, evidence, suggestion } = tooShort(least, `${why}${notMotivated(facts)}`);
  return ko(message, [evidence], suggestion);
}

/** Requests and offers of a procedure by stages. Offers are judged once somebody has been invited: before, their time has not begun. */
function stagedTerm(facts: CheckFacts): CheckOutcome {
  if (noProcedure(facts)) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  const reading = withoutVisit(facts);
  const seat = facts.seat ?? italy;
  const offers = offersMinimum(reading, seat);
  const begun = offers !== null && offers.from !== null;
  const stages = [requestsMinimum(reading, seat), begun ? offers : null].filter((least) => least !== null);
  const missing = stages.flatMap((least) => missingOf(least) ?? []);
  const wrong = stages.filter((least) => leavesMinimum(least) === false).map((least) => tooShort(least, notMotivated(facts)));
  const spans = (): string => stages.map((least) => `per ${nameOf(least)} ${spanOf(least)}`).join('; ');
  const later = offers === null || begun ? '' : ' Il termine delle offerte si conterà dall’invio degli inviti.';
  return conclude(wrong, missing, wrong.length + missing.length > 0 ? '' : `Il tempo basta: ${spans()}.${later}`);
}

function proportionate(facts: CheckFacts): CheckOutcome {
  if (noProcedure(facts)) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  const least = offersMinimum(lawReadingOf(facts), facts.seat ?? italy);
  const missing = least === null ? null : missingOf(least);
  if (least === null) return unknown('Il termine per questa procedura non è noto.');
  if (missing !== null) return { status: 'UNKNOWN', message: missing.message, evidence: [missing.evidence] };
  if (leavesMinimum(least) === true) return ok(`Il tempo per le offerte è proporzionato: ${spanOf(least)}.`);
  const { message, evidence, suggestion } = tooShort(
    least,
    ' La legge non fissa un minimo: il termine va proporzionato a ciò che si chiede (C. 92 c. 1).',
  );
  return ko(message, [evidence], suggestion);
}

const term = { version: 1, group: 'TERM', severity: 'BLOCK' } as const;

const minimumInputs: readonly string[] = [
  ...thresholdInputs,
  '@seat',
  'tipoProcedura',
  'norma',
  'dataTrasmissioneBando',
  'dataInvioInviti',
  'scadenzaOfferte',
  'proceduraAccelerata',
  'giustificazioneAccelerata',
  'preinformazione/riduceTermini',
];

const stagedInputs = [...minimumInputs, 'scadenzaInvito'];

export const termMinimumChecks: readonly CheckDefinition[] = [
  {
    ...term,
    version: 3,
    id: 'TERM-01',
    title: 'Termine della procedura aperta',
    cite: 'C. 71 cc. 2-4',
    inputs: minimumInputs,
    appliesTo: (facts) => isOpen(facts) || hasToBecomeOpen(facts) || noProcedure(facts),
    run: openTerm,
  },
  {
    ...term,
    id: 'TERM-02',
    title: 'Termini della procedura ristretta',
    cite: 'C. 72',
    inputs: stagedInputs,
    appliesTo: ofFamily('ristretta'),
    run: stagedTerm,
  },
  {
    ...term,
    id: 'TERM-03',
    title: 'Termini della procedura competitiva con negoziazione',
    cite: 'C. 73 cc. 4-5',
    inputs: stagedInputs,
    appliesTo: ofFamily('competitivaNeg'),
    run: stagedTerm,
  },
  {
    ...term,
    id: 'TERM-04',
    title: 'Domande per dialogo competitivo e partenariato',
    cite: 'C. 74 e 75',
    inputs: stagedInputs,
    appliesTo: ofFamily('dialogo', 'partenariato'),
    run: stagedTerm,
  },
  {
    ...term,
    severity: 'WARN',
    id: 'TERM-05',
    title: 'Tempo per le offerte nelle negoziate',
    cite: 'C. 92 c. 1',
    inputs: [...minimumInputs, 'aggiudicazione/criterio', 'partecipazione/sopralluogo/tipo'],
    appliesTo: ofFamily('negoziata'),
    run: proportionate,
  },
];
