import { type Atto } from './ente-values.js';

/** Award, participation, execution and PNRR parts of the scheda di gara. */
export interface Aq {
  readonly durataMesi?: number | null;
  readonly maxPartecipanti?: number | null;
  readonly valoreMax?: string | null;
  readonly motivazioneDurata?: string | null;
  readonly aderenti?: string | null;
}

export interface Preinformazione {
  readonly pubblicato?: boolean | null;
  readonly data?: string | null;
  readonly riferimento?: string | null;
  readonly riduceTermini?: boolean | null;
}

export interface DecisioneContrarre extends Atto {
  readonly hash?: string | null;
}

export interface ValidazioneProgetto extends Atto {
  readonly rapportoVerifica?: string | null;
  readonly verificatore?: string | null;
}

export interface Pad {
  readonly nome?: string | null;
  readonly url?: string | null;
  readonly certificata?: boolean | null;
}

export interface Sottocriterio {
  readonly id: string;
  readonly codice?: string | null;
  readonly titolo?: string | null;
  readonly peso?: string | null;
  readonly tipo?: 'D' | 'Q' | 'T' | null;
  readonly formula?: string | null;
  readonly motivazione?: string | null;
}

export interface Criterio extends Sottocriterio {
  readonly sub?: readonly Sottocriterio[] | null;
}

export interface Anomalia {
  readonly metodo?: 'A' | 'B' | 'C' | 'ELEMENTI_110' | null;
  readonly elementi?: string | null;
  readonly esclusioneAutomatica?: boolean | null;
}

export interface Aggiudicazione {
  readonly criterio?: 'OEPV_QP' | 'COSTO_FISSO' | 'PREZZO' | null;
  readonly motivazioneCriterio?: string | null;
  readonly caratteristicheStandardizzate?: boolean | null;
  readonly puntiTecnici?: string | null;
  readonly puntiEconomici?: string | null;
  readonly puntiTempo?: string | null;
  readonly criteri?: readonly Criterio[] | null;
  readonly sogliaSbarramento?: string | null;
  readonly sogliaPrimaRiparametrazione?: boolean | null;
  readonly riparametrazione?: 'NESSUNA' | 'CRITERIO' | 'TOTALE' | null;
  readonly formulaEconomica?: 'LINEARE' | 'BILINEARE' | 'NON_LINEARE' | 'PROP_INVERSA' | null;
  readonly formulaX?: string | null;
  readonly formulaAlpha?: string | null;
  readonly metodoDiscrezionale?: 'MEDIA_COEFF' | 'CONFRONTO_COPPIE' | null;
  readonly premiali?: readonly ('paritaGenere' | 'giovani' | 'ambientali' | 'pnrr')[] | null;
  readonly anomalia?: Anomalia | null;
  readonly opereAggiuntive?: boolean | null;
  readonly numeroCommissari?: number | null;
  readonly clausolaConvenienza?: boolean | null;
  readonly aggiudicazioneUnicaOfferta?: boolean | null;
}

export interface Idoneita {
  readonly cciaa?: string | null;
  readonly albi?: string | null;
}

export interface Certificazione {
  readonly id: string;
  readonly tipo?: 'ISO9001' | 'ISO14001' | 'ISO45001' | 'ISO22000' | 'PDR125' | 'SA8000' | 'EMAS' | null;
  readonly oggetto?: string | null;
  readonly equivalente?: boolean | null;
}

export interface Rti {
  readonly quotaMinMandataria?: string | null;
  readonly motivazione?: string | null;
}

export interface Avvalimento {
  readonly ammesso?: boolean | null;
  readonly esclusioni?: string | null;
  readonly premiale?: boolean | null;
}

export interface Subappalto {
  readonly ammesso?: boolean | null;
  readonly limitePercentuale?: string | null;
  readonly prestazioniInProprio?: string | null;
  readonly motivazioneInProprio?: string | null;
  readonly cascata?: boolean | null;
  readonly motivazioneCascata?: string | null;
  readonly quotaPMI?: string | null;
  readonly motivazioneQuotaPMI?: string | null;
}

export interface FinestraSopralluogo {
  readonly id: string;
  readonly dal?: string | null;
  readonly al?: string | null;
  readonly note?: string | null;
}

export interface Sopralluogo {
  readonly tipo?: 'OBBL' | 'FAC' | 'NO' | null;
  readonly motivazione?: string | null;
  readonly finestre?: readonly FinestraSopralluogo[] | null;
  readonly richiestaEntro?: string | null;
  readonly contatto?: string | null;
}

export interface Partecipazione {
  readonly idoneita?: Idoneita | null;
  readonly certificazioni?: readonly Certificazione[] | null;
  readonly rti?: Rti | null;
  readonly avvalimento?: Avvalimento | null;
  readonly subappalto?: Subappalto | null;
  readonly sopralluogo?: Sopralluogo | null;
  readonly soccorsoIstruttorioGiorni?: number | null;
}

export interface ContrattoCollettivo {
  readonly id: string;
  readonly codice?: string | null;
  readonly denominazione?: string | null;
  readonly ateco?: string | null;
  readonly prevalente?: boolean | null;
}

export interface PersonaUscente {
  readonly id: string;
  readonly mansione?: string | null;
  readonly livello?: string | null;
  readonly ccnl?: string | null;
  readonly oreSettimanali?: string | null;
  readonly anzianita?: string | null;
  readonly ral?: string | null;
}

export interface CriterioAmbientale {
  readonly id: string;
  readonly dm?: string | null;
  readonly data?: string | null;
  readonly oggetto?: string | null;
}

export interface Indice {
  readonly id: string;
  readonly nome?: string | null;
  readonly peso?: string | null;
}

export interface RevisionePrezzi {
  readonly prevista?: boolean | null;
  readonly indici?: readonly Indice[] | null;
  readonly soglia?: string | null;
  readonly pct?: string | null;
  readonly periodicita?: 'MENSILE' | 'TRIMESTRALE' | 'SEMESTRALE' | 'ANNUALE' | 'SAL' | null;
}

export interface Penali {
  readonly perMille?: string | null;
  readonly tetto?: string | null;
  readonly specifiche?: string | null;
}

export interface Pagamenti {
  readonly salOgniEuro?: string | null;
  readonly salOgniMesi?: number | null;
  readonly termineGiorni?: number | null;
  readonly motivazioneTermine?: string | null;
  readonly ritenuta?: string | null;
}

export interface Polizze {
  readonly car?: string | null;
  readonly rct?: string | null;
  readonly altre?: string | null;
}

export interface Esecuzione {
  readonly ccnl?: readonly ContrattoCollettivo[] | null;
  readonly territoriale?: string | null;
  readonly fonteTabelleMinisteriali?: string | null;
  readonly clausolaSociale?: boolean | null;
  readonly clausolaEquivalenzaCcnl?: boolean | null;
  readonly gestoreUscente?: string | null;
  readonly personaleUscente?: readonly PersonaUscente[] | null;
  readonly cam?: readonly CriterioAmbientale[] | null;
  readonly duvri?: 'DUVRI' | 'ASSENZA' | 'ESENTE' | null;
  readonly revisionePrezzi?: RevisionePrezzi | null;
  readonly penali?: Penali | null;
  readonly premioAccelerazione?: boolean | null;
  readonly anticipazionePct?: string | null;
  readonly motivazioneNoAnticipazione?: string | null;
  readonly pagamenti?: Pagamenti | null;
  readonly garanziaDefinitivaPct?: string | null;
  readonly garanziaDefinitivaMotivazioneEsonero?: string | null;
  readonly polizze?: Polizze | null;
  readonly dl?: string | null;
  readonly dec?: string | null;
  readonly csp?: string | null;
  readonly cse?: string | null;
  readonly progettista?: string | null;
  readonly varianti120?: string | null;
  readonly quintoObbligo?: boolean | null;
  readonly consegnaUrgenza?: boolean | null;
  readonly cessioneCrediti?: boolean | null;
  readonly cct?: boolean | null;
  readonly arbitrato?: boolean | null;
  readonly foro?: string | null;
  readonly formaContratto?: 'PUBBLICA_AMMINISTRATIVA' | 'SCRITTURA_PRIVATA' | 'ATTO_NOTARILE' | 'CORRISPONDENZA' | null;
  readonly stipulante?: 'COMUNE' | 'SUA' | null;
  readonly corrispettivo?: 'CORPO' | 'MISURA' | 'CORPO_MISURA' | null;
}

export interface Dnsh {
  readonly regime?: '1' | '2' | null;
  readonly schede?: string | null;
  readonly checklistExAnte?: boolean | null;
}

export interface TitolareEffettivo {
  readonly id: string;
  readonly operatore?: string | null;
  readonly nome?: string | null;
  readonly cf?: string | null;
  readonly base?: 'PROPRIETA' | 'CONTROLLO' | 'RESIDUALE' | null;
  readonly data?: string | null;
}

export interface Pnrr {
  readonly missione?: string | null;
  readonly componente?: string | null;
  readonly investimento?: string | null;
  readonly codiceMisura?: string | null;
  readonly cup?: string | null;
  readonly soggettoAttuatore?: string | null;
  readonly amministrazioneTitolare?: string | null;
  readonly milestoneTarget?: string | null;
  readonly dataLimite?: string | null;
  readonly dnsh?: Dnsh | null;
  readonly titolariEffettivi?: readonly TitolareEffettivo[] | null;
  readonly dsanConflitto?: boolean | null;
  readonly assenzaDoppioFinanziamento?: boolean | null;
  readonly loghiNextGenerationEU?: boolean | null;
  readonly clausoleArt47?: string | null;
  readonly checklistAppalto?: boolean | null;
}
