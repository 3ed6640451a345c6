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

/** A row and the description of a figure, as the page has them. */
interface Entry {
  readonly row: string;
  readonly description: string;
}

/** What the page says of the figures of a bench. */
function entriesOf(section: string): Map<string, Entry> {
  const lines = section.split('\n');
  const described = new Map(
    lines.flatMap((line): [string, string][] => {
      const figure = /^- \*\*([^*]+)\*\*:/.exec(line)?.[1];
      return figure === undefined ? [] : [[figure, line]];
    }),
  );
  return new Map(
    lines.flatMap((line): [string, Entry][] => {
      const figure = /^\| ([^ |]+) \|/.exec(line)?.[1];
      const description = figure === undefined ? undefined : described.get(figure);
      return figure === undefined || description === undefined ? [] : [[figure, { row: line, description }]];
    }),
  );
}

function section(name: string, entries: readonly Entry[], origin: string): string {
  return [
    `## ${name}`,
    '',
    `${origin}, ${machine()}.`,
    '',
    '| figure | product | peer | ratio | range | target | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...entries.map(({ row: line }) => line),
    '',
    ...entries.map(({ description }) => description),
    '',
  ].join('\n');
}

/**
 * Renews what was measured in one section and leaves all else as it is.
 * @param figures all figures of the section in their order: others leave the page
 */
export async function writeBenchmarks(
  name: string,
  measured: readonly { terms: FigureTerms; figure: Figure }[],
  {
    figures = measured.map(({ terms }) => terms.figure),
    command = `npm run bench -- ${name} --write`,
  }: { figures?: readonly string[]; command?: string } = {},
): Promise<void> {
  const file = resolve(page);
  const current = await readFile(file, 'utf8').catch(() => '');
  const sections = current.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const isOwn = (part: string): boolean => part.startsWith(`## ${name}\n`);
  const entries = entriesOf(sections.find(isOwn) ?? '');
  for (const one of measured) {
    const { figure, description } = one.terms;
    entries.set(figure, { row: row(one), description: `- **${figure}**: ${description}` });
  }
  const day = new Date(performance.timeOrigin + performance.now()).toISOString().slice(0, 10);
  const own = section(
    name,
    figures.flatMap((figure) => entries.get(figure) ?? []),
    `\`${command}\`, ${day}`,
  );
  const parts = [...sections.filter((part) => !isOwn(part)).map((part) => part.trimEnd()), own.trimEnd()].sort();
  await writeFile(file, `${heading}\n${parts.join('\n\n')}\n`);
}
