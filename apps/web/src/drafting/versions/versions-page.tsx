import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { dayAndTime } from '../../format/dates';
import { Button, ButtonLink } from '../../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../../ui/feedback';
import { CardItem, CardList, HiddenText, Lead, Muted, Row, Section, Stack, Subtitle } from '../../ui/layout';
import { WhyNot } from '../../ui/why-not';
import { type DraftPlace, draftVersionsQuery, type Version, type Versions } from './queries';
import { VersionComparison } from './version-comparison';
import { NameVersionDialog, RestoreDialog } from './version-dialogs';
import { versionName } from './version-name';
import { VersionTextView } from './version-text-view';

const address = '/fascicoli/$dossierId/redazione/$code/versioni';

/** The versions of a draft: which there are, what one says, what changed between two, and going back to one. */
export function VersionsPage(): ReactElement {
  const { t } = useTranslation();
  const place = useParams({ from: '/riservata/fascicoli/$dossierId/redazione/$code/versioni' });
  const { vedi, da } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code/versioni' });
  const versions = useQuery(draftVersionsQuery(place));
  return (
    <Section
      id="versioni"
      title={t('versioni.titolo', { nome: versions.data?.title ?? place.code })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/redazione/$code" params={place}>
          {t('versioni.torna')}
        </ButtonLink>
      }
    >
      {versions.isPending && <Skeleton rows={8} />}
      {versions.error && <TroubleNotice trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />}
      {versions.data && (
        <Stack>
          {da !== undefined && <VersionComparison place={place} versions={versions.data.versions} from={da} />}
          {da === undefined && vedi !== undefined && <VersionTextView place={place} number={vedi} />}
          <VersionList place={place} versions={versions.data} />
        </Stack>
      )}
    </Section>
  );
}

function VersionList({ place, versions }: { place: DraftPlace; versions: Versions }): ReactElement {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const [restoring, setRestoring] = useState<Version | null>(null);
  const { percheNo, adesso } = versions;
  return (
    <Stack>
      <Lead>{t('versioni.spiega')}</Lead>
      <Row>
        <Button
          icon="it-plus"
          aria-disabled={percheNo !== null}
          aria-describedby={percheNo === null ? undefined : 'versioni-perche'}
          onClick={() => {
            setNaming(true);
          }}
        >
          {t('versioni.tieni')}
        </Button>
      </Row>
      <WhyNot id="versioni-perche" reason={percheNo} />
      {versions.versions.length === 0 && <EmptyState title={t('versioni.nessuna')} />}
      {versions.versions.length > 0 && (
        <CardList label={t('versioni.elenco')}>
          {versions.versions.map((version) => (
            <VersionCard
              key={version.number}
              place={place}
              version={version}
              isNow={version.contentHash === adesso.contentHash}
              onRestore={
                percheNo === null
                  ? () => {
                      setRestoring(version);
                    }
                  : null
              }
            />
          ))}
        </CardList>
      )}
      {naming && (
        <NameVersionDialog
          place={place}
          onClose={() => {
            setNaming(false);
          }}
        />
      )}
      {restoring && (
        <RestoreDialog
          place={place}
          version={restoring}
          onClose={() => {
            setRestoring(null);
          }}
        />
      )}
    </Stack>
  );
}

interface VersionCardProps {
  readonly place: DraftPlace;
  readonly version: Version;
  readonly isNow: boolean;
  /** Null where the person may not restore. */
  readonly onRestore: (() => void) | null;
}

function VersionCard({ place, version, isNow, onRestore }: VersionCardProps): ReactElement {
  const { t } = useTranslation();
  const of = <HiddenText> {t('versioni.diVersione', { numero: version.number })}</HiddenText>;
  return (
    <CardItem>
      <Stack gap="sm">
        <Row align="between">
          <Subtitle>{versionName(t, version)}</Subtitle>
          {isNow && <Badge tone="success">{t('versioni.comeAdesso')}</Badge>}
        </Row>
        <Muted>
          {dayAndTime(version.at)} · {version.ente === '' ? version.da : `${version.da}, ${version.ente}`}
        </Muted>
        <Row>
          <ButtonLink small look="quiet" to={address} params={place} search={{ vedi: version.number }}>
            {t('versioni.guarda')}
            {of}
          </ButtonLink>
          <ButtonLink small look="quiet" to={address} params={place} search={{ da: version.number }}>
            {t('versioni.confronta')}
            {of}
          </ButtonLink>
          {onRestore && !isNow && (
            <Button small look="quiet" icon="it-restore" onClick={onRestore}>
              {t('versioni.ripristina')}
              {of}
            </Button>
          )}
        </Row>
      </Stack>
    </CardItem>
  );
}
