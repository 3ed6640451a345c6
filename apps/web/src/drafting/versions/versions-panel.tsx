import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { dayAndTime } from '../../format/dates';
import { Button, ButtonLink, TextLink } from '../../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../../ui/feedback';
import { Muted, PlainList, Row, Stack } from '../../ui/layout';
import { WhyNot } from '../../ui/why-not';
import { useDraftingTools } from '../drafting-tools';
import { draftVersionsQuery } from './queries';
import { NameVersionDialog } from './version-dialogs';
import { versionName } from './version-name';

/** As many of the latest as the side panel shows. */
const latest = 10;

/** The latest versions beside the text. */
export function VersionsPanel(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useDraftingTools();
  const place = { dossierId, code };
  const versions = useQuery(draftVersionsQuery(place));
  const [naming, setNaming] = useState(false);
  if (versions.isPending) return <Skeleton rows={4} />;
  if (versions.error) return <TroubleNotice trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />;
  const { percheNo } = versions.data;
  return (
    <Stack>
      <Row>
        <Button
          small
          icon="it-plus"
          aria-disabled={percheNo !== null}
          onClick={() => {
            setNaming(true);
          }}
        >
          {t('versioni.tieni')}
        </Button>
        <ButtonLink small look="quiet" to="/fascicoli/$dossierId/redazione/$code/versioni" params={place}>
          {t('versioni.tutte')}
        </ButtonLink>
      </Row>
      <WhyNot id="versioni-perche" reason={percheNo} />
      {versions.data.versions.length === 0 && <EmptyState title={t('versioni.nessuna')} />}
      <PlainList label={t('versioni.elenco')}>
        {versions.data.versions.slice(0, latest).map((version) => (
          <li key={version.number}>
            <TextLink to="/fascicoli/$dossierId/redazione/$code/versioni" params={place} search={{ da: version.number }}>
              {versionName(t, version)}
            </TextLink>{' '}
            <Muted>
              {dayAndTime(version.at)} · {version.da}
            </Muted>
          </li>
        ))}
      </PlainList>
      {naming && (
        <NameVersionDialog
          place={place}
          onClose={() => {
            setNaming(false);
          }}
        />
      )}
    </Stack>
  );
}
