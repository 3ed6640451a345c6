/** A text of a clause: the first one, or a form of it for another document or another place (`form` empty for the first). */
export interface ClauseText {
  /** Capitals, digits and underscores; what follows the dash in the name templates include (`CL05-D40`). */
  readonly form: string;
  readonly title: string;
  /** Codes of the documents the text is written for. */
  readonly documents: readonly string[];
  /** In the dialect of the templates. */
  readonly text: string;
}

/** Another wording the law allows as well, which whoever drafts may choose in a dossier. Forms it does not have stay as they are. */
export interface ClauseAlternative {
  readonly key: string;
  readonly title: string;
  /** When to choose it. */
  readonly note: string;
  readonly texts: readonly { readonly form: string; readonly text: string }[];
}

export interface LegalBasis {
  readonly act: string;
  readonly articles: readonly string[];
}

/** A clause as it is at one version of it (brief §3.4). */
export interface Clause {
  readonly code: string;
  readonly title: string;
  /** Expression over the fields of the sheet under which the clause is there; null means always. */
  readonly condition: string | null;
  readonly legalBasis: readonly LegalBasis[];
  /** Days it is in force on, both included (`YYYY-MM-DD`); null while it has no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Who keeps the text: the stazione unica appaltante, or the body that awards. */
  readonly owner: 'SUA' | 'COMUNE';
  /** Changed in a dossier only with a reason, which enters the register of deviations. */
  readonly protected: boolean;
  /** The first text comes first. */
  readonly texts: readonly ClauseText[];
  readonly alternatives: readonly ClauseAlternative[];
}

/** What a person may have got wrong, with the field it is in. */
export interface ClauseFault {
  readonly path: string;
  readonly message: string;
}

const codePattern = /^[A-Z][A-Z0-9]{1,11}$/;
const formPattern = /^[A-Z][A-Z0-9_]{0,29}$/;

/** The name templates include a text of the clause by: `CL05`, `CL05-D40`. */
export const includeName = (code: string, form: string): string => (form === '' ? code : `${code}-${form}`);

/** The text of a form with an alternative chosen; the standard one where the alternative has none for it. */
export function wordingOf(clause: Clause, form: string, alternative: string | null = null): string {
  const chosen = clause.alternatives.find(({ key }) => key === alternative)?.texts.find((text) => text.form === form);
  return chosen?.text ?? clause.texts.find((text) => text.form === form)?.text ?? '';
}

/** Every document that some text of the clause is written for, in order. */
export function documentsOf(clause: Pick<Clause, 'texts'>): string[] {
  return [...new Set(clause.texts.flatMap(({ documents }) => documents))].sort();
}

/** What is wrong with the shape of a clause; what its texts and its condition say is looked at by compiling them. */
export function clauseFaults(clause: Clause): ClauseFault[] {
  const faults: ClauseFault[] = [];
  const when = (wrong: boolean, path: string, message: string): void => {
    if (wrong) faults.push({ path, message });
  };
  when(!codePattern.test(clause.code), 'code', 'Il codice è in maiuscolo, con lettere e cifre, da due a dodici: per esempio CL35.');
  when(clause.title.trim() === '', 'title', 'Manca il titolo.');
  when(clause.legalBasis.length === 0, 'legalBasis', 'Manca la norma su cui la clausola si fonda.');
  when(clause.validTo !== null && clause.validTo < clause.validFrom, 'validTo', 'L’ultimo giorno di validità viene prima del primo.');
  when(documentsOf(clause).length === 0, 'texts', 'Nessun documento indicato: la clausola non andrebbe da nessuna parte.');
  when(clause.texts[0]?.form !== '', 'texts', 'Manca il testo principale della clausola.');
  faults.push(...textFaults(clause), ...alternativeFaults(clause));
  return faults;
}

function textFaults({ texts }: Clause): ClauseFault[] {
  return texts.flatMap(({ form, text }, index): ClauseFault[] => {
    const path = `texts.${index}`;
    if (text.trim() === '') return [{ path, message: `Il testo${form === '' ? '' : ` «${form}»`} è vuoto.` }];
    if (form !== '' && !formPattern.test(form)) return [{ path, message: `«${form}» non è un nome di forma: lettere maiuscole e cifre.` }];
    return texts.findIndex((other) => other.form === form) === index ? [] : [{ path, message: `Ci sono due testi «${form}».` }];
  });
}

function alternativeFaults({ texts, alternatives }: Clause): ClauseFault[] {
  return alternatives.flatMap((alternative, index): ClauseFault[] => {
    const path = `alternatives.${index}`;
    const { key, title } = alternative;
    if (!formPattern.test(key)) return [{ path, message: `«${key}» non è un nome di alternativa: lettere maiuscole e cifre.` }];
    if (title.trim() === '') return [{ path, message: 'All’alternativa manca il titolo.' }];
    if (alternatives.findIndex((other) => other.key === key) !== index) return [{ path, message: `Ci sono due alternative «${key}».` }];
    if (alternative.texts.length === 0) return [{ path, message: `L’alternativa «${title}» non ha testo.` }];
    const stray = alternative.texts.find(({ form }) => !texts.some((text) => text.form === form));
    if (stray !== undefined) return [{ path, message: `L’alternativa «${title}» ha un testo «${stray.form}» che la clausola non ha.` }];
    return alternative.texts.some(({ text }) => text.trim() === '')
      ? [{ path, message: `L’alternativa «${title}» ha un testo vuoto.` }]
      : [];
  });
}
