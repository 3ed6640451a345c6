import { cpus } from 'node:os';

/** One measured figure, as it is printed: one JSON line. */
export interface Figure {
  bench: string;
  figure: string;
  /** Median of the runs. */
  value: number;
  unit: 's' | 'ms' | 'MB' | 'jobs/s' | 'entries/s' | 'faults' | 'values' | 'edits' | 'kills' | 'pages' | '%';
  /** What it is compared with; null for a figure that stands alone. */
  peer: string | null;
  /** Median of the peer's runs, same unit. */
  peerValue: number | null;
  /** Median of value / peerValue, each taken within one run; null without a peer. */
  ratio: number | null;
  /** Limit of the ratio, or of the value where there is no peer. */
  target: number;
  /** Whether the figure must stay at or below its target, or reach it. */
  mustBe: 'atMost' | 'atLeast';
  runs: number;
  /** Lowest and highest of what is held against the target. */
  range: [lowest: number, highest: number];
  ok: boolean;
}

/** A product's run and, in the same run, its peer's. */
export interface Run {
  value: number;
  peer?: number;
}

export interface FigureTerms extends Pick<Figure, 'figure' | 'unit' | 'peer' | 'target' | 'mustBe'> {
  /** What is measured and how, in plain words, for docs/benchmarks.md. */
  description: string;
}

/** Progress for the person who waits; the figures alone go to standard output. */
export type Tell = (line: string) => void;

/** Measures one figure. */
export interface Measurement {
  terms: FigureTerms;
  readonly measure: (tell: Tell) => Promise<Run[]>;
}

/** Median of a list that is not empty; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) throw new Error('no run to take the median of');
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? upper)) / 2 : upper;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function figureOf(bench: string, terms: FigureTerms, runs: readonly Run[]): Figure {
  const { figure, unit, peer, target, mustBe } = terms;
  const peers = runs.flatMap((run) => (run.peer === undefined ? [] : [run.peer]));
  const value = median(runs.map((run) => run.value));
  const held = runs.map((run) => (peer === null ? run.value : run.value / (run.peer ?? Number.NaN)));
  const decisive = median(held);
  return {
    bench,
    figure,
    value: rounded(value),
    unit,
    peer,
    peerValue: peer === null ? null : rounded(median(peers)),
    ratio: peer === null ? null : rounded(decisive),
    target,
    mustBe,
    runs: runs.length,
    range: [rounded(Math.min(...held)), rounded(Math.max(...held))],
    ok: mustBe === 'atMost' ? decisive <= target : decisive >= target,
  };
}

/** The machine in one line. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, ${process.platform}-${process.arch}`;
}
