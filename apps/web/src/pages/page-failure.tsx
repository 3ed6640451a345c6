import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { ButtonLink } from '../ui/button';
import { TroubleNotice } from '../ui/feedback';
import { Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { NotFoundPage } from './not-found';

const notFound = 404;

/** In the place of a page that could not be shown: what happened, and a second try. */
export function PageFailure({ error, reset }: ErrorComponentProps): ReactElement {
  const { t } = useTranslation();
  const router = useRouter();
  const [retrying, setRetrying] = useState(false);
  const trouble = troubleOf(error);
  if (trouble.status === notFound) return <NotFoundPage />;
  const retry = async (): Promise<void> => {
    setRetrying(true);
    await router.invalidate();
    setRetrying(false);
    reset();
  };
  return (
    <Stack>
      <PageHeading windowTitle={t('errore.paginaTitolo')}>{t('errore.paginaTitolo')}</PageHeading>
      <TroubleNotice trouble={trouble} retrying={retrying} onRetry={() => void retry()} />
      <div>
        <ButtonLink to="/">{t('azioni.tornaScrivania')}</ButtonLink>
      </div>
    </Stack>
  );
}
