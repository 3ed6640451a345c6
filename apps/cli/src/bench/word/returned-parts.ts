import { inflateEntry, readZipDirectory } from '@gare/platform/docx';
import { mergeReturn, readReturnedDocx, type ReturnedDocx } from '@gare/drafting';
import { type Measurement, type Tell } from '../figure.js';
import { downloaded, roundTripFiles as files, type RoundTripFile } from './round-trip-files.js';
import { standingOf } from './standing-of.js';

const corpus = `${files.length} documents that came back from Word, one kind of thing each and some with many: tracked changes of text, paragraphs, rows, cells and looks, moves, comments with replies and ends, footnotes and endnotes, nested tables, numbering, pictures, content controls, text boxes, fields, a table of contents, formulas, links, symbols, sections with headers of their own, custom XML, settings, theme, fonts, people, and what nobody knows`;

export const partsAccounted: Measurement = {
  terms: {
    figure: 'word-parts-accounted',
    unit: '%',
    peer: null,
    target: 100,
    mustBe: 'atLeast',
    description: `${corpus}. Of all parts of the packages and all elements of the parts with text: how many the report names or counts, each under exactly one kind of thing (the original is kept byte by byte beside it).`,
  },
  measure: (tell) => {
    const counts = files.map((file) => accounted(file, tell));
    const [all, told] = [sum(counts.map(({ all: one }) => one)), sum(counts.map(({ told: one }) => one))];
    tell(`  ${told} of ${all}`);
    return Promise.resolve([{ value: (told / all) * 100 }]);
  },
};

export const changesTold: Measurement = {
  terms: {
    figure: 'word-changes-merged-or-told',
    unit: '%',
    peer: null,
    target: 100,
    mustBe: 'atLeast',
    description: `The same documents laid over the one that was downloaded. Each change holds words that are nowhere else: how many are found again in a proposal, a thread, a changed value or the list of what was not merged.`,
  },
  measure: (tell) => {
    const base = read(downloaded());
    const planted = files.flatMap((file) => {
      const outcome = mergeReturn({
        base,
        returned: read(file.bytes),
        current: standingOf(base),
        uploader: 'Marta Neri',
      });
      const told = JSON.stringify({ ...outcome, kept: [] });
      return file.planted.map((words) => ({ file: file.name, words, found: told.includes(words) }));
    });
    for (const { file, words } of planted.filter(({ found }) => !found)) tell(`  ${file}: ${words}`);
    return Promise.resolve([{ value: (planted.filter(({ found }) => found).length / planted.length) * 100 }]);
  },
};

function accounted({ name, bytes }: RoundTripFile, tell: Tell): { all: number; told: number } {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.message);
  const { parts, features } = read(bytes);
  const named = new Set(parts.map((part) => part.name));
  const texts = directory.entries.filter((entry) =>
    /^word\/(?:document|header\d|footer\d|footnotes|endnotes|comments)\.xml$/.test(entry.name),
  );
  const elements = sum(texts.map((entry) => [...(inflateEntry(entry)?.toString('utf8') ?? '').matchAll(/<[a-zA-Z]/g)].length));
  const counted = sum(features.map((feature) => feature.elements));
  const missing = directory.entries.filter((entry) => !named.has(entry.name));
  if (missing.length > 0 || counted !== elements) tell(`  ${name}: ${missing.length} parts, ${elements - counted} elements unnamed`);
  return { all: directory.entries.length + elements, told: directory.entries.length - missing.length + Math.min(counted, elements) };
}

function read(bytes: Buffer): ReturnedDocx {
  const reading = readReturnedDocx(bytes);
  if (!reading.ok) throw new Error(reading.message);
  return reading.docx;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
