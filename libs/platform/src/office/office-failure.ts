const sentences = {
  'office.timeout':
    'La conversione in PDF non è finita nel tempo previsto, nemmeno al secondo tentativo. I dati sono salvi: riprovare e, se succede di nuovo, semplificare il documento.',
  'office.crashed':
    'Il programma di conversione in PDF si è interrotto due volte su questo documento. I dati sono salvi: riprovare e, se succede di nuovo, avvisare l’amministratore.',
  'office.memory':
    'La conversione in PDF di questo documento chiede troppa memoria. I dati sono salvi: ridurre le immagini o dividere il documento e riprovare.',
  'office.unreadable':
    'Il documento non si apre per la conversione in PDF: il file non è un documento Word valido. Generarlo o caricarlo di nuovo.',
  'office.unavailable':
    'Il programma di conversione in PDF (LibreOffice) non parte su questo server. I dati sono salvi: avvisare l’amministratore e riprovare più tardi.',
  'office.output':
    'Il PDF prodotto non si può usare: il file non ha la struttura attesa o il disco è pieno. I dati sono salvi: riprovare e, se succede di nuovo, avvisare l’amministratore.',
  'office.stopped': 'La conversione è stata interrotta dallo spegnimento del servizio. I dati sono salvi: riprenderà da sola.',
} as const;

export type OfficeFailureCode = keyof typeof sentences;

/** A conversion that ended without a PDF. `message` is the Italian sentence, `detail` is for the log. */
export class OfficeFailure extends Error {
  constructor(
    readonly code: OfficeFailureCode,
    readonly detail: string,
  ) {
    super(sentences[code]);
  }
}
