import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/button';
import { Lead, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';

export function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack>
      <PageHeading windowTitle={t('nonTrovata.titolo')}>{t('nonTrovata.titolo')}</PageHeading>
      <Lead>{t('nonTrovata.testo')}</Lead>
      <div>
        <ButtonLink to="/" look="primary">
          {t('azioni.tornaScrivania')}
        </ButtonLink>
      </div>
    </Stack>
  );
}
