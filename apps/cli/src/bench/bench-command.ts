import { Command } from 'commander';
import { writeBenchmarks } from './benchmarks-page.js';
import { figureOf, type Figure, type FigureTerms, type Measurement, type Tell } from './figure.js';

/** Each bench loads only what it measures. */
const benches: Record<string, () => Promise<readonly Measurement[]>> = {
  access: async () => (await import('./access/index.js')).accessFigures,
  drafting: async () => (await import('./drafting/index.js')).draftingFigures,
  package: async () => (await import('./package/index.js')).packageFigures,
  process: async () => (await import('./process/index.js')).processFigures,
  redline: async () => (await import('./redline/index.js')).redlineFigures,
  templates: async () => (await import('./templates/index.js')).templateFigures,
  word: async () => (await import('./word/index.js')).wordFigures,
};

interface BenchOptions {
  write: boolean;
  only?: string[];
}

/** `bench <name>`: measures against bare peers, one JSON line a figure; exit 1 where a target is missed. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('misura il prodotto a confronto con i motori nudi')
    .argument('<nome>', `uno di: ${Object.keys(benches).join(', ')}`)
    .option('--write', 'rinnova docs/benchmarks.md: con --only le sole righe misurate', false)
    .option('--only <figure...>', 'solo queste misure')
    .action((name: string, options: BenchOptions) => bench(name, options));
}

async function bench(name: string, options: BenchOptions): Promise<void> {
  const load = benches[name];
  if (load === undefined) throw new Error(`Misura sconosciuta: ${name}. Ci sono: ${Object.keys(benches).join(', ')}.`);
  const all = await load();
  const chosen = all.filter(({ terms }) => options.only?.includes(terms.figure) ?? true);
  const tell: Tell = (line) => process.stderr.write(`${line}\n`);
  const measured: { terms: FigureTerms; figure: Figure }[] = [];
  for (const { terms, measure } of chosen) {
    tell(`\n${terms.figure}`);
    const figure = figureOf(name, terms, await measure(tell));
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    measured.push({ terms, figure });
  }
  if (options.write) {
    const figures = all.map(({ terms }) => terms.figure);
    await writeBenchmarks(name, measured, { figures });
  }
  if (measured.some(({ figure }) => !figure.ok)) process.exitCode = 1;
}
