import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeKindTable } from '@gare/domain/notifications/notice-kinds';
import { recently } from '../format/dates';
import { Button } from '../ui/button';
import { Badge } from '../ui/feedback';
import { CardItem, Muted, Paragraph, Row, Stack } from '../ui/layout';
import { PathLink } from '../ui/path-link';
import { type Notice } from './queries';

/** One notice: what about, what happened, where it leads; following it is reading it. */
export function NoticeCard({ notice, onRead }: { notice: Notice; onRead: (read: boolean) => void }): ReactElement {
  const { t } = useTranslation();
  const { kind, title, text, path, urgent, createdAt, readAt } = notice;
  const isRead = readAt !== null;
  return (
    <CardItem id={`avviso-${notice.id}`} tone={isRead ? 'muted' : 'plain'}>
      <Stack gap="sm">
        <Row align="between">
          <Row>
            <Badge tone={kind === 'SCADUTO' || kind === 'SOLLECITO' ? 'danger' : 'info'}>{noticeKindTable[kind].name}</Badge>
            {urgent && <Badge tone="warning">{t('notifiche.urgente')}</Badge>}
            {!isRead && <Badge tone="warning">{t('notifiche.nuova')}</Badge>}
          </Row>
          <Muted>
            <time dateTime={createdAt}>{recently(createdAt, new Date())}</time>
          </Muted>
        </Row>
        <PathLink
          path={path}
          onFollow={() => {
            if (!isRead) onRead(true);
          }}
        >
          {title}
        </PathLink>
        <Paragraph>{text}</Paragraph>
        <div>
          <Button
            small
            look="quiet"
            icon={isRead ? 'it-restore' : 'it-check'}
            aria-label={t(isRead ? 'notifiche.rimettiAvviso' : 'notifiche.segnaAvviso', { titolo: title })}
            onClick={() => {
              onRead(!isRead);
            }}
          >
            {t(isRead ? 'notifiche.rimetti' : 'notifiche.segna')}
          </Button>
        </div>
      </Stack>
    </CardItem>
  );
}
