import { type FindingCode } from '../template-finding.js';

const titles: Readonly<Partial<Record<string, string>>> = {
  'not-a-document': 'Il file non è un documento Word',
  'unclosed-tag': 'Tag non chiuso',
  'unopened-tag': 'Graffa chiusa senza apertura',
  'tag-across-paragraphs': 'Tag spezzato tra due paragrafi',
  'tag-in-revision': 'Tag spezzato da una modifica tracciata',
  'tracked-change': 'Modifiche tracciate nel modello',
  'unclosed-section': 'Sezione non chiusa',
  'unopened-section': 'Sezione mai aperta',
  'crossed-sections': 'Sezioni incrociate',
  'section-across-cells': 'Sezione a cavallo di celle',
  'section-not-alone': 'Tag di sezione in mezzo al testo',
  'unsupported-tag': 'Tag non ammesso',
  'unsupported-place': 'Tag dove non può stare',
  syntax: 'Espressione che non si legge',
  'unknown-field': 'Campo che non esiste',
  'unknown-filter': 'Filtro che non esiste',
  'wrong-type': 'Tipo di campo sbagliato',
  'missing-filter': 'Manca il filtro',
  'unknown-value': 'Valore che il campo non può avere',
  'missing-value': 'Valore mancante',
  'unusable-value': 'Valore che non si può scrivere',
  'nullable-field': 'Campo che può mancare',
  'typed-amount': 'Importo scritto a mano',
  'typed-date': 'Data scritta a mano',
  'typed-cig': 'CIG scritto a mano',
  'typed-cup': 'CUP scritto a mano',
  'typed-body': 'Nome di un ente',
  'unknown-article': 'Articolo o allegato che non esiste',
  'repealed-law': 'Norma abrogata',
  'wrong-date-of-act': 'Data di un atto sbagliata',
  'missing-style': 'Stile non definito',
  'missing-alt-text': 'Immagine senza testo alternativo',
  'illegal-character': 'Carattere non ammesso',
};

/** A finding in two or three Italian words, for lists and comments. */
export function titleOf(code: FindingCode): string {
  return titles[code] ?? 'Da controllare';
}
