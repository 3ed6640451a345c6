import { type Disposition } from './returned.js';

/** What a kind of thing in a Word file becomes of, in Italian as the report shows it. */
export interface Feature {
  readonly name: string;
  readonly disposition: Disposition;
  readonly sentence: string;
}

const byHand = 'Resta nel file originale conservato; se serve nella bozza va riportato a mano.';
const look = 'Resta nel file originale conservato; nella bozza vale l’aspetto del modello.';
const original = 'Resta nel file originale conservato.';

/** Every kind of thing there is in the parts that hold text. */
export const features = {
  text: { name: 'testo e paragrafi', disposition: 'MERGED', sentence: 'Confrontati con la bozza: ciò che è cambiato diventa proposta.' },
  revision: { name: 'revisioni del testo', disposition: 'MERGED', sentence: 'Diventano proposte con il loro autore e la loro data.' },
  comment: { name: 'commenti', disposition: 'MERGED', sentence: 'Diventano discussioni accanto al testo.' },
  value: { name: 'valori della scheda', disposition: 'MERGED', sentence: 'Riconosciuti: il testo non li cambia, li cambia la scheda.' },
  table: { name: 'struttura delle tabelle', disposition: 'KEPT', sentence: look },
  look: { name: 'aspetto di caratteri, paragrafi e pagine', disposition: 'KEPT', sentence: look },
  structure: { name: 'struttura del file', disposition: 'KEPT', sentence: original },
  bookmark: { name: 'segnalibri e permessi', disposition: 'KEPT', sentence: original },
  compatibility: { name: 'copie per programmi meno recenti', disposition: 'KEPT', sentence: original },
  drawing: { name: 'immagine o disegno', disposition: 'NOT_MERGED', sentence: byHand },
  textBox: { name: 'casella di testo', disposition: 'NOT_MERGED', sentence: byHand },
  formula: { name: 'formula', disposition: 'NOT_MERGED', sentence: byHand },
  footnote: { name: 'nota a piè di pagina', disposition: 'NOT_MERGED', sentence: byHand },
  endnote: { name: 'nota di chiusura', disposition: 'NOT_MERGED', sentence: byHand },
  symbol: { name: 'simbolo', disposition: 'NOT_MERGED', sentence: byHand },
  field: { name: 'campo', disposition: 'NOT_MERGED', sentence: byHand },
  link: {
    name: 'collegamento',
    disposition: 'NOT_MERGED',
    sentence: 'Il testo è confrontato; l’indirizzo resta nel file originale conservato.',
  },
  control: {
    name: 'controllo contenuto',
    disposition: 'NOT_MERGED',
    sentence: 'Il testo è confrontato; il controllo resta nel file originale conservato.',
  },
  customXml: {
    name: 'marcatura XML',
    disposition: 'NOT_MERGED',
    sentence: 'Il testo è confrontato; la marcatura resta nel file originale conservato.',
  },
  header: {
    name: 'intestazione di pagina',
    disposition: 'NOT_MERGED',
    sentence: 'Si cambia nel modello, non nella bozza. Il file originale è conservato.',
  },
  footer: {
    name: 'piè di pagina',
    disposition: 'NOT_MERGED',
    sentence: 'Si cambia nel modello, non nella bozza. Il file originale è conservato.',
  },
  section: {
    name: 'sezione di pagina',
    disposition: 'NOT_MERGED',
    sentence: 'Si cambia nel modello, non nella bozza. Il file originale è conservato.',
  },
  mergedCell: { name: 'cella unita', disposition: 'NOT_MERGED', sentence: byHand },
  ruby: { name: 'testo annotato', disposition: 'NOT_MERGED', sentence: byHand },
  formatRevision: { name: 'revisione dell’aspetto', disposition: 'NOT_MERGED', sentence: byHand },
  tableRevision: { name: 'revisione di tabella', disposition: 'NOT_MERGED', sentence: byHand },
  sectionRevision: { name: 'revisione della pagina', disposition: 'NOT_MERGED', sentence: byHand },
  chunk: { name: 'contenuto incluso da un’altra parte', disposition: 'NOT_MERGED', sentence: byHand },
  unknown: { name: 'elemento non riconosciuto', disposition: 'NOT_MERGED', sentence: byHand },
} as const satisfies Record<string, Feature>;

export type FeatureKey = keyof typeof features;

export function featureNamed(key: string): Feature {
  return key in features ? features[key as FeatureKey] : features.unknown;
}

const groups: readonly (readonly [FeatureKey, string])[] = [
  ['text', 'p r t tab br cr noBreakHyphen softHyphen'],
  ['revision', 'ins del moveFrom moveTo delText delInstrText moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd'],
  ['comment', 'comments comment commentRangeStart commentRangeEnd commentReference annotationRef'],
  ['table', 'tbl tr tc tblGrid gridCol'],
  [
    'structure',
    'document body hdr ftr footnotes endnotes footnote endnote separator continuationSeparator footnoteRef endnoteRef background',
  ],
  ['structure', 'lastRenderedPageBreak proofErr'],
  ['bookmark', 'bookmarkStart bookmarkEnd permStart permEnd'],
  ['look', 'dir bdo ptab'],
  ['footnote', 'footnoteReference'],
  ['endnote', 'endnoteReference'],
  ['symbol', 'sym'],
  ['field', 'fldChar fldSimple instrText pgNum dayShort dayLong monthShort monthLong yearShort yearLong ffData'],
  ['link', 'hyperlink'],
  ['customXml', 'customXml smartTag customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd'],
  ['customXml', 'customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd'],
  ['chunk', 'altChunk subDoc contentPart'],
];
const single = new Map<string, FeatureKey>(groups.flatMap(([key, names]) => names.split(' ').map((name) => [`w:${name}`, key] as const)));

/** What holds others of its kind: everything inside belongs to it. */
const whole = new Map<string, FeatureKey>([
  ['w:rPr', 'look'],
  ['w:pPr', 'look'],
  ['w:tblPr', 'look'],
  ['w:tblPrEx', 'look'],
  ['w:trPr', 'look'],
  ['w:tcPr', 'look'],
  ['w:sectPr', 'look'],
  ['w:sdtPr', 'structure'],
  ['w:sdtEndPr', 'structure'],
  ['w:drawing', 'drawing'],
  ['w:pict', 'drawing'],
  ['w:object', 'drawing'],
  ['m:oMath', 'formula'],
  ['m:oMathPara', 'formula'],
  ['w:ruby', 'ruby'],
  ['mc:Fallback', 'compatibility'],
]);

/** Revisions of something that is no text, told one by one. */
export const revisionsOfLook: ReadonlyMap<string, FeatureKey> = new Map<string, FeatureKey>([
  ['w:rPrChange', 'formatRevision'],
  ['w:pPrChange', 'formatRevision'],
  ['w:numberingChange', 'formatRevision'],
  ['w:tblPrChange', 'tableRevision'],
  ['w:tblGridChange', 'tableRevision'],
  ['w:tblPrExChange', 'tableRevision'],
  ['w:trPrChange', 'tableRevision'],
  ['w:tcPrChange', 'tableRevision'],
  ['w:cellIns', 'tableRevision'],
  ['w:cellDel', 'tableRevision'],
  ['w:cellMerge', 'tableRevision'],
  ['w:sectPrChange', 'sectionRevision'],
]);

/** The kind of an element that stands in none of those that hold others; null where nobody knows it. */
export function featureOfElement(name: string): { readonly key: FeatureKey; readonly whole: boolean } | null {
  const revision = revisionsOfLook.get(name);
  if (revision !== undefined) return { key: revision, whole: true };
  const holder = whole.get(name);
  if (holder !== undefined) return { key: holder, whole: true };
  if (name === 'mc:AlternateContent' || name === 'mc:Choice') return { key: 'compatibility', whole: false };
  if (name === 'w:sdt' || name === 'w:sdtContent') return { key: 'control', whole: false };
  const key = single.get(name);
  return key === undefined ? null : { key, whole: false };
}
