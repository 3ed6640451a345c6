import { type IndicatorsView } from '@gare/contracts/indicators';
import { writeCsv, type CsvCell, type CsvFormat } from '@gare/domain/csv/csv-writing';

const columns = ['sezione', 'voce', 'ente', 'misura', 'valore', 'casi', 'dal', 'al'] as const;

type Spread = IndicatorsView['phases'][number]['gross'];
interface Line {
  readonly section: string;
  readonly item: string;
  readonly ente?: string;
  readonly measure: string;
  readonly value: number | null;
  readonly cases?: number;
  /** Of the baseline instead of the period asked for. */
  readonly baseline?: true;
}

const spread = (line: Pick<Line, 'section' | 'item' | 'ente' | 'baseline'>, { n, p50, p90 }: Spread, suffix = ''): Line[] =>
  n === 0
    ? []
    : [
        { ...line, measure: `p50${suffix}`, value: p50, cases: n },
        { ...line, measure: `p90${suffix}`, value: p90, cases: n },
      ];

const beside = (line: Pick<Line, 'section' | 'item' | 'ente'>, baseline: Spread | null): Line[] =>
  baseline === null ? [] : spread({ ...line, baseline: true }, baseline, '_partenza');

function linesOf(view: IndicatorsView): readonly Line[] {
  const kpis = view.kpis.flatMap(({ title, target, now, baseline, byEnte }) => {
    const line = { section: 'indicatore', item: title };
    return [
      ...spread(line, now),
      ...beside(line, baseline),
      ...(target === null ? [] : [{ ...line, measure: 'obiettivo', value: target }]),
      ...byEnte.flatMap((own) => {
        const ofEnte = { ...line, ente: own.ente.denominazione };
        return [...spread(ofEnte, own.now), ...beside(ofEnte, own.baseline)];
      }),
    ];
  });
  const phases = view.phases.flatMap(({ phase: item, gross, net, baseline, waiting }) => [
    ...spread({ section: 'fase', item }, gross),
    ...spread({ section: 'fase', item }, net, '_netto'),
    ...beside({ section: 'fase', item }, baseline),
    ...waiting.map(({ party, days }) => ({ section: 'attesa', item, measure: party, value: days })),
  ]);
  const whole = view.waiting.map(({ party, days }) => ({ section: 'attesa', item: 'totale', measure: party, value: days }));
  const backlog = view.backlog.flatMap(({ label: item, open, late }) => [
    { section: 'arretrato', item, measure: 'aperti', value: open },
    ...(late === null ? [] : [{ section: 'arretrato', item, measure: 'oltre_termine', value: late }]),
  ]);
  const months = view.months.flatMap(({ month: item, opened, concluded, open }) => [
    { section: 'mese', item, measure: 'aperti', value: opened },
    { section: 'mese', item, measure: 'conclusi', value: concluded },
    { section: 'mese', item, measure: 'aperti_fine_mese', value: open },
  ]);
  return [...kpis, ...phases, ...whole, ...backlog, ...months];
}

/** Every figure of the dashboard as a line of its own: easy to filter in a spreadsheet, easy to load elsewhere. */
export function indicatorsCsv(view: IndicatorsView, format: CsvFormat): string {
  const number = (value: number | null | undefined, decimals: number): CsvCell =>
    value === null || value === undefined ? null : { number: String(value), decimals };
  const rows = linesOf(view).map(({ section, item, ente = '', measure, value, cases, baseline }): readonly CsvCell[] => {
    const period = baseline === true && view.baseline !== null ? view.baseline : view.period;
    return [
      { text: section },
      { text: item },
      { text: ente },
      { text: measure },
      number(value, value !== null && Number.isInteger(value) ? 0 : 1),
      number(cases, 0),
      { date: period.from },
      { date: period.to },
    ];
  });
  return writeCsv(columns, rows, format);
}
