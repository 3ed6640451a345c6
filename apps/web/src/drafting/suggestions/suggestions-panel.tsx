import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Muted } from '../../ui/layout';

export function SuggestionsPanel(): ReactElement {
  const { t } = useTranslation();
  return <Muted>{t('redazione.vuoto.proposte')}</Muted>;
}
