import { type ClauseContent } from './queries';

/** A clause while it is written; what people write as words is words here too. */
export interface ClauseForm {
  readonly code: string;
  readonly title: string;
  readonly always: boolean;
  readonly condition: string;
  /** An act a line, its articles after a colon: `D.Lgs. 36/2023: 58, 62`. */
  readonly law: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly owner: 'SUA' | 'COMUNE';
  readonly guarded: boolean;
  readonly texts: readonly { readonly form: string; readonly title: string; readonly documents: string; readonly text: string }[];
  readonly alternatives: ClauseContent['alternatives'];
}

const list = (text: string): string[] =>
  text
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

export function formOf(code: string, content: ClauseContent, validFrom: string): ClauseForm {
  return {
    code,
    title: content.title,
    always: content.condition === null,
    condition: content.condition ?? '',
    law: content.legalBasis.map(({ act, articles }) => `${act}: ${articles.join('; ')}`).join('\n'),
    ...{ validFrom, validTo: '', owner: content.owner, guarded: content.protected },
    texts: content.texts.map(({ form, title, documents, text }) => ({ form, title, documents: documents.join(', '), text })),
    alternatives: content.alternatives,
  };
}

export const emptyForm: ClauseForm = {
  ...{ code: '', title: '', always: true, condition: '', law: '', validFrom: '', validTo: '', owner: 'SUA', guarded: false },
  texts: [{ form: '', title: 'Testo principale', documents: '', text: '' }],
  alternatives: [],
};

/** What is sent; a day that is missing is told by the server like the rest. */
export function contentOf(form: ClauseForm, today: string): ClauseContent {
  return {
    title: form.title,
    condition: form.always ? null : form.condition,
    legalBasis: form.law
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const [act = '', articles = ''] = line.split(/:(.*)/s);
        const named = articles.split(/;|,(?=\s*\d)/).map((one) => one.trim());
        return { act: act.trim(), articles: named.filter((one) => one !== '') };
      })
      .map(({ act, articles }) => ({ act, articles: articles.length === 0 ? ['1'] : articles })),
    validFrom: form.validFrom === '' ? today : form.validFrom,
    validTo: form.validTo === '' ? null : form.validTo,
    owner: form.owner,
    protected: form.guarded,
    texts: form.texts.map(({ form: name, title, documents, text }) => ({
      form: name.toUpperCase(),
      title,
      documents: list(documents),
      text,
    })),
    alternatives: form.alternatives,
  };
}
