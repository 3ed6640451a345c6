import { Decimal } from 'decimal.js';
import { isDate, toRomeDate } from '../calendar/rome-time.js';
import { money, sumMoney } from '../money/money.js';
import { type Criterio } from './gara-values.js';
import { type Importi, type Lotto, type QuadroEconomico, type QuadroEconomicoLavori } from './lotto-values.js';
import { type SchedaValues } from './scheda-values.js';

export type OggettoPrevalente = 'works' | 'services' | 'supplies';

/** Amounts computed for a lot or, summed, for the whole procedure. Decimal strings; null = cannot be computed. */
interface ComputedAmounts {
  readonly importoBase: string | null;
  readonly importoSoggettoARibasso: string | null;
  readonly oneriSicurezza: string | null;
  readonly costiManodopera: string | null;
  /** Labour over base, percent with two decimals. */
  readonly percentualeManodopera: string | null;
  readonly sommeOpzioni: string;
  readonly quadroEconomicoTotale: string | null;
}

/** Amounts of one lot computed from its parts, next to what the sheet declares. */
export interface LotFacts extends ComputedAmounts {
  readonly id: string;
  readonly componenti: { readonly works: string; readonly services: string; readonly supplies: string };
  readonly ripetizioni: string;
  readonly valoreStimatoLotto: string | null;
  readonly quadroEconomicoLavoriTotale: string | null;
  readonly sommaFinanziamenti: string;
}

export interface SchedaFacts extends ComputedAmounts {
  readonly lotti: readonly LotFacts[];
  /** Σ of the lots (C. 14 cc. 4, 9, 10), computed; the declared one is in the sheet. */
  readonly valoreStimatoTotale: string | null;
  readonly sommaCriteri: string | null;
  readonly sommaPunti: string | null;
  readonly oggettoPrevalente: OggettoPrevalente | null;
  readonly riferimento: ReferenceDate;
}

export interface ReferenceDate {
  /** Day in Rome on which thresholds and parameters are read. */
  readonly data: string;
  readonly base: 'TRASMISSIONE_BANDO' | 'INVIO_INVITI' | 'DETERMINA' | 'OGGI';
}

const DIRECT_AWARD = new Set(['50a', '50b']);
const INVITATION = new Set(['50c', '50d', '50e', '76']);

/**
 * The day on which the law is read: transmission of the notice, sending of the invitations, or the act for direct
 * awards; `asOf` (a date or an instant) while that date is not in the sheet yet.
 */
export function referenceDate(scheda: SchedaValues, asOf: string): ReferenceDate {
  const { norma } = scheda;
  const direct = norma !== null && norma !== undefined && DIRECT_AWARD.has(norma);
  const invited = (norma !== null && norma !== undefined && INVITATION.has(norma)) || scheda.tipoProcedura === 'neg-wo-call';
  const chosen = direct
    ? ({ value: scheda.decisioneContrarre?.data, base: 'DETERMINA' } as const)
    : invited
      ? ({ value: scheda.dataInvioInviti, base: 'INVIO_INVITI' } as const)
      : ({ value: scheda.dataTrasmissioneBando, base: 'TRASMISSIONE_BANDO' } as const);
  const day = (text: string): string => (isDate(text) ? text : toRomeDate(text));
  return chosen.value ? { data: day(chosen.value), base: chosen.base } : { data: day(asOf), base: 'OGGI' };
}

/** Every derived amount and date of a sheet. Pure: the same sheet and `asOf` give the same facts. */
export function deriveFacts(scheda: SchedaValues, { asOf }: { readonly asOf: string }): SchedaFacts {
  const lots = (scheda.lotti ?? []).map(lotFacts);
  const total = (pick: (lot: LotFacts) => string | null): string | null => totalOf(lots.map(pick));
  const importoBase = total((lot) => lot.importoBase);
  const costiManodopera = total((lot) => lot.costiManodopera);
  return {
    lotti: lots,
    importoBase,
    importoSoggettoARibasso: total((lot) => lot.importoSoggettoARibasso),
    oneriSicurezza: total((lot) => lot.oneriSicurezza),
    costiManodopera,
    percentualeManodopera: share(costiManodopera, importoBase),
    sommeOpzioni: money(sumMoney(lots.map((lot) => lot.sommeOpzioni))),
    valoreStimatoTotale: total((lot) => lot.valoreStimatoLotto),
    quadroEconomicoTotale: total((lot) => lot.quadroEconomicoTotale),
    sommaCriteri: sumOfPoints((scheda.aggiudicazione?.criteri ?? []).map((criterio) => criterio.peso)),
    sommaPunti: pointsOf(scheda),
    oggettoPrevalente: prevailingObject(scheda.lotti ?? [], lots),
    riferimento: referenceDate(scheda, asOf),
  };
}

/** Σ of the points of the subcriteria of one criterion; null where it has none or one is missing. */
export function sumOfSubcriteria(criterio: Criterio): string | null {
  return sumOfPoints((criterio.sub ?? []).map((sub) => sub.peso));
}

function lotFacts(lotto: Lotto): LotFacts {
  const importi: Importi = lotto.importi ?? {};
  const importoBase = computedBase(importi);
  const sommeOpzioni = money(sumMoney((importi.opzioni ?? []).map((opzione) => opzione.importo)));
  const ripetizioni = money(importi.ripetizioni ?? 0);
  return {
    id: lotto.id,
    componenti: {
      works: money(importi.importoLavori ?? 0),
      services: money(importi.importoServizi ?? 0),
      supplies: money(importi.importoForniture ?? 0),
    },
    importoBase,
    importoSoggettoARibasso: importoBase === null ? null : openToDiscount(importi, importoBase),
    oneriSicurezza: importi.oneriSicurezzaInterferenza ?? null,
    costiManodopera: importi.costiManodopera ?? null,
    percentualeManodopera: share(importi.costiManodopera, importoBase),
    sommeOpzioni,
    ripetizioni,
    valoreStimatoLotto: importoBase === null ? null : money(sumMoney([importoBase, sommeOpzioni, ripetizioni])),
    quadroEconomicoTotale: quadroTotal(lotto.quadroEconomico),
    quadroEconomicoLavoriTotale: quadroTotal(lotto.quadroEconomicoLavori),
    sommaFinanziamenti: money(sumMoney((lotto.finanziamenti ?? []).map((finanziamento) => finanziamento.importo))),
  };
}

function computedBase(importi: Importi): string | null {
  const components = [importi.importoLavori, importi.importoServizi, importi.importoForniture];
  if (components.every((component) => component === null || component === undefined)) return null;
  return money(
    sumMoney([...components, importi.oneriSicurezzaInterferenza, importi.importoProgettazione, importi.ulterioriSommeNoRibasso]),
  );
}

function openToDiscount(importi: Importi, base: string): string {
  const apart = [
    importi.oneriSicurezzaInterferenza,
    importi.ulterioriSommeNoRibasso,
    importi.manodoperaScorporata === true ? importi.costiManodopera : null,
  ];
  return money(Decimal.max(0, new Decimal(base).minus(sumMoney(apart))));
}

const NOT_ADDENDS = new Set(['totale', 'aliquotaIva', 'finanziamentiCanoniPA', 'entrateUtenza', 'introitoAttivo']);

/** Sum of the items of a cost breakdown, its declared total left out; null where it is empty. */
export function quadroTotal(quadro: QuadroEconomico | QuadroEconomicoLavori | null | undefined): string | null {
  const items = Object.entries(quadro ?? {}).filter(([name, value]) => !NOT_ADDENDS.has(name) && typeof value === 'string');
  return items.length === 0 ? null : money(sumMoney(items.map(([, value]) => value as string)));
}

function totalOf(values: readonly (string | null)[]): string | null {
  return values.length === 0 || values.includes(null) ? null : money(sumMoney(values));
}

function share(part: string | null | undefined, whole: string | null): string | null {
  if (part === null || part === undefined || whole === null || new Decimal(whole).isZero()) return null;
  return new Decimal(part).times(100).dividedBy(whole).toFixed(2, Decimal.ROUND_HALF_UP);
}

function sumOfPoints(points: readonly (string | null | undefined)[]): string | null {
  if (points.length === 0 || points.some((value) => value === null || value === undefined)) return null;
  return sumMoney(points).toString();
}

function pointsOf(scheda: SchedaValues): string | null {
  const { puntiTecnici, puntiEconomici, puntiTempo } = scheda.aggiudicazione ?? {};
  return sumOfPoints([puntiTecnici, puntiEconomici, puntiTempo ?? '0']);
}

/** The object of the greatest total amount over the lots (C. 14 c. 18-19); the declared object where no amount is in yet. */
function prevailingObject(lotti: readonly Lotto[], lots: readonly LotFacts[]): OggettoPrevalente | null {
  const objects = ['works', 'services', 'supplies'] as const;
  const totals = objects.map((object) => ({ object, total: sumMoney(lots.map((lot) => lot.componenti[object])) }));
  const greatest = totals.reduce((best, next) => (next.total.gt(best.total) ? next : best));
  if (greatest.total.isZero()) return lotti.find((lotto) => lotto.oggettoContratto)?.oggettoContratto ?? null;
  return greatest.object;
}
