import { type WordPackage } from './package-parts.js';
import { type PartEntry } from './returned.js';

const kept = 'Conservata, byte per byte, nel file originale.';

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^\[Content_Types\]\.xml$|\.rels$/i, `Indice delle parti. ${kept}`],
  [/(?:^|\/)commentsExtended\.xml$/i, 'Risposte e commenti risolti: riportati nelle discussioni.'],
  [/(?:^|\/)(?:comments(?:Ids|Extensible)|people)\.xml$/i, `Dati accessori dei commenti. ${kept}`],
  [/(?:^|\/)media\//i, `Immagine. ${kept}`],
  [/(?:^|\/)(?:styles|stylesWithEffects|theme\d*|fontTable|settings|webSettings|numbering)\.xml$/i, `Aspetto e impostazioni. ${kept}`],
  [/(?:^|\/)fonts\//i, `Carattere incorporato. ${kept}`],
  [/^customXml\//i, `Dati XML del documento. ${kept}`],
  [/^docProps\//i, `Proprietà del documento. ${kept}`],
  [/(?:^|\/)(?:glossary|diagrams|charts|drawings|ink)\//i, `Oggetto del documento. ${kept}`],
];

const stories = {
  body: 'Testo: confrontato con la bozza, paragrafo per paragrafo.',
  comments: 'Commenti: riportati nelle discussioni.',
  header: `Intestazione di pagina: confrontata con quella scaricata. ${kept}`,
  footer: `Piè di pagina: confrontato con quello scaricato. ${kept}`,
  footnotes: `Note a piè di pagina: confrontate con quelle scaricate. ${kept}`,
  endnotes: `Note di chiusura: confrontate con quelle scaricate. ${kept}`,
} as const;

/** Every file inside a document and what becomes of it. */
export function partEntries({ entries, stories: read }: WordPackage): PartEntry[] {
  return entries.map(({ name, size }) => {
    const story = read.find(({ part }) => part.toLowerCase() === name.toLowerCase());
    if (story !== undefined) {
      const merges = story.kind === 'body' || story.kind === 'comments';
      return { name, bytes: size, disposition: merges ? 'MERGED' : 'KEPT', sentence: stories[story.kind] };
    }
    const merges = /(?:^|\/)commentsExtended\.xml$/i.test(name);
    const sentence = sentences.find(([pattern]) => pattern.test(name))?.[1] ?? `Parte che questo prodotto non conosce. ${kept}`;
    return { name, bytes: size, disposition: merges ? 'MERGED' : 'KEPT', sentence };
  });
}
