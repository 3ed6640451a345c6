import { type MailOutcome } from './mail.js';

/** What the SMTP client tells of a failure. */
interface SmtpFailure {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Commands whose refusal is about this message and this address; a refusal of others is about our account at the server. */
const ofMessage = /^(RCPT TO|DATA)/;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);

/**
 * What is known after a failure. An answer of the server decides: 4xx is for now, 5xx on address or content for good. Without an
 * answer it matters whether the whole message had been handed over: then nobody knows whether it was taken.
 */
export function outcomeOfFailure(error: unknown, handedOver: boolean): MailOutcome {
  const { code = '', command = '', response = '', responseCode = 0 } = (error ?? {}) as SmtpFailure;
  const text = oneLine(response === '' ? (error instanceof Error ? error.message : String(error)) : response);
  if (responseCode >= 500 && ofMessage.test(command))
    return { is: 'RIFIUTATO', reason: `Il server di posta rifiuta il messaggio: ${text}` };
  if (code === 'EMESSAGE' && responseCode === 0 && !handedOver)
    return { is: 'RIFIUTATO', reason: `Il messaggio non si può inviare: ${text}` };
  if (responseCode === 0 && handedOver) {
    return { is: 'INCERTO', reason: `La connessione è caduta dopo la consegna del messaggio al server: forse è arrivato. ${text}` };
  }
  if (code === 'EAUTH') return { is: 'RINVIATO', reason: `Il server di posta non accetta utente e password configurati: ${text}` };
  if (code === 'ETLS') return { is: 'RINVIATO', reason: `Il server di posta non offre una connessione cifrata affidabile: ${text}` };
  if (responseCode >= 500) return { is: 'RINVIATO', reason: `Il server di posta non accetta il mittente o la connessione: ${text}` };
  if (responseCode >= 400) return { is: 'RINVIATO', reason: `Il server di posta per ora non accetta il messaggio: ${text}` };
  return { is: 'RINVIATO', reason: `Il server di posta non risponde: ${text}` };
}
