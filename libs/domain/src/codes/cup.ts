import { type CodeCheck, refuse } from './code-check.js';

const PCP_FORM = /^[a-zA-Z0-9]{15}$/;
const STRICT_FORM = /^[A-Z]\d{2}[A-Z]\d{11}$/;

/**
 * Checks the form of a CUP. The ANAC platform takes any 15 letters and digits; `strict` says whether the code also has
 * the structure of the DIPE codes (letter, two digits, letter of the nature, year and progressive).
 */
export function checkCup(value: string): CodeCheck<{ strict: boolean }> {
  if (!PCP_FORM.test(value)) {
    return refuse('CUP_FORMA', `Il CUP ha 15 caratteri fra lettere e cifre; questo ne ha ${value.length}: ricopiarlo dal portale CUP.`);
  }
  return { ok: true, strict: STRICT_FORM.test(value) };
}
