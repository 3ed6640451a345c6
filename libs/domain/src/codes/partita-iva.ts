import { type CodeCheck, refuse } from './code-check.js';

/** Check digit of a partita IVA (or of the 11-digit tax code of a body) from its first ten digits. */
export function partitaIvaCheckDigit(tenDigits: string): string {
  const sum = Array.from(tenDigits).reduce((total, character, index) => {
    const digit = Number(character);
    if (index % 2 === 0) return total + digit;
    const doubled = digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Checks a partita IVA or the tax code of a body: 11 digits, the last one computed from the others. */
export function checkPartitaIva(value: string): CodeCheck {
  if (!/^\d{11}$/.test(value)) {
    return refuse('PIVA_FORMA', 'La partita IVA (o il codice fiscale di un ente) ha 11 cifre, senza spazi né prefisso IT.');
  }
  if (value === '00000000000') return refuse('PIVA_NULLA', 'Undici zeri non sono un codice: scrivere quello vero o lasciare vuoto.');
  return partitaIvaCheckDigit(value.slice(0, 10)) === value.charAt(10)
    ? { ok: true }
    : refuse('PIVA_CONTROLLO', `Il codice ${value} ha una cifra sbagliata: l’ultima non corrisponde alle altre dieci.`);
}
