/**
 * A text in the dialect of the templates as paragraphs a person reads: marks of style gone, tags by the names of their fields, rows
 * of tables on one line each. What only arranges the page is left out; lines of conditions stay, in words.
 * @param labelOf Italian name of a field path; undefined where there is no such field.
 */
export function readableParagraphs(text: string, labelOf: (path: string) => string | undefined = () => undefined): string[] {
  return text.split(/\r?\n/).flatMap((line): string[] => {
    const plain = line.trim();
    if (plain === '' || /^\|[\s|:-]+\|$/.test(plain) || /^%%\s*(?:larghezze|pagina|indice|numerazione)\b/.test(plain)) return [];
    return [tagsInWords(withoutMarks(plain), labelOf)];
  });
}

function withoutMarks(line: string): string {
  if (line.startsWith('|')) return line.replace(/^\|\s*|\s*\|$/g, '').replace(/\s*\|\s*(?![^{]*\})/g, ' · ');
  return line
    .replace(/^%%\s*didascalia\s+/, 'Tabella: ')
    .replace(/^%%\s*includi\s+/, 'Clausola inclusa: ')
    .replace(/^(?:#{1,4}-?|§|>|@\S+)\s+/, '')
    .replace(/\*\*|(?<!\*)\*(?!\*)|~/g, '');
}

function tagsInWords(line: string, labelOf: (path: string) => string | undefined): string {
  return line.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
    const tag = inner.trim();
    if (tag.startsWith('#se ')) return `[se ${tag.slice(4)}: `;
    if (tag.startsWith('#')) return `[per ogni ${nameOf(tag.slice(1))}: `;
    if (tag.startsWith('/')) return ']';
    return `«${nameOf(tag)}»`;
  });

  function nameOf(expression: string): string {
    const path = expression.split('|')[0]?.trim() ?? '';
    return labelOf(path) ?? path;
  }
}

/** Two texts that differ only in blank lines and spaces at the end of lines say the same. */
export const sameText = (left: string, right: string): boolean => normalised(left) === normalised(right);

const normalised = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
