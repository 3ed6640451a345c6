import { checkLetter } from './check-character.js';
import { type CodeCheck, refuse } from './code-check.js';

const FORM = /^IT\d{2}[A-Z]\d{10}[0-9A-Z]{12}$/;

function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Builds the IBAN of an Italian account from ABI (5 digits), CAB (5 digits) and account (12 characters). */
export function italianIban(abi: string, cab: string, account: string): string {
  const bban = `${abi}${cab}${account}`;
  const national = `${checkLetter(bban)}${bban}`;
  return `IT${String(98 - mod97(`${national}IT00`)).padStart(2, '0')}${national}`;
}

/** Checks an Italian IBAN: form, ISO 7064 remainder, and the CIN letter over ABI, CAB and account. */
export function checkIban(value: string): CodeCheck<{ abi: string; cab: string }> {
  if (!FORM.test(value)) {
    return refuse(
      'IBAN_FORMA',
      'L’IBAN italiano ha 27 caratteri maiuscoli senza spazi: IT, due cifre, una lettera, dieci cifre, dodici caratteri.',
    );
  }
  if (mod97(`${value.slice(4)}${value.slice(0, 4)}`) !== 1) {
    return refuse('IBAN_CONTROLLO', 'Le due cifre di controllo dell’IBAN non corrispondono al conto: c’è un carattere sbagliato.');
  }
  if (checkLetter(value.slice(5)) !== value.charAt(4)) {
    return refuse('IBAN_CIN', 'La lettera CIN dell’IBAN non corrisponde ad ABI, CAB e numero di conto.');
  }
  return { ok: true, abi: value.slice(5, 10), cab: value.slice(10, 15) };
}
