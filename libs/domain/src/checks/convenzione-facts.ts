import type { ConvenzioneRecord } from '../convenzione/coverage.js';
import type { Tariff } from '../tariff/tariff.js';

/** Who bears a cost, the Province or the comune. */
export type Payer = 'SUA' | 'COMUNE';

interface DeliberatedText {
  readonly esecutivaDal: string | null;
  readonly hashTesto: string | null;
}

/** What the checks know of the convenzione the dossier runs under. Dates are `YYYY-MM-DD`. */
export interface ConvenzioneFacts extends Pick<
  ConvenzioneRecord,
  'numero' | 'stato' | 'dal' | 'al' | 'ambito' | 'ultrattivita' | 'sospensione'
> {
  readonly funzioniSvolte: readonly string[];
  /** It was concluded on paper and registered later: its files cannot be compared, people have to. */
  readonly daCarta: boolean;
  readonly hashTesto: string | null;
  readonly hashFirmato: string | null;
  readonly primaFirma: string | null;
  readonly deliberaComune: DeliberatedText;
  readonly deliberaProvincia: DeliberatedText;
  readonly tariffe: readonly Tariff[];
  readonly quotaIncentivoPct: string | null;
  readonly abitanti: number | null;
  /** Fees charged for this dossier so far. */
  readonly compensi: readonly { readonly momento: 'PUBBLICAZIONE' | 'AGGIUDICAZIONE'; readonly data: string; readonly importo: string }[];
  /** Who pays what under art. 8, and who has been charged. */
  readonly rimborsi: Readonly<Record<string, Payer>>;
  readonly costi: readonly { readonly voce: string; readonly caricatoA: Payer }[];
  /** Variants during execution, with the day on which the comune told the SUA. */
  readonly varianti: readonly { readonly numero: string; readonly approvata: string; readonly trasmessa: string | null }[];
}
