import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays } from '../calendar/day-counting.js';
import { type LegalParameter, legalParameters, parameter } from '../law/parameters.js';
import { formatEuro, formatNumber, isMoney } from '../money/money.js';

const amount = z.string().refine(isMoney, 'L’importo si scrive con il punto e al massimo due decimali: 1234.56.');
const rate = z.string().regex(/^\d{1,13}(?:\.\d{1,4})?$/, 'Il valore è un numero con al massimo quattro decimali: 0.45.');
const date = z.iso.date('La data si scrive AAAA-MM-GG.');

/** A band holds bases from `min` included to `max` excluded; `max` null is without limit. */
const band = z.strictObject({ min: amount, max: amount.nullable(), tipo: z.enum(['fisso', 'percentuale']), valore: rate });
export type TariffBand = z.output<typeof band>;

/**
 * One price list of a convenzione: when it is charged, on what, in which bands, from a day to a day, both included.
 * Amounts are decimal text in euro; with base `ABITANTI` the bands count inhabitants. The whole base falls into one band.
 */
export const tariffSchema = z.strictObject({
  momento: z.enum(['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE']),
  base: z.enum(['BASE_GARA', 'VALORE_STIMATO', 'ABITANTI']),
  scaglioni: z.array(band).min(1, 'Serve almeno uno scaglione.'),
  minimo: amount.nullable().default(null),
  massimo: amount.nullable().default(null),
  soloOnline: z.boolean().default(false),
  quotaIncentivoPct: rate.default('0'),
  rimborsiSpeseVive: z.boolean().default(false),
  dal: date,
  al: date.nullable().default(null),
});
export type Tariff = z.output<typeof tariffSchema>;

export interface TariffFinding {
  readonly rule:
    | 'FORMA'
    | 'SCAGLIONE_VUOTO'
    | 'LACUNA'
    | 'SOVRAPPOSIZIONE'
    | 'PERCENTUALE'
    | 'BASE'
    | 'LIMITI'
    | 'INCENTIVO'
    | 'PERIODO'
    | 'DUE_TARIFFE';
  /** Positions of the bands it is about, from 0; of the tariffs for `DUE_TARIFFE`. */
  readonly items: readonly number[];
  readonly reason: string;
}

function quantity(tariff: Pick<Tariff, 'base'>, value: string): string {
  return tariff.base === 'ABITANTI' ? `${formatNumber(value)} abitanti` : formatEuro(value);
}

/** A band as a sentence names it: `scaglione 2 (da € 150.000,00 a meno di € 1.000.000,00)`. */
export function bandName(tariff: Pick<Tariff, 'base' | 'scaglioni'>, index: number): string {
  const item = tariff.scaglioni[index];
  if (item === undefined) return `scaglione ${index + 1}`;
  const upTo = item.max === null ? 'in su' : `a meno di ${quantity(tariff, item.max)}`;
  return `scaglione ${index + 1} (da ${quantity(tariff, item.min)} ${upTo})`;
}

interface Placed {
  readonly index: number;
  readonly min: Decimal;
  readonly max: Decimal | null;
}

function placedBands(tariff: Tariff): readonly Placed[] {
  return tariff.scaglioni
    .map(({ min, max }, index) => ({ index, min: new Decimal(min), max: max === null ? null : new Decimal(max) }))
    .sort((a, b) => a.min.comparedTo(b.min) || a.index - b.index);
}

/** Bands must follow one another from zero up without limit: every base has exactly one. */
function bandFindings(tariff: Tariff): readonly TariffFinding[] {
  const bands = placedBands(tariff);
  const name = (placed: Placed): string => bandName(tariff, placed.index);
  const empty = bands.filter(({ min, max }) => max?.lte(min) === true);
  const found: TariffFinding[] = empty.map((placed) => ({
    rule: 'SCAGLIONE_VUOTO',
    items: [placed.index],
    reason: `Lo ${name(placed)} è vuoto: il massimo deve superare il minimo.`,
  }));
  if (found.length > 0) return found;
  const [first] = bands;
  if (first?.min.isZero() === false) {
    found.push({
      rule: 'LACUNA',
      items: [first.index],
      reason: `Sotto lo ${name(first)} non c’è nessuno scaglione: il primo comincia da zero, anche se gratuito.`,
    });
  }
  for (const [at, next] of bands.entries()) {
    const previous = bands[at - 1];
    if (previous === undefined) continue;
    const items = [previous.index, next.index];
    if (previous.max === null || previous.max.gt(next.min)) {
      found.push({ rule: 'SOVRAPPOSIZIONE', items, reason: `Lo ${name(previous)} e lo ${name(next)} si sovrappongono.` });
    } else if (previous.max.lt(next.min)) {
      const missing = `da ${quantity(tariff, previous.max.toFixed())} a meno di ${quantity(tariff, next.min.toFixed())}`;
      found.push({ rule: 'LACUNA', items, reason: `Fra lo ${name(previous)} e lo ${name(next)} manca uno scaglione: ${missing}.` });
    }
  }
  const last = bands.at(-1);
  if (last !== undefined && last.max !== null && !bands.some(({ max }) => max === null)) {
    found.push({
      rule: 'LACUNA',
      items: [last.index],
      reason: `Sopra lo ${name(last)} non c’è nessuno scaglione: l’ultimo è senza massimo.`,
    });
  }
  return found;
}

function ruleFindings(tariff: Tariff, rows: readonly LegalParameter[]): readonly TariffFinding[] {
  const found: TariffFinding[] = [];
  const { base, momento, minimo, massimo, dal, al } = tariff;
  for (const [index, item] of tariff.scaglioni.entries()) {
    if (item.tipo !== 'percentuale') continue;
    if (base === 'ABITANTI')
      found.push({
        rule: 'PERCENTUALE',
        items: [index],
        reason: `Sugli abitanti si chiede un importo fisso: lo ${bandName(tariff, index)} è in percentuale.`,
      });
    else if (new Decimal(item.valore).gt(100))
      found.push({ rule: 'PERCENTUALE', items: [index], reason: `La percentuale dello ${bandName(tariff, index)} supera 100.` });
  }
  if ((base === 'ABITANTI') !== (momento === 'ANNUALE')) {
    found.push({
      rule: 'BASE',
      items: [],
      reason: 'La quota annuale si calcola sugli abitanti, quella di una gara sulla base o sul valore stimato.',
    });
  }
  if (minimo !== null && massimo !== null && new Decimal(minimo).gt(massimo)) {
    found.push({ rule: 'LIMITI', items: [], reason: `Il minimo, ${formatEuro(minimo)}, supera il massimo, ${formatEuro(massimo)}.` });
  }
  if (al !== null && al < dal)
    found.push({ rule: 'PERIODO', items: [], reason: `La tariffa finisce il ${dayInWords(al)}, prima di cominciare.` });
  const most = parameter('incentivi.quotaCentrale.max', dal, rows);
  if (new Decimal(tariff.quotaIncentivoPct).isZero()) return found;
  if (!most.known)
    found.push({ rule: 'INCENTIVO', items: [], reason: 'Il limite della quota incentivo non è noto alla data della tariffa.' });
  else if (new Decimal(tariff.quotaIncentivoPct).gt(most.parameter.value)) {
    found.push({
      rule: 'INCENTIVO',
      items: [],
      reason: `La quota incentivo è del ${formatNumber(tariff.quotaIncentivoPct)}%: al massimo è il ${formatNumber(most.parameter.value)}% (${most.parameter.cite}).`,
    });
  }
  return found;
}

/** Checks one price list: the tariff, or every reason why it is refused, with the bands named. */
export function checkTariff(
  input: unknown,
  rows: readonly LegalParameter[] = legalParameters,
): { readonly ok: true; readonly tariff: Tariff } | { readonly ok: false; readonly findings: readonly TariffFinding[] } {
  const parsed = tariffSchema.safeParse(input);
  if (!parsed.success) {
    return {
      ok: false,
      findings: parsed.error.issues.map((issue) => ({
        rule: 'FORMA',
        items: [],
        reason: `${issue.path.map(String).join('/')}: ${issue.message}`,
      })),
    };
  }
  const findings = [...bandFindings(parsed.data), ...ruleFindings(parsed.data, rows)];
  return findings.length === 0 ? { ok: true, tariff: parsed.data } : { ok: false, findings };
}

/** Two price lists for one moment may not be in force on the same day. */
export function clashingTariffs(tariffs: readonly Tariff[]): readonly TariffFinding[] {
  return tariffs.flatMap((one, index) =>
    tariffs.slice(index + 1).flatMap((other, after): TariffFinding[] => {
      if (one.momento !== other.momento || (one.al !== null && one.al < other.dal) || (other.al !== null && other.al < one.dal)) return [];
      const since = one.dal > other.dal ? one.dal : other.dal;
      const reason = `Due tariffe valgono insieme dal ${dayInWords(since)}: chiudi la prima il ${dayInWords(addDays(since, -1))}.`;
      return [{ rule: 'DUE_TARIFFE', items: [index, index + 1 + after], reason }];
    }),
  );
}

/** The price list of a moment in force on a date. */
export function tariffInForce(tariffs: readonly Tariff[], momento: Tariff['momento'], asOf: string): Tariff | undefined {
  return tariffs.find((tariff) => tariff.momento === momento && tariff.dal <= asOf && (tariff.al === null || asOf <= tariff.al));
}

/** The band a base falls into: its position, or -1 in a list that has none for it. */
export function bandOf(tariff: Pick<Tariff, 'scaglioni'>, base: Decimal.Value): number {
  const value = new Decimal(base);
  return tariff.scaglioni.findIndex(({ min, max }) => value.gte(min) && (max === null || value.lt(max)));
}
