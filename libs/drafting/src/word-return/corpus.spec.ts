import { inspectDocx, inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';
import { docxFromDraft } from '../word/docx-from-draft.js';
import { draftFromDocx } from '../word/draft-from-docx.js';
import { openPackage } from './package-parts.js';
import { mergeReturn } from './merge-return.js';
import { type MergedReturn } from './merged.js';
import { readReturnedDocx } from './read-returned.js';
import { type ReturnedDocx } from './returned.js';
import { standingOf } from '../../../../apps/cli/src/bench/word/standing-of.js';
import { downloaded, lineage, roundTripFiles as files } from '../../../../apps/cli/src/bench/word/round-trip-files.js';
import { rewritten } from '../../../../test/fixtures/word-changes.js';
import { stampLineage } from './stamp-lineage.js';
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

function partsOf(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.message);
  return new Map(directory.entries.map((entry) => [entry.name, inflateEntry(entry) ?? Buffer.alloc(0)]));
}

/** Elements of all texts, by the kind of thing they belong to. */
function countsOf(bytes: Buffer): ReadonlyMap<string, number> {
  return new Map(read(bytes).features.map(({ feature, elements }) => [feature, elements]));
}

/** What a text we send out says otherwise than it came: moves are an insertion and a deletion, comments come from the discussions. */
const notSent: Readonly<Record<string, readonly string[]>> = {
  'testo spostato': ['revision', 'text'],
  'aspetto tracciato e no': ['formatRevision'],
  'commenti con risposte': ['comment', 'text'],
  'impostazioni, persone e aspetto': ['comment', 'text'],
  'da destra a sinistra': ['look'],
  'dati XML e marcature': ['customXml'],
};

describe('corpus of documents that come back from Word', () => {
  it('has more than thirty, each let in by the guard of uploads', async () => {
    expect(files.length).toBeGreaterThanOrEqual(30);
    for (const { name, bytes } of files) expect({ name, verdict: await inspectDocx(bytes) }).toMatchObject({ name, verdict: { ok: true } });
  });

  it('holds no object of another program: the guard of uploads refuses those with a sentence', async () => {
    const [first] = files;
    const object = { name: 'word/embeddings/oleObject1.bin', data: Buffer.from('x') };
    const directory = readZipDirectory(first?.bytes ?? Buffer.alloc(0));
    const bytes = writeCanonicalZip([...(directory.ok ? directory.entries : []), object]);
    expect(await inspectDocx(bytes)).toMatchObject({ ok: false, code: 'docx.embedded-object' });
  });

  it('asks nothing of the draft when nothing was done', () => {
    const result = merged(downloaded());
    expect({ ...result, kept: [] }).toEqual({
      proposals: [],
      threads: [],
      replies: [],
      settlements: [],
      values: [],
      notMerged: [],
      kept: [],
    });
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

  it.each(files.map((file) => [file.name, file] as const))(
    '%s: sent out again, every part and every thing in it is there',
    (name, { bytes }) => {
      const source = { docx: bytes, printed: [] };
      const written = docxFromDraft(source, draftFromDocx(source), { suggestions: 'revisions', forReturn: true });
      expect(written.missing).toEqual([]);
      const out = stampLineage(written.docx, lineage);
      const [before, after] = [partsOf(bytes), partsOf(out)];
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      // Only the text and the descent are written; all else is byte by byte what it was.
      const changed = [...before].filter(([part, content]) => after.get(part)?.equals(content) !== true).map(([part]) => part);
      expect(changed.filter((part) => part !== 'word/document.xml' && part !== 'docProps/custom.xml')).toEqual([]);
      const [was, is] = [countsOf(bytes), countsOf(out)];
      const fewer = [...was].filter(([feature, count]) => (is.get(feature) ?? 0) < count).map(([feature]) => feature);
      expect(fewer.filter((feature) => !(notSent[name] ?? []).includes(feature))).toEqual([]);
    },
  );

  it('tells what was done beside the text: margins, notes, boxes, tracked or not', () => {
    const tracked = '<w:ins w:id="990" w:author="Anna Bianchi" w:date="2026-11-20T09:00:00Z"><w:r><w:t> pirite</w:t></w:r></w:ins></w:p>';
    const bytesOf = (name: string): Buffer => files.find((file) => file.name === name)?.bytes ?? Buffer.alloc(0);
    const last = (xml: string): string => xml.replace(/<\/w:p>(?![\s\S]*<\/w:p>)/, tracked);
    const inBox = (xml: string): string => xml.replace(/<\/w:p><\/w:txbxContent>/, `${tracked}</w:txbxContent>`);
    for (const [file, part, change] of [
      ['inserimento', 'word/header1.xml', last],
      ['inserimento', 'word/footer1.xml', last],
      ['note a piè di pagina', 'word/footnotes.xml', last],
      ['note di chiusura', 'word/endnotes.xml', last],
      ['casella di testo', 'word/document.xml', inBox],
    ] as const) {
      const { notMerged } = merged(rewritten(bytesOf(file), { [part]: change }));
      expect({ part, told: notMerged.some(({ there }) => there?.includes('pirite') === true) }).toEqual({ part, told: true });
    }
  });

  it('tells a paragraph that became an item of a list, a heading, or the reverse', () => {
    const [file] = files;
    const numPr = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const forms = rewritten(file?.bytes ?? Buffer.alloc(0), {
      'word/document.xml': (xml) =>
        xml
          .replace('<w:pPr><w:pStyle w:val="Titolo1"/></w:pPr>', '')
          .replace(numPr, '')
          .replace('w14:paraId="10000008">', 'w14:paraId="10000008"><w:pPr><w:pStyle w:val="Titolo1"/></w:pPr>'),
    });
    expect(merged(forms).notMerged.map(({ here, there }) => [here, there])).toEqual([
      ['titolo di livello 1', 'capoverso'],
      ['voce di elenco con lettere, livello 1', 'capoverso'],
      ['capoverso', 'titolo di livello 1'],
    ]);
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
