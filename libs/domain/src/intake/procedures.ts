import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { parameter, type LegalParameter } from '../law/parameters.js';
import { formatEuro } from '../money/money.js';
import { isConcession, isWorks, type IntakeAnswers, type Nature, type Procedure } from './answers.js';

/** The law the answers are read by: the day the tender is thought of, and the rows of the Province. */
export interface IntakeLaw {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly rows: readonly LegalParameter[];
}

/** A procedure the law admits for these answers, with what choosing it means. */
export interface AdmittedProcedure {
  readonly procedure: Procedure;
  readonly name: string;
  readonly cite: string;
  /** Italian sentences. */
  readonly consequence: string;
}

export interface Threshold {
  readonly value: Decimal;
  readonly above: boolean;
  readonly parameter: LegalParameter;
}

/** Procedures admitted, and the threshold they follow from; or the figure of the law that is not known on the day. */
export type Admitted =
  | { readonly known: true; readonly threshold: Threshold; readonly procedures: readonly AdmittedProcedure[] }
  | { readonly known: false; readonly reason: string };

const thresholdKeys: Readonly<Record<Nature, string>> = {
  LAVORI: 'ue.lavori',
  SERVIZI: 'ue.servForn.subcentrale',
  FORNITURE: 'ue.servForn.subcentrale',
  SIA: 'ue.servForn.subcentrale',
  SOCIALI: 'ue.sociali',
  CONCESSIONE_SERVIZI: 'ue.concessioni',
  CONCESSIONE_LAVORI: 'ue.concessioni',
};

/** The threshold of a need on the day; undefined where no row is in force. */
export function thresholdOf(
  { natura, importo }: Required<Pick<IntakeAnswers, 'natura' | 'importo'>>,
  law: IntakeLaw,
): Threshold | undefined {
  const reading = parameter(thresholdKeys[natura], law.asOf, law.rows);
  if (!reading.known) return undefined;
  const value = new Decimal(reading.parameter.value);
  return { value, above: new Decimal(importo).gte(value), parameter: reading.parameter };
}

const ordinary: readonly AdmittedProcedure[] = [
  {
    procedure: '71',
    name: 'Procedura aperta',
    cite: 'C. 71',
    consequence:
      'Può partecipare chiunque ha i requisiti. È la più contendibile; il termine per le offerte non scende sotto il minimo di legge.',
  },
  {
    procedure: '72',
    name: 'Procedura ristretta',
    cite: 'C. 72',
    consequence: 'In due fasi: prima le domande, poi gli inviti a chi è ammesso. Conviene con molti concorrenti; i termini si sommano.',
  },
];

const complex: readonly AdmittedProcedure[] = [
  {
    procedure: '73',
    name: 'Competitiva con negoziazione',
    cite: 'C. 70 c. 3 e 73',
    consequence: 'Si negoziano le offerte. Serve una delle condizioni dell’articolo 70 comma 3, da motivare nella decisione.',
  },
  {
    procedure: '74',
    name: 'Dialogo competitivo',
    cite: 'C. 70 c. 3 e 74',
    consequence: 'Le soluzioni si trovano dialogando con i concorrenti. Si aggiudica solo con il miglior rapporto fra qualità e prezzo.',
  },
  {
    procedure: '75',
    name: 'Partenariato per l’innovazione',
    cite: 'C. 75',
    consequence:
      'Per ciò che sul mercato non c’è ancora: si sviluppa e poi si acquista. Si aggiudica solo con il miglior rapporto fra qualità e prezzo.',
  },
];

const single: AdmittedProcedure = {
  procedure: '76',
  name: 'Negoziata senza bando',
  cite: 'C. 76',
  consequence:
    'Solo nei casi dell’articolo 76, da dimostrare nella decisione di contrarre: lo valuta il RUP. Se manca la prova l’atto è annullabile.',
};

const concession: AdmittedProcedure = {
  procedure: '187',
  name: 'Negoziata senza bando di una concessione',
  cite: 'C. 187',
  consequence: 'Sotto la soglia europea, consultando gli operatori che la legge chiede, se esistono. Resta possibile la procedura aperta.',
};

class UnknownFigure extends Error {}

/** A figure of the law on the day. @throws UnknownFigure where no row is in force */
function figure(law: IntakeLaw, key: string): Decimal {
  const reading = parameter(key, law.asOf, law.rows);
  if (!reading.known) throw new UnknownFigure(key);
  return new Decimal(reading.parameter.value);
}

function direct(natura: Nature, most: Decimal): AdmittedProcedure {
  const works = isWorks(natura);
  return {
    procedure: works ? '50a' : '50b',
    name: 'Affidamento diretto',
    cite: works ? 'C. 50 c. 1 lett. a' : 'C. 50 c. 1 lett. b',
    consequence: `Sotto ${formatEuro(most)}, anche senza consultare più operatori, con rotazione. Un solo atto dice oggetto, importo, contraente e ragioni.`,
  };
}

function negotiated(natura: Nature, value: Decimal, law: IntakeLaw): AdmittedProcedure {
  const works = isWorks(natura);
  const ten = works && value.gte(figure(law, 'neg.lavori.10oe.min'));
  const operators = figure(law, works ? (ten ? 'neg.lavori.10oe.operatori' : 'neg.lavori.5oe.operatori') : 'neg.servForn.5oe.operatori');
  return {
    procedure: works ? (ten ? '50d' : '50c') : '50e',
    name: 'Negoziata senza bando sotto soglia',
    cite: `C. 50 c. 1 lett. ${works ? (ten ? 'd' : 'c') : 'e'}`,
    consequence: `Si invitano almeno ${operators.toFixed()} operatori, se esistono, scelti da un elenco o con un’indagine di mercato, con rotazione.`,
  };
}

function below(natura: Nature, value: Decimal, law: IntakeLaw): readonly AdmittedProcedure[] {
  if (isConcession(natura)) return [concession, ...ordinary];
  const most = figure(law, isWorks(natura) ? 'ad.lavori.max' : 'ad.servForn.max');
  return value.lt(most) ? [direct(natura, most), ...ordinary] : [negotiated(natura, value, law), ...ordinary];
}

/** The reasons of art. 76 add a procedure, they never take one away: whether they hold is for people to judge. */
const hasReason = ({ eccezione }: IntakeAnswers): boolean =>
  eccezione === 'UNICO_OPERATORE' || eccezione === 'URGENZA' || eccezione === 'DESERTA';

/** What the law admits for a need of this nature and value. */
export function admittedProcedures(answers: Required<Pick<IntakeAnswers, 'natura' | 'importo'>> & IntakeAnswers, law: IntakeLaw): Admitted {
  const { natura, importo } = answers;
  const threshold = thresholdOf(answers, law);
  const unknown = (key: string): Admitted => ({
    known: false,
    reason: `Il parametro di legge «${key}» non ha un valore in vigore il ${dayInWords(law.asOf)}: le procedure ammesse non si possono dire.`,
  });
  if (threshold === undefined) return unknown(thresholdKeys[natura]);
  try {
    const usual = threshold.above ? [...ordinary, ...complex] : below(natura, new Decimal(importo), law);
    return { known: true, threshold, procedures: hasReason(answers) ? [single, ...usual] : usual };
  } catch (error) {
    if (error instanceof UnknownFigure) return unknown(error.message);
    throw error;
  }
}

export const isDirect = (procedure: Procedure): boolean => procedure === '50a' || procedure === '50b';
export const isByInvitation = (procedure: Procedure): boolean => ['50c', '50d', '50e', '76', '187'].includes(procedure);
