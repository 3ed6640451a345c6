import { checkCodiceFiscalePersona } from '../codes/codice-fiscale.js';
import { checkIban } from '../codes/iban.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { readable, type ReadableDocument } from './data-documents.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { excerptAt } from './text-reading.js';

/** Checks on words that must not be in a final document. */

interface Banned {
  readonly pattern: RegExp;
  readonly what: string;
}

function search(documents: readonly ReadableDocument[], banned: (document: ReadableDocument) => readonly Banned[]): readonly Finding[] {
  return documents.flatMap((document) =>
    banned(document).flatMap(({ pattern, what }) =>
      [...document.text.matchAll(pattern)].slice(0, 3).map((match) => ({
        message: `«${document.title}» contiene ${what}: «${match[0].trim()}».`,
        evidence: { document: document.code, excerpt: excerptAt(document.text, match.index, match[0].length) },
      })),
    ),
  );
}

function overText(facts: CheckFacts, good: string, find: (documents: readonly ReadableDocument[]) => readonly Finding[]): CheckOutcome {
  const { ready, missing } = readable(facts);
  if (ready.length === 0) return unknown('Nessun documento è ancora stato generato.');
  return conclude(find(ready), missing, good);
}

const placeholders: readonly Banned[] = [
  { pattern: /\{\{[^}]*\}\}|\{[#/]?[a-z][\w.| ]*\}/giu, what: 'un segnaposto del modello' },
  { pattern: /\bundefined\b|\bNaN\b|\[object Object\]/g, what: 'un dato mancato' },
  {
    pattern: /\bXXX+\b|\bTODO\b|\bFIXME\b|\((?:da )?inserire\b[^)]*\)?|\((?:da )?completare\b[^)]*\)?|«\s*»/giu,
    what: 'un testo da completare',
  },
];

/** Blanks are right only where somebody outside fills them in: models for bidders and the draft contract. */
const blanks: readonly Banned[] = [{ pattern: /_{4,}|\[\s*(?:…|\.\.\.|_*)\s*\]|(?:\.\s?){6,}|…{2,}/gu, what: 'uno spazio da riempire' }];
const fillable = new Set(['D07', 'D25', 'D36', 'D37', 'D38', 'D39', 'D40', 'D41', 'D44', 'D45', 'D47']);

const repealed: readonly Banned[] = [
  {
    pattern:
      /(?:d\.?\s?lgs\.?|decreto legislativo)(?:\s+\d{1,2}\s+\p{L}+\s+2016,?)?\s*(?:n\.\s*)?50(?:\/|\s+del\s+)2016|decreto legislativo 18 aprile 2016,? n\. 50/giu,
    what: 'il Codice del 2016, abrogato',
  },
  {
    pattern: /(?:d\.?\s?lgs\.?|decreto legislativo)\s*(?:n\.\s*)?163(?:\/|\s+del\s+)2006|decreto legislativo 12 aprile 2006,? n\. 163/giu,
    what: 'il Codice del 2006, abrogato',
  },
  {
    pattern: /(?:d\.?p\.?r\.?)\s*(?:n\.\s*)?207(?:\/|\s+del\s+)2010|decreto del Presidente della Repubblica 5 ottobre 2010,? n\. 207/giu,
    what: 'il regolamento del 2010, abrogato',
  },
  { pattern: /\bAVCpass\b|\bSIMOG\b/gi, what: 'un servizio ANAC dismesso' },
  {
    pattern: /\bGURI\b|Gazzetta Ufficiale della Repubblica Italiana,?\s+(?:V|5ª|quinta) serie speciale/giu,
    what: 'la pubblicazione in Gazzetta Ufficiale italiana, non più prevista',
  },
  { pattern: /linee guida (?:ANAC )?n\. ?4\b/giu, what: 'le linee guida ANAC n. 4, non più applicabili' },
];

function personalData(documents: readonly ReadableDocument[]): readonly Finding[] {
  const published = documents.filter((document) => document.published);
  const codes = published.flatMap((document) =>
    [...document.text.matchAll(/\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b/g)]
      .filter((match) => checkCodiceFiscalePersona(match[0]).ok)
      .map((match) => ({
        message: `«${document.title}» sarà pubblicato e contiene il codice fiscale di una persona.`,
        evidence: { document: document.code, excerpt: `${match[0].slice(0, 6)}…` },
      })),
  );
  const accounts = published.flatMap((document) =>
    [...document.text.matchAll(/\bIT\d{2}\s?[A-Z](?:\s?[0-9A-Z]){22}\b/g)]
      .filter((match) => checkIban(match[0].replace(/\s/g, '')).ok)
      .map((match) => ({
        message: `«${document.title}» sarà pubblicato e contiene un IBAN.`,
        evidence: { document: document.code, excerpt: `${match[0].slice(0, 6)}…` },
      })),
  );
  const sensitive = search(published, () => [
    {
      pattern: /\bresident[ei] (?:a|in) \p{Lu}[^.\n]{0,40}\b(?:via|viale|piazza|corso|località)\b[^.\n]{0,30}\d/gu,
      what: 'un indirizzo di casa',
    },
    { pattern: /\b(?:affett[oa] da|invalidità civile (?:del|pari)|stato di gravidanza|diagnosi di)\b/giu, what: 'dati sulla salute' },
  ]);
  return [...codes, ...accounts, ...sensitive];
}

const data = { version: 1, group: 'DATA', inputs: ['@documents'] } as const;

export const dataWordingChecks: readonly CheckDefinition[] = [
  {
    ...data,
    id: 'DATA-25',
    severity: 'BLOCK',
    title: 'Segnaposti rimasti',
    cite: 'Regola di redazione degli atti',
    run: (facts) =>
      overText(facts, 'Nei documenti non resta niente da riempire.', (documents) =>
        search(
          documents.filter((document) => document.kind === 'GENERATED'),
          (document) => (fillable.has(document.code) ? placeholders : [...placeholders, ...blanks]),
        ),
      ),
  },
  {
    ...data,
    id: 'DATA-26',
    severity: 'ERROR',
    title: 'Norme abrogate',
    cite: 'C. 226',
    run: (facts) => overText(facts, 'I documenti non citano norme abrogate.', (documents) => search(documents, () => repealed)),
  },
  {
    ...data,
    id: 'DATA-28',
    severity: 'ERROR',
    title: 'Dati personali nei documenti pubblicati',
    cite: 'D.Lgs. 33/2013 art. 7-bis; Reg. UE 2016/679',
    run: (facts) => overText(facts, 'Nei documenti da pubblicare non ci sono dati personali riservati.', personalData),
  },
];
