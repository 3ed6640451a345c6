import { outOfScope } from '../convenzione/coverage.js';
import { tenderContract } from '../convenzione/tender-contract.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { activeCover, delegatedFunctions, isMember, withConvenzione } from './conv.js';
import { italianDate } from './data-dates.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { euro, isDirectAward, legalNumber, mainObject, objectNames, tenderValue, thresholdInputs } from './sheet-facts.js';

/** Checks on who may award and by which door: the cap of direct awards, and the convenzione that lets the SUA act. */

function directAwardCap(facts: CheckFacts): CheckOutcome {
  const { norma } = facts.scheda;
  if (norma == null) return unknown('Manca la norma della procedura.', 'norma');
  const [value, object] = [tenderValue(facts.scheda), mainObject(facts.scheda)];
  if (value === undefined) return unknown('Manca il valore stimato dell’appalto.', 'valoreStimatoTotale');
  if (object === undefined) return unknown('Manca l’oggetto del contratto di un lotto.', 'lotti');
  const works = object === 'works';
  const cap = legalNumber(facts, works ? 'ad.lavori.max' : 'ad.servForn.max');
  if (cap === undefined) return unknown(`Il limite degli affidamenti diretti in vigore il ${italianDate(facts.asOf)} non è noto.`);
  const wrong: Finding[] = [];
  const letter = works ? '50a' : '50b';
  if (norma !== letter) {
    wrong.push({
      message: `L’appalto è di ${objectNames[object]}: l’affidamento diretto è quello dell’art. 50 c. 1 lett. ${letter.slice(2)}, non lett. ${norma.slice(2)}.`,
      evidence: { path: 'norma', excerpt: norma },
      suggestion: 'Correggi la norma della procedura.',
    });
  }
  if (value.gte(cap.value)) {
    wrong.push({
      message: `Il valore, ${euro(value)} IVA esclusa e con le opzioni, raggiunge il limite dell’affidamento diretto per ${objectNames[object]}: si resta sotto ${euro(cap.value)} (${cap.cite}).`,
      evidence: { path: 'valoreStimatoTotale', excerpt: value.toFixed(2) },
      suggestion: 'Scegli una procedura negoziata o aperta.',
    });
  }
  return conclude(
    wrong,
    [],
    `Il valore, ${euro(value)}, resta sotto il limite dell’affidamento diretto, ${euro(cap.value)} (${cap.cite}).`,
  );
}

const scopeHolds = (facts: CheckFacts): CheckOutcome =>
  withConvenzione(facts, (convenzione) => {
    const { tipo, importo, ...rest } = tenderContract(facts.scheda);
    if (tipo === null) return unknown('Manca l’oggetto del contratto di un lotto.', 'lotti');
    if (importo === null) return unknown('Manca il valore stimato dell’appalto.', 'valoreStimatoTotale');
    const refusal = outOfScope(convenzione, { tipo, importo, ...rest });
    const evidence = { path: refusal?.rule === 'ESCLUSO' ? 'norma' : 'lotti' };
    return conclude(
      refusal === null
        ? []
        : [{ message: `${refusal.motivo.replace(/\.$/u, '')} (${refusal.clausola}).`, evidence, suggestion: refusal.cosaFare }],
      [],
      `La convenzione n. ${convenzione.numero} comprende questo appalto.`,
    );
  });

/** In force at the reference date, for this contract, with the functions the sheet says: what lets the SUA act for the comune. */
function convenzioneCovers(facts: CheckFacts): CheckOutcome {
  if (facts.convenzione == null) return withConvenzione(facts, () => unknown(''));
  const outcomes = [activeCover, scopeHolds, delegatedFunctions].map((run) => run(facts));
  const first = outcomes.find(({ status }) => status === 'KO') ?? outcomes.find(({ status }) => status === 'UNKNOWN');
  if (first === undefined) return { status: 'OK', message: outcomes.map(({ message }) => message).join(' '), evidence: [] };
  const same = outcomes.filter(({ status }) => status === first.status);
  return {
    ...first,
    message: [...new Set(same.map(({ message }) => message))].join(' '),
    evidence: same.flatMap(({ evidence }) => evidence),
  };
}

const proc = { version: 1, group: 'PROC', severity: 'BLOCK' } as const;

export const procCompetenceChecks: readonly CheckDefinition[] = [
  {
    ...proc,
    id: 'PROC-02',
    title: 'Limite dell’affidamento diretto',
    cite: 'C. 50 c. 1 lett. a-b; Regole PCP, REG144-145',
    inputs: [...thresholdInputs, 'norma'],
    appliesTo: ({ scheda }) => scheda.norma == null || isDirectAward(scheda),
    run: directAwardCap,
  },
  {
    ...proc,
    id: 'PROC-14',
    title: 'Convenzione che copre la gara',
    cite: 'TUEL 30; C. 62 c. 9',
    inputs: [
      ...thresholdInputs,
      '@convenzione',
      '@dossier',
      'norma',
      'comune/codiceFiscale',
      'provincia/codiceFiscale',
      'convenzione/funzioniSvolte',
      'stazioniAppaltanti',
    ],
    appliesTo: isMember,
    run: convenzioneCovers,
  },
];
