/** A piece of an expression: text in quotes, a path of fields, a number, an operator. */
const TOKEN = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\p{L}_$][\p{L}\d_$.]*|\d+(?:\.\d+)?|==|!=|<=|>=|&&|\|\||[!<>()|]/gu;

const OPERATORS: Readonly<Record<string, string>> = {
  '==': 'è',
  '!=': 'non è',
  '<': 'è meno di',
  '<=': 'è al massimo',
  '>': 'è più di',
  '>=': 'è almeno',
  '&&': 'e',
  '||': 'oppure',
  '!': 'non',
  '(': '(',
  ')': ')',
};
const WORDS: Readonly<Record<string, string>> = { e: 'e', o: 'oppure', oppure: 'oppure', non: 'non', vero: 'sì', falso: 'no' };

/**
 * A condition as a lawyer reads it: field names become the names of the sheet.
 * `non lottoUnico e maxLotti` → `quando non «Un solo lotto» e c’è «Lotti aggiudicabili al massimo»`; null → `sempre`.
 * @param labelOf name of a field and whether it is a yes or no; undefined where there is no such field.
 */
export function conditionInWords(
  condition: string | null,
  labelOf: (path: string) => { readonly label: string; readonly yesNo: boolean } | undefined,
): string {
  if (condition === null || condition.trim() === '') return 'sempre';
  const tokens = condition.match(TOKEN) ?? [];
  const words = tokens.map((token, index): string => {
    const known = OPERATORS[token] ?? WORDS[token];
    if (known !== undefined) return known;
    if (/^['"]/.test(token)) return `«${token.slice(1, -1)}»`;
    if (/^\d/.test(token)) return token;
    const counted = token.endsWith('.length') ? token.slice(0, -'.length'.length) : null;
    if (counted !== null) return `il numero di «${labelOf(counted)?.label ?? counted}»`;
    const field = labelOf(token);
    const compared = /^(?:[=!<>]=?|==)$/.test(tokens[index + 1] ?? '');
    const name = `«${field?.label ?? token}»`;
    return field === undefined || field.yesNo || compared ? name : `c’è ${name}`;
  });
  return `quando ${words.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')')}`;
}
