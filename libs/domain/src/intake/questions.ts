import { Decimal } from 'decimal.js';
import { parameterNumber } from '../law/parameters.js';
import { isConcession, isWorks, shortestObject, type IntakeAnswers, type QuestionId } from './answers.js';
import { admittedProcedures, isByInvitation, isDirect, type IntakeLaw } from './procedures.js';

export interface QuestionOption {
  readonly value: string;
  readonly label: string;
  /** What choosing it means; empty where the label says it. */
  readonly help: string;
}

/** One question: what is asked, how to answer it, why it is asked, and the article behind it. */
export interface Question {
  readonly id: QuestionId;
  readonly kind: 'text' | 'money' | 'count' | 'choice';
  readonly title: string;
  readonly help: string;
  readonly why: string;
  readonly cite: string;
  readonly options: readonly QuestionOption[];
}

/** The intake never asks more than this. */
export const mostQuestions = 12;

type Ask = (answers: IntakeAnswers, law: IntakeLaw) => Question | undefined;

const option = (value: string, label: string, help = ''): QuestionOption => ({ value, label, help });

const isAdhesion = ({ strumento }: IntakeAnswers): boolean =>
  strumento === 'ADESIONE_SENZA_CONFRONTO' || strumento === 'ADESIONE_CON_CONFRONTO';
/** A tender of its own: not an order on what somebody else has tendered, nor a body of one's own. */
const isTender = (answers: IntakeAnswers): boolean => !isAdhesion(answers) && answers.eccezione !== 'IN_HOUSE';
const isCompeted = (answers: IntakeAnswers): boolean =>
  isTender(answers) && answers.procedura !== undefined && !isDirect(answers.procedura);

const askObject: Ask = () => ({
  id: 'oggetto',
  kind: 'text',
  title: 'Che cosa serve?',
  help: `Una frase con che cosa, per chi e dove, di almeno ${shortestObject} caratteri: «Servizio di refezione scolastica per le scuole di Tuoro».`,
  why: 'È l’oggetto del contratto: da qui in poi compare uguale in tutti gli atti.',
  cite: 'C. 17 c. 1',
  options: [],
});

const askNature: Ask = () => ({
  id: 'natura',
  kind: 'choice',
  title: 'Di che cosa si tratta?',
  help: 'Se ci sono più prestazioni scegli quella che vale di più.',
  why: 'Soglie, procedure, requisiti e documenti sono diversi per lavori, servizi e forniture.',
  cite: 'C. 14 cc. 18-19',
  options: [
    option('LAVORI', 'Lavori', 'Costruire, ristrutturare, mantenere opere.'),
    option('SERVIZI', 'Servizi', 'Pulizie, refezione, trasporti, software, manutenzioni.'),
    option('FORNITURE', 'Forniture', 'Comprare o noleggiare beni.'),
    option('SIA', 'Ingegneria e architettura', 'Progettazione, direzione lavori, collaudo, geologia.'),
    option('SOCIALI', 'Servizi sociali e assimilati', 'Assistenza, asili, centri per anziani: regime alleggerito.'),
    option('CONCESSIONE_SERVIZI', 'Concessione di servizi', 'Chi gestisce si ripaga con gli utenti e ne corre il rischio.'),
    option('CONCESSIONE_LAVORI', 'Concessione di lavori', 'Chi costruisce si ripaga gestendo l’opera.'),
  ],
});

const askValue: Ask = () => ({
  id: 'importo',
  kind: 'money',
  title: 'Quanto vale, tutto compreso?',
  help: 'Senza IVA, con rinnovi, opzioni e tutti i lotti. Se non c’è ancora una stima precisa scrivi la più alta ragionevole.',
  why: 'Il valore stimato si confronta con le soglie in vigore e decide quali procedure sono ammesse.',
  cite: 'C. 14 c. 4',
  options: [],
});

const askInstrument: Ask = () => ({
  id: 'strumento',
  kind: 'choice',
  title: 'Come si vuole acquistare?',
  help: 'Prima di bandire si guarda se c’è già una convenzione o un accordo quadro da cui comprare.',
  why: 'Aderire a un accordo quadro o a una convenzione di un aggregatore non è una gara nuova: cambiano scheda e documenti.',
  cite: 'C. 59; L. 296/2006 art. 1 cc. 449-450',
  options: [
    option('CONTRATTO', 'Un contratto', 'Una gara per un contratto con quantità e durata definite.'),
    option('AQ_SENZA_CONFRONTO', 'Un accordo quadro, ordini senza nuovo confronto', 'Le condizioni sono tutte nell’accordo.'),
    option(
      'AQ_CON_CONFRONTO',
      'Un accordo quadro, con nuovo confronto a ogni ordine',
      'Gli operatori dell’accordo si confrontano ogni volta.',
    ),
    option('ADESIONE_SENZA_CONFRONTO', 'Aderire a uno che c’è già, con un ordine', 'Consip, soggetto aggregatore o accordo della SUA.'),
    option('ADESIONE_CON_CONFRONTO', 'Aderire a uno che c’è già, con confronto fra i suoi operatori', 'Appalto specifico o rilancio.'),
  ],
});

const askException: Ask = (answers) =>
  isAdhesion(answers)
    ? undefined
    : {
        id: 'eccezione',
        kind: 'choice',
        title: 'C’è una ragione per rivolgersi a un operatore determinato?',
        help: 'Se non ne sei sicuro rispondi di no: si può sempre dire più avanti.',
        why: 'Senza bando si negozia solo nei casi dell’articolo 76; l’affidamento in house è fuori dalle gare.',
        cite: 'C. 7 e 76',
        options: [
          option('NESSUNA', 'No', ''),
          option('UNICO_OPERATORE', 'Uno solo può farlo', 'Motivi tecnici o diritti esclusivi, senza alternative.'),
          option('URGENZA', 'Estrema urgenza', 'Per eventi imprevedibili che non dipendono dall’ente.'),
          option('DESERTA', 'La gara precedente è andata deserta', 'Senza offerte appropriate, a condizioni non cambiate.'),
          option('IN_HOUSE', 'Affidamento a una società in house', 'Controllata dall’ente come un proprio ufficio.'),
        ],
      };

const askProcedure: Ask = (answers, law) => {
  const { natura, importo } = answers;
  if (!isTender(answers) || natura === undefined || importo === undefined) return undefined;
  const admitted = admittedProcedures({ ...answers, natura, importo }, law);
  if (!admitted.known) return undefined;
  return {
    id: 'procedura',
    kind: 'choice',
    title: 'Con quale procedura?',
    help: 'Queste sono le procedure che la legge ammette per questo valore. La scelta è del RUP e si motiva nella decisione.',
    why: 'Dove la legge ammette più strade l’applicazione non sceglie: ne dice le conseguenze.',
    cite: 'C. 50, 70-76 e 187',
    options: admitted.procedures.map(({ procedure, name, cite, consequence }) => option(procedure, name, `${consequence} (${cite})`)),
  };
};

const askSurvey: Ask = (answers) =>
  isTender(answers) && answers.procedura !== undefined && isByInvitation(answers.procedura)
    ? {
        id: 'indagine',
        kind: 'choice',
        title: 'Come si trovano gli operatori da invitare?',
        help: 'Con un avviso pubblico, oppure da un elenco o perché sono già individuati.',
        why: 'La scheda da trasmettere all’ANAC è un’altra quando un avviso avvia l’indagine di mercato.',
        cite: 'C. 50 c. 2; All. II.1 art. 2',
        options: [
          option('SI', 'Con un’indagine di mercato', 'Si pubblica un avviso e si raccolgono le manifestazioni di interesse.'),
          option('NO', 'Da un elenco, o già individuati', 'Si mandano direttamente gli inviti.'),
        ],
      }
    : undefined;

const askLots: Ask = (answers) =>
  isCompeted(answers)
    ? {
        id: 'lotti',
        kind: 'count',
        title: 'In quanti lotti?',
        help: 'Un lotto solo è ammesso se si dice perché: la ragione si scrive nella scheda.',
        why: 'La suddivisione in lotti apre la gara alle piccole imprese; ogni lotto ha il suo CIG.',
        cite: 'C. 58',
        options: [],
      }
    : undefined;

const askFunds: Ask = (answers) =>
  answers.eccezione === 'IN_HOUSE'
    ? undefined
    : {
        id: 'fondi',
        kind: 'choice',
        title: 'Ci sono fondi PNRR o PNC?',
        help: 'Anche solo per una parte della spesa.',
        why: 'Chiedono dichiarazioni e controlli in più: DNSH, titolare effettivo, pari opportunità.',
        cite: 'DL 77/2021 art. 47',
        options: [option('PNRR', 'Sì'), option('ALTRI', 'No')],
      };

const askLabour: Ask = (answers) =>
  isCompeted(answers) && (answers.natura === 'SERVIZI' || answers.natura === 'CONCESSIONE_SERVIZI')
    ? {
        id: 'manodopera',
        kind: 'choice',
        title: 'Il lavoro delle persone vale almeno metà del servizio?',
        help: 'Per esempio pulizie, refezione, assistenza, vigilanza.',
        why: 'Nei servizi ad alta intensità di manodopera il prezzo da solo non basta per aggiudicare.',
        cite: 'C. 108 c. 2 lett. a; All. I.1 art. 2',
        options: [option('SI', 'Sì'), option('NO', 'No')],
      }
    : undefined;

const askProject: Ask = (answers) =>
  isCompeted(answers) && answers.natura === 'LAVORI'
    ? {
        id: 'progetto',
        kind: 'choice',
        title: 'Che cosa si affida dei lavori?',
        help: 'La sola esecuzione parte dal progetto esecutivo validato; con la progettazione basta quello di fattibilità.',
        why: 'Cambiano il progetto da allegare e il criterio di aggiudicazione.',
        cite: 'C. 41 e 44',
        options: [
          option('ESECUZIONE', 'La sola esecuzione'),
          option('INTEGRATO', 'Progettazione ed esecuzione insieme', 'Si aggiudica con il miglior rapporto fra qualità e prezzo.'),
        ],
      }
    : undefined;

/** Why the law asks for the best value for money, where it leaves no choice; undefined where it does. */
export function valueForMoneyReason(answers: IntakeAnswers, law: IntakeLaw): string | undefined {
  const { natura, importo, procedura } = answers;
  if (natura === 'SOCIALI') return 'Servizi sociali (C. 108 c. 2 lett. a).';
  if (answers.manodopera === 'SI' && (natura === 'SERVIZI' || natura === 'CONCESSIONE_SERVIZI'))
    return 'Servizio ad alta intensità di manodopera (C. 108 c. 2 lett. a).';
  const technical = parameterNumber('oepv.obbligo.sia', law.asOf, law.rows);
  if (natura === 'SIA' && importo !== undefined && technical !== undefined && new Decimal(importo).gte(technical)) {
    return 'Servizi di ingegneria e architettura oltre la soglia (C. 108 c. 2 lett. b).';
  }
  if (natura === 'LAVORI' && answers.progetto === 'INTEGRATO')
    return 'Affidamento congiunto di progettazione ed esecuzione (C. 108 c. 2 lett. e).';
  if (procedura === '74' || procedura === '75') return 'Dialogo competitivo o partenariato per l’innovazione (C. 108 c. 2 lett. d).';
  return natura !== undefined && isConcession(natura) ? 'Concessione: i criteri guardano al rischio e alla qualità (C. 185).' : undefined;
}

const askCriterion: Ask = (answers, law) =>
  isCompeted(answers) && valueForMoneyReason(answers, law) === undefined
    ? {
        id: 'criterio',
        kind: 'choice',
        title: 'Come si sceglie l’offerta?',
        help: 'Per questo contratto la legge ammette entrambi i criteri.',
        why: 'Con la qualità servono criteri, punteggi e una commissione; con il solo prezzo no.',
        cite: 'C. 108 cc. 1 e 3',
        options: [
          option('OEPV_QP', 'Qualità e prezzo', 'Serve la griglia dei criteri e una commissione giudicatrice.'),
          option(
            'PREZZO',
            'Minor prezzo',
            'Per caratteristiche standardizzate o definite dal mercato, o lavori su progetto esecutivo: va motivato.',
          ),
        ],
      }
    : undefined;

const askInterference: Ask = (answers) =>
  answers.natura !== undefined && !isWorks(answers.natura) && answers.natura !== 'SIA' && answers.eccezione !== 'IN_HOUSE'
    ? {
        id: 'interferenze',
        kind: 'choice',
        title: 'Chi esegue lavora nei luoghi dell’ente, insieme ad altri?',
        help: 'Uffici, scuole, cantieri in cui ci sono anche dipendenti dell’ente o altre ditte.',
        why: 'I rischi da interferenza si valutano prima della gara in un documento che si allega.',
        cite: 'D.Lgs. 81/2008 art. 26',
        options: [
          option('DUVRI', 'Sì, con rischi da interferenza', 'Serve il DUVRI con i suoi costi.'),
          option('ASSENZA', 'Sì, ma senza interferenze', 'Basta dichiarare che non ce ne sono.'),
          option('ESENTE', 'No', 'Prestazione intellettuale, mera fornitura o al massimo cinque uomini-giorno.'),
        ],
      }
    : undefined;

const inOrder: readonly Ask[] = [
  askObject,
  askNature,
  askValue,
  askInstrument,
  askException,
  askProcedure,
  askSurvey,
  askLots,
  askFunds,
  askLabour,
  askProject,
  askCriterion,
  askInterference,
];

function isAnswered(question: Question, answers: IntakeAnswers): boolean {
  const answer = answers[question.id];
  if (answer === undefined) return false;
  if (question.kind === 'text') return String(answer).trim().length >= shortestObject;
  return question.kind !== 'choice' || question.options.some(({ value }) => value === answer);
}

/**
 * The questions of these answers in order: those answered, and the first that is not. Each depends only on answers before it, so
 * that going back never skips one. An answer the others no longer admit counts as not given.
 */
export function questionsFor(
  given: IntakeAnswers,
  law: IntakeLaw,
): { readonly questions: readonly Question[]; readonly complete: boolean; readonly answers: IntakeAnswers } {
  const questions: Question[] = [];
  let answers: IntakeAnswers = {};
  for (const ask of inOrder) {
    const question = ask(answers, law);
    if (question === undefined) continue;
    questions.push(question);
    if (!isAnswered(question, given)) return { questions, complete: false, answers };
    answers = { ...answers, [question.id]: given[question.id] };
  }
  return { questions, complete: true, answers };
}
