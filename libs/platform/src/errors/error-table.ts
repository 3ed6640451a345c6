import { accessErrors } from './access-errors.js';
import { draftingErrors } from './drafting-errors.js';
import { wordErrors } from './word-errors.js';
import { mailErrors } from './mail-errors.js';
import { type ErrorRow } from './error-row.js';
import { enteErrors } from './ente-errors.js';
import { lawErrors } from './law-errors.js';
import { libraryErrors } from './library-errors.js';
import { wopiErrors } from './wopi-errors.js';
import { expertiseErrors } from './expertise-errors.js';
import { kindErrors } from './kind-errors.js';
import { redlineErrors } from './redline-errors.js';
import { requestErrors } from './request-errors.js';
import { termErrors } from './term-errors.js';
import { rowErrors } from './row-errors.js';

/** What each error says to a person; docs/errors.md is generated from this table. */
export const errorTable = {
  'request.invalid': {
    status: 400,
    detail: 'Alcuni dati inviati non sono scritti come serve. Niente è stato cambiato.',
    remedy: 'Correggi i campi indicati e riprova.',
  },
  'request.not_found': {
    status: 404,
    detail: 'Questa pagina o risorsa non esiste, oppure non è visibile con il tuo profilo.',
    remedy: 'Torna alla Scrivania e riapri il fascicolo dall’elenco.',
  },
  'request.too_large': {
    status: 413,
    detail: 'Il contenuto inviato supera il limite ammesso. Niente è stato salvato.',
    remedy: 'Riduci il file oppure dividilo in più allegati.',
  },
  ...accessErrors,
  ...libraryErrors,
  ...draftingErrors,
  ...wordErrors,
  ...wopiErrors,
  ...lawErrors,
  ...enteErrors,
  ...kindErrors,
  ...redlineErrors,
  ...requestErrors,
  ...mailErrors,
  ...termErrors,
  ...rowErrors,
  ...expertiseErrors,
  'convenzione.not_covering': {
    status: 409,
    detail: 'Nessuna convenzione in vigore copre questa gara. Niente è stato cambiato.',
    remedy: 'Fai quanto indicato per la clausola che manca, poi riprova.',
  },
  'convenzione.clash': {
    status: 409,
    detail: 'Per lo stesso ambito è già in vigore un’altra convenzione. Niente è stato registrato.',
    remedy: 'Cambia le date o l’ambito, oppure chiudi prima l’altra convenzione.',
  },
  'convenzione.not_found': {
    status: 404,
    detail: 'La convenzione non esiste o non è visibile con il tuo profilo.',
    remedy: 'Riapri la convenzione dall’elenco degli enti.',
  },
  'convenzione.terms_fixed': {
    status: 409,
    detail: 'In questa fase il contenuto della convenzione non si può cambiare. Niente è stato salvato.',
    remedy: 'Leggi nel messaggio che cosa fare prima.',
  },
  'convenzione.act_required': {
    status: 422,
    detail: 'La convenzione è in vigore: per modificarla servono un atto e una motivazione. Niente è stato salvato.',
    remedy: 'Indica tipo, numero e data dell’atto, e scrivi perché in almeno 20 caratteri.',
  },
  'matrix.refused': {
    status: 422,
    detail: 'La matrice delle responsabilità non è regolare. Niente è stato salvato.',
    remedy: 'Correggi le caselle indicate.',
  },
  'tariff.refused': {
    status: 422,
    detail: 'Il tariffario non è regolare. Niente è stato salvato.',
    remedy: 'Correggi le tariffe e gli scaglioni indicati.',
  },
  'ledger.refused': {
    status: 422,
    detail: 'Il movimento non si può registrare così. Niente è stato salvato.',
    remedy: 'Correggi i punti indicati.',
  },
  'ledger.not_found': {
    status: 404,
    detail: 'Il movimento non esiste o non è visibile con il tuo profilo.',
    remedy: 'Rileggi l’elenco dei movimenti.',
  },
  'statement.not_found': {
    status: 404,
    detail: 'Il rendiconto richiesto non esiste o non è ancora formato.',
    remedy: 'Riapri il rendiconto e chiedi di formarlo.',
  },
  'convenzione.in_progress': {
    status: 409,
    detail: 'Con questo ente c’è già una convenzione in preparazione. Niente è stato aperto.',
    remedy: 'Apri quella che c’è e continua da lì.',
  },
  'convenzione.party': {
    status: 422,
    detail: 'L’ente indicato non può aderire alla SUA. Niente è stato aperto.',
    remedy: 'Scegli un comune, un’unione o un altro ente registrato, non la Provincia stessa.',
  },
  'convenzione.refused': {
    status: 422,
    detail: 'La convenzione non è regolare. Niente è stato salvato.',
    remedy: 'Correggi i punti indicati.',
  },
  'convenzione.text_differs': {
    status: 409,
    detail: 'Il file caricato non è il testo della convenzione: i due consigli devono approvare lo stesso file. Niente è stato salvato.',
    remedy: 'Scarica il testo fissato dalla SUA e allega alla delibera proprio quel file.',
  },
  'convenzione.text_fixed': {
    status: 409,
    detail: 'Il testo non si può fissare o riaprire in questo momento. Niente è stato cambiato.',
    remedy: 'Leggi nel messaggio che cosa fare prima.',
  },
  'convenzione.signature_refused': {
    status: 422,
    detail: 'La firma non si può registrare. Niente è stato salvato.',
    remedy: 'Carica il file firmato giusto e controlla i dati della firma.',
  },
  'person.not_found': {
    status: 404,
    detail: 'La persona indicata non esiste o non è visibile con il tuo profilo.',
    remedy: 'Scegli la persona dall’elenco, oppure chiedi alla SUA di registrarla.',
  },
  'role.refused': {
    status: 422,
    detail: 'L’incarico non è regolare. Niente è stato salvato.',
    remedy: 'Correggi i punti indicati.',
  },
  'role.not_found': {
    status: 404,
    detail: 'L’incarico non esiste o non è visibile con il tuo profilo.',
    remedy: 'Riapri l’elenco degli incarichi dell’ente.',
  },
  'role.last': {
    status: 409,
    detail: 'È l’ultimo dirigente della SUA in carica: senza, nessuno potrebbe più assegnare incarichi. Niente è stato cambiato.',
    remedy: 'Nomina prima chi lo sostituisce.',
  },
  'person.malformed': {
    status: 422,
    detail: 'Alcuni dati della persona non sono giusti. Niente è stato salvato.',
    remedy: 'Correggi i campi indicati.',
  },
  'person.duplicate': {
    status: 409,
    detail: 'Questa persona è già registrata. Niente è stato salvato.',
    remedy: 'Cerca la persona nell’elenco; se non la vedi, chiedi alla SUA di darle il ruolo nel tuo ente.',
  },
  'person.self': {
    status: 409,
    detail: 'Non puoi chiudere il tuo stesso accesso. Niente è stato cambiato.',
    remedy: 'Chiedi a un altro dirigente della SUA.',
  },
  'person.disabled': {
    status: 409,
    detail: 'L’accesso di questa persona è chiuso. Niente è stato cambiato.',
    remedy: 'Riapri prima il suo accesso.',
  },
  'session.not_found': {
    status: 404,
    detail: 'La sessione non esiste, è già finita o non è visibile con il tuo profilo.',
    remedy: 'Rileggi l’elenco delle sessioni.',
  },
  'dossier.not_found': {
    status: 404,
    detail: 'Il fascicolo non esiste o non è visibile con il tuo profilo.',
    remedy: 'Torna all’elenco dei fascicoli.',
  },
  'dossier.changed': {
    status: 409,
    detail: 'Nel frattempo il fascicolo è stato modificato da un’altra persona. La tua operazione non è stata eseguita.',
    remedy: 'Rileggi il fascicolo e, se serve ancora, ripeti.',
  },
  'dossier.kind_unknown': { status: 400, detail: 'Questo tipo di fascicolo non è disponibile.', remedy: 'Scegli un tipo dall’elenco.' },
  'dossier.transition_refused': {
    status: 409,
    detail: 'Il fascicolo non può fare questo passo adesso.',
    remedy: 'Risolvi i punti elencati e riprova.',
  },
  'dossier.motivation_required': {
    status: 400,
    detail: 'Per questo passo serve una motivazione.',
    remedy: 'Scrivi perché, in almeno 20 caratteri.',
  },
  'scheda.malformed': {
    status: 422,
    detail: 'Un valore non è scritto nel modo giusto. Niente è stato salvato.',
    remedy: 'Correggi il campo indicato.',
  },
  'scheda.conflict': {
    status: 409,
    detail: 'Qualcun altro ha cambiato lo stesso campo mentre scrivevi. Il tuo valore non è andato perso.',
    remedy: 'Scegli quale dei due valori tenere.',
  },
  'scheda.read_only': {
    status: 409,
    detail: 'In questa fase la scheda non si può modificare.',
    remedy: 'Se serve una correzione, riporta il fascicolo alla fase di redazione.',
  },
  'document.not_found': {
    status: 404,
    detail: 'Il documento o la versione non esiste in questo fascicolo.',
    remedy: 'Riapri l’elenco dei documenti.',
  },
  'document.no_template': {
    status: 409,
    detail: 'Per questo documento non c’è un modello: va caricato.',
    remedy: 'Carica il file dalla pagina Documenti.',
  },
  'document.not_applicable': {
    status: 409,
    detail: 'Questo documento non è previsto per la procedura scelta.',
    remedy: 'Controlla la scheda di gara: il documento dipende dalla procedura.',
  },
  'document.read_only': {
    status: 409,
    detail: 'In questa fase i documenti non si possono cambiare.',
    remedy: 'Riporta il fascicolo alla fase di redazione.',
  },
  'document.no_text': {
    status: 409,
    detail: 'Di una delle due versioni non si può leggere il testo: non si possono confrontare.',
    remedy: 'Apri i due file e confrontali a occhio, oppure carica la versione in formato Word.',
  },
  'document.hand_edits_conflict': {
    status: 409,
    detail: 'Il testo modificato a mano e quello nuovo non vanno d’accordo. Niente è stato sovrascritto.',
    remedy: 'Apri «Modifiche a mano» del documento e scegli quale testo tenere, paragrafo per paragrafo.',
  },
  'upload.refused': {
    status: 422,
    detail: 'Il file non è stato accettato e non è stato conservato.',
    remedy: 'Carica un file del tipo richiesto, senza macro né collegamenti esterni.',
  },
  'upload.missing': { status: 400, detail: 'Nella richiesta non c’è nessun file.', remedy: 'Scegli un file e riprova.' },
  'template.not_found': {
    status: 404,
    detail: 'Questo modello non c’è, o non è in vigore nel giorno indicato.',
    remedy: 'Torna all’elenco dei modelli e scegline uno.',
  },
  'template.missing_fields': {
    status: 422,
    detail: 'Il documento non può essere generato: nella scheda mancano dei dati.',
    remedy: 'Compila i campi indicati e genera di nuovo.',
  },
  'template.broken': {
    status: 500,
    detail: 'Il modello di documento ha un errore.',
    remedy: 'Segnala il modello e il punto indicato a chi cura i modelli.',
  },
  'template.render_failed': {
    status: 500,
    detail: 'La generazione del documento non è riuscita.',
    remedy: 'Riprova; se si ripete, segnala il codice della richiesta.',
    retryable: true,
  },
  'office.timeout': {
    status: 500,
    detail: 'La conversione in PDF ha superato il tempo massimo, anche al secondo tentativo.',
    remedy: 'Riprova tra poco; se si ripete, semplifica il documento o segnala il problema.',
  },
  'office.crashed': {
    status: 500,
    detail: 'Il programma che crea i PDF si è chiuso durante la conversione, anche al secondo tentativo.',
    remedy: 'Riprova tra poco; gli altri documenti non ne risentono.',
  },
  'office.memory': {
    status: 500,
    detail: 'La conversione in PDF ha superato la memoria ammessa.',
    remedy: 'Riduci le immagini del documento e genera di nuovo.',
  },
  'office.unreadable': {
    status: 500,
    detail: 'Il documento non si apre per la conversione in PDF.',
    remedy: 'Genera di nuovo il documento; se si ripete, segnala il modello a chi cura i modelli.',
  },
  'office.unavailable': {
    status: 503,
    detail: 'Il programma che crea i PDF non è disponibile su questo server.',
    remedy: 'L’amministratore deve installare LibreOffice; i lavori riprendono da soli.',
    retryable: true,
  },
  'pdf.not_conforming': {
    status: 500,
    detail: 'Il PDF prodotto non rispetta il formato PDF/A.',
    remedy: 'Segnala il documento: i punti non conformi sono elencati.',
  },
  'package.blocked': {
    status: 409,
    detail: 'Il fascicolo non può essere formato: ci sono punti che lo bloccano.',
    remedy: 'Risolvi i punti elencati e riprova.',
  },
  'package.not_found': {
    status: 404,
    detail: 'Il fascicolo di pubblicazione richiesto non esiste.',
    remedy: 'Riapri la pagina Fascicolo.',
  },
  'package.input_changed': {
    status: 409,
    detail: 'Il fascicolo è cambiato mentre il pacchetto veniva formato. Niente è stato pubblicato.',
    remedy: 'Forma di nuovo il pacchetto.',
  },
  'package.corrupt_input': {
    status: 500,
    detail: 'Un file conservato non ha più l’impronta registrata: il pacchetto non è stato formato.',
    remedy: 'Rigenera o ricarica il documento indicato e avvisa l’amministratore.',
  },
  'assignment.refused': {
    status: 422,
    detail: 'Questa persona non può avere questo ruolo sul fascicolo. Niente è stato salvato.',
    remedy: 'Scegli un’altra persona, o prima dalle il ruolo nel tuo ente.',
  },
  'assignment.not_found': {
    status: 404,
    detail: 'L’incarico non c’è più, o è di un altro ente.',
    remedy: 'Ricarica la pagina: mostra chi segue il fascicolo adesso.',
  },
  'absence.refused': {
    status: 422,
    detail: 'L’assenza non si può registrare così. Niente è stato salvato.',
    remedy: 'Controlla i giorni e chi sostituisce.',
  },
  'absence.not_found': {
    status: 404,
    detail: 'L’assenza non c’è più, o è già finita.',
    remedy: 'Ricarica la pagina: mostra le assenze che valgono.',
  },
  'job.timeout': { status: 500, detail: 'Il lavoro ha superato il tempo massimo.', remedy: 'Riprova; se si ripete, segnala il problema.' },
  'storage.not_found': { status: 404, detail: 'Il file non è nell’archivio.', remedy: 'Rigenera o ricarica il documento.' },
  'storage.retained': {
    status: 409,
    detail: 'Il file è conservato in sola scrittura e non può essere cambiato né cancellato.',
    remedy: 'Forma una nuova versione: la precedente resta.',
  },
  'storage.unavailable': {
    status: 503,
    detail: 'L’archivio dei file non risponde. Niente di quanto confermato è andato perso.',
    remedy: 'Riprova tra un minuto: i lavori in corso riprendono da soli.',
    retryable: true,
  },
  'storage.integrity': {
    status: 500,
    detail: 'Il file arrivato non corrisponde all’impronta attesa e non è stato conservato.',
    remedy: 'Ripeti il caricamento.',
    retryable: true,
  },
  'storage.invalid_key': {
    status: 400,
    detail: 'Il nome del file non è ammesso.',
    remedy: 'Rinomina il file con lettere e cifre e riprova.',
  },
  'storage.link_invalid': { status: 403, detail: 'Il collegamento al file non è valido.', remedy: 'Riapri il documento dal fascicolo.' },
  'storage.link_expired': { status: 403, detail: 'Il collegamento al file è scaduto.', remedy: 'Riapri il documento dal fascicolo.' },
  'link.invalid': {
    status: 403,
    detail: 'Il collegamento al file è scaduto o non è valido.',
    remedy: 'Riapri il documento dal fascicolo.',
  },
  'service.unavailable': {
    status: 503,
    detail: 'Un servizio interno non risponde. Quello che era confermato è al sicuro.',
    remedy: 'Riprova tra un minuto.',
    retryable: true,
  },
  internal: {
    status: 500,
    detail: 'Si è verificato un errore imprevisto. Quello che era confermato è al sicuro.',
    remedy: 'Riprova; se si ripete, comunica il codice della richiesta all’assistenza.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

export function errorRow(code: ErrorCode): ErrorRow {
  return errorTable[code];
}

export function isErrorCode(code: string): code is ErrorCode {
  return code in errorTable;
}
