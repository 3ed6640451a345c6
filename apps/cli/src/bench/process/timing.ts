import { type Run, type Tell } from '../figure.js';

/** What is timed, and in the same run what stands beside it. */
export interface Timed {
  readonly product: () => Promise<void>;
  readonly peer: () => Promise<void>;
}

const percentile = (times: readonly number[]): number =>
  [...times].sort((left, right) => left - right)[Math.floor(times.length * 0.95)] ?? Number.NaN;

async function time(work: () => Promise<void>, into: number[]): Promise<void> {
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}

/** The 95th percentile of each, asked in turn so that what the machine does meanwhile hits both alike; the first round does not count. */
export async function timed(
  { product, peer }: Timed,
  { runs, asked, warmUp }: { runs: number; asked: number; warmUp: number },
  tell: Tell,
): Promise<Run[]> {
  const measured: Run[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const [own, bare]: [number[], number[]] = [[], []];
    for (let request = 0; request < (run === 0 ? warmUp : asked); request += 1) {
      await time(product, own);
      await time(peer, bare);
    }
    if (run === 0) continue;
    const [value, beside] = [percentile(own), percentile(bare)];
    measured.push({ value, peer: beside });
    tell(`  ${run}/${runs}: ${value.toFixed(2)} ms, bare ${beside.toFixed(2)} ms, ratio ${(value / beside).toFixed(2)}`);
  }
  return measured;
}
