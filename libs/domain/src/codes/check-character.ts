/** Values of characters in odd positions (1st, 3rd, …) for the Italian mod-26 check letter; digits count as A–J. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function rank(character: string): number {
  const code = character.charCodeAt(0);
  return code >= 65 ? code - 65 : code - 48;
}

/**
 * The check letter shared by the codice fiscale (D.M. 23/12/1976) and by the CIN of an Italian bank account.
 * `body` holds digits and capital letters only.
 */
export function checkLetter(body: string): string {
  const sum = Array.from(body).reduce((total, character, index) => {
    const value = rank(character);
    return total + (index % 2 === 0 ? (ODD[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}
