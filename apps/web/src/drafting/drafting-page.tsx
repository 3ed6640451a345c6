import './drafting.scss';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Section } from '../ui/layout';
import { SidePanel } from './side-panel';

/** One document of the dossier, written together. */
export function DraftingPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const { pannello } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const documents = useQuery(documentsQuery(dossierId));
  const document = documents.data?.items.find((item) => item.code === code);
  return (
    <Section
      id="redazione"
      title={document?.title ?? code}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/redazione" params={{ dossierId }}>
          {t('redazione.tuttiIDocumenti')}
        </ButtonLink>
      }
    >
      {documents.isPending && <Skeleton rows={12} />}
      {documents.error && <TroubleNotice trouble={troubleOf(documents.error)} onRetry={() => void documents.refetch()} />}
      {documents.data && document === undefined && <EmptyState title={t('redazione.nonCe', { codice: code })} />}
      {document && (
        <div className="gi-drafting">
          <div className="gi-drafting-main" />
          <aside aria-label={t('redazione.pannello.nome')}>
            <SidePanel open={pannello ?? 'proposte'} />
          </aside>
        </div>
      )}
    </Section>
  );
}
