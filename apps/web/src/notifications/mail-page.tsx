import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { stuckStates } from '@gare/domain/notifications/mail-state';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Badge, EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Facts, Lead, Muted, Paragraph, Row, Section, Stack, Strong } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type MailMessage, type MailState, mailStateQuery } from './queries';

function Server({ state }: { state: MailState }): ReactElement {
  const { t } = useTranslation();
  const { server, counts, lastSentAt } = state;
  if (server === null) {
    return (
      <Notice tone="warning" title={t('posta.spenta')}>
        <Paragraph>{t('posta.spentaTesto')}</Paragraph>
      </Notice>
    );
  }
  return (
    <Facts
      items={[
        [t('posta.server'), `${server.host}:${server.port}`],
        [t('posta.cifratura'), t(server.encrypted ? 'posta.cifrata' : 'posta.inChiaro')],
        [t('posta.mittente'), server.from],
        [t('posta.ultimo'), lastSentAt === null ? t('posta.mai') : dayAndTime(lastSentAt)],
        [t('posta.conteggi'), t('posta.conteggiTesto', counts)],
      ]}
    />
  );
}

function MessageCard({ message, canSend }: { message: MailMessage; canSend: boolean }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const repeat = async (): Promise<void> => {
    const params = { path: { mailId: message.id } };
    const outcome = await request.send(() => client.POST('/api/mail/{mailId}/repeat', { params }));
    if (!outcome.ok) return;
    announce(t('posta.ripetuto', { persona: message.person }));
    await queryClient.invalidateQueries({ queryKey: mailStateQuery().queryKey });
    document.getElementById('messaggi')?.focus();
  };
  const isStuck = stuckStates.includes(message.state);
  return (
    <CardItem tone={isStuck ? 'warning' : 'plain'}>
      <Stack gap="sm">
        <Row align="between">
          <Row>
            <Strong>{message.person}</Strong>
            <Muted>{message.address ?? t('posta.senzaIndirizzo')}</Muted>
          </Row>
          <Badge tone={isStuck ? 'danger' : 'warning'}>{t(`posta.stato.${message.state}`)}</Badge>
        </Row>
        <Muted>
          {message.digestOf === null
            ? t('posta.avvisi', { count: message.notices })
            : t('posta.riepilogo', { count: message.notices, giorno: shortDay(message.digestOf) })}
          {' · '}
          {t('posta.scritto', { quando: dayAndTime(message.createdAt) })} · {t('posta.tentativi', { count: message.attempts })}
        </Muted>
        {message.reason !== null && <Paragraph>{message.reason}</Paragraph>}
        {!isStuck && <Paragraph>{t('posta.riprova', { quando: dayAndTime(message.nextAt) })}</Paragraph>}
        {message.state === 'INCERTO' && <Paragraph>{t('posta.incertoTesto')}</Paragraph>}
        {isStuck && canSend && (
          <div>
            <Button small busy={request.busy} aria-label={t('posta.ripetiA', { persona: message.person })} onClick={() => void repeat()}>
              {t('posta.ripeti')}
            </Button>
          </div>
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </CardItem>
  );
}

/** Whether e-mail leaves, and what did not arrive: for who administers the accounts of the Province. */
export function MailPage(): ReactElement {
  const { t } = useTranslation();
  const mail = useQuery(mailStateQuery());
  return (
    <Stack gap="lg">
      <Stack>
        <Breadcrumbs items={[{ label: t('amministrazione.titolo'), to: '/amministrazione' }, { label: t('posta.titolo') }]} />
        <PageHeading windowTitle={t('posta.titolo')}>{t('posta.titolo')}</PageHeading>
        <Lead>{t('posta.testo')}</Lead>
      </Stack>
      {mail.isPending && <Skeleton rows={4} />}
      {mail.error && <TroubleNotice trouble={troubleOf(mail.error)} retrying={mail.isFetching} onRetry={() => void mail.refetch()} />}
      {mail.data && (
        <>
          <Server state={mail.data} />
          <Section id="messaggi" title={t('posta.messaggi')}>
            {mail.data.troubled.length === 0 ? (
              <EmptyState title={t('posta.nessuno')} />
            ) : (
              <CardList label={t('posta.messaggi')}>
                {mail.data.troubled.map((message) => (
                  <MessageCard key={message.id} message={message} canSend={mail.data.server !== null} />
                ))}
              </CardList>
            )}
          </Section>
        </>
      )}
    </Stack>
  );
}
