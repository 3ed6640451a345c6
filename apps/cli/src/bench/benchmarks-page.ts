import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { machine, type Figure, type FigureTerms } from './figure.js';

const page = 'docs/benchmarks.md';
const heading =
  '# Benchmarks\n\nWritten by `npm run bench -- <name> --write` and `npm run faults -- <name> --write`; not edited by hand. Product and peer run in turn on one machine, the ratio is taken within each run, and the median of the runs counts.\n';

const number = (value: number): string => String(value);

function row({ figure }: { figure: Figure }): string {
  const { value, unit, peer, peerValue, ratio, target, mustBe, range, runs, ok } = figure;
  const limit = `${mustBe === 'atMost' ? '≤' : '≥'} ${number(target)}${ratio === null ? ` ${unit}` : ''}`;
  const cells = [
    figure.figure,
    `${number(value)} ${unit}`,
    peer === null || peerValue === null ? '' : `${peer}: ${number(peerValue)} ${unit}`,
    ratio === null ? '' : number(ratio),
    `${number(range[0])} to ${number(range[1])}, ${runs} runs`,
    limit,
    ok ? 'reached' : '**missed**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function section(name: string, measured: readonly { terms: FigureTerms; figure: Figure }[], origin: string): string {
  return [
    `## ${name}`,
    '',
    `${origin}, ${machine()}.`,
    '',
    '| figure | product | peer | ratio | range | target | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...measured.map(row),
    '',
    ...measured.flatMap(({ terms }) => [`- **${terms.figure}**: ${terms.description}`]),
    '',
  ].join('\n');
}

/** Renews the section of one bench and leaves the others as they are. */
export async function writeBenchmarks(
  name: string,
  measured: readonly { terms: FigureTerms; figure: Figure }[],
  command = `npm run bench -- ${name} --write`,
): Promise<void> {
  const file = resolve(page);
  const current = await readFile(file, 'utf8').catch(() => '');
  const others = current.split(/^(?=## )/m).filter((part) => part.startsWith('## ') && !part.startsWith(`## ${name}\n`));
  const day = new Date(performance.timeOrigin + performance.now()).toISOString().slice(0, 10);
  const parts = [...others.map((part) => part.trimEnd()), section(name, measured, `\`${command}\`, ${day}`).trimEnd()].sort();
  await writeFile(file, `${heading}\n${parts.join('\n\n')}\n`);
}
