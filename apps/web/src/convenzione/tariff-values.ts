import { formatNumber, readMoney } from '@gare/domain/money/money';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { checkPriceLists } from '@gare/domain/tariff/price-lists';
import { parseItalianNumber } from '../format/numbers';

export interface TypedBand {
  readonly key: string;
  readonly min: string;
  /** Empty: without limit. */
  readonly max: string;
  readonly tipo: 'fisso' | 'percentuale';
  readonly valore: string;
}
/** A price list as it is typed: everything text. */
export interface TypedTariff {
  readonly key: string;
  readonly momento: Tariff['momento'];
  readonly base: Tariff['base'];
  readonly scaglioni: readonly TypedBand[];
  readonly minimo: string;
  readonly massimo: string;
  readonly soloOnline: boolean;
  readonly quotaIncentivoPct: string;
  readonly rimborsiSpeseVive: boolean;
  readonly dal: string;
  readonly al: string;
}

const shown = (value: string | null): string => (value === null ? '' : formatNumber(value, 2));

export const emptyBand = (min = ''): TypedBand => ({ key: crypto.randomUUID(), min, max: '', tipo: 'percentuale', valore: '' });

export const emptyTariff = (): TypedTariff => ({
  key: crypto.randomUUID(),
  momento: 'PUBBLICAZIONE',
  base: 'BASE_GARA',
  scaglioni: [emptyBand('0')],
  minimo: '',
  massimo: '',
  soloOnline: false,
  quotaIncentivoPct: '0',
  rimborsiSpeseVive: false,
  dal: '',
  al: '',
});

export function typedTariff(tariff: Tariff, index: number): TypedTariff {
  const count = tariff.base === 'ABITANTI';
  const limit = (value: string | null): string => (value === null ? '' : count ? formatNumber(value) : shown(value));
  return {
    key: String(index),
    momento: tariff.momento,
    base: tariff.base,
    scaglioni: tariff.scaglioni.map((band, at) => ({
      key: String(at),
      min: limit(band.min),
      max: limit(band.max),
      tipo: band.tipo,
      valore: band.tipo === 'fisso' ? shown(band.valore) : formatNumber(band.valore),
    })),
    minimo: shown(tariff.minimo),
    massimo: shown(tariff.massimo),
    soloOnline: tariff.soloOnline,
    quotaIncentivoPct: formatNumber(tariff.quotaIncentivoPct),
    rimborsiSpeseVive: tariff.rimborsiSpeseVive,
    dal: tariff.dal,
    al: tariff.al ?? '',
  };
}

/** A problem with what is typed in a price list: the control it is about, by its name in the list. */
export interface TariffProblem {
  readonly tariff: number;
  /** Bands it is about; none where it is about the list as a whole. */
  readonly bands: readonly number[];
  readonly control: string;
  readonly message: string;
}

interface Read {
  readonly value: Tariff | null;
  readonly problems: readonly TariffProblem[];
}

/** Reads one typed list; where a number is none, its control and the words for it. */
function readTariff(typed: TypedTariff, index: number, words: { readonly number: string; readonly day: string }): Read {
  const problems: TariffProblem[] = [];
  const wrong = (control: string, message: string, bands: readonly number[] = []): string => {
    problems.push({ tariff: index, bands, control, message });
    return '0';
  };
  const amount = (text: string, control: string, bands?: readonly number[]): string => {
    const reading = readMoney(text);
    return reading.ok ? reading.value : wrong(control, text.trim() === '' ? words.number : reading.message, bands);
  };
  const number = (text: string, control: string, bands?: readonly number[]): string =>
    parseItalianNumber(text) ?? wrong(control, words.number, bands);
  const scaglioni = typed.scaglioni.map((band, at) => ({
    min: amount(band.min, `min-${at}`, [at]),
    max: band.max.trim() === '' ? null : amount(band.max, `max-${at}`, [at]),
    tipo: band.tipo,
    valore: band.tipo === 'fisso' ? amount(band.valore, `valore-${at}`, [at]) : number(band.valore, `valore-${at}`, [at]),
  }));
  const value: Tariff = {
    momento: typed.momento,
    base: typed.base,
    scaglioni,
    minimo: typed.minimo.trim() === '' ? null : amount(typed.minimo, 'minimo'),
    massimo: typed.massimo.trim() === '' ? null : amount(typed.massimo, 'massimo'),
    soloOnline: typed.soloOnline,
    quotaIncentivoPct: typed.quotaIncentivoPct.trim() === '' ? '0' : number(typed.quotaIncentivoPct, 'quota'),
    rimborsiSpeseVive: typed.rimborsiSpeseVive,
    dal: typed.dal === '' ? wrong('dal', words.day) : typed.dal,
    al: typed.al === '' ? null : typed.al,
  };
  return { value: problems.length === 0 ? value : null, problems };
}

/** The lists that can be read, and what is wrong: in how they are written, else in what they say (bands, periods, limits). */
export function readTariffs(
  typed: readonly TypedTariff[],
  words: { readonly number: string; readonly day: string },
): { readonly tariffs: readonly (Tariff | null)[]; readonly problems: readonly TariffProblem[] } {
  const read = typed.map((one, index) => readTariff(one, index, words));
  const tariffs = read.map(({ value }) => value);
  const unreadable = read.flatMap(({ problems }) => problems);
  const readable = tariffs.filter((one) => one !== null);
  if (unreadable.length > 0 || readable.length !== tariffs.length) return { tariffs, problems: unreadable };
  const outcome = checkPriceLists(readable);
  if (outcome.ok) return { tariffs, problems: [] };
  const problems = outcome.findings.map(({ tariffa, scaglioni, reason }) => ({
    tariff: tariffa,
    bands: scaglioni,
    control: scaglioni[0] === undefined ? 'dal' : `min-${scaglioni.at(-1) ?? scaglioni[0]}`,
    message: reason,
  }));
  return { tariffs, problems };
}

/** Id of a control of a price list, for the summary of what is wrong. */
export const tariffControl = (tariff: number, control: string): string => `tariffa-${tariff}-${control}`;
