import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { TextField } from '../ui/field';
import { Facts, Paragraph, Row, Section, Stack } from '../ui/layout';
import { type Feed, feedQuery } from './queries';

/** The address just made: it is shown this once. */
function NewAddress({ url }: { url: string }): ReactElement {
  const { t } = useTranslation();
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
    announce(t(copied ? 'calendario.copiato' : 'calendario.nonCopiato'));
    if (!copied) document.getElementById('calendario-indirizzo')?.focus();
  };
  return (
    <Notice tone="success" title={t('calendario.fatto')}>
      <Stack>
        <Paragraph>{t('calendario.fattoTesto')}</Paragraph>
        <TextField
          id="calendario-indirizzo"
          label={t('calendario.indirizzo')}
          value={url}
          readOnly
          monospace
          wide
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <Row>
          <Button onClick={() => void copy()}>{t('calendario.copia')}</Button>
        </Row>
      </Stack>
    </Notice>
  );
}

/** Subscribing to one's terms in another calendar: an address that is a secret, made anew or revoked here. */
export function FeedSection(): ReactElement {
  const { t } = useTranslation();
  const feed = useQuery(feedQuery());
  const renewal = useRequest();
  const revocation = useRequest();
  const [url, setUrl] = useState<string | null>(null);
  const { data } = feed;
  const renew = async (): Promise<void> => {
    const outcome = await renewal.send(() => client.POST('/api/account/calendar-feed', { body: { replace: true } }));
    if (!outcome.ok) return;
    const { url: address, ...view } = outcome.data;
    queryClient.setQueryData<Feed>(feedQuery().queryKey, view);
    setUrl(address);
    announce(t('calendario.fatto'));
  };
  const revoke = async (): Promise<void> => {
    const outcome = await revocation.send(() => client.POST('/api/account/calendar-feed/revocation', { body: { revoke: true } }));
    if (!outcome.ok) return;
    queryClient.setQueryData<Feed>(feedQuery().queryKey, { active: false, createdAt: null, lastReadAt: null });
    setUrl(null);
    announce(t('calendario.revocato'));
    document.getElementById('calendario')?.focus();
  };
  return (
    <Section id="calendario" title={t('calendario.titolo')}>
      <Stack>
        <Paragraph>{t('calendario.testo')}</Paragraph>
        {feed.isPending && <Skeleton rows={2} />}
        {feed.error && <TroubleNotice trouble={troubleOf(feed.error)} onRetry={() => void feed.refetch()} />}
        {data?.active === true && data.createdAt !== null && (
          <Facts
            items={[
              [t('calendario.creato'), dayAndTime(data.createdAt)],
              [t('calendario.letto'), data.lastReadAt === null ? t('calendario.maiLetto') : dayAndTime(data.lastReadAt)],
            ]}
          />
        )}
        {url !== null && <NewAddress url={url} />}
        {data && (
          <Row>
            <Button busy={renewal.busy} onClick={() => void renew()}>
              {t(data.active ? 'calendario.rinnova' : 'calendario.crea')}
            </Button>
            {data.active && (
              <Button look="danger" busy={revocation.busy} onClick={() => void revoke()}>
                {t('calendario.revoca')}
              </Button>
            )}
          </Row>
        )}
        {data?.active === true && <Paragraph>{t('calendario.rinnovaTesto')}</Paragraph>}
        {renewal.trouble && <TroubleNotice trouble={renewal.trouble} />}
        {revocation.trouble && <TroubleNotice trouble={revocation.trouble} />}
      </Stack>
    </Section>
  );
}
