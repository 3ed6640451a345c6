import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { noticeCountQuery } from './queries';

/** How many notices wait, kept up by the stream of changes; news are said to screen readers. Null while it is not known. */
export function useUnread(signedIn: boolean): number | null {
  const { t } = useTranslation();
  const { data } = useQuery({ ...noticeCountQuery(), enabled: signedIn });
  const before = useRef<number | null>(null);
  const unread = signedIn ? (data?.unread ?? null) : null;
  useEffect(() => {
    const known = before.current;
    if (unread !== null && known !== null && unread > known) announce(t('notifiche.arrivate', { count: unread - known }));
    before.current = unread;
  }, [unread, t]);
  return unread;
}
