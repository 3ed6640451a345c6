import type { SubjectSchema } from '../kinds/kind-schema.js';

const plain = (text: string): string => text.trim().replace(/\s+/gu, ' ').toLowerCase();

/** `Autorizzazione unica ambientale (AUA)` is also called by what stands before the brackets. */
const withoutBrackets = (label: string): string => plain(label.replace(/\s*\([^)]*\)\s*$/u, ''));

/**
 * The codes under which a kind lists a procedure that a survey calls by its name: a survey is written by people, and says
 * «Permesso di costruire» where the list of another kind has `PDC`. The name itself is among them.
 * @param field the field of the kind that lists the procedures; undefined where it has no list
 */
export function procedureCodes(name: string, field: SubjectSchema | undefined): readonly string[] {
  const wanted = plain(name);
  const codes = (field?.enum ?? []).filter((code) => {
    const label = field?.['x-etichette']?.[code] ?? code;
    return [plain(code), plain(label), withoutBrackets(label)].includes(wanted);
  });
  return [...new Set([name, ...codes])];
}
