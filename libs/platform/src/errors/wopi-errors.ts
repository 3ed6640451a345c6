import { type ErrorRow } from './error-row.js';

/** Documents edited in an office server of the installation. */
export const wopiErrors = {
  'wopi.none': {
    status: 409,
    detail: 'In questa installazione non c’è un editor Word nel browser.',
    remedy: 'Scarica il file, modificalo con il programma del tuo computer e caricalo.',
  },
  'wopi.unavailable': {
    status: 503,
    detail: 'L’editor Word del browser non risponde. I documenti sono al sicuro.',
    remedy: 'Scarica il file e modificalo con il programma del tuo computer, poi caricalo; o riprova più tardi.',
  },
  'wopi.token': {
    status: 401,
    detail: 'L’editor Word del browser non ha più il permesso di aprire questo documento.',
    remedy: 'Chiudi l’editor e apri di nuovo il documento dal fascicolo. Quello che era salvato resta.',
  },
  'wopi.not_word': {
    status: 409,
    detail: 'La versione in vigore non è un file Word.',
    remedy: 'Genera il documento o carica un file .docx.',
  },
  'wopi.moved_on': {
    status: 409,
    detail: 'Mentre il testo era aperto nell’editor è nata un’altra versione. Quello che è stato scritto è conservato a parte.',
    remedy: 'Confronta i due testi e scegli quale vale.',
  },
} as const satisfies Record<string, ErrorRow>;
