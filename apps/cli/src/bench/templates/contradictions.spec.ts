import { resolve } from 'node:path';
import { cleanDocuments, type CleanDocument } from './clean-documents.js';
import { readingOf, toldOf } from './contradictions.js';
import { seeds } from './seeded-contradictions.js';

let clean: readonly CleanDocument[];
beforeAll(async () => {
  clean = await cleanDocuments(resolve('templates'));
}, 120_000);

describe('values typed by hand', () => {
  it('are thirty seeds', () => {
    expect(seeds).toHaveLength(30);
  });

  it.each(seeds.map((seed) => [`${seed.code} ${seed.key}: ${seed.adds ?? seed.to ?? ''}`, seed] as const))('%s', (_name, seed) => {
    const told = toldOf(clean, seed);
    expect(told.map(({ contradiction }) => contradiction.key)).toEqual([seed.key]);
    const [one] = told;
    expect(one?.standing.startsWith(one.contradiction.found)).toBe(true);
    expect(one?.contradiction.expected.length).toBeGreaterThan(0);
  });

  it('raise at most one false alarm in a hundred values of the documents as formed', () => {
    const readings = clean.map((document) => ({ document, reading: readingOf(document, document.text) }));
    const examined = readings.reduce((sum, { reading }) => sum + reading.examined, 0);
    const alarms = readings.flatMap(({ document, reading }) =>
      reading.contradictions.map(({ excerpt }) => `${document.code} ${document.trial}: ${excerpt}`),
    );
    expect(examined).toBeGreaterThan(1_500);
    expect(alarms).toEqual([]);
  });
});
