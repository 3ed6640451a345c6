import { checkCodiceFiscale } from '@gare/domain/codes/codice-fiscale';
import { atto } from './enti-persone.js';
import { amount, choice, code, date, datetime, flag, group, integer, list, longtext, percent, text } from './field.js';

/** After publication: receipts, offers, commission, award, contract and closing of the dossier. */
export const esito = {
  pubblicazione: group(
    'Pubblicazione',
    {
      idAvvisoPcp: text('Identificativo dell’avviso in PCP', { maxLength: 60, sample: '6f1d2c1e-54a0-4a0f-9d51-1d0f0e7f6a10' }),
      numeroTed: text('Numero dell’avviso su TED', { maxLength: 40, sample: '123456-2027' }),
      dataAlbo: date('Pubblicazione all’albo pretorio', { hint: 'L. 69/2009 art. 32.' }),
      dataTrasparenza: date('Pubblicazione in Amministrazione trasparente', { hint: 'D.Lgs. 33/2013 art. 37; C. 28.' }),
    },
    { hint: 'Gli effetti legali decorrono dalla BDNCP (C. 27).' },
  ),
  chiarimenti: list(
    'Quesiti e chiarimenti',
    {
      data: date('Data della risposta', { sample: '2027-01-08' }),
      documento: text('Documento e punto', {
        hint: 'A che cosa si riferisce il quesito.',
        sample: 'Disciplinare, requisiti di ordine speciale',
      }),
      quesito: longtext('Quesito', { hint: 'Senza nulla che faccia riconoscere chi lo ha posto.' }),
      risposta: longtext('Risposta', { hint: 'Integra la documentazione di gara (C. 88 c. 3).' }),
    },
    { hint: 'In ordine di arrivo: il numero è la posizione nell’elenco.' },
  ),
  rettifiche: list(
    'Rettifiche e proroghe',
    {
      data: date('Data dell’avviso', { sample: '2027-01-11' }),
      tipo: choice('Che cosa si dispone', {
        RETTIFICA: 'Rettifica degli atti',
        PROROGA: 'Proroga del termine',
        RETTIFICA_PROROGA: 'Rettifica degli atti e proroga del termine',
      }),
      motivazione: longtext('Motivazione', { hint: 'C. 92 c. 2.' }),
      modifiche: longtext('Che cosa cambia', { hint: 'Documento, punto, testo di prima e testo nuovo.' }),
      scadenzaPrecedente: datetime('Scadenza di prima', { hint: 'Quella nuova è la scadenza delle offerte della scheda.' }),
    },
    { hint: 'L’ultima dell’elenco è quella dell’avviso che si forma.' },
  ),
  offerte: group(
    'Offerte',
    {
      ricevute: integer('Offerte ricevute', { hint: 'Zero se la gara è deserta.', sample: 4 }),
      ammesse: integer('Offerte ammesse', { hint: 'Dopo l’eventuale soccorso istruttorio (C. 101).', sample: 3 }),
      anomaliaRilevata: flag('C’è un’offerta che appare anomala', { hint: 'C. 110: si chiedono le giustificazioni.', sample: false }),
    },
    { hint: 'Dalla piattaforma, dopo la scadenza.' },
  ),
  commissione: group(
    'Commissione o seggio di gara',
    {
      dataNomina: date('Data della nomina', { hint: 'Dopo la scadenza delle offerte (C. 93 c. 1).' }),
      componenti: list('Componenti', {
        cognome: text('Cognome', { maxLength: 80, sample: 'Verdi' }),
        nome: text('Nome', { maxLength: 80, sample: 'Anna' }),
        ruolo: choice('Ruolo', { PRESIDENTE: 'Presidente', COMPONENTE: 'Componente', SEGGIO: 'Seggio di gara' }),
        dichiarazioneFirmata: flag('Dichiarazione di assenza di conflitti firmata', { hint: 'C. 93 c. 5; C. 16.' }),
        cvPubblicato: flag('Curriculum pubblicato', { hint: 'C. 28 c. 2.' }),
      }),
    },
    { hint: 'Commissione dispari di non più di cinque esperti (C. 93 c. 2); seggio al minor prezzo (C. 93 c. 7).' },
  ),
  proposta: group(
    'Proposta di aggiudicazione',
    {
      data: date('Data della proposta', { hint: 'Da qui si conta il mese del C. 99 c. 3-bis.' }),
      operatore: text('Operatore economico', { sample: 'Ristorazione Trasimeno soc. coop.' }),
      codiceFiscale: code('Codice fiscale dell’operatore', checkCodiceFiscale, { sample: '00163570542' }),
      importo: amount('Importo offerto'),
      ribasso: percent('Ribasso'),
      motivazione: longtext('Ragioni della scelta', { hint: 'Negli affidamenti diretti stanno nella decisione (C. 17 c. 2).' }),
    },
    { hint: 'C. 17 c. 5.' },
  ),
  verificaRequisiti: group(
    'Verifica dei requisiti',
    {
      esito: choice('Esito', { IN_CORSO: 'In corso', REGOLARE: 'Regolare', IRREGOLARE: 'Irregolare' }),
      data: date('Data dell’esito'),
      autodichiarazione: flag('Autodichiarazione dell’operatore', {
        hint: 'Se dopo trenta giorni il fascicolo virtuale non risponde, si aggiudica su autodichiarazione (C. 99 c. 3-bis).',
        sample: false,
      }),
    },
    { hint: 'C. 94-100: aggiudicatario, ausiliarie, esecutrici, subappaltatori indicati.' },
  ),
  provvedimentoAggiudicazione: group('Provvedimento di aggiudicazione', atto, { hint: 'Immediatamente efficace (C. 17 c. 5).' }),
  comunicazioni: group(
    'Comunicazioni dell’aggiudicazione',
    {
      inviate: flag('Inviate a tutti gli interessati', { hint: 'Entro cinque giorni (C. 90).' }),
      ultima: date('Data dell’ultima comunicazione', { hint: 'Da qui si conta il termine dilatorio (C. 18 c. 3).' }),
      esitoPubblicato: date('Pubblicazione dell’avviso di aggiudicazione', { hint: 'Entro trenta giorni (C. 111).' }),
    },
    { hint: 'C. 90.' },
  ),
  ricorso: group(
    'Ricorsi',
    { sospensione: flag('È in vigore una misura che sospende la stipula', { hint: 'C. 18 c. 4.', sample: false }) },
    { hint: 'C.p.a. art. 120.' },
  ),
  consegnaFascicolo: group(
    'Consegna del fascicolo al comune',
    { data: date('Data della consegna'), ricevutoDa: text('Chi lo ha ricevuto', { sample: 'dott.ssa Lucia Bianchi' }) },
    { hint: 'Quando la SUA cura la sola aggiudicazione o la proposta.' },
  ),
  contratto: group(
    'Contratto',
    {
      numero: text('Numero o repertorio', { maxLength: 40, sample: '12/2027' }),
      data: date('Data della stipula'),
      importo: amount('Importo del contratto'),
      garanziaDefinitiva: amount('Garanzia definitiva prestata', { hint: 'C. 53 c. 4 sotto soglia; C. 117 sopra soglia.' }),
      garanziaRiduzione: percent('Riduzione della garanzia', { hint: 'Sopra soglia, C. 117 c. 3: zero se nessuna.', sample: '0' }),
      polizze: flag('Polizze richieste consegnate', { hint: 'C. 117 c. 10.' }),
      antimafia: choice(
        'Antimafia',
        { ACQUISITA: 'Comunicazione o informazione acquisita', URGENZA: 'Urgenza, sotto condizione risolutiva', NON_DOVUTA: 'Non dovuta' },
        { hint: 'D.Lgs. 159/2011 artt. 87, 91 e 92.' },
      ),
      bollo: flag('Imposta di bollo assolta', { hint: 'C. 18 c. 10; All. I.4.' }),
    },
    { hint: 'C. 18.' },
  ),
  chiusura: group(
    'Chiusura del fascicolo',
    {
      schedeInviate: flag('Schede della PCP tutte inviate', { hint: 'SC1, I1, SA1, CO1, CL1 (del. ANAC 262/2023).' }),
      indiceCompleto: flag('Indice dei documenti completo'),
      data: date('Data di chiusura del fascicolo'),
      versamento: date('Versamento in conservazione previsto il', { hint: 'CAD 44; linee guida AgID.' }),
    },
    { hint: 'CAD 41.' },
  ),
};
