import { type ErrorRow } from './error-row.js';

/** Who is asking, and may they: rows of the one table of errors. */
export const accessErrors = {
  'session.required': {
    status: 401,
    detail: 'Non hai una sessione attiva.',
    remedy: 'Accedi di nuovo: quello che hai scritto resta su questo computer.',
  },
  'session.bad_credentials': {
    status: 401,
    detail: 'E-mail o password non corrispondono.',
    remedy: 'Controlla i dati; se hai dimenticato la password rivolgiti all’amministratore della Provincia.',
  },
  'session.second_factor': {
    status: 401,
    detail: 'Per questo accesso serve anche il codice dell’app di autenticazione.',
    remedy: 'Scrivi il codice di sei cifre che l’app mostra adesso, oppure un codice di recupero.',
  },
  'session.bad_code': {
    status: 401,
    detail: 'Il codice non è giusto o non vale più.',
    remedy: 'Scrivi il codice che l’app mostra adesso; controlla che l’ora del telefono sia esatta.',
  },
  'session.throttled': { status: 429, detail: 'Troppi tentativi di accesso non riusciti.', remedy: 'Aspetta qualche minuto e riprova.' },
  'session.csrf': {
    status: 403,
    detail: 'La richiesta non porta il codice di sicurezza di questa sessione. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina e ripeti l’operazione.',
  },
  'access.denied': {
    status: 403,
    detail: 'Il tuo ruolo non consente questa operazione.',
    remedy: 'Chiedi a chi ha il ruolo indicato, oppure all’amministratore della Provincia.',
  },
  'access.declare_first': {
    status: 403,
    detail: 'Prima di lavorare su questo fascicolo dichiara se hai un conflitto di interessi. Niente è stato cambiato.',
    remedy: 'Apri il fascicolo, rispondi alla dichiarazione e ripeti l’operazione: si fa una volta sola.',
  },
  'conflict.incompatible': {
    status: 409,
    detail: 'Su questo fascicolo hai già un ruolo che non può stare insieme a questo. Niente è stato registrato.',
    remedy: 'Chiedi al dirigente di affidare il fascicolo a un’altra persona.',
  },
  'grant.refused': {
    status: 422,
    detail: 'Le date dell’incarico di revisione non vanno bene. Niente è stato salvato.',
    remedy: 'Correggi i giorni indicati.',
  },
  'grant.not_found': {
    status: 404,
    detail: 'L’incarico di revisione non esiste, è già finito o non è visibile con il tuo profilo.',
    remedy: 'Rileggi l’elenco degli incarichi del fascicolo.',
  },
  'account.no_password': {
    status: 409,
    detail: 'Entri con SPID o CIE: qui non hai una password.',
    remedy: 'Se ti serve una password, chiedi un collegamento al dirigente della SUA.',
  },
  'account.wrong_password': {
    status: 422,
    detail: 'La password di adesso non è questa. Niente è stato cambiato.',
    remedy: 'Scrivila di nuovo; se l’hai dimenticata, chiedi un collegamento al dirigente della SUA.',
  },
  'account.weak_password': {
    status: 422,
    detail: 'La password nuova è troppo facile da indovinare. Niente è stato cambiato.',
    remedy: 'Scegline una lunga, per esempio tre o quattro parole che non c’entrano fra loro.',
  },
  'access_link.invalid': {
    status: 404,
    detail: 'Il collegamento non vale più: è già stato usato, è scaduto o non è completo.',
    remedy: 'Chiedi un collegamento nuovo a chi ti ha mandato questo.',
  },
  'second_factor.present': {
    status: 409,
    detail: 'Il secondo fattore è già attivo. Niente è stato cambiato.',
    remedy: 'Per cambiare telefono, toglilo e attivalo di nuovo.',
  },
  'second_factor.not_begun': {
    status: 409,
    detail: 'Non c’è un secondo fattore che aspetta conferma. Niente è stato cambiato.',
    remedy: 'Comincia di nuovo l’attivazione.',
  },
  'second_factor.wrong_code': {
    status: 422,
    detail: 'Il codice non è giusto o non vale più. Niente è stato cambiato.',
    remedy: 'Scrivi il codice che l’app mostra adesso; controlla che l’ora del telefono sia esatta.',
  },
  'second_factor.unreadable': {
    status: 409,
    detail: 'Il secondo fattore non si può più verificare, perché la chiave dell’installazione è cambiata.',
    remedy: 'Chiedi al dirigente della SUA di azzerarlo, poi attivalo di nuovo.',
  },
} as const satisfies Record<string, ErrorRow>;
