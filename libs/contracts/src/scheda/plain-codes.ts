import { type CodeCheck, checkForm } from '@gare/domain/codes/code-check';

/** Identifier of the tender on the ANAC platform: 8–64 characters. */
export function codiceAppalto(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9][A-Za-z0-9_./-]{7,63}$/, {
    rule: 'CODICE_APPALTO_FORMA',
    message: 'Il codice dell’appalto ha da 8 a 64 caratteri fra lettere, cifre, trattino, punto e barra, senza spazi.',
  });
}

/** UUID as the ANAC platform writes it. */
export function uuid(value: string): CodeCheck {
  return checkForm(value, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, {
    rule: 'UUID_FORMA',
    message: 'L’identificativo ha la forma 8-4-4-4-12 caratteri esadecimali, come lo restituisce la piattaforma.',
  });
}

/** SHA-256 in hexadecimal. */
export function hash(value: string): CodeCheck {
  return checkForm(value, /^[0-9a-f]{64}$/i, { rule: 'IMPRONTA_FORMA', message: 'L’impronta SHA-256 ha 64 caratteri esadecimali.' });
}
