/** One lot of the scheda di gara. The `id` of a lot is its lotIdentifier (BT-137). Money is a decimal string in euro, VAT excluded. */
export interface IpotesiCollegamento {
  readonly motivo?: '1' | '2' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | null;
  readonly cigCollegato?: readonly string[] | null;
}

export interface Durata {
  readonly valore?: number | null;
  readonly unita?: 'gg' | 'mesi' | null;
}

export interface LuogoEsecuzione {
  readonly id: string;
  readonly codIstat?: string | null;
  readonly codNUTS?: string | null;
  readonly indirizzo?: string | null;
  readonly comune?: string | null;
}

export interface Annualita {
  readonly id: string;
  readonly anno?: number | null;
  readonly importo?: string | null;
}

export interface Finanziamento {
  readonly id: string;
  readonly tipo?: 'A' | 'B' | 'C01' | 'C02' | 'C03' | 'C04' | 'C05' | 'C06' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | null;
  readonly importo?: string | null;
  readonly capitolo?: string | null;
  readonly annualita?: readonly Annualita[] | null;
  readonly estremi?: string | null;
}

export interface Opzione {
  readonly id: string;
  readonly tipo?: 'RINNOVO' | 'PROROGA_120_10' | 'ESTENSIONE' | 'QUINTO_120_9' | 'REVISIONE_STIMATA' | 'PREMI' | null;
  readonly importo?: string | null;
  readonly durataMesi?: number | null;
  readonly condizioni?: string | null;
}

export interface Importi {
  readonly importoLavori?: string | null;
  readonly importoServizi?: string | null;
  readonly importoForniture?: string | null;
  readonly oneriSicurezzaInterferenza?: string | null;
  readonly costiManodopera?: string | null;
  readonly manodoperaScorporata?: boolean | null;
  readonly importoProgettazione?: string | null;
  readonly ulterioriSommeNoRibasso?: string | null;
  readonly importoSoggettoARibasso?: string | null;
  readonly importoBase?: string | null;
  readonly fonteCostoManodopera?: string | null;
  readonly prezzario?: string | null;
  readonly annoPrezzario?: number | null;
  readonly opzioni?: readonly Opzione[] | null;
  readonly ripetizioni?: string | null;
  readonly condizioniRipetizioni?: string | null;
  readonly valoreStimatoLotto?: string | null;
}

export interface QuadroEconomico {
  readonly impLavori?: string | null;
  readonly impServizi?: string | null;
  readonly impForniture?: string | null;
  readonly impTotaleSicurezza?: string | null;
  readonly ulterioriSommeNoRibasso?: string | null;
  readonly impProgettazione?: string | null;
  readonly sommeOpzioniRinnovi?: string | null;
  readonly sommeRipetizioni?: string | null;
  readonly sommeADisposizione?: string | null;
  readonly finanziamentiCanoniPA?: string | null;
  readonly entrateUtenza?: string | null;
  readonly introitoAttivo?: string | null;
  readonly totale?: string | null;
}

export interface QuadroEconomicoLavori {
  readonly lavoriACorpo?: string | null;
  readonly lavoriAMisura?: string | null;
  readonly sicurezza?: string | null;
  readonly b1LavoriInEconomia?: string | null;
  readonly b2RilieviIndagini?: string | null;
  readonly b3Allacciamenti?: string | null;
  readonly b4Imprevisti?: string | null;
  readonly b5AcquisizioneAree?: string | null;
  readonly b6RevisionePrezzi?: string | null;
  readonly b7SpeseTecniche?: string | null;
  readonly b8Incentivi?: string | null;
  readonly b9CollegioConsultivo?: string | null;
  readonly b10Commissioni?: string | null;
  readonly b11PubblicitaAnacSua?: string | null;
  readonly b12ProveCollaudi?: string | null;
  readonly b13OpereArte?: string | null;
  readonly b14Iva?: string | null;
  readonly aliquotaIva?: string | null;
  readonly totale?: string | null;
}

export interface FatturatoGlobale {
  readonly importo?: string | null;
  readonly periodo?: string | null;
  readonly motivazione?: string | null;
}

export interface ServiziAnaloghi {
  readonly importo?: string | null;
  readonly numero?: number | null;
  readonly periodo?: string | null;
  readonly motivazione?: string | null;
}

export interface CategoriaSoa {
  readonly id: string;
  readonly categoria?: string | null;
  readonly classifica?: 'I' | 'II' | 'III' | 'III-bis' | 'IV' | 'IV-bis' | 'V' | 'VI' | 'VII' | 'VIII' | null;
  readonly importo?: string | null;
  readonly prevalente?: boolean | null;
  readonly scorporabile?: boolean | null;
  readonly subappaltabile100?: boolean | null;
}

export interface GaranziaProvvisoria {
  readonly pct?: string | null;
  readonly importo?: string | null;
  readonly riduzioni?: boolean | null;
  readonly motivazione?: string | null;
  readonly validitaGiorni?: number | null;
}

export interface RequisitiLotto {
  readonly fatturatoGlobale?: FatturatoGlobale | null;
  readonly serviziAnaloghi?: ServiziAnaloghi | null;
  readonly soa?: readonly CategoriaSoa[] | null;
  readonly requisitiLavoriSotto150?: string | null;
  readonly garanziaProvvisoria?: GaranziaProvvisoria | null;
  readonly contributoAnacOE?: string | null;
}

export interface PnrrLotto {
  readonly quota30?: 'SI' | 'NO' | 'SI_QUOTA_INFERIORE' | null;
  readonly quotaFemminile?: string | null;
  readonly quotaGiovanile?: string | null;
  readonly motivoDeroga?: readonly ('1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9')[] | null;
  readonly misurePremiali?: readonly ('1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13')[] | null;
}

/** Categories of goods and services of the DPCM 24 December 2015; 999: none of them. */
export type CategoriaMerceologica =
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '10'
  | '11'
  | '12'
  | '13'
  | '14'
  | '15'
  | '16'
  | '17'
  | '18'
  | '19'
  | '20'
  | '21'
  | '22'
  | '23'
  | '24'
  | '25'
  | '999';

/** Amounts, requirements and codes of one lot. */
export interface Lotto {
  readonly id: string;
  readonly cig?: string | null;
  readonly cup?: readonly string[] | null;
  readonly acquisizioneCup?: boolean | null;
  readonly oggetto?: string | null;
  readonly oggettoContratto?: 'works' | 'services' | 'supplies' | null;
  readonly cpvPrevalente?: string | null;
  readonly cpvSecondarie?: readonly string[] | null;
  readonly codIstat?: string | null;
  readonly codNUTS?: string | null;
  readonly categoria?: string | null;
  readonly categoriaScorporabile?: readonly string[] | null;
  readonly prestazioniComprese?: '1' | '2' | null;
  readonly modalitaAcquisizione?: '1' | '2' | '3' | '4' | null;
  readonly tipologiaLavoro?: readonly ('6' | '7' | '8' | '9' | '10' | '12' | '13')[] | null;
  readonly servizioPubblicoLocale?: boolean | null;
  readonly contrattiDisposizioniParticolari?: '1' | '6' | '7' | '8' | '9' | '10' | '11' | null;
  readonly derogaQualificazione?: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | null;
  readonly categorieMerceologiche?: readonly CategoriaMerceologica[] | null;
  readonly servizioIntellettuale?: boolean | null;
  readonly fornituraSenzaPosa?: boolean | null;
  readonly ictStrategico?: boolean | null;
  readonly opzioniRinnovi?: boolean | null;
  readonly ripetizioniEConsegneComplementari?: boolean | null;
  readonly ipotesiCollegamento?: IpotesiCollegamento | null;
  readonly affidamentiRiservati?: 'none' | 'res-ws' | 'res-pub-ser' | null;
  readonly condizioniRiserva?: string | null;
  readonly accessibilita?: 'inc' | 'n-inc' | 'n-inc-just' | null;
  readonly giustificazioneAccessibilita?: string | null;
  readonly strumentiElettroniciSpecifici?: boolean | null;
  readonly docFAP?: boolean | null;
  readonly fontiRinnovabili?: boolean | null;
  readonly durata?: Durata | null;
  readonly dataInizio?: string | null;
  readonly dataFine?: string | null;
  readonly altraDurata?: 'UNLIMITED' | 'UNKNOWN' | null;
  readonly luoghiEsecuzione?: readonly LuogoEsecuzione[] | null;
  readonly finanziamenti?: readonly Finanziamento[] | null;
  readonly importi?: Importi | null;
  readonly quadroEconomico?: QuadroEconomico | null;
  readonly quadroEconomicoLavori?: QuadroEconomicoLavori | null;
  readonly partecipazione?: RequisitiLotto | null;
  readonly afferenteInvestimentiPNRR?: boolean | null;
  readonly pnrr?: PnrrLotto | null;
}
