import { headingLevels } from '@gare/platform/docx';
import { takeCensus, textWithin } from './census.js';
import { propertiesPart } from './document-properties.js';
import { lineageOf } from './lineage.js';
import { NoteTexts } from './note-texts.js';
import { openPackage, type TextStory, type WordPackage } from './package-parts.js';
import { ParagraphForms } from './paragraph-forms.js';
import { partEntries } from './part-entries.js';
import { placesOf } from './places.js';
import { readBody, type BodyReading } from './read-body.js';
import { readComments } from './read-comments.js';
import { type FeatureCount, type FeatureItem, type Place, type ReturnedDocx } from './returned.js';

/** Why a file cannot be read back. */
export interface Unreadable {
  readonly ok: false;
  /** Italian sentence, what to do included. */
  readonly message: string;
}

/** More tracked changes than this are not proposals that somebody could decide one by one. */
export const mostRevisions = 5_000;

/** Reads a document that came back from Word or LibreOffice; the guard of uploads has let it in. Same bytes, same reading. */
export function readReturnedDocx(bytes: Buffer): { readonly ok: true; readonly docx: ReturnedDocx } | Unreadable {
  const opened = openPackage(bytes);
  if (!opened.ok) {
    if ('message' in opened) return { ok: false, message: opened.message };
    return {
      ok: false,
      message: `Una parte del file (${opened.part}) non si legge. Aprirlo con il programma di scrittura, salvarlo di nuovo come .docx e ricaricarlo.`,
    };
  }
  const { word } = opened;
  const levels = headingLevels(word.text('word/styles.xml') ?? '');
  const places = placesOf(word.body, levels);
  const body = readBody(word.body.root, (node) => places.get(node) ?? nowhere(word.body.part), {
    notes: new NoteTexts(word.stories),
    forms: new ParagraphForms((name) => word.text(name)),
  });
  const censuses = word.stories.map((story) => censusOf(story, levels, body.looks));
  const revisions = censuses.reduce((sum, census) => sum + census.revisions, 0);
  if (revisions > mostRevisions) return { ok: false, message: tooMany(revisions) };
  return {
    ok: true,
    docx: {
      lineage: lineageOf(word.tree(propertiesPart)),
      blocks: body.blocks,
      comments: readComments(word, body.spans),
      parts: partEntries(word),
      items: [...body.items, ...censuses.flatMap(({ items }) => items), ...storyItems(word)],
      features: summed(censuses.flatMap(({ features }) => features)),
      revisions,
    },
  };
}

function censusOf(story: TextStory, levels: ReadonlyMap<string, number>, looks: BodyReading['looks']): ReturnType<typeof takeCensus> {
  const places = placesOf(story, levels);
  return takeCensus(story, (node) => (node === null ? undefined : places.get(node)) ?? nowhere(story.part), looks);
}

/** Headers and footers, told by what each says. */
function storyItems({ stories }: WordPackage): FeatureItem[] {
  return stories.flatMap(({ kind, part, root }) => {
    const label = textWithin(root).trim();
    return (kind === 'header' || kind === 'footer') && label !== '' ? [{ feature: kind, place: nowhere(part), label }] : [];
  });
}

function summed(counts: readonly FeatureCount[]): FeatureCount[] {
  const sums = new Map<string, number>();
  for (const { feature, elements } of counts) sums.set(feature, (sums.get(feature) ?? 0) + elements);
  return [...sums].map(([feature, elements]) => ({ feature, elements }));
}

function nowhere(part: string): Place {
  return { part, paragraph: 0, heading: [] };
}

function tooMany(revisions: number): string {
  return (
    `Il file contiene ${revisions.toLocaleString('it')} revisioni; se ne riportano al massimo ${mostRevisions.toLocaleString('it')}, perché ognuna ` +
    'va decisa. Accettare in Word quelle già concordate, oppure dividere il lavoro in più invii. La bozza non è stata toccata.'
  );
}
