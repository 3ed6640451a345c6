import { type XmlNode } from '@gare/platform/xml';
import { NormalForm } from './normal-form.js';
import { childOf, elementsOf, within, without } from './nodes.js';
import { type Side } from './side.js';
import { revisionsIn } from './settle-revisions.js';
import { documentPart, type WordFile } from './word-file.js';

/** What a redline shows and proves, what differs without being shown, and how the files were read. In Italian. */
export interface Coverage {
  readonly covered: readonly string[];
  readonly notCovered: readonly string[];
  readonly notes: readonly string[];
}

/** Parts that hold no text of the document, by the end of their name. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^word\/styles(?:WithEffects)?\.xml$/, 'definizione degli stili'],
  [/^word\/numbering\.xml$/, 'definizione degli elenchi numerati'],
  [/^word\/settings\.xml$/, 'impostazioni del documento'],
  [/^word\/webSettings\.xml$/, 'impostazioni per il web'],
  [/^word\/fontTable\.xml$/, 'elenco dei caratteri'],
  [/^word\/theme\//, 'tema'],
  [/^word\/(?:comments|people)/, 'commenti'],
  [/^word\/glossary\//, 'blocchi predefiniti'],
  [/^customXml\//, 'dati XML personalizzati'],
  [/^docProps\//, 'proprietà del file'],
];
/** Compared with what refers to them, or made of names only. */
const withTheirText =
  /^(?:\[Content_Types\]\.xml|_rels\/|.*\/_rels\/.*\.rels|word\/(?:document|footnotes|endnotes|header[^/]*|footer[^/]*)\.xml|word\/media\/)/;

export function coverageOf(before: Side, after: Side): Coverage {
  const stories = [...storiesOf(before), ...storiesOf(after)];
  const found = new Set(stories.flatMap((story) => within(story).map(({ name }) => name)));
  const covered = ['corpo', 'aspetto di caratteri e paragrafi', 'sezioni e pagina'];
  for (const [name, label] of shownParts) if (found.has(name)) covered.push(label);
  return {
    covered,
    notCovered: [...new Set([...differingParts(before.file, after.file), ...differingTraces(before, after)])],
    notes: [...acceptedRevisions(before.file, 'prima'), ...acceptedRevisions(after.file, 'seconda')],
  };
}

const shownParts: readonly (readonly [string, string])[] = [
  ['w:tbl', 'tabelle'],
  ['w:hdr', 'intestazioni'],
  ['w:ftr', 'piè di pagina'],
  ['w:footnotes', 'note a piè di pagina'],
  ['w:endnotes', 'note di chiusura'],
  ['w:txbxContent', 'caselle di testo'],
  ['w:drawing', 'immagini (sostituite per intero)'],
];

/** Parts that hold text of the document. */
export const storyName = /^word\/(?:document|footnotes|endnotes|header[^/]*|footer[^/]*)\.xml$/;

function storiesOf(side: Side): XmlNode[] {
  return side.file.names.filter((name) => storyName.test(name)).map((name) => side.tree(name));
}

function differingParts(before: WordFile, after: WordFile): string[] {
  const names = [...new Set([...before.names, ...after.names])].filter((name) => !withTheirText.test(name));
  return names
    .filter((name) => content(before, name) !== content(after, name))
    .map((name) => others.find(([pattern]) => pattern.test(name))?.[1] ?? `parte ${name}`);
}

function content(file: WordFile, name: string): string {
  if (!file.has(name)) return '';
  if (!name.endsWith('.xml')) return file.hash(name);
  const tree = file.tree(name);
  return new NormalForm(file).of(without(tree, 'w:rsids'), name);
}

/** What leaves no trace on paper, and what of the document stands outside its body. */
function differingTraces(before: Side, after: Side): string[] {
  const found: string[] = [];
  const differs = (what: (side: Side) => string): boolean => what(before) !== what(after);
  if (differs((side) => names(side, 'w:bookmarkStart', 'w:name'))) found.push('segnalibri');
  if (differs((side) => names(side, 'w:permStart', 'w:edGrp'))) found.push('permessi di modifica');
  if (differs((side) => names(side, 'w:commentReference', 'w:id'))) found.push('commenti');
  if (differs(background)) found.push('sfondo della pagina');
  if (differs((side) => separators(side, 'footnotes')) || differs((side) => separators(side, 'endnotes')))
    found.push('separatori delle note');
  return found;
}

function names(side: Side, element: string, attribute: string): string {
  const found = within(side.tree(documentPart))
    .filter(({ name }) => name === element)
    .map(({ attributes }) => attributes[attribute] ?? '');
  // The place of the cursor, which Word leaves behind.
  return found.filter((name) => name !== '_GoBack').join(' ');
}

function background(side: Side): string {
  const found = childOf(side.tree(documentPart), 'w:background');
  return found === undefined ? '' : side.key(found, documentPart);
}

function separators(side: Side, kind: string): string {
  const part = side.file.linked(kind);
  if (part === null) return '';
  return elementsOf(side.tree(part))
    .filter(({ attributes }) => attributes['w:type'] !== undefined)
    .map((note) => side.key(note, part))
    .join('');
}

/** Tracked changes a file came with. */
export function revisionsOf(file: WordFile): number {
  return file.names.filter((name) => storyName.test(name)).reduce((sum, name) => sum + revisionsIn(file.tree(name)), 0);
}

function acceptedRevisions(file: WordFile, which: string): string[] {
  const count = revisionsOf(file);
  if (count === 0) return [];
  const these = count === 1 ? 'Una revisione già presente' : `Le ${count} revisioni già presenti`;
  return [`${these} nella ${which} versione ${count === 1 ? 'è letta' : 'sono lette'} come ${count === 1 ? 'accettata' : 'accettate'}.`];
}
