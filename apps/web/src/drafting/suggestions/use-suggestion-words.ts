import { useTranslation } from 'react-i18next';
import { type Suggestion } from '@gare/domain/drafting/suggestions';
import { type OpenSuggestion } from './decide';

/** A suggestion in one sentence, for who hears it. */
export function useSuggestionWords(): (suggestion: OpenSuggestion, number: number, total: number) => string {
  const { t } = useTranslation();
  const formWords = useFormWords();
  return (suggestion, numero, totale) => {
    const { author, inserted, deleted } = suggestion;
    return [
      t('redazione.proposte.annuncio', { numero, totale, chi: author }),
      ...(deleted === '' ? [] : [`${t('redazione.proposte.toglie')} «${deleted}»`]),
      ...(inserted === '' ? [] : [`${t('redazione.proposte.mette')} «${inserted}»`]),
      ...formWords(suggestion),
    ].join(' ');
  };
}

const tableParts = { row: 'righe', column: 'colonne', table: 'tabelle' } as const;

/** What a suggestion changes beside words: emphasis, rows, columns and tables, the kind of a paragraph. */
export function useFormWords(): (suggestion: Suggestion) => string[] {
  const { t } = useTranslation();
  return ({ modifies, reformatted, emphasis, part, inserted, deleted, isAdding }) => {
    const named = (names: Suggestion['emphasis']['set']): string =>
      names.map((name) => t(`redazione.proposte.evidenza.${name}`)).join(', ');
    const words: string[] = [];
    if (emphasis.set.length > 0) words.push(t('redazione.proposte.mettere', { evidenze: named(emphasis.set), parole: reformatted }));
    if (emphasis.taken.length > 0) words.push(t('redazione.proposte.togliere', { evidenze: named(emphasis.taken), parole: reformatted }));
    if (part !== null) words.push(t(`redazione.proposte.${tableParts[part]}.${isAdding ? 'mette' : 'toglie'}`));
    if (modifies) words.push(t('redazione.proposte.forma'));
    if (deleted === '' && inserted === '' && words.length === 0) words.push(t('redazione.proposte.capoverso'));
    return words;
  };
}
