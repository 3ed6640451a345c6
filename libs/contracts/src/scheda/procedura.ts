import { checkCui } from '@gare/domain/codes/cui';
import { checkFileName, checkUrl } from '@gare/domain/codes/forms';
import { atto } from './enti-persone.js';
import { amount, choice, choices, code, codes, date, datetime, flag, group, integer, longtext, text } from './field.js';
import { CATEGORIE_MERCEOLOGICHE, CONDIZIONI_NEGOZIATA, MOTIVAZIONE_CIG, MOTIVO_URGENZA, STRUMENTI_SVOLGIMENTO } from './pcp-labels.js';
import { codiceAppalto, hash, uuid } from './plain-codes.js';

const TIPO_PROCEDURA = {
  open: 'Procedura aperta',
  restricted: 'Procedura ristretta',
  'neg-w-call': 'Procedura competitiva con negoziazione',
  'neg-wo-call': 'Procedura negoziata senza bando',
  'comp-dial': 'Dialogo competitivo',
  innovation: 'Partenariato per l’innovazione',
  'oth-single': 'Affidamento diretto o altra procedura in una fase',
  'oth-mult': 'Altra procedura in più fasi',
} as const;

const NORMA = {
  '50a': 'Art. 50, comma 1, lett. a) – affidamento diretto di lavori',
  '50b': 'Art. 50, comma 1, lett. b) – affidamento diretto di servizi e forniture',
  '50c': 'Art. 50, comma 1, lett. c) – negoziata lavori, 5 operatori',
  '50d': 'Art. 50, comma 1, lett. d) – negoziata lavori, 10 operatori',
  '50e': 'Art. 50, comma 1, lett. e) – negoziata servizi e forniture, 5 operatori',
  '71': 'Art. 71 – procedura aperta',
  '72': 'Art. 72 – procedura ristretta',
  '73': 'Art. 73 – procedura competitiva con negoziazione',
  '74': 'Art. 74 – dialogo competitivo',
  '75': 'Art. 75 – partenariato per l’innovazione',
  '76': 'Art. 76 – negoziata senza bando',
} as const;

const CODICE_SCHEDA = {
  P1_16: 'P1_16 – bando sopra soglia',
  P1_19: 'P1_19 – concessione sopra soglia',
  P1_20: 'P1_20 – bando sopra soglia, regime alleggerito',
  P2_16: 'P2_16 – bando sotto soglia',
  P2_19: 'P2_19 – concessione sotto soglia',
  P2_20: 'P2_20 – bando sotto soglia, regime alleggerito',
  P7_1_1: 'P7_1_1 – negoziata sopra soglia con avviso',
  P7_1_2: 'P7_1_2 – negoziata sopra soglia, indagine di mercato',
  P7_1_3: 'P7_1_3 – negoziata sotto soglia, indagine di mercato',
  P7_2: 'P7_2 – lettera d’invito',
  AD1_25: 'AD1_25 – affidamento diretto sopra soglia',
  AD2_25: 'AD2_25 – affidamento diretto sotto soglia, oltre i limiti dell’art. 50',
  AD3: 'AD3 – affidamento diretto entro i limiti dell’art. 50',
  AD4: 'AD4 – adesione ad accordo quadro',
  AD5: 'AD5 – affidamento diretto sotto 5.000 €',
} as const;

const identity = {
  codiceAppalto: code('Codice dell’appalto', codiceAppalto, {
    hint: 'Da 8 a 64 caratteri, unico per la SUA.',
    sample: 'SUA-PG-2026-000123',
  }),
  oggetto: text('Oggetto dell’appalto', {
    hint: 'Uguale in bando, disciplinare e PCP (BT-24).',
    sample: 'Servizio di refezione scolastica, anni scolastici 2027-2030',
    requiredFor: 'la pubblicazione',
  }),
  descrizione: longtext('Descrizione dell’appalto', { hint: 'Fine e fabbisogno: apre decisione a contrarre e disciplinare (C. 17 c. 1).' }),
};

const choiceOfProcedure = {
  tipoProcedura: choice('Tipo di procedura', TIPO_PROCEDURA, {
    hint: 'BT-105; nelle schede P2 non si usa la negoziata senza bando (REG136).',
  }),
  norma: choice('Norma della procedura', NORMA, { hint: 'Va d’accordo con importo e tipo di procedura (C. 50, 71-76).' }),
  codiceScheda: choice('Scheda ANAC', CODICE_SCHEDA, { hint: 'Albero di scelta della guida PCP.' }),
  settore: choice('Settore', { ordinario: 'Ordinario', speciale: 'Speciale', difesa: 'Difesa e sicurezza' }),
  regime: choice('Regime', { ordinario: 'Ordinario', alleggerito: 'Alleggerito (servizi sociali e assimilati)' }),
  tipoContratto: choice('Tipo di contratto', { appalto: 'Appalto', concessione: 'Concessione', ppp: 'Partenariato pubblico-privato' }),
  interesseTransfrontaliero: choice(
    'Interesse transfrontaliero certo',
    { NO: 'No', CERTO: 'Sì, certo' },
    { hint: 'C. 48 c. 2: se certo, procedura ordinaria.' },
  ),
  motivazioneTransfrontaliero: longtext('Motivazione sull’interesse transfrontaliero'),
  strumento: choice('Tecnica o strumento', {
    none: 'Nessuno',
    'fa-wo-rc': 'Accordo quadro senza nuovo confronto',
    'fa-w-rc': 'Accordo quadro con nuovo confronto',
    'fa-mix': 'Accordo quadro misto',
    sda: 'Sistema dinamico di acquisizione',
    asta: 'Asta elettronica',
  }),
  aq: group('Accordo quadro', {
    durataMesi: integer('Durata', { unit: 'mesi', hint: 'Non oltre 48 mesi, salvo motivazione (C. 59 c. 1).', sample: 48 }),
    maxPartecipanti: integer('Numero massimo di aggiudicatari', { sample: 1 }),
    valoreMax: amount('Valore massimo'),
    motivazioneDurata: longtext('Motivazione della durata oltre 48 mesi'),
    aderenti: longtext('Enti che possono aderire'),
  }),
  strumentiSvolgimento: choice('Strumento di svolgimento', STRUMENTI_SVOLGIMENTO),
  condizioniNegoziata: choices('Condizioni della negoziata', CONDIZIONI_NEGOZIATA, {
    hint: 'Solo per la negoziata senza bando (REG6_1 e REG6_2).',
  }),
  motivazioneNegoziata: longtext('Motivazione della negoziata', { hint: 'I fatti che la giustificano (C. 76).' }),
  numeroOperatoriInvitati: integer('Operatori da invitare', { hint: 'Almeno 5 o 10 secondo l’importo (C. 50 c. 1).', sample: 5 }),
  indagineMercato: flag('Indagine di mercato', { hint: 'All. II.1.' }),
  criterioSelezioneInvitati: longtext('Come si scelgono gli invitati', {
    hint: 'Il sorteggio è ammesso solo in casi eccezionali (C. 50 c. 2).',
  }),
  sorteggioInvitati: flag('Invitati scelti a sorteggio'),
  motivoUrgenza: choice('Motivo d’urgenza', MOTIVO_URGENZA, { hint: 'Il 2 chiede il collegamento ai documenti (REG7).' }),
  linkDocumentiUrgenza: code('Documenti della somma urgenza', checkUrl, { hint: 'C. 140.', sample: 'https://www.comune.example/urgenza' }),
  proceduraAccelerata: flag('Procedura accelerata', { hint: 'BT-106; riduce i termini (C. 71 c. 3).' }),
  giustificazioneAccelerata: longtext('Motivazione dell’accelerazione', { hint: 'Obbligatoria se accelerata (REG67).' }),
  preinformazione: group(
    'Avviso di pre-informazione',
    {
      pubblicato: flag('Pubblicato'),
      data: date('Data di pubblicazione'),
      riferimento: text('Numero dell’avviso'),
      riduceTermini: flag('Riduce i termini'),
    },
    { hint: 'C. 81: può ridurre i termini.' },
  ),
  categorieMerceologiche: choices('Categorie merceologiche', CATEGORIE_MERCEOLOGICHE, {
    hint: 'DPCM 24/12/2015; contengono quelle dei lotti (REG1).',
    sample: ['999'],
  }),
  motivazioneCIG: choice('Motivazione per il CIG', MOTIVAZIONE_CIG, { hint: 'Solo con una categoria diversa da 999 (REG4_1).' }),
};

const planning = {
  previstoInProgrammazione: flag('Previsto nella programmazione', { hint: 'Se sì, serve il CUI (REG11; C. 37).' }),
  motivazioneNonProgrammato: longtext('Perché non è in programmazione'),
  idPianificazione: code('Identificativo della pianificazione', uuid, { sample: '0b9d2d3a-5b0e-4a5c-9f0e-2f6a0f3b7c11' }),
  cui: code('CUI', checkCui, { hint: 'L, S o F, codice fiscale del comune, anno, progressivo.', sample: 'S81000430546202600001' }),
  decisioneContrarre: group(
    'Decisione a contrarre',
    { ...atto, hash: code('Impronta del file', hash, { hint: 'SHA-256.' }) },
    { hint: 'C. 17 c. 1; TUEL 192.' },
  ),
  copertura: group(
    'Copertura della spesa',
    {
      capitolo: text('Capitolo', { maxLength: 60, sample: '1234/5' }),
      impegno: text('Impegno o prenotazione', { maxLength: 60, sample: '789/2026' }),
      quota: amount('Quota del quadro economico negli anni impegnati'),
      importo: amount('Importo impegnato', { hint: 'Non meno della quota degli anni impegnati.' }),
    },
    { hint: 'Il visto di copertura rende esecutiva la decisione (TUEL 153, 183 c. 7).' },
  ),
  revisioneLegale: group(
    'Revisione legale degli atti',
    {
      esito: choice('Esito', { FAVOREVOLE: 'Favorevole', CON_OSSERVAZIONI: 'Favorevole con osservazioni accolte', CONTRARIO: 'Contrario' }),
      revisore: text('Chi ha rivisto', { sample: 'avv. Marta Neri' }),
      data: date('Data della revisione'),
    },
    { hint: 'Lo scrive l’approvazione dei revisori, nella pagina Revisione.' },
  ),
  approvazioneTecnica: group(
    'Approvazione della parte tecnica',
    { da: text('Chi ha approvato', { sample: 'Il RUP del comune' }), data: date('Data dell’approvazione') },
    { hint: 'La scrive l’atto del responsabile del comune, nella pagina Revisione (C. 62 c. 13).' },
  ),
  dataApprovazioneProgetto: date('Approvazione del progetto', {
    hint: 'Il bando esce entro tre mesi (All. I.3 c. 1).',
    appliesWhen: ['works'],
    sample: '2026-09-15',
  }),
  attoApprovazioneProgetto: group('Atto di approvazione del progetto', atto, { appliesWhen: ['works'] }),
  validazioneProgetto: group(
    'Verifica e validazione del progetto',
    { ...atto, rapportoVerifica: text('Rapporto di verifica'), verificatore: text('Chi ha verificato') },
    { hint: 'C. 42: gli estremi vanno nel bando.', appliesWhen: ['works'] },
  ),
  prorogaTermineProgetto: group('Proroga del RUP sul termine di tre mesi', atto, {
    hint: 'Al massimo un mese (All. I.3 c. 5).',
    appliesWhen: ['works'],
  }),
};

const platform = {
  pad: group(
    'Piattaforma di approvvigionamento digitale',
    {
      nome: text('Nome', { sample: 'Piattaforma telematica' }),
      url: code('Indirizzo', checkUrl, { sample: 'https://gare.example' }),
      certificata: flag('Certificata'),
    },
    { hint: 'C. 25 e 26: la gara si svolge su piattaforma certificata.' },
  ),
  urlDocumenti: code('Dove sono i documenti di gara', checkUrl, {
    hint: 'BT-15; http o https (REG8).',
    sample: 'https://gare.example/1234',
  }),
  nomeFascicolo: code('Nome del file del fascicolo', checkFileName, { hint: 'Senza spazi né accenti.', sample: 'fascicolo_refezione.zip' }),
  linguaPrincipale: choice('Lingua', { ITA: 'Italiano' }, { hint: 'La PCP accetta solo l’italiano (ERR95).' }),
};

const dates = {
  dataTrasmissioneBando: datetime('Trasmissione del bando', { hint: 'Da qui si contano i termini e si scelgono le soglie (C. 71).' }),
  dataPubblicazioneTED: datetime('Pubblicazione su TED'),
  dataPubblicazioneBDNCP: datetime('Pubblicazione in BDNCP', { hint: 'Da qui gli effetti legali (C. 27).' }),
  dataInvioInviti: datetime('Invio degli inviti', { hint: 'Data di riferimento per le negoziate.' }),
  scadenzaOfferte: datetime('Scadenza delle offerte', {
    hint: 'BT-131; con la scadenza delle domande ne va indicata una sola (REG96, REG97).',
  }),
  scadenzaInvito: datetime('Scadenza delle domande di partecipazione', { hint: 'BT-1311, per le procedure in due fasi.' }),
  scadenzaManifestazioni: datetime('Scadenza delle manifestazioni di interesse', {
    hint: 'Di norma non meno di quindici giorni dall’avviso di indagine di mercato (All. II.1 art. 2).',
  }),
  terminiQuesiti: datetime('Termine per i quesiti', { hint: 'Le risposte escono almeno 6 giorni prima della scadenza (C. 88 c. 3).' }),
  giorniRispostaQuesiti: integer('Giorni per rispondere ai quesiti', { unit: 'giorni', sample: 3 }),
  dataPrimaSeduta: datetime('Prima seduta', { hint: 'Dopo la scadenza delle offerte.' }),
  luogoPrimaSeduta: text('Dove si tiene la prima seduta', { sample: 'In videoconferenza sulla piattaforma' }),
  validitaOffertaGiorni: integer('Validità dell’offerta', {
    unit: 'giorni',
    hint: 'Almeno 180 giorni, salvo diverso termine motivato (C. 17 c. 4).',
    sample: 180,
  }),
  inversioneProcedimentale: flag('Inversione procedimentale', { hint: 'Solo nella procedura aperta (C. 107 c. 3).' }),
};

const lotting = {
  motivazioneLottoUnico: longtext('Perché un solo lotto', { hint: 'Obbligatoria con un lotto solo (C. 58 c. 2).' }),
  criteriSuddivisioneLotti: longtext('Come sono stati formati i lotti', { hint: 'C. 58 c. 3.' }),
  maxLottiPartecipazione: integer('Lotti a cui si può partecipare'),
  maxLottiAggiudicabili: integer('Lotti che si possono vincere'),
  motivazioneLimiteLotti: longtext('Motivazione del limite', { hint: 'C. 58 c. 4.' }),
  valoreStimatoTotale: amount('Valore stimato dell’appalto', {
    hint: 'Tutti i lotti, opzioni e rinnovi compresi (C. 14 c. 4); si confronta con le soglie.',
  }),
  obblighiPubblicita: longtext('Altre forme di pubblicità'),
  lavorazioniAltoRischio: codes('Attività a rischio mafioso', (value) => checkWhiteList(value), {
    hint: 'L. 190/2012 art. 1 c. 53.',
    sample: ['ristorazione'],
  }),
  pattoIntegrita: flag('Patto di integrità adottato', { hint: 'L. 190/2012 art. 1 c. 17.' }),
};

function checkWhiteList(value: string): ReturnType<typeof checkUrl> {
  return /\S/.test(value) && value.length <= 120
    ? { ok: true }
    : { ok: false, rule: 'TESTO_VUOTO', message: 'Scrivere l’attività in poche parole.' };
}

/** Section 4.2: choice of the procedure, planning, dates, platform. */
export const procedura = { ...identity, ...choiceOfProcedure, ...planning, ...platform, ...dates, ...lotting };
