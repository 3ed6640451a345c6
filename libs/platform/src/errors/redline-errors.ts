import { type ErrorRow } from './error-row.js';

/** Two versions of a document as one Word file with tracked changes. In every case the versions themselves stay as they are. */
export const redlineErrors = {
  'redline.no_word_file': {
    status: 422,
    detail:
      'Una delle due versioni non ha un file Word, quindi il confronto con le revisioni di Word non si può fare. Le versioni restano come sono.',
    remedy: 'Guarda il confronto dei soli testi, oppure scegli versioni che hanno un file Word.',
  },
  'redline.unreadable': {
    status: 422,
    detail:
      'Il file Word di una delle due versioni non si lascia leggere per intero, quindi non viene confrontato. Le versioni restano come sono.',
    remedy: 'Guarda il confronto dei soli testi, oppure apri il file in Word, salvalo di nuovo come .docx e caricalo.',
  },
  'redline.too_large': {
    status: 422,
    detail: 'Le due versioni sono troppo grandi per essere confrontate qui come file Word. Le versioni restano come sono.',
    remedy: 'Guarda il confronto dei soli testi, oppure confronta i due file con Word.',
  },
  'redline.too_many_revisions': {
    status: 422,
    detail:
      'Una delle due versioni contiene più di 5.000 revisioni ancora aperte, quindi non viene confrontata. Le versioni restano come sono.',
    remedy: 'Apri il file in Word, accetta o rifiuta le revisioni e caricalo di nuovo; intanto guarda il confronto dei soli testi.',
  },
  'redline.unproven': {
    status: 422,
    detail:
      'Il confronto con le revisioni di Word non ha superato la verifica: accettando o rifiutando tutto non si otterrebbero esattamente le due versioni. Perciò non viene mostrato. Le versioni restano come sono.',
    remedy: 'Guarda il confronto dei soli testi e segnala il caso a chi assiste la piattaforma.',
  },
} as const satisfies Record<string, ErrorRow>;
