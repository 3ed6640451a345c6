import { resolve } from 'node:path';
import { ContradictionReader } from '@gare/domain/facts/contradictions';
import { expectedFacts } from '@gare/domain/facts/expected-values';
import { type Measurement } from '../figure.js';
import { cleanDocuments, type CleanDocument } from './clean-documents.js';
import { seeded, seeds, type Seed } from './seeded-contradictions.js';

type Reading = ReturnType<ContradictionReader['read']>;
type Contradiction = Reading['contradictions'][number];

export const readingOf = ({ sheet }: CleanDocument, text: string): Reading => new ContradictionReader(expectedFacts(sheet)).read(text);

/** What the seed adds to what is told of its document, each with the text from where it is said to stand. @throws where the seed has no place */
export function toldOf(clean: readonly CleanDocument[], seed: Seed): { contradiction: Contradiction; standing: string }[] {
  const document = clean.find(({ code, trial }) => code === seed.code && trial === seed.trial);
  if (document === undefined) throw new Error(`no document ${seed.code} ${seed.trial}`);
  const text = seeded(document.text, seed);
  if (text === null) throw new Error(`${seed.code} has no place for the seed`);
  const lines = text.split('\n');
  const before = readingOf(document, document.text).contradictions;
  return readingOf(document, text)
    .contradictions.filter(({ excerpt }) => !before.some((known) => known.excerpt === excerpt))
    .map((contradiction) => ({
      contradiction,
      standing: (lines[contradiction.line] ?? '').slice(contradiction.start).trimStart(),
    }));
}

/** Whether the fact of the seed is told, at the place of the value, and nothing else. */
function isFound(clean: readonly CleanDocument[], seed: Seed): boolean {
  const [one, ...others] = toldOf(clean, seed);
  return others.length === 0 && one?.contradiction.key === seed.key && one.standing.startsWith(one.contradiction.found);
}

let formed: Promise<CleanDocument[]> | null = null;
const corpus = (): Promise<CleanDocument[]> => (formed ??= cleanDocuments(resolve('templates')));

export const seedsFound: Measurement = {
  terms: {
    ...{ figure: 'contradictions-found', unit: 'values', peer: null, target: seeds.length, mustBe: 'atLeast' },
    description: `${String(seeds.length)} values typed by hand into documents of a tender that contradict its scheda (amounts in figures and words, days, hours, rates, durations, codes, names), one document each. Found means: the right fact is named, at the place of the value, and nothing else is told. The corpus is of the authors of the reader.`,
  },
  measure: async (tell) => {
    const clean = await corpus();
    const missed = seeds.filter((seed) => !isFound(clean, seed));
    for (const { code, key, adds, to } of missed) tell(`  not found: ${code} ${key}: ${adds ?? to ?? ''}`);
    const value = seeds.length - missed.length;
    tell(`  ${value} of ${seeds.length}`);
    return [{ value }];
  },
};

export const falseAlarms: Measurement = {
  terms: {
    ...{ figure: 'contradictions-false-alarms', unit: '%', peer: null, target: 1, mustBe: 'atMost' },
    description:
      'Every template of tenders filled with every set of data it is tried with, none of them changed by hand: contradictions told, of the values that were read and held against the scheda.',
  },
  measure: async (tell) => {
    const clean = await corpus();
    const readings = clean.map((document) => readingOf(document, document.text));
    const examined = readings.reduce((sum, reading) => sum + reading.examined, 0);
    const alarms = readings.reduce((sum, { contradictions }) => sum + contradictions.length, 0);
    tell(`  ${alarms} of ${examined} values in ${clean.length} documents`);
    return [{ value: (alarms / examined) * 100 }];
  },
};
