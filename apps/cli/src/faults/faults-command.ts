import { Command, InvalidArgumentError } from 'commander';
import { writeBenchmarks } from '../bench/benchmarks-page.js';
import { figureOf } from '../bench/figure.js';
import { type FaultFigure, type FaultOptions } from './fault-figure.js';

/** Each run loads only what it breaks. */
const runs: Record<string, () => Promise<(options: FaultOptions) => Promise<readonly FaultFigure[]>>> = {
  drafting: async () => (await import('./drafting/index.js')).faultsOfDrafting,
};

interface CommandOptions {
  kills: number;
  edits: number;
  seed?: number;
  write: boolean;
}

/** `faults <name>`: processes are killed while people work, and what was acknowledged is looked for; exit 1 where something is lost. */
export function faultsCommand(): Command {
  return new Command('faults')
    .description('interrompe i processi mentre si lavora e cerca ciò che era stato confermato')
    .argument('<nome>', `uno di: ${Object.keys(runs).join(', ')}`)
    .option('--kills <numero>', 'quante volte un processo è ucciso con kill -9', wholeNumber, 50)
    .option('--edits <numero>', 'quante modifiche confermate servono almeno', wholeNumber, 10_000)
    .option('--seed <numero>', 'ripete le stesse scelte', wholeNumber)
    .option('--write', 'rinnova docs/benchmarks.md', false)
    .action((name: string, options: CommandOptions) => faults(name, options));
}

async function faults(name: string, { kills, edits, seed, write }: CommandOptions): Promise<void> {
  const load = runs[name];
  if (load === undefined) throw new Error(`Prova sconosciuta: ${name}. Ci sono: ${Object.keys(runs).join(', ')}.`);
  const run = await load();
  const chosen = seed ?? Math.floor(performance.timeOrigin % 1_000_000);
  const tell = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  tell(`seed ${chosen}`);
  const found = await run({ kills, edits, seed: chosen, tell });
  const measured = found.map(({ terms, value }) => ({ terms, figure: figureOf(`faults ${name}`, terms, [{ value }]) }));
  for (const { figure } of measured) process.stdout.write(`${JSON.stringify({ ...figure, seed: chosen })}\n`);
  if (write) await writeBenchmarks(`faults ${name}`, measured, { command: `npm run faults -- ${name} --write` });
  if (measured.some(({ figure }) => !figure.ok)) process.exitCode = 1;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('serve un numero intero.');
  return value;
}
