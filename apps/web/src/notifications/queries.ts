import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';
import { type NoticesSearch } from '../search-params';

type Schemas = components['schemas'];
export type Notice = Schemas['Notice'];
export type NoticeSettings = Schemas['NoticeSettings'];
export type MailState = Schemas['MailState'];
export type MailMessage = Schemas['MailMessage'];

export interface NoticePage {
  readonly items: Notice[];
  readonly unread: number;
  readonly more: boolean;
  readonly elsewhere: { readonly ente: { readonly id: string; readonly denominazione: string }; readonly unread: number }[];
}

export function noticeCountQuery(): Query<{ unread: number }> {
  return {
    queryKey: ['/api/notifications/count'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/notifications/count', { signal })),
    staleTime: 60_000,
  };
}

/** Notices after the one named; from the newest where none is. */
export function readNotices({ mostra, tipo }: NoticesSearch, after: string | null, signal: AbortSignal): Promise<NoticePage> {
  const query = {
    limit: 30,
    ...(mostra === 'tutte' ? {} : { unread: 'true' as const }),
    ...(tipo === undefined ? {} : { kind: tipo }),
    ...(after === null ? {} : { after }),
  };
  return answerOf(client.GET('/api/notifications', { params: { query }, signal }));
}

export function noticeSettingsQuery(): Query<NoticeSettings> {
  return {
    queryKey: ['/api/notifications/settings'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/notifications/settings', { signal })),
  };
}

export function mailStateQuery(): Query<MailState> {
  return { queryKey: ['/api/mail'], queryFn: ({ signal }) => answerOf(client.GET('/api/mail', { signal })) };
}
