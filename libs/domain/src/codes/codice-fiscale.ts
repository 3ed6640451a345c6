import { checkLetter } from './check-character.js';
import { type CodeCheck, refuse } from './code-check.js';
import { checkPartitaIva } from './partita-iva.js';

const FORM = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
const OMOCODIA = 'LMNPQRSTUV';
const DIGIT_POSITIONS = [6, 7, 9, 10, 12, 13, 14];

/** Replaces the letters of an omocodia by the digits they stand for; the check letter is left as it is. */
export function withoutOmocodia(value: string): string {
  return Array.from(value)
    .map((character, index) => {
      const digit = DIGIT_POSITIONS.includes(index) ? OMOCODIA.indexOf(character) : -1;
      return digit >= 0 ? String(digit) : character;
    })
    .join('');
}

/** Checks the codice fiscale of a person: form, day of birth, check letter; codes with omocodia are accepted. */
export function checkCodiceFiscalePersona(value: string): CodeCheck<{ omocodia: boolean }> {
  if (!FORM.test(value)) {
    return refuse('CF_FORMA', 'Il codice fiscale di una persona ha 16 caratteri maiuscoli, per esempio RSSMRA80A01H501U.');
  }
  const plain = withoutOmocodia(value);
  const day = Number(plain.slice(9, 11));
  if (day < 1 || day > 71 || (day > 31 && day < 41)) {
    return refuse('CF_GIORNO', 'Il giorno di nascita nel codice fiscale non esiste: deve stare fra 01 e 31, o fra 41 e 71 per le donne.');
  }
  if (checkLetter(value.slice(0, 15)) !== value.charAt(15)) {
    return refuse('CF_CONTROLLO', 'L’ultima lettera del codice fiscale non corrisponde alle altre: c’è un carattere sbagliato.');
  }
  return { ok: true, omocodia: plain !== value };
}

/** Checks a codice fiscale that may be of a body (11 digits) or of a person (16 characters). */
export function checkCodiceFiscale(value: string): CodeCheck<{ kind: 'ente' | 'persona' }> {
  if (/^\d{11}$/.test(value)) {
    const outcome = checkPartitaIva(value);
    return outcome.ok ? { ok: true, kind: 'ente' } : outcome;
  }
  const outcome = checkCodiceFiscalePersona(value);
  if (outcome.ok) return { ok: true, kind: 'persona' };
  return outcome.rule === 'CF_FORMA'
    ? refuse('CF_FORMA', 'Il codice fiscale ha 11 cifre per un ente oppure 16 caratteri maiuscoli per una persona.')
    : outcome;
}
