/** How a value that nobody types comes about. */
export interface Derivation {
  /** Italian sentence. */
  readonly rule: string;
  readonly cite: string | null;
  /** Patterns of the fields of the sheet it is made from; a group stands for all it holds. */
  readonly from: readonly string[];
}

const amounts = ['importoLavori', 'importoServizi', 'importoForniture', 'oneriSicurezzaInterferenza', 'importoProgettazione'];
const inLot = (...names: readonly string[]): string[] => names.map((name) => `lotti/*/importi/${name}`);
const base = inLot(...amounts, 'ulterioriSommeNoRibasso');

const ofTender: Readonly<Record<string, Derivation>> = {
  importoBase: {
    rule: 'Somma di lavori, servizi, forniture, oneri della sicurezza, progettazione e altre somme non soggette a ribasso.',
    cite: 'C. art. 14 c. 4',
    from: base,
  },
  importoSoggettoARibasso: {
    rule: 'Importo a base di gara meno gli oneri della sicurezza, le altre somme non soggette a ribasso e, dove scorporati, i costi della manodopera.',
    cite: 'C. art. 41 c. 14',
    from: [...base, ...inLot('costiManodopera', 'manodoperaScorporata')],
  },
  percentualeManodopera: {
    rule: 'Costi della manodopera in rapporto all’importo a base di gara.',
    cite: 'C. All. I.1 art. 2',
    from: [...base, ...inLot('costiManodopera')],
  },
  altaIntensitaManodopera: {
    rule: 'La quota della manodopera raggiunge quella fissata dalla legge.',
    cite: 'C. All. I.1 art. 2',
    from: [...base, ...inLot('costiManodopera')],
  },
  sommeOpzioni: { rule: 'Somma delle opzioni di tutti i lotti.', cite: 'C. art. 120 c. 1 lett. a', from: inLot('opzioni') },
  valoreStimato: {
    rule: 'Importo a base di gara più opzioni e ripetizioni, sommato sui lotti, salvo il valore scritto nella scheda.',
    cite: 'C. art. 14 c. 4',
    from: ['valoreStimatoTotale', ...base, ...inLot('opzioni', 'ripetizioni')],
  },
  quadroEconomicoTotale: { rule: 'Somma delle voci del quadro economico.', cite: null, from: ['lotti/*/quadroEconomico'] },
  sopraSoglia: {
    rule: 'Il valore stimato raggiunge la soglia europea in vigore alla data di riferimento.',
    cite: 'C. art. 14',
    from: ['valoreStimatoTotale', ...base, ...inLot('opzioni', 'ripetizioni')],
  },
  numeroLotti: { rule: 'Numero dei lotti della scheda.', cite: null, from: ['lotti'] },
  lottoUnico: { rule: 'La scheda ha un solo lotto.', cite: null, from: ['lotti'] },
  dataRiferimento: {
    rule: 'Trasmissione del bando o invio degli inviti; prima, la data della determina.',
    cite: 'C. art. 226 c. 2',
    from: ['dataTrasmissioneBando', 'dataInvioInviti'],
  },
};

const derived: Readonly<Record<string, Derivation>> = {
  ...ofTender,
  valoreStimatoTotale: ofTender['valoreStimato'] as Derivation,
  ...Object.fromEntries(
    ['importoBase', 'importoSoggettoARibasso', 'percentualeManodopera', 'quadroEconomicoTotale'].map((name) => [
      `lotti[].${name}`,
      ofTender[name] as Derivation,
    ]),
  ),
  'lotti[].sommeOpzioni': { ...(ofTender['sommeOpzioni'] as Derivation), rule: 'Somma delle opzioni del lotto.' },
  'lotti[].valoreStimato': {
    ...(ofTender['valoreStimato'] as Derivation),
    rule: 'Importo a base di gara del lotto più opzioni e ripetizioni.',
  },
};

/** How the value at a catalogue path (`lotti[].importoBase`) is worked out; null for one that a person writes. */
export function derivationOf(path: string): Derivation | null {
  return derived[path] ?? null;
}

/** Catalogue paths of the values worked out from a field of the sheet, given as a pattern (`lotti/<any>/importi/importoServizi` with a star). */
export function derivedFrom(pattern: string): readonly string[] {
  return Object.entries(derived)
    .filter(([, { from }]) => from.some((source) => source === pattern || pattern.startsWith(`${source}/`)))
    .map(([path]) => path);
}
