import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type components } from '../api/schema';
import { Notice } from '../ui/feedback';

/** What of an uploaded PDF could not be read: nobody compared it with the scheda. */
export function UnreadText({ unread: { because, pages } }: { unread: components['schemas']['UnreadText'] }): ReactElement {
  const { t } = useTranslation();
  const [words, count] = [pages.join(', '), pages.length];
  return (
    <Notice tone="warning" title={count === 0 ? t(`fatti.nonLetto.${because}`) : t('fatti.nonLettoPagine', { count, pagine: words })}>
      {t('fatti.nonLettoTesto')}
    </Notice>
  );
}
