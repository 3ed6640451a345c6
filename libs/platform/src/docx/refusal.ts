/**
 * Why a file is refused, in words for the person who sent it. The table is closed: the HTTP layer maps
 * each code to a status, and a missing row does not compile.
 */
const sentences = {
  'docx.not-zip':
    'Il file non è un documento Word (.docx): la struttura interna non è quella attesa. Aprirlo con il programma di scrittura e salvarlo di nuovo come .docx.',
  'docx.broken-zip': 'Il file è danneggiato: l’indice interno non corrisponde al contenuto. Ripetere il salvataggio e caricarlo di nuovo.',
  'docx.encrypted': 'Il file è protetto da password. Togliere la password e caricarlo di nuovo.',
  'docx.too-many-entries': 'Il file contiene troppe parti interne (limite 2000) e non viene aperto, per sicurezza.',
  'docx.too-large': 'Il file, una volta aperto, supera i 100 MB: non viene aperto, per sicurezza. Ridurre le immagini e riprovare.',
  'docx.compression-ratio': 'Il file è compresso in modo anomalo (si espanderebbe a dismisura): non viene aperto, per sicurezza.',
  'docx.lying-size': 'Il file dichiara dimensioni false per una sua parte: non viene aperto, per sicurezza.',
  'docx.not-word': 'Il file non è un documento Word (.docx): il tipo di contenuto dichiarato al suo interno è un altro.',
  'docx.doctype': 'Il file contiene una dichiarazione DOCTYPE, che i documenti Word non hanno: non viene aperto, per sicurezza.',
  'docx.macros': 'Il file contiene macro. Salvarlo come documento Word senza macro (.docx) e caricarlo di nuovo.',
  'docx.external-link':
    'Il file richiama contenuti esterni (modello, immagine o collegamento OLE). Incorporare i contenuti, rimuovere i collegamenti e caricarlo di nuovo.',
  'docx.embedded-object': 'Il file contiene oggetti incorporati (OLE). Sostituirli con testo, tabelle o immagini e caricarlo di nuovo.',
  'docx.active-x': 'Il file contiene controlli ActiveX. Rimuoverli e caricarlo di nuovo.',
  'upload.type-mismatch': 'Il contenuto del file non corrisponde al tipo dichiarato dal nome. Controllare di avere scelto il file giusto.',
  'upload.type-not-accepted':
    'Questo tipo di file non è accettato. Sono accettati PDF, documenti Word (.docx), fogli Excel (.xlsx), file firmati (.p7m), file XML (.xml) e archivi .zip.',
  'upload.empty': 'Il file è vuoto.',
  'upload.too-large': 'Il file supera la dimensione massima accettata.',
  'pdf.broken': 'Il file PDF è danneggiato o incompleto. Crearlo di nuovo e ripetere il caricamento.',
  'pdf.encrypted': 'Il file PDF è protetto da password o da restrizioni. Salvarlo senza protezione e caricarlo di nuovo.',
  'pdf.javascript': 'Il file PDF contiene JavaScript. Stamparlo in un nuovo PDF (o PDF/A) e caricarlo di nuovo.',
  'pdf.launch': 'Il file PDF contiene un comando che avvia programmi. Stamparlo in un nuovo PDF (o PDF/A) e caricarlo di nuovo.',
  'pdf.embedded-files': 'Il file PDF contiene altri file allegati al suo interno. Estrarli e caricarli come documenti separati.',
  'xml.broken': 'Il file XML non è leggibile: manca una parte, oppure non è XML. Scaricarlo di nuovo dalla fonte e caricarlo così com’è.',
  'xml.doctype': 'Il file XML contiene una dichiarazione DOCTYPE, che questi file non hanno: non viene aperto, per sicurezza.',
  'p7m.broken': 'Il file .p7m non contiene una busta di firma CAdES leggibile. Firmare di nuovo il documento e ripetere il caricamento.',
} as const;

export type RefusalCode = keyof typeof sentences;

/** A refused file: stable code, Italian sentence, and the place inside the file where known (part name). */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
  readonly part?: string;
}

/** Builds a refusal; `part` is the internal part name, shown as detail and recorded. */
export function refuse(code: RefusalCode, part?: string): Refusal {
  return part === undefined ? { ok: false, code, message: sentences[code] } : { ok: false, code, message: sentences[code], part };
}

/** Every refusal code with its sentence, for the error table and its documentation. */
export function refusalSentences(): Readonly<Record<RefusalCode, string>> {
  return sentences;
}
