import { inflateEntry, inspectDocx, readZipDirectory } from '@gare/platform/docx';
import { mergeReturn, readReturnedDocx, type ReturnedDocx } from '@gare/drafting';
import { savedByLibreOffice } from '../harness/libre-office.js';
import { standingOf } from '../../apps/cli/src/bench/word/standing-of.js';
import { downloaded, lineage, roundTripFiles as files } from '../../apps/cli/src/bench/word/round-trip-files.js';

function read(bytes: Buffer): ReturnedDocx {
  const reading = readReturnedDocx(bytes);
  if (!reading.ok) throw new Error(reading.message);
  return reading.docx;
}

/** All text of all parts of a package, markup and references resolved. */
function allXml(bytes: Buffer): string {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.message);
  return directory.entries.map((entry) => inflateEntry(entry)?.toString('utf8') ?? '').join('\n');
}

describe('documents that were opened and saved by LibreOffice', () => {
  let saved: Buffer[];

  beforeAll(async () => {
    saved = await savedByLibreOffice([downloaded(), ...files.map(({ bytes }) => bytes)]);
  }, 180_000);

  it('says of a file in which nobody did anything that there is nothing to propose', () => {
    const base = read(downloaded());
    const returned = read(saved[0] ?? Buffer.alloc(0));
    expect(returned.lineage).toEqual(lineage);
    const result = mergeReturn({ base, returned, current: standingOf(base), uploader: 'Marta Neri' });
    expect({ ...result, kept: [] }).toEqual({ proposals: [], threads: [], replies: [], values: [], notMerged: [], kept: [] });
  });

  it('merges or tells whatever LibreOffice left in each file, and accounts for every part', async () => {
    const base = read(downloaded());
    let found = 0;
    const missing: string[] = [];
    for (const [index, { name, planted }] of files.entries()) {
      const bytes = saved[index + 1] ?? Buffer.alloc(0);
      expect({ name, ...(await inspectDocx(bytes)) }).toMatchObject({ name, ok: true });
      const returned = read(bytes);
      const outcome = mergeReturn({ base, returned, current: standingOf(base), uploader: 'Marta Neri' });
      const [told, there] = [JSON.stringify({ ...outcome, kept: [] }), allXml(bytes)];
      for (const word of planted) {
        if (told.includes(word)) found += 1;
        else if (there.includes(word)) missing.push(`${name}: ${word}`);
      }
    }
    expect(missing).toEqual([]);
    expect(found).toBeGreaterThanOrEqual(30);
  });
});
