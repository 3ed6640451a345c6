import { feastKeyPrefix, feastKeyProblem } from './feast-rows.js';
import { legalParameters, type ParameterUnit } from './parameters.js';

/** Groups in the order in which people look for them. */
export const parameterGroups = [
  'Soglie e procedure',
  'Qualificazione',
  'Termini',
  'Durata della gara',
  'Garanzie',
  'Contratto',
  'Aggiudicazione e requisiti',
  'Antimafia',
  'Contributo ANAC',
  'Banca dati dei contratti (PCP)',
  'Convenzioni e incarichi',
  'Rilevazioni e rendicontazione',
  'Festività',
] as const;
export type ParameterGroup = (typeof parameterGroups)[number];

type Names = Readonly<Record<string, string>>;

const names: Readonly<Record<Exclude<ParameterGroup, 'Festività'>, Names>> = {
  'Soglie e procedure': {
    'ue.lavori': 'Soglia europea, lavori',
    'ue.servForn.subcentrale': 'Soglia europea, servizi e forniture degli enti locali',
    'ue.servForn.centrale': 'Soglia europea, servizi e forniture delle amministrazioni centrali',
    'ue.sociali': 'Soglia europea, servizi sociali e assimilati',
    'ue.concessioni': 'Soglia europea, concessioni',
    'ue.speciali.servForn': 'Soglia europea, settori speciali, servizi e forniture',
    'ue.speciali.lavori': 'Soglia europea, settori speciali, lavori',
    'ad.lavori.max': 'Affidamento diretto di lavori, sotto',
    'ad.servForn.max': 'Affidamento diretto di servizi e forniture, sotto',
    'neg.lavori.5oe.min': 'Negoziata di lavori con 5 operatori, da',
    'neg.lavori.5oe.max': 'Negoziata di lavori con 5 operatori, fino a meno di',
    'neg.lavori.5oe.operatori': 'Negoziata di lavori, operatori da invitare',
    'neg.lavori.10oe.min': 'Negoziata di lavori con 10 operatori, da',
    'neg.lavori.10oe.operatori': 'Negoziata di lavori oltre il milione, operatori da invitare',
    'neg.servForn.5oe.min': 'Negoziata di servizi e forniture, da',
    'neg.servForn.5oe.operatori': 'Negoziata di servizi e forniture, operatori da invitare',
    'neg.art76.operatori': 'Negoziata senza bando dell’articolo 76, operatori da consultare',
    'rotazione.deroga': 'Deroga alla rotazione, sotto',
    'mepa.obbligo': 'Ricorso al mercato elettronico, da',
    'controlli.semplificati': 'Controlli semplificati negli affidamenti diretti, sotto',
    'programma.lavori.min': 'Programma triennale dei lavori, da',
    'programma.acquisti.min': 'Programma triennale degli acquisti, da',
    'dgue.min': 'DGUE negli affidamenti, da',
    'cct.obbligo': 'Collegio consultivo tecnico, dalla soglia',
    'bim.obbligo': 'Modellazione informativa (BIM), oltre',
    'bim.campoPcp': 'Campo BIM chiesto dalla PCP, lavori oltre',
    avvioConsultazione: 'Avvio della consultazione, forma',
    'qe.incentivi.max': 'Quadro economico, incentivi tecnici al massimo',
    'qe.imprevisti.min': 'Quadro economico, imprevisti da',
    'qe.imprevisti.max': 'Quadro economico, imprevisti fino a',
    'aq.durataMax': 'Accordo quadro, durata massima',
    'riservati.quota': 'Contratti riservati, quota di lavoratori svantaggiati',
  },
  Qualificazione: {
    'qual.necessaria.lavori': 'Qualificazione necessaria per lavori, da',
    'qual.necessaria.servForn': 'Qualificazione necessaria per servizi e forniture, da',
    'qual.L3': 'Livello L3, lavori fino a',
    'qual.SF3': 'Livello SF3, servizi e forniture fino a',
    'qual.SF2': 'Livello SF2, servizi e forniture fino a',
    'qual.cuc.min.lavori': 'Centrale di committenza, livello minimo per lavori',
    'qual.cuc.min.servForn': 'Centrale di committenza, livello minimo per servizi e forniture',
    'qual.durata': 'Durata della qualificazione',
    'qual.ppp.min.lavori': 'Partenariato, livello minimo per lavori',
    'qual.ppp.min.servForn': 'Partenariato, livello minimo per servizi',
  },
  Termini: {
    'term.aperta.offerte': 'Aperta, offerte',
    'term.aperta.offerte.ridotto': 'Aperta, offerte con urgenza o preinformazione',
    'term.ristretta.domande': 'Ristretta, domande',
    'term.ristretta.domande.urgenza': 'Ristretta, domande con urgenza',
    'term.ristretta.offerte': 'Ristretta, offerte',
    'term.ristretta.offerte.ridotto': 'Ristretta, offerte con urgenza o preinformazione',
    'term.competitivaNeg.domande': 'Competitiva con negoziazione, domande',
    'term.competitivaNeg.offerte': 'Competitiva con negoziazione, prime offerte',
    'term.dialogo.domande': 'Dialogo competitivo, domande',
    'term.partenariato.domande': 'Partenariato per l’innovazione, domande',
    'term.negoziata.offerte': 'Negoziata senza bando, offerte',
    'term.negoziata.offerte.complessa': 'Negoziata senza bando con qualità o sopralluogo, offerte',
    'term.sopralluogo.chiusura': 'Sopralluogo: fine, giorni prima della scadenza',
    'comunicazioni.aggiudicazione': 'Comunicazioni dell’aggiudicazione entro',
    'avviso.aggiudicazione': 'Avviso di aggiudicazione entro',
    'sla.indizione.lavori': 'SUA: lavori sopra soglia, dall’istanza completa al bando',
    'sla.indizione.servForn': 'SUA: servizi e forniture, dall’istanza completa al bando',
    'term.chiarimenti': 'Risposte ai quesiti, giorni prima della scadenza',
    'term.chiarimenti.urgenza': 'Risposte ai quesiti con urgenza, giorni prima della scadenza',
    standstill: 'Termine dilatorio',
    'standstill.sottosoglia': 'Termine dilatorio sotto soglia',
    stipula: 'Stipula dopo l’efficacia dell’aggiudicazione',
    'stipula.sottosoglia': 'Stipula sotto soglia dopo l’aggiudicazione',
    'soccorso.min': 'Soccorso istruttorio, almeno',
    'soccorso.max': 'Soccorso istruttorio, al massimo',
    'anomalia.giustif': 'Spiegazioni sull’offerta anomala, al massimo',
    'fvoe.fallback': 'Fascicolo virtuale muto: si aggiudica su autodichiarazione dopo',
    'fvoe.validita': 'Validità dei documenti del fascicolo virtuale',
    'durc.validita': 'Validità del DURC',
    'requisiti.certificatoAde.validita': 'Validità del certificato dell’Agenzia delle entrate',
    'requisiti.visura.validita': 'Validità della visura camerale',
    'collaudo.termine': 'Collaudo entro',
    'programma.adozione': 'Programma triennale adottato dopo il bilancio entro',
    'conservazione.contratti': 'Conservazione dei contratti',
    'istanza.accoglimento': 'Istanza alla SUA accolta dopo il silenzio di',
    'pagamento.termine': 'Pagamenti entro',
    'offerta.validita': 'Validità dell’offerta',
  },
  'Durata della gara': {
    'gara.durataMax.oepv.aperta': 'Aperta, offerta più vantaggiosa',
    'gara.durataMax.oepv.ristretta': 'Ristretta, offerta più vantaggiosa',
    'gara.durataMax.oepv.competitivaNeg': 'Competitiva con negoziazione, offerta più vantaggiosa',
    'gara.durataMax.oepv.negoziata': 'Negoziata senza bando, offerta più vantaggiosa',
    'gara.durataMax.oepv.dialogo': 'Dialogo competitivo, offerta più vantaggiosa',
    'gara.durataMax.oepv.partenariato': 'Partenariato per l’innovazione, offerta più vantaggiosa',
    'gara.durataMax.prezzo.aperta': 'Aperta, minor prezzo',
    'gara.durataMax.prezzo.ristretta': 'Ristretta, minor prezzo',
    'gara.durataMax.prezzo.competitivaNeg': 'Competitiva con negoziazione, minor prezzo',
    'gara.durataMax.prezzo.negoziata': 'Negoziata senza bando, minor prezzo',
    'gara.anomalia': 'In più per la verifica dell’anomalia',
    'gara.prorogaRup.max': 'In più con atto motivato del RUP, al massimo',
    'lavori.pubblicazioneDaApprovazione': 'Lavori: pubblicazione dall’approvazione del progetto entro',
    'lavori.pubblicazioneDaApprovazione.proroga': 'Lavori: in più con atto del RUP',
  },
  Garanzie: {
    'garProv.sopra': 'Provvisoria sopra soglia',
    'garProv.sopra.min': 'Provvisoria sopra soglia, al minimo',
    'garProv.sopra.max': 'Provvisoria sopra soglia, al massimo',
    'garProv.sopra.centrale.max': 'Provvisoria sopra soglia in forma aggregata, al massimo',
    'garProv.sotto.max': 'Provvisoria sotto soglia, al massimo',
    'gar.riduzione.iso9001': 'Riduzione per qualità certificata',
    'gar.riduzione.pmi': 'Riduzione per micro, piccole e medie imprese',
    'gar.riduzione.digitale': 'Riduzione per fideiussione su piattaforma digitale',
    'gar.riduzione.certificazioni.max': 'Riduzione per certificazioni dell’allegato II.13, al massimo',
    'gar.fideiussione.forma': 'Fideiussione, forma',
    'garDef.sopra': 'Definitiva sopra soglia',
    'garDef.sopra.ribasso1': 'Definitiva: un punto in più per ogni punto di ribasso oltre',
    'garDef.sopra.ribasso2': 'Definitiva: due punti in più per ogni punto di ribasso oltre',
    'garDef.aq.max': 'Definitiva negli accordi quadro, al massimo',
    'garDef.sotto': 'Definitiva sotto soglia',
  },
  Contratto: {
    'revPrezzi.lavori.soglia': 'Revisione prezzi dei lavori, oltre',
    'revPrezzi.lavori.quota': 'Revisione prezzi dei lavori, quota pagata',
    'revPrezzi.servForn.soglia': 'Revisione prezzi di servizi e forniture, oltre',
    'revPrezzi.servForn.quota': 'Revisione prezzi di servizi e forniture, quota pagata',
    'subappalto.pmi': 'Subappalto alle piccole e medie imprese, almeno',
    'penali.min': 'Penale giornaliera, al minimo',
    'penali.max': 'Penale giornaliera, al massimo',
    'penali.tetto': 'Tetto delle penali',
    anticipazione: 'Anticipazione',
    'anticipazione.max': 'Anticipazione, al massimo',
    'anticipazione.sia': 'Anticipazione nei servizi di ingegneria e architettura',
    'bollo.contratto.40000': 'Bollo del contratto sotto 40.000 €',
    'bollo.contratto.150000': 'Bollo del contratto da 40.000 a meno di 150.000 €',
    'bollo.contratto.1000000': 'Bollo del contratto da 150.000 a meno di 1.000.000 €',
    'bollo.contratto.5000000': 'Bollo del contratto da 1.000.000 a meno di 5.000.000 €',
    'bollo.contratto.25000000': 'Bollo del contratto da 5.000.000 a meno di 25.000.000 €',
    'bollo.contratto.oltre': 'Bollo del contratto da 25.000.000 €',
  },
  'Aggiudicazione e requisiti': {
    'sia.quotaFissa': 'Ingegneria e architettura, quota fissa del corrispettivo',
    'sia.puntiEconomici.max': 'Ingegneria e architettura, punti economici al massimo',
    'oepv.maxEconomico.labour': 'Alta intensità di manodopera, punti economici al massimo',
    'oepv.maxEconomico.cyber': 'Informatica in contesti strategici, punti economici al massimo',
    'oepv.labour.quota': 'Alta intensità di manodopera, quota da',
    'oepv.obbligo.sia': 'Offerta più vantaggiosa obbligatoria nei servizi tecnici, da',
    'oepv.obbligo.innovativi': 'Offerta più vantaggiosa obbligatoria se innovativi, da',
    'fatturato.max': 'Fatturato richiesto, multiplo massimo del valore',
    'fatturato.finestra.migliori': 'Fatturato, migliori anni',
    'fatturato.finestra.ultimi': 'Fatturato, fra gli ultimi anni',
    'serviziAnaloghi.finestra': 'Contratti analoghi, ultimi anni',
    'anomalia.esclAut.offerte': 'Esclusione automatica, offerte ammesse almeno',
    'anomalia.esclAut.metodi': 'Esclusione automatica, metodi',
    'pariOpportunita.art47': 'Pari opportunità dell’articolo 47, quando',
  },
  Antimafia: {
    'antimafia.com.min': 'Comunicazione antimafia, da',
    'antimafia.com.validita': 'Comunicazione antimafia, validità',
    'antimafia.info.subcontratti': 'Informazione antimafia sui subcontratti, oltre',
    'antimafia.info.validita': 'Informazione antimafia, validità',
    'antimafia.base': 'Importo che si confronta',
  },
  'Contributo ANAC': {},
  'Banca dati dei contratti (PCP)': {
    'pcp.web.ui': 'Affidamento diretto dall’interfaccia web, sotto',
    'pcp.sommaLotti.min': 'Somma dei lotti sul valore totale, almeno',
    'pcp.ad3.lavori.max': 'Scheda AD3, lavori fino a',
    'pcp.ad3.servForn.max': 'Scheda AD3, servizi e forniture fino a',
    'pcp.deroga.servForn': 'Blocco della deroga, servizi e forniture',
    'pcp.deroga.speciali': 'Blocco della deroga, settori speciali',
    'pcp.conferma': 'Appalti non confermati cancellati dopo',
    'pcp.eforms.sdk': 'Versione delle eForms accettata',
  },
  'Convenzioni e incarichi': {
    'avvisi.attesaTurno': 'Avviso a chi ha il turno da più di (giorni lavorativi)',
    'avvisi.sollecitoDirigente': 'Sollecito al dirigente dopo il termine superato da più di (giorni lavorativi)',
    'incentivi.quotaCentrale.max': 'Quota degli incentivi alla centrale, al massimo',
    'incentivi.fondo': 'Fondo degli incentivi, al massimo',
    'delibera.esecutivita': 'Delibera esecutiva dopo la pubblicazione di',
    'convenzione.varianti.termine': 'Varianti comunicate alla SUA entro',
    'commissione.incarichiPolitici': 'Commissari: nessuna carica politica negli ultimi',
    'commissione.componenti.max': 'Commissari, al massimo',
    'integrazioni.giri.max': 'Richieste di integrazioni, al massimo',
    'integrazioni.termine': 'Risposta a una richiesta di integrazioni entro',
    'integrazioni.sospensione.max': 'Sospensione dei termini per una richiesta, al massimo',
    'contatto.risposta': 'Risposta nella fase informale, giorni lavorativi',
  },
  'Rilevazioni e rendicontazione': {
    'affiancamento.oreGiornata': 'Giornata di un esperto, in ore',
    'ril.variazione.nota': 'Variazione della durata media che chiede una nota, oltre',
    'ril.durata.max': 'Durata media plausibile, al massimo',
    'ril.ricalcolo.tolleranza': 'Scarto ammesso fra media dichiarata e ricalcolata',
    'ril.certificazione.giorni': 'Certificazione dopo la fine del periodo, entro',
    'misura.PNRR.dal': 'PNRR: spese ammesse dal',
    'misura.PNRR.al': 'PNRR: spese ammesse fino al',
    'misura.PNRR.ivaAmmessa': 'PNRR: IVA ammessa',
    'misura.PNRR.anticipo.max': 'PNRR: anticipo, al massimo',
    'misura.PNRR.intermedio.max': 'PNRR: anticipo e pagamenti intermedi, al massimo',
    'misura.PNC.dal': 'PNC: spese ammesse dal',
    'misura.PNC.al': 'PNC: spese ammesse fino al',
    'misura.PNC.ivaAmmessa': 'PNC: IVA ammessa',
    'misura.PNC.anticipo.max': 'PNC: anticipo, al massimo',
    'misura.PNC.intermedio.max': 'PNC: anticipo e pagamenti intermedi, al massimo',
    'misura.FSC.dal': 'FSC: spese ammesse dal',
    'misura.FSC.al': 'FSC: spese ammesse fino al',
    'misura.FSC.ivaAmmessa': 'FSC: IVA ammessa',
    'misura.FSC.anticipo.max': 'FSC: anticipo, al massimo',
    'misura.FSC.intermedio.max': 'FSC: anticipo e pagamenti intermedi, al massimo',
    'ren.48bis.soglia': 'Verifica dell’articolo 48-bis sui pagamenti, da',
    'ren.art47.mesi': 'Relazioni dell’articolo 47 dopo la stipula, entro',
    'ren.imprevisti.max': 'Imprevisti nel quadro economico, al massimo',
    'ren.aggiornamento.giorno': 'Aggiornamento mensile dei dati, giorno del mese dopo',
    'ren.conservazione.anni': 'Conservazione del fascicolo di spesa',
    'ren.conservazione.anniMinori': 'Conservazione del fascicolo di spesa, importi minori',
    'ren.conservazione.soglia': 'Importi minori per la conservazione, fino a',
  },
};

const groupOf = new Map(
  parameterGroups.flatMap((group) => Object.keys(group === 'Festività' ? {} : names[group]).map((key) => [key, group] as const)),
);

const contribution = /^contributo\.anac\.(sa|oe)\.(\d+)$/u;

const euro = (units: string): string => units.replace(/\B(?=(\d{3})+$)/gu, '.');

/** What a parameter is called and where people look for it; a key without a name of its own shows itself. */
export function parameterName(key: string): { readonly name: string; readonly group: ParameterGroup } {
  const band = contribution.exec(key);
  if (band !== null)
    return {
      name: `${band[1] === 'sa' ? 'Dovuto dall’ente' : 'Dovuto dall’operatore'}, da ${euro(band[2] ?? '0')} €`,
      group: 'Contributo ANAC',
    };
  if (key.startsWith(feastKeyPrefix)) {
    const [month = '', day = ''] = key.slice(feastKeyPrefix.length).split('-');
    return { name: `Festa del ${Number(day)}/${Number(month)}`, group: 'Festività' };
  }
  const group = groupOf.get(key) ?? 'Soglie e procedure';
  return { name: (group === 'Festività' ? undefined : names[group][key]) ?? key, group };
}

const units: ReadonlyMap<string, ParameterUnit> = new Map(legalParameters.map(({ key, unit }) => [key, unit]));

/**
 * The unit of a key of the register: one this version carries, or a feast of the calendar. Undefined for a key that nothing would
 * ever read.
 */
export function parameterUnit(key: string): ParameterUnit | undefined {
  return units.get(key) ?? (feastKeyProblem(key) === undefined ? 'text' : undefined);
}
