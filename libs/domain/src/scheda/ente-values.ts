/** Bodies, persons and acts of the scheda di gara (drafts: every field may be absent or null). */
export interface Ente {
  readonly denominazione?: string | null;
  readonly codiceFiscale?: string | null;
  readonly ipaCode?: string | null;
  readonly aooCode?: string | null;
  readonly uorCode?: string | null;
  readonly istat?: string | null;
  readonly codIstatAnac?: string | null;
  readonly nuts?: string | null;
  readonly pec?: string | null;
  readonly email?: string | null;
  readonly telefono?: string | null;
  readonly indirizzo?: string | null;
  readonly cap?: string | null;
  readonly localita?: string | null;
  readonly siglaProvincia?: string | null;
  readonly profiloCommittente?: string | null;
  readonly qualificazioneLavori?: 'NESSUNA' | 'L3' | 'L2' | 'L1' | null;
  readonly qualificazioneServiziForniture?: 'NESSUNA' | 'SF3' | 'SF2' | 'SF1' | null;
  readonly qualificazioneDal?: string | null;
  readonly qualificazioneAl?: string | null;
}

export interface StazioneAppaltante {
  readonly id: string;
  readonly codiceFiscale?: string | null;
  readonly denominazione?: string | null;
  readonly codiceAusa?: string | null;
  readonly codiceCentroCosto?: string | null;
  readonly saTitolare?: boolean | null;
  readonly funzioniSvolte?: readonly ('1' | '2' | '3' | '4')[] | null;
}

export interface Atto {
  readonly numero?: string | null;
  readonly data?: string | null;
  readonly organo?: string | null;
}

export interface Persona {
  readonly cognome?: string | null;
  readonly nome?: string | null;
  readonly cf?: string | null;
  readonly titolo?: string | null;
  readonly ruolo?: string | null;
  readonly pec?: string | null;
  readonly telefono?: string | null;
  readonly attoNomina?: Atto | null;
  readonly dipendente?: boolean | null;
  readonly profiloTecnico?: boolean | null;
  readonly supportoTecnico?: string | null;
  readonly dichiarazione35bis?: boolean | null;
  readonly dichiarazioneConflitto?: string | null;
}

export interface OrganismoRicorso {
  readonly denominazione?: string | null;
  readonly indirizzo?: string | null;
  readonly pec?: string | null;
}

export interface Convenzione {
  readonly numero?: string | null;
  readonly dataStipula?: string | null;
  readonly dataScadenza?: string | null;
  readonly stato?: 'ATTIVA' | 'BOZZA' | 'SOSPESA' | 'SCADUTA' | 'CESSATA' | null;
  readonly funzioniSvolte?: readonly ('1' | '2' | '3' | '4')[] | null;
  readonly ambiti?: readonly ('works' | 'services' | 'supplies')[] | null;
}
