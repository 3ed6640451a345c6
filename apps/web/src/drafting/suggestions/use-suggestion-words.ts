import { useTranslation } from 'react-i18next';
import { type OpenSuggestion } from './decide';

/** A suggestion in one sentence, for who hears it. */
export function useSuggestionWords(): (suggestion: OpenSuggestion, number: number, total: number) => string {
  const { t } = useTranslation();
  return ({ author, inserted, deleted }, numero, totale) =>
    [
      t('redazione.proposte.annuncio', { numero, totale, chi: author }),
      ...(deleted === '' ? [] : [`${t('redazione.proposte.toglie')} «${deleted}»`]),
      ...(inserted === '' ? [] : [`${t('redazione.proposte.mette')} «${inserted}»`]),
    ].join(' ');
}
