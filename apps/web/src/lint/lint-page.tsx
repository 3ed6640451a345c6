import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { DownloadLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { LintResult } from './lint-result';
import { templateLintQuery } from './queries';

/** A template of the library with everything that is wrong with it, at its place. */
export function LintPage(): ReactElement {
  const { t } = useTranslation();
  const { modello } = useParams({ from: '/riservata/modelli/$modello/verifica' });
  const lint = useQuery(templateLintQuery(modello));
  const title = t('modelloVerifica.titolo', { modello: lint.data?.template ?? modello });
  return (
    <Stack>
      <PageHeading windowTitle={title}>{title}</PageHeading>
      {lint.data !== undefined && <Lead>{lint.data.title}</Lead>}
      {lint.isPending && <Skeleton rows={12} />}
      {lint.error && <TroubleNotice trouble={troubleOf(lint.error)} retrying={lint.isFetching} onRetry={() => void lint.refetch()} />}
      {lint.data !== undefined && (
        <LintResult
          lint={lint.data}
          actions={
            <DownloadLink href={`/api/templates/${encodeURIComponent(modello)}/lint/commented`}>{t('modelloVerifica.copia')}</DownloadLink>
          }
        />
      )}
    </Stack>
  );
}
