import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeKinds, noticeKindTable } from '@gare/domain/notifications/notice-kinds';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { useRequest } from '../pages/use-request';
import { changedSearch, type NoticesSearch } from '../search-params';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { EmptyState, Notice as Message, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { CardList, Lead, Paragraph, Row, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { NoticeCard } from './notice-card';
import { noticeCountQuery, type NoticePage, readNotices } from './queries';

function useNotices(search: NoticesSearch) {
  return useInfiniteQuery({
    queryKey: ['/api/notifications', search],
    queryFn: ({ pageParam, signal }) => readNotices(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: NoticePage) => (page.more ? page.items.at(-1)?.id : undefined),
  });
}

function Elsewhere({ places }: { places: NoticePage['elsewhere'] }): ReactElement | null {
  const { t } = useTranslation();
  if (places.length === 0) return null;
  return (
    <Message tone="info" title={t('notifiche.altriEnti')}>
      {places.map(({ ente, unread }) => (
        <Paragraph key={ente.id}>{t('notifiche.altroEnte', { count: unread, ente: ente.denominazione })}</Paragraph>
      ))}
      <TextLink to="/accesso/ente" search={{ torna: '/notifiche' }}>
        {t('ente.cambia')}
      </TextLink>
    </Message>
  );
}

function Filters({ search }: { search: NoticesSearch }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/notifiche' });
  const change = (part: { [K in keyof NoticesSearch]?: NoticesSearch[K] | undefined }): void => {
    void navigate({ search: changedSearch<NoticesSearch>(search, part), replace: true, resetScroll: false });
  };
  return (
    <Row>
      <SelectField
        label={t('notifiche.mostra')}
        empty={t('notifiche.nonLette')}
        options={[{ value: 'tutte', label: t('notifiche.tutte') }]}
        value={search.mostra ?? ''}
        onChange={(event) => {
          change({ mostra: event.target.value === 'tutte' ? 'tutte' : undefined });
        }}
      />
      <SelectField
        label={t('notifiche.tipo')}
        empty={t('notifiche.ogniTipo')}
        options={noticeKinds.map((value) => ({ value, label: noticeKindTable[value].name }))}
        value={search.tipo ?? ''}
        onChange={(event) => {
          change({ tipo: noticeKinds.find((value) => value === event.target.value) });
        }}
      />
    </Row>
  );
}

/** What the person was told in the body they act for; the newest first. */
export function NoticesPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/notifiche' });
  const notices = useNotices(search);
  const request = useRequest();
  const pages = notices.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const unread = pages[0]?.unread ?? 0;
  const mark = async (marking: { ids: string[]; read: boolean } | { upTo: string }): Promise<void> => {
    const outcome = await request.send(() => client.POST('/api/notifications/read', { body: marking }));
    if (!outcome.ok) return;
    queryClient.setQueryData(noticeCountQuery().queryKey, outcome.data);
    await queryClient.invalidateQueries({ queryKey: ['/api/notifications'] });
    announce(t('notifiche.daLeggere', { count: outcome.data.unread }));
    // The card that was used may be gone: reading goes on at the heading.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('notifiche.titolo')}>{t('notifiche.titolo')}</PageHeading>
        <ButtonLink to="/profilo" hash="avvisi" small>
          {t('notifiche.scegli')}
        </ButtonLink>
      </Row>
      <Lead>{t('notifiche.testo')}</Lead>
      <Elsewhere places={pages[0]?.elsewhere ?? []} />
      <Filters search={search} />
      <Row align="between">
        <p role="status">{notices.data === undefined ? '\u00a0' : t('notifiche.daLeggere', { count: unread })}</p>
        {unread > 0 && items[0] !== undefined && (
          <Button
            icon="it-check"
            busy={request.busy}
            onClick={() => void mark({ upTo: new Date(Date.parse(items[0]?.createdAt ?? '') + 1).toISOString() })}
          >
            {t('notifiche.segnaTutte')}
          </Button>
        )}
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {notices.isPending && <Skeleton rows={5} />}
      {notices.error && (
        <TroubleNotice trouble={troubleOf(notices.error)} retrying={notices.isFetching} onRetry={() => void notices.refetch()} />
      )}
      {notices.data !== undefined && items.length === 0 && (
        <EmptyState title={t(search.mostra === 'tutte' ? 'notifiche.nessuna' : 'notifiche.tutteLette')}>
          {search.mostra !== 'tutte' && (
            <TextLink to="/notifiche" search={{ mostra: 'tutte' }}>
              {t('notifiche.vediTutte')}
            </TextLink>
          )}
        </EmptyState>
      )}
      {items.length > 0 && (
        <CardList label={t('notifiche.titolo')}>
          {items.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} onRead={(read) => void mark({ ids: [notice.id], read })} />
          ))}
        </CardList>
      )}
      {notices.hasNextPage && (
        <div>
          <Button busy={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
            {t('notifiche.altre')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
