import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { Words } from '../../requests/said-list';
import { EmptyState, Skeleton, TroubleNotice } from '../../ui/feedback';
import { Box, Stack, Strong, TargetHeading } from '../../ui/layout';
import { type DraftPlace, versionTextQuery } from './queries';
import { versionName } from './version-name';

/** What a version says, a block a paragraph. */
export function VersionTextView({ place, number }: { place: DraftPlace; number: number }): ReactElement {
  const { t } = useTranslation();
  const text = useQuery(versionTextQuery(place, number));
  if (text.isPending) return <Skeleton rows={8} />;
  if (text.error) return <TroubleNotice trouble={troubleOf(text.error)} onRetry={() => void text.refetch()} />;
  const { version, blocks } = text.data;
  return (
    <Stack>
      <TargetHeading id="versioni-testo">{versionName(t, version)}</TargetHeading>
      <Box>
        {blocks.length === 0 && <EmptyState title={t('versioni.vuota')} />}
        {blocks.map(({ id, text: words, level }) =>
          level === null ? (
            <Words key={id}>{words}</Words>
          ) : (
            <p key={id}>
              <Strong>{words}</Strong>
            </p>
          ),
        )}
      </Box>
    </Stack>
  );
}
