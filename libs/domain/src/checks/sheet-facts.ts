import { Decimal } from 'decimal.js';
import { parameter } from '../law/parameters.js';
import { formatEuro, formatNumber, sumMoney } from '../money/money.js';
import type { Lotto } from '../scheda/lotto-values.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { CheckFacts } from './check.js';

/** Facts that several checks work out from the sheet. */

export type ContractObject = 'works' | 'services' | 'supplies';

export const objectNames: Record<ContractObject, string> = { works: 'lavori', services: 'servizi', supplies: 'forniture' };

export function lotsOf(facts: CheckFacts): readonly Lotto[] {
  return facts.scheda.lotti ?? [];
}

export function lotPath(lot: Lotto, field: string): string {
  return `lotti/${lot.id}/${field}`;
}

/** True for text with something in it. */
export function isFilled(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

export function euro(value: Decimal.Value): string {
  return formatEuro(value).replace('\u00a0', ' ');
}

export function percent(value: Decimal.Value): string {
  return `${formatNumber(value)}%`;
}

/** Options of a lot added up; undefined where one has no amount yet. */
export function optionsOf(lot: Lotto): Decimal | undefined {
  const options = lot.importi?.opzioni ?? [];
  return options.every((option) => isFilled(option.importo)) ? sumMoney(options.map((option) => option.importo)) : undefined;
}

/** Base + options + repetitions (C. 14 c. 4); undefined while the base or an option has no amount. */
export function computedLotValue(lot: Lotto): Decimal | undefined {
  const base = lot.importi?.importoBase;
  const options = optionsOf(lot);
  return isFilled(base) && options !== undefined ? options.plus(base).plus(lot.importi?.ripetizioni ?? 0) : undefined;
}

/** Declared value of a lot, or the computed one where it is higher or alone. */
export function lotValue(lot: Lotto): Decimal | undefined {
  return highest(lot.importi?.valoreStimatoLotto, computedLotValue(lot));
}

function highest(declared: string | null | undefined, computed: Decimal | undefined): Decimal | undefined {
  if (!isFilled(declared)) return computed;
  return computed === undefined ? new Decimal(declared) : Decimal.max(declared, computed);
}

/** Value of the whole tender to compare with thresholds: what is declared, never less than what the lots add up to. */
export function tenderValue(scheda: SchedaValues): Decimal | undefined {
  const lots = scheda.lotti ?? [];
  const values = lots.map(lotValue);
  const computed = lots.length > 0 && values.every((value) => value !== undefined) ? sumDecimals(values) : undefined;
  return highest(scheda.valoreStimatoTotale, computed);
}

function sumDecimals(values: readonly (Decimal | undefined)[]): Decimal {
  return values.reduce<Decimal>((total, value) => (value === undefined ? total : total.plus(value)), new Decimal(0));
}

/** Object of the contract: that of every lot, or in a mixed tender the one with the greatest base (C. 14 c. 18). */
export function mainObject(scheda: SchedaValues): ContractObject | undefined {
  const totals = new Map<ContractObject, Decimal>();
  for (const lot of scheda.lotti ?? []) {
    if (lot.oggettoContratto == null) return undefined;
    const total = totals.get(lot.oggettoContratto) ?? new Decimal(0);
    totals.set(lot.oggettoContratto, total.plus(lot.importi?.importoBase ?? 0));
  }
  const [first, ...rest] = [...totals];
  return first === undefined ? undefined : rest.reduce((best, next) => (next[1].gt(best[1]) ? next : best), first)[0];
}

/** Services of architecture and engineering and other technical ones (CPV 71). */
export const isTechnicalService = ({ oggettoContratto, cpvPrevalente }: Lotto): boolean =>
  oggettoContratto === 'services' && cpvPrevalente?.startsWith('71') === true;

/** Works, or services of architecture and engineering in some lot: the RUP has to be a technician (All. I.2 art. 2). */
export function asksTechnician(scheda: SchedaValues): boolean {
  return mainObject(scheda) === 'works' || (scheda.lotti ?? []).some(isTechnicalService);
}

/** Key of the EU threshold that concerns the tender (C. 14). */
export function thresholdKey(scheda: SchedaValues): string | undefined {
  const object = mainObject(scheda);
  if (object === undefined) return undefined;
  const works = object === 'works';
  if (scheda.tipoContratto === 'concessione') return 'ue.concessioni';
  if (scheda.settore === 'speciale') return works ? 'ue.speciali.lavori' : 'ue.speciali.servForn';
  if (works) return 'ue.lavori';
  return scheda.regime === 'alleggerito' && object === 'services' ? 'ue.sociali' : 'ue.servForn.subcentrale';
}

export interface ThresholdReading {
  readonly value: Decimal;
  readonly threshold: Decimal;
  readonly above: boolean;
  readonly cite: string;
}

/** Compares the tender with the EU threshold at the reference date; undefined while value, object or parameter is missing. */
export function readThreshold(facts: Pick<CheckFacts, 'scheda' | 'asOf' | 'parameters'>): ThresholdReading | undefined {
  const key = thresholdKey(facts.scheda);
  const value = tenderValue(facts.scheda);
  if (key === undefined || value === undefined) return undefined;
  const reading = parameter(key, facts.asOf, facts.parameters);
  if (!reading.known) return undefined;
  const threshold = new Decimal(reading.parameter.value);
  return { value, threshold, above: value.gte(threshold), cite: reading.parameter.cite };
}

/** Inputs behind `readThreshold`, `tenderValue` and `mainObject`. */
export const thresholdInputs: readonly string[] = [
  '@asOf',
  '@parameters',
  'valoreStimatoTotale',
  'tipoContratto',
  'settore',
  'regime',
  'lotti/*/oggettoContratto',
  'lotti/*/importi/importoBase',
  'lotti/*/importi/opzioni',
  'lotti/*/importi/ripetizioni',
  'lotti/*/importi/valoreStimatoLotto',
];

/** Framework agreement. */
export function isFramework(scheda: SchedaValues): boolean {
  return scheda.strumento === 'fa-wo-rc' || scheda.strumento === 'fa-w-rc' || scheda.strumento === 'fa-mix';
}

/** Procedures of art. 50: direct awards (a, b) and negotiated ones (c, d, e). */
export function isDirectAward(scheda: SchedaValues): boolean {
  return scheda.norma === '50a' || scheda.norma === '50b';
}

export function isNegotiatedBelow(scheda: SchedaValues): boolean {
  return scheda.norma === '50c' || scheda.norma === '50d' || scheda.norma === '50e';
}

/** A number of the law at the reference date, with its citation. */
export function legalNumber(facts: CheckFacts, key: string): { readonly value: Decimal; readonly cite: string } | undefined {
  const reading = parameter(key, facts.asOf, facts.parameters);
  return reading.known ? { value: new Decimal(reading.parameter.value), cite: reading.parameter.cite } : undefined;
}
