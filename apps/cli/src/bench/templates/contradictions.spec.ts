import { resolve } from 'node:path';
import { ContradictionReader } from '@gare/domain/facts/contradictions';
import { expectedFacts } from '@gare/domain/facts/expected-values';
import { cleanDocuments, type CleanDocument } from './clean-documents.js';
import { seeded, seeds } from './seeded-contradictions.js';

let clean: readonly CleanDocument[];
beforeAll(async () => {
  clean = await cleanDocuments(resolve('templates'));
}, 120_000);

const read = ({ sheet }: CleanDocument, text: string) => new ContradictionReader(expectedFacts(sheet)).read(text);

describe('values typed by hand', () => {
  it('are thirty seeds', () => {
    expect(seeds).toHaveLength(30);
  });

  it.each(seeds.map((seed) => [`${seed.code} ${seed.key}: ${seed.adds ?? seed.to ?? ''}`, seed] as const))('%s', (_name, seed) => {
    const document = clean.find(({ code, trial }) => code === seed.code && trial === seed.trial);
    if (document === undefined) throw new Error(`no document ${seed.code} ${seed.trial}`);
    const text = seeded(document.text, seed);
    if (text === null) throw new Error(`${seed.code} has no place for the seed`);
    const before = read(document, document.text).contradictions;
    const found = read(document, text).contradictions.filter(({ excerpt }) => !before.some((known) => known.excerpt === excerpt));
    expect(found.map(({ key }) => key)).toEqual([seed.key]);
    const [one] = found;
    const line = text.split('\n')[one?.line ?? -1] ?? '';
    expect(
      line
        .slice(one?.start)
        .trimStart()
        .startsWith(one?.found ?? '-'),
    ).toBe(true);
    expect(one?.expected.length).toBeGreaterThan(0);
  });

  it('raise at most one false alarm in a hundred values of the documents as formed', () => {
    const readings = clean.map((document) => ({ document, reading: read(document, document.text) }));
    const examined = readings.reduce((sum, { reading }) => sum + reading.examined, 0);
    const alarms = readings.flatMap(({ document, reading }) =>
      reading.contradictions.map(({ excerpt }) => `${document.code} ${document.trial}: ${excerpt}`),
    );
    expect(examined).toBeGreaterThan(1_500);
    expect(alarms).toEqual([]);
  });
});
