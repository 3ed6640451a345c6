import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { RedlineView } from '../redline/redline-view';
import { ButtonLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, Section, Stack } from '../ui/layout';
import { redlineQuery } from './queries';

/** What changed in a version against the one before it. */
export function RedlinePage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/documenti/$code/confronto' });
  const { versione = 2 } = useSearch({ from: '/riservata/fascicoli/$dossierId/documenti/$code/confronto' });
  const redline = useQuery(redlineQuery(dossierId, code, versione));
  const label =
    redline.data === undefined
      ? ''
      : t('fatti.confrontoVersioni', { prima: redline.data.before.version, dopo: redline.data.after.version });
  return (
    <Section
      id="confronto"
      title={t('fatti.confrontoTitolo', { nome: redline.data?.title ?? code })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
          {t('documenti.torna')}
        </ButtonLink>
      }
    >
      {redline.isPending && <Skeleton rows={8} />}
      {redline.error && <TroubleNotice trouble={troubleOf(redline.error)} onRetry={() => void redline.refetch()} />}
      {redline.data && (
        <Stack>
          <Paragraph>{label}</Paragraph>
          <RedlineView redline={redline.data} label={label} />
          <Muted>{t('fatti.confrontoCopre')}</Muted>
        </Stack>
      )}
    </Section>
  );
}
