import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { troubleOf } from '../api/trouble';
import { ProvenanceDetails } from '../facts/provenance-details';
import { valueFactsQuery } from '../facts/queries';
import { TextLink } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Facts, Paragraph, Stack } from '../ui/layout';

interface ValueDialogProps {
  readonly dossierId: string;
  readonly value: ValueAttrs;
  readonly onClose: () => void;
}

/** A value of the text: which field it is, where it comes from, and the way to the field. */
export function ValueDialog({ dossierId, value, onClose }: ValueDialogProps): ReactElement {
  const { t } = useTranslation();
  const facts = useQuery(valueFactsQuery(dossierId, value.path, value.instance));
  return (
    <Dialog title={facts.data?.label ?? t('redazione.valore.titolo')} onClose={onClose}>
      <Stack>
        <Facts items={[[t('redazione.valore.nelTesto'), value.text]]} />
        {facts.isPending && <Skeleton rows={3} />}
        {facts.error && <TroubleNotice trouble={troubleOf(facts.error)} onRetry={() => void facts.refetch()} />}
        {facts.data && <ProvenanceDetails provenance={facts.data.provenance} />}
        {facts.data?.path != null && (
          <TextLink strong to="/fascicoli/$dossierId/scheda" params={{ dossierId }} search={{ campo: facts.data.path }}>
            {t('fatti.vaiAlCampo')}
          </TextLink>
        )}
        <Paragraph>{t('redazione.valore.nonSiScrive')}</Paragraph>
      </Stack>
    </Dialog>
  );
}
