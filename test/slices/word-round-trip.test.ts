import { inflateEntry, inspectDocx, readZipDirectory } from '@gare/platform/docx';
import { mergeReturn, readReturnedDocx, type ReturnedDocx } from '@gare/drafting';
import { docxFromDraft } from '../../libs/drafting/src/word/docx-from-draft.js';
import { draftFromDocx } from '../../libs/drafting/src/word/draft-from-docx.js';
import { stampLineage } from '../../libs/drafting/src/word-return/stamp-lineage.js';
import { editedByLibreOffice, savedByLibreOffice } from '../harness/libre-office.js';
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
    expect({ ...result, kept: [] }).toEqual({
      proposals: [],
      threads: [],
      replies: [],
      settlements: [],
      values: [],
      notMerged: [],
      kept: [],
    });
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

describe('documents that somebody worked on in LibreOffice', () => {
  const asked = (bytes: Buffer, taken: Buffer): ReturnType<typeof mergeReturn> => {
    const base = read(taken);
    return mergeReturn({ base, returned: read(bytes), current: standingOf(base), uploader: 'Marta Neri' });
  };
  const table = ['row', 2, ['Offerta economica', '20']];
  const value = ['replace', '463.000,00', '470.000,00'];
  const edits = [
    ['insert', 'stazione appaltante', ' unica'],
    ['delete paragraph', 'Le offerte scadono'],
    ['bold', 'sessanta giorni'],
    ['split', 'in seduta'],
    ['style', 'Il responsabile', 'Heading 2'],
    ['header', 'Provincia', 'Comune'],
  ];
  let taken: Buffer;
  let tracked: Buffer;
  let plain: Buffer;

  beforeAll(async () => {
    const source = { docx: downloaded(), printed: [] };
    taken = stampLineage(docxFromDraft(source, draftFromDocx(source), { suggestions: 'revisions', forReturn: true }).docx, lineage);
    const works = [
      { bytes: taken, tracked: true, edits: [...edits, value, table] },
      { bytes: taken, tracked: false, edits: [...edits, value] },
    ];
    [tracked = taken, plain = taken] = await editedByLibreOffice('Anna Bianchi', works);
  }, 180_000);

  it('with changes recorded: each one a proposal of who made it, a value, or a line', () => {
    const { proposals, values, notMerged } = asked(tracked, taken);
    expect(new Set(proposals.map(({ by }) => by?.author))).toEqual(new Set(['Anna Bianchi']));
    expect(proposals.every(({ by }) => by?.at?.startsWith('20') === true)).toBe(true);
    expect(proposals).toMatchObject([
      { kind: 'text', deleted: '', inserted: [{ text: ' unica' }] },
      { kind: 'text', deleted: 'in seduta riservata.', inserted: [] },
      { kind: 'emphasis', words: 'sessanta giorni', set: ['bold'], taken: [] },
      { kind: 'deleteBlock', deleted: 'Le offerte scadono a mezzogiorno del giorno indicato.' },
      { kind: 'insertBlock', inserted: [{ text: 'in seduta riservata.' }] },
      { kind: 'insertRow', cells: ['Offerta economica', '20'] },
    ]);
    expect(values).toMatchObject([{ value: 'importo', before: '€ 463.000,00', after: '€ 470.000,00' }]);
    // LibreOffice records neither the style of a paragraph nor what is in a header: they are told all the same.
    expect(notMerged).toMatchObject([
      { what: 'forma di un capoverso', here: 'capoverso', there: 'titolo di livello 2' },
      { what: 'intestazione di pagina', there: 'Comune – Stazione unica appaltante' },
      { what: 'intestazione di pagina (non c’è più nel file)' },
    ]);
  });

  it('without: the same, in the name of who brings the file', () => {
    const { proposals, values, notMerged } = asked(plain, taken);
    expect(proposals.map(({ by }) => by)).toEqual(proposals.map(() => null));
    expect(proposals.map(({ kind }) => kind)).toEqual(['text', 'text', 'emphasis', 'deleteBlock', 'insertBlock']);
    expect(values).toHaveLength(1);
    expect(notMerged.map(({ what }) => what)).toEqual([
      'forma di un capoverso',
      'intestazione di pagina',
      'intestazione di pagina (non c’è più nel file)',
    ]);
  });
});
