import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { TextLink } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Stack } from '../ui/layout';
import { FieldFactsBody } from './field-facts-button';
import { ProvenanceDetails } from './provenance-details';
import { type BoundValue, fieldFactsQuery } from './queries';

/** Where a value printed in a document comes from, and the way to its field. */
export function ValueDialog({ dossierId, value, onClose }: { dossierId: string; value: BoundValue; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialog title={value.label} onClose={onClose}>
      <Stack>
        {value.path !== null && (
          <TextLink to="/fascicoli/$dossierId/scheda" params={{ dossierId }} search={{ campo: value.path }}>
            {t('fatti.vaiAlCampo')}
          </TextLink>
        )}
        {value.path !== null && value.provenance.kind === 'SCHEDA' ? (
          <FactsAt dossierId={dossierId} path={value.path} onLeave={onClose} />
        ) : (
          <ProvenanceDetails provenance={value.provenance} />
        )}
      </Stack>
    </Dialog>
  );
}

function FactsAt({ dossierId, path, onLeave }: { dossierId: string; path: string; onLeave: () => void }): ReactElement {
  const facts = useQuery(fieldFactsQuery(dossierId, path));
  if (facts.isPending) return <Skeleton rows={4} />;
  if (facts.error) return <TroubleNotice trouble={troubleOf(facts.error)} onRetry={() => void facts.refetch()} />;
  return <FieldFactsBody facts={facts.data} dossierId={dossierId} onLeave={onLeave} />;
}
