/** A value typed by hand that contradicts the sheet, in a document of a tender. */
export interface Seed {
  /** Document and set of data it is put into. */
  readonly code: string;
  readonly trial: string;
  /** Fact that must be named. */
  readonly key: string;
  /** A sentence that a person adds… */
  readonly adds?: string;
  /** …or a value they overtype: the first place of it after the words. */
  readonly after?: string;
  readonly from?: string;
  readonly to?: string;
}

const add = (code: string, key: string, adds: string, trial = 'tipico'): Seed => ({ code, trial, key, adds });
const overtype = (code: string, key: string, [after, from, to]: readonly [string, string, string]): Seed => ({
  code,
  trial: 'tipico',
  key,
  after,
  from,
  to,
});

const nbsp = '\u00a0';

/**
 * The refezione of Tuoro sul Trasimeno: base 954.000,00, security 2.400,00, labour 513.864,00, estimated value 1.937.320,00, offers
 * by 29 January 2027 12:00, 36 months, provisional guarantee 2 %, definitive 10 %, advance 20 %, CIG B3A41C7EAA.
 */
export const seeds: readonly Seed[] = [
  // Amounts in figures, the euro before, behind or in letters.
  overtype('D33', 'importoBase', ['L’importo a base di gara del lotto è pari a', `€${nbsp}954.000,00`, '€ 945.000,00']),
  overtype('D33', 'valoreStimato', ['Il valore stimato complessivo dell’appalto', `€${nbsp}1.937.320,00`, '€ 1.937.230,00']),
  add('D21', 'importoBase', 'L’appalto ha un importo complessivo a base di gara di euro 950.000, oltre IVA di legge.'),
  add('D30', 'importoBase', 'Importo a base d’asta: 964.000,00 €, IVA esclusa.'),
  add('D40', 'oneriSicurezza', 'Gli oneri per la sicurezza da interferenze ammontano a € 2.040,00 e non sono soggetti a ribasso.'),
  add('D11', 'oneriSicurezza', 'Il corrispettivo comprende € 4.200,00 per oneri della sicurezza.'),
  add('D33', 'costiManodopera', 'I costi della manodopera sono stimati in EUR 531.864,00 sulla base delle tabelle ministeriali.'),
  add('D21', 'costiManodopera', 'Di dare atto che la manodopera incide per € 513.684,00.'),
  add('D40', 'valoreStimato', 'Il valore globale dell’appalto, comprensivo di opzioni, è di € 1.973.320,00.'),
  add('D04', 'importoSoggettoARibasso', 'L’importo soggetto a ribasso è pari a € 437.000,00.'),
  // Amounts in words.
  add('D33', 'importoBase', 'L’importo a base di gara è fissato in euro novecentoquarantacinquemila/00.'),
  add('D40', 'importoBase', 'Importo a base di gara: € 954.000,00 (novecentocinquantamila/00).'),
  add('D30', 'valoreStimato', 'Il valore complessivo stimato è di unmilionenovecentotrentamila/00 euro.'),
  add('D21', 'oneriSicurezza', 'Gli oneri di sicurezza sono quantificati in duemilaquattrocentocinquanta/00.'),
  // Days and hours.
  overtype('D30', 'scadenzaOfferte', ['Termine per la presentazione delle offerte', '29 gennaio 2027', '19 gennaio 2027']),
  add('D33', 'scadenzaOfferte', 'Il termine per la presentazione delle offerte scade il 29/01/2027 alle ore 13:00.'),
  add('D21', 'scadenzaOfferte', 'La scadenza per la ricezione delle offerte è fissata al 28.01.2027.'),
  add('D40', 'scadenzaOfferte', 'Il termine di presentazione delle offerte era fissato al giorno ventotto gennaio duemilaventisette.'),
  add('D33', 'dataPrimaSeduta', 'La prima seduta pubblica si svolge il 31 marzo 2027, ore 10:00.'),
  // Rates and durations.
  add('D33', 'garanziaProvvisoria', 'L’offerta è corredata da una garanzia provvisoria del 3% del valore complessivo.'),
  add('D30', 'garanziaProvvisoria', 'Garanzia provvisoria: pari all’uno per cento del valore.'),
  add('D40', 'garanziaDefinitiva', 'La garanzia definitiva è costituita nella misura del 5% dell’importo contrattuale.'),
  add('D33', 'anticipazione', 'Sul valore del contratto spetta un’anticipazione del 30%.'),
  add('D33', 'durata', 'La durata del contratto è di 24 mesi dalla consegna del servizio.'),
  add('D11', 'durata', 'L’appalto ha una durata di quattro anni scolastici, pari a quattro anni.'),
  // Codes and names.
  add('D40', 'cig', 'Le fatture riportano il CIG B3A41C7EAB.'),
  add('D33', 'cig', 'Codice identificativo di gara: B3A14C7EAA.'),
  add('D21', 'rup', 'Responsabile unico del progetto è l’ing. Giovanni Verdi.'),
  add('D30', 'rup', 'RUP: dott.ssa Laura Neri'),
  add('D40', 'cf.comune', 'Il Comune di Tuoro sul Trasimeno, codice fiscale 00412840549, è la stazione appaltante.'),
];

/** The text with the seed put in; null where its place is not there. */
export function seeded(text: string, { adds, after = '', from = '', to = '' }: Seed): string | null {
  if (adds !== undefined) {
    const lines = text.split('\n');
    const middle = Math.floor(lines.length / 2);
    return [...lines.slice(0, middle), adds, ...lines.slice(middle)].join('\n');
  }
  const start = text.indexOf(after);
  const at = start < 0 ? -1 : text.indexOf(from, start);
  return at < 0 ? null : `${text.slice(0, at)}${to}${text.slice(at + from.length)}`;
}
