import { type Atto, type Convenzione, type Ente, type OrganismoRicorso, type Persona, type StazioneAppaltante } from './ente-values.js';
import { type EsitoValues } from './esito-values.js';
import {
  type Aggiudicazione,
  type Aq,
  type DecisioneContrarre,
  type Esecuzione,
  type Pad,
  type Partecipazione,
  type Pnrr,
  type Preinformazione,
  type ValidazioneProgetto,
} from './gara-values.js';
import { type CategoriaMerceologica, type Lotto } from './lotto-values.js';

/**
 * The values of a scheda di gara as the domain sees them. The zod schema of the contracts is checked at compile time to
 * produce exactly this shape; instants are ISO UTC, dates YYYY-MM-DD, money and points decimal strings.
 */
export interface SchedaValues extends EsitoValues {
  readonly comune?: Ente | null;
  readonly provincia?: Ente | null;
  readonly stazioniAppaltanti?: readonly StazioneAppaltante[] | null;
  readonly rupComune?: Persona | null;
  readonly rupSua?: Persona | null;
  readonly rdpAffidamento?: Persona | null;
  readonly dirSua?: Persona | null;
  readonly dirComune?: Persona | null;
  readonly organismoRicorso?: OrganismoRicorso | null;
  readonly convenzione?: Convenzione | null;
  readonly codiceAppalto?: string | null;
  readonly oggetto?: string | null;
  readonly descrizione?: string | null;
  readonly tipoProcedura?:
    'open' | 'restricted' | 'neg-w-call' | 'neg-wo-call' | 'comp-dial' | 'innovation' | 'oth-single' | 'oth-mult' | null;
  readonly norma?: '71' | '72' | '73' | '74' | '75' | '76' | '50a' | '50b' | '50c' | '50d' | '50e' | null;
  readonly codiceScheda?:
    | 'P1_16'
    | 'P1_19'
    | 'P1_20'
    | 'P2_16'
    | 'P2_19'
    | 'P2_20'
    | 'P7_1_1'
    | 'P7_1_2'
    | 'P7_1_3'
    | 'P7_2'
    | 'AD1_25'
    | 'AD2_25'
    | 'AD3'
    | 'AD4'
    | 'AD5'
    | null;
  readonly settore?: 'ordinario' | 'speciale' | 'difesa' | null;
  readonly regime?: 'ordinario' | 'alleggerito' | null;
  readonly tipoContratto?: 'appalto' | 'concessione' | 'ppp' | null;
  readonly interesseTransfrontaliero?: 'NO' | 'CERTO' | null;
  readonly motivazioneTransfrontaliero?: string | null;
  readonly strumento?: 'none' | 'fa-wo-rc' | 'fa-w-rc' | 'fa-mix' | 'sda' | 'asta' | null;
  readonly aq?: Aq | null;
  readonly strumentiSvolgimento?: '2' | '3' | '5' | '6' | '7' | null;
  readonly condizioniNegoziata?:
    readonly ('25' | '33' | '34' | '35' | '36' | '37' | '38' | '39' | '40' | '41' | '42' | '43' | '44' | '45' | '46')[] | null;
  readonly motivazioneNegoziata?: string | null;
  readonly numeroOperatoriInvitati?: number | null;
  readonly indagineMercato?: boolean | null;
  readonly criterioSelezioneInvitati?: string | null;
  readonly sorteggioInvitati?: boolean | null;
  readonly motivoUrgenza?: '1' | '2' | '4' | '5' | '7' | null;
  readonly linkDocumentiUrgenza?: string | null;
  readonly proceduraAccelerata?: boolean | null;
  readonly giustificazioneAccelerata?: string | null;
  readonly preinformazione?: Preinformazione | null;
  readonly categorieMerceologiche?: readonly CategoriaMerceologica[] | null;
  readonly motivazioneCIG?: '1' | '2' | '3' | '4' | '5' | '6' | '7' | null;
  readonly previstoInProgrammazione?: boolean | null;
  readonly motivazioneNonProgrammato?: string | null;
  readonly idPianificazione?: string | null;
  readonly cui?: string | null;
  readonly decisioneContrarre?: DecisioneContrarre | null;
  readonly dataApprovazioneProgetto?: string | null;
  readonly attoApprovazioneProgetto?: Atto | null;
  readonly validazioneProgetto?: ValidazioneProgetto | null;
  readonly prorogaTermineProgetto?: Atto | null;
  readonly pad?: Pad | null;
  readonly urlDocumenti?: string | null;
  readonly nomeFascicolo?: string | null;
  readonly linguaPrincipale?: 'ITA' | null;
  readonly dataTrasmissioneBando?: string | null;
  readonly dataPubblicazioneTED?: string | null;
  readonly dataPubblicazioneBDNCP?: string | null;
  readonly dataInvioInviti?: string | null;
  readonly scadenzaOfferte?: string | null;
  readonly scadenzaInvito?: string | null;
  readonly scadenzaManifestazioni?: string | null;
  readonly terminiQuesiti?: string | null;
  readonly giorniRispostaQuesiti?: number | null;
  readonly dataPrimaSeduta?: string | null;
  readonly luogoPrimaSeduta?: string | null;
  readonly validitaOffertaGiorni?: number | null;
  readonly inversioneProcedimentale?: boolean | null;
  readonly motivazioneLottoUnico?: string | null;
  readonly criteriSuddivisioneLotti?: string | null;
  readonly maxLottiPartecipazione?: number | null;
  readonly maxLottiAggiudicabili?: number | null;
  readonly motivazioneLimiteLotti?: string | null;
  readonly valoreStimatoTotale?: string | null;
  readonly obblighiPubblicita?: string | null;
  readonly lavorazioniAltoRischio?: readonly string[] | null;
  readonly pattoIntegrita?: boolean | null;
  readonly lotti?: readonly Lotto[] | null;
  readonly aggiudicazione?: Aggiudicazione | null;
  readonly partecipazione?: Partecipazione | null;
  readonly esecuzione?: Esecuzione | null;
  readonly pnrr?: Pnrr | null;
}
