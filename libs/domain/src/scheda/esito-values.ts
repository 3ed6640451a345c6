import { type Atto } from './ente-values.js';

/** What the sheet says after publication: receipts, offers, commission, award, contract, closing. */
export interface Pubblicazione {
  readonly idAvvisoPcp?: string | null;
  readonly numeroTed?: string | null;
  readonly dataAlbo?: string | null;
  readonly dataTrasparenza?: string | null;
}

/** A question on the tender and its public answer; the number is the place in the list. */
export interface Chiarimento {
  readonly id: string;
  readonly data?: string | null;
  readonly documento?: string | null;
  readonly quesito?: string | null;
  readonly risposta?: string | null;
}

/** A change of the published acts or of the deadline; the new deadline is that of the sheet. */
export interface Rettifica {
  readonly id: string;
  readonly data?: string | null;
  readonly tipo?: 'RETTIFICA' | 'PROROGA' | 'RETTIFICA_PROROGA' | null;
  readonly motivazione?: string | null;
  readonly modifiche?: string | null;
  readonly scadenzaPrecedente?: string | null;
}

export interface Offerte {
  readonly ricevute?: number | null;
  readonly ammesse?: number | null;
  readonly anomaliaRilevata?: boolean | null;
}

export interface Commissario {
  readonly id: string;
  readonly cognome?: string | null;
  readonly nome?: string | null;
  readonly ruolo?: 'PRESIDENTE' | 'COMPONENTE' | 'SEGGIO' | null;
  readonly dichiarazioneFirmata?: boolean | null;
  readonly cvPubblicato?: boolean | null;
}

export interface Commissione {
  readonly dataNomina?: string | null;
  readonly componenti?: readonly Commissario[] | null;
}

export interface Proposta {
  readonly data?: string | null;
  readonly operatore?: string | null;
  readonly codiceFiscale?: string | null;
  readonly importo?: string | null;
  readonly ribasso?: string | null;
  readonly motivazione?: string | null;
}

export interface VerificaRequisiti {
  readonly esito?: 'IN_CORSO' | 'REGOLARE' | 'IRREGOLARE' | null;
  readonly data?: string | null;
  readonly autodichiarazione?: boolean | null;
}

export interface Comunicazioni {
  readonly inviate?: boolean | null;
  readonly ultima?: string | null;
  readonly esitoPubblicato?: string | null;
}

export interface Ricorso {
  readonly sospensione?: boolean | null;
}

export interface ConsegnaFascicolo {
  readonly data?: string | null;
  readonly ricevutoDa?: string | null;
}

export interface Contratto {
  readonly numero?: string | null;
  readonly data?: string | null;
  readonly importo?: string | null;
  readonly garanziaDefinitiva?: string | null;
  readonly garanziaRiduzione?: string | null;
  readonly polizze?: boolean | null;
  readonly antimafia?: 'ACQUISITA' | 'URGENZA' | 'NON_DOVUTA' | null;
  readonly bollo?: boolean | null;
}

export interface Chiusura {
  readonly schedeInviate?: boolean | null;
  readonly indiceCompleto?: boolean | null;
  readonly data?: string | null;
  readonly versamento?: string | null;
}

export interface Copertura {
  readonly capitolo?: string | null;
  readonly impegno?: string | null;
  readonly importo?: string | null;
  readonly quota?: string | null;
}

export interface RevisioneLegale {
  readonly esito?: 'FAVOREVOLE' | 'CON_OSSERVAZIONI' | 'CONTRARIO' | null;
  readonly revisore?: string | null;
  readonly data?: string | null;
}

export interface ApprovazioneTecnica {
  readonly da?: string | null;
  readonly data?: string | null;
}

/** Part of the scheda, beside the fields of the other sections. */
export interface EsitoValues {
  readonly copertura?: Copertura | null;
  readonly revisioneLegale?: RevisioneLegale | null;
  readonly approvazioneTecnica?: ApprovazioneTecnica | null;
  readonly pubblicazione?: Pubblicazione | null;
  readonly chiarimenti?: readonly Chiarimento[] | null;
  readonly rettifiche?: readonly Rettifica[] | null;
  readonly offerte?: Offerte | null;
  readonly commissione?: Commissione | null;
  readonly proposta?: Proposta | null;
  readonly verificaRequisiti?: VerificaRequisiti | null;
  readonly provvedimentoAggiudicazione?: Atto | null;
  readonly comunicazioni?: Comunicazioni | null;
  readonly ricorso?: Ricorso | null;
  readonly consegnaFascicolo?: ConsegnaFascicolo | null;
  readonly contratto?: Contratto | null;
  readonly chiusura?: Chiusura | null;
}
