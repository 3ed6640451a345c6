import { inspectDocx, inflateEntry, readZipDirectory } from '@gare/platform/docx';
import { openPackage } from './package-parts.js';
import { mergeReturn } from './merge-return.js';
import { type MergedReturn } from './merged.js';
import { readReturnedDocx } from './read-returned.js';
import { type ReturnedDocx } from './returned.js';
import { standingOf } from '../../../../test/fixtures/standing-draft.js';
import { downloaded, lineage, roundTripFiles } from '../../../../test/fixtures/word-round-trip.js';
import { descendants } from './xml-tree.js';

function read(bytes: Buffer): ReturnedDocx {
  const reading = readReturnedDocx(bytes);
  if (!reading.ok) throw new Error(reading.message);
  return reading.docx;
}

function merged(returned: Buffer): MergedReturn {
  const base = read(downloaded());
  return mergeReturn({ base, returned: read(returned), current: standingOf(base), uploader: 'Marta Neri' });
}

const files = roundTripFiles();

describe('corpus of documents that come back from Word', () => {
  it('has more than twenty, each let in by the guard of uploads', async () => {
    expect(files.length).toBeGreaterThanOrEqual(20);
    for (const { name, bytes } of files) expect({ name, verdict: await inspectDocx(bytes) }).toMatchObject({ name, verdict: { ok: true } });
  });

  it('asks nothing of the draft when nothing was done', () => {
    const result = merged(downloaded());
    expect({ ...result, kept: [] }).toEqual({ proposals: [], threads: [], replies: [], values: [], notMerged: [], kept: [] });
    expect(read(downloaded()).lineage).toEqual(lineage);
  });

  it.each(files.map((file) => [file.name, file] as const))('%s: every part and every element is accounted for', (_name, { bytes }) => {
    const docx = read(bytes);
    const directory = readZipDirectory(bytes);
    if (!directory.ok) throw new Error(directory.message);
    expect(docx.parts.map(({ name }) => name).sort()).toEqual(directory.entries.map(({ name }) => name).sort());
    const opened = openPackage(bytes);
    if (!opened.ok) throw new Error('unreadable');
    const elements = opened.word.stories.reduce((sum, { root }) => sum + [...descendants(root)].length, 0);
    expect(docx.features.reduce((sum, feature) => sum + feature.elements, 0)).toBe(elements);
    const sizes = directory.entries.reduce((sum, entry) => sum + (inflateEntry(entry)?.length ?? 0), 0);
    expect(docx.parts.reduce((sum, part) => sum + part.bytes, 0)).toBe(sizes);
  });

  it.each(files.map((file) => [file.name, file] as const))('%s: what was done is merged or told', (_name, { bytes, planted }) => {
    const { proposals, threads, replies, values, notMerged } = merged(bytes);
    const told = JSON.stringify({ proposals, threads, replies, values, notMerged });
    expect(planted.filter((word) => !told.includes(word))).toEqual([]);
    // Whatever is not merged has its place and says what to do.
    for (const one of notMerged) {
      expect(one.sentence).toMatch(/\.$/);
      expect(one.place.part).not.toBe('');
    }
  });
});
