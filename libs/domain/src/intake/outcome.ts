import { dayInWords } from '../calendar/dates-in-words.js';
import { expectedSchedaCodes } from '../checks/scheda-choice.js';
import { formatEuro } from '../money/money.js';
import type { SchedaChange } from '../scheda/changes.js';
import type { Lotto } from '../scheda/lotto-values.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { isConcession, isWorks, type IntakeAnswers, type Procedure } from './answers.js';
import { admittedProcedures, type IntakeLaw } from './procedures.js';
import { questionsFor, valueForMoneyReason } from './questions.js';

/** Where the answers lead: a procedure with the sheet it fills in, or the reason why there is no tender to open. */
export type IntakeOutcome =
  | { readonly kind: 'APERTO'; readonly missing: string }
  | { readonly kind: 'FERMATA'; readonly reason: string; readonly remedy: string; readonly cite: string }
  | {
      readonly kind: 'PROCEDURA';
      readonly name: string;
      readonly cite: string;
      /** ANAC schede the procedure is told with; more than one where the guide leaves a choice. */
      readonly schede: readonly string[];
      readonly values: SchedaValues;
      /** What to know and what is still to be judged, in Italian. */
      readonly notes: readonly string[];
    };

const kinds: Readonly<Record<Procedure, NonNullable<SchedaValues['tipoProcedura']>>> = {
  '50a': 'oth-single',
  '50b': 'oth-single',
  '50c': 'neg-wo-call',
  '50d': 'neg-wo-call',
  '50e': 'neg-wo-call',
  '71': 'open',
  '72': 'restricted',
  '73': 'neg-w-call',
  '74': 'comp-dial',
  '75': 'innovation',
  '76': 'neg-wo-call',
  '187': 'neg-wo-call',
};

/** Reasons of art. 76 in the list of the PCP. */
const conditions = { UNICO_OPERATORE: '35', URGENZA: '37', DESERTA: '33' } as const;

type Complete = IntakeAnswers & Required<Pick<IntakeAnswers, 'oggetto' | 'natura' | 'importo' | 'strumento'>>;

const plain = (values: SchedaValues): SchedaValues => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function objectOf({ natura }: Complete): NonNullable<Lotto['oggettoContratto']> {
  if (isWorks(natura)) return 'works';
  return natura === 'FORNITURE' ? 'supplies' : 'services';
}

function lotsOf(answers: Complete): readonly Lotto[] {
  const { natura, lotti = 1, fondi, progetto, importo } = answers;
  const lot = {
    oggettoContratto: objectOf(answers),
    afferenteInvestimentiPNRR: fondi === 'PNRR',
    ...(natura === 'SIA' ? { servizioIntellettuale: true } : {}),
    ...(progetto === undefined ? {} : { prestazioniComprese: progetto === 'INTEGRATO' ? ('2' as const) : ('1' as const) }),
    ...(lotti === 1 ? { importi: { valoreStimatoLotto: importo } } : {}),
  };
  return Array.from({ length: lotti }, (_, index) => ({ id: `LOT-${String(index + 1).padStart(4, '0')}`, ...lot }));
}

function awardOf(answers: Complete, law: IntakeLaw): SchedaValues['aggiudicazione'] {
  const { procedura, criterio } = answers;
  if (procedura === undefined || procedura === '50a' || procedura === '50b') return undefined;
  const forced = valueForMoneyReason(answers, law);
  return forced === undefined ? { criterio: criterio ?? null } : { criterio: 'OEPV_QP', motivazioneCriterio: forced };
}

/** What every outcome writes into the sheet. */
function commonValues(answers: Complete, law: IntakeLaw): SchedaValues {
  const { oggetto, natura, importo, strumento, interferenze } = answers;
  return plain({
    oggetto: oggetto.trim(),
    settore: 'ordinario',
    regime: natura === 'SOCIALI' ? 'alleggerito' : 'ordinario',
    tipoContratto: isConcession(natura) ? 'concessione' : 'appalto',
    strumento: strumento === 'AQ_SENZA_CONFRONTO' ? 'fa-wo-rc' : strumento === 'AQ_CON_CONFRONTO' ? 'fa-w-rc' : 'none',
    valoreStimatoTotale: importo,
    lotti: lotsOf(answers),
    aggiudicazione: awardOf(answers, law),
    ...(interferenze === undefined ? {} : { esecuzione: { duvri: interferenze } }),
  });
}

function adhesion(answers: Complete, law: IntakeLaw): IntakeOutcome {
  const compared = answers.strumento === 'ADESIONE_CON_CONFRONTO';
  const scheda = compared ? (isConcession(answers.natura) ? 'P6_1' : 'P6_2') : 'AD4';
  return {
    kind: 'PROCEDURA',
    name: compared ? 'Adesione a un accordo quadro con confronto' : 'Adesione a un accordo quadro con ordine',
    cite: 'C. 59 cc. 4-5',
    schede: [scheda],
    values: {
      ...commonValues(answers, law),
      tipoProcedura: compared ? 'oth-mult' : 'oth-single',
      strumentiSvolgimento: '6',
      ...(compared ? {} : { codiceScheda: 'AD4' }),
    },
    notes: [
      'Il CIG è derivato da quello dell’accordo quadro.',
      ...(compared ? [`La scheda ${scheda} si compila sulla piattaforma di approvvigionamento: qui il campo resta vuoto.`] : []),
    ],
  };
}

function tender(answers: Complete & { readonly procedura: Procedure }, law: IntakeLaw): IntakeOutcome {
  const { procedura, indagine, eccezione, natura } = answers;
  const admitted = admittedProcedures(answers, law);
  if (!admitted.known) return stopped(admitted.reason);
  const chosen = admitted.procedures.find(({ procedure }) => procedure === procedura);
  const values = plain({
    ...commonValues(answers, law),
    tipoProcedura: kinds[procedura],
    norma: procedura === '187' ? undefined : procedura,
    indagineMercato: indagine === undefined ? undefined : indagine === 'SI',
    condizioniNegoziata:
      procedura === '76' && eccezione !== undefined && eccezione in conditions
        ? [conditions[eccezione as keyof typeof conditions]]
        : undefined,
  });
  const dossier = { kind: 'GARA', state: 'CONTATTO', codiceAppalto: null };
  const negotiatedConcession = indagine === 'SI' ? (['P7_1_3'] as const) : (['P7_2'] as const);
  const schede =
    procedura === '187'
      ? negotiatedConcession
      : expectedSchedaCodes({ asOf: law.asOf, dossier, scheda: values, documents: [], parameters: law.rows });
  if (schede === undefined) return stopped('Manca un parametro di legge per scegliere la scheda dell’ANAC in questo giorno.');
  const [only, ...others] = schede;
  const { threshold } = admitted;
  const until = threshold.parameter.to;
  return {
    kind: 'PROCEDURA',
    name: chosen?.name ?? '',
    cite: chosen?.cite ?? '',
    schede,
    values: { ...values, ...(others.length === 0 && only !== undefined ? { codiceScheda: only } : {}) },
    notes: [
      `Il valore ${threshold.above ? 'raggiunge' : 'resta sotto'} la soglia europea di ${formatEuro(threshold.value)} (${threshold.parameter.cite})${until === null ? '' : `, in vigore fino al ${dayInWords(until)}: se la gara parte dopo la scelta va rifatta`}.`,
      ...(valueForMoneyReason(answers, law) === undefined || values.aggiudicazione == null
        ? []
        : [`Si aggiudica con il miglior rapporto fra qualità e prezzo: ${valueForMoneyReason(answers, law) ?? ''}`]),
      ...(procedura === '187' ? ['La scheda non ha ancora la voce dell’articolo 187: la norma resta da indicare con la SUA.'] : []),
      ...(others.length > 0 ? ['La guida dell’ANAC lascia scegliere fra due schede: lo fa il RUP.'] : []),
      ...(threshold.above || isConcession(natura)
        ? []
        : ['Se c’è un interesse transfrontaliero certo servono le procedure ordinarie (C. 48 c. 2): lo valuta il RUP.']),
    ],
  };
}

const stopped = (reason: string): IntakeOutcome => ({
  kind: 'FERMATA',
  reason,
  remedy: 'Chiedi all’amministratore della SUA di aggiornare i parametri di legge, poi riprendi da qui: le risposte restano.',
  cite: 'C. 14',
});

const inHouse: IntakeOutcome = {
  kind: 'FERMATA',
  reason: 'L’affidamento in house non è una gara e la convenzione con la SUA non lo riguarda: il fascicolo non si apre.',
  remedy:
    'L’ente motiva l’affidamento con i vantaggi per la collettività e lo comunica all’ANAC con la scheda A3_6 dalla propria piattaforma.',
  cite: 'C. 7',
};

/** Where these answers lead, by the law of the day. */
export function intakeOutcome(given: IntakeAnswers, law: IntakeLaw): IntakeOutcome {
  const { questions, complete, answers } = questionsFor(given, law);
  const { oggetto, natura, importo, strumento, procedura } = answers;
  if (!complete) return { kind: 'APERTO', missing: questions.at(-1)?.title ?? '' };
  if (answers.eccezione === 'IN_HOUSE') return inHouse;
  if (oggetto === undefined || natura === undefined || importo === undefined || strumento === undefined)
    return { kind: 'APERTO', missing: '' };
  const whole = { ...answers, oggetto, natura, importo, strumento };
  if (strumento === 'ADESIONE_SENZA_CONFRONTO' || strumento === 'ADESIONE_CON_CONFRONTO') return adhesion(whole, law);
  if (procedura !== undefined) return tender({ ...whole, procedura }, law);
  const admitted = admittedProcedures(whole, law);
  return stopped(admitted.known ? 'La procedura non è stata scelta.' : admitted.reason);
}

/** The sheet values of an outcome as changes of a sheet that is still without them. */
export function intakeChanges(values: SchedaValues): readonly SchedaChange[] {
  return Object.entries(values).map(([path, value]) => ({ path, value: value as SchedaChange['value'] }));
}

/** Type and amount as the convenzione is asked for them. */
export function plannedContract({ natura, importo }: IntakeAnswers): {
  readonly tipo: 'works' | 'services' | 'supplies' | 'concession';
  readonly oggettoConcessione: 'works' | 'services' | null;
  readonly importo: string;
} | null {
  if (natura === undefined || importo === undefined) return null;
  if (isConcession(natura)) return { tipo: 'concession', oggettoConcessione: isWorks(natura) ? 'works' : 'services', importo };
  return { tipo: isWorks(natura) ? 'works' : natura === 'FORNITURE' ? 'supplies' : 'services', oggettoConcessione: null, importo };
}
