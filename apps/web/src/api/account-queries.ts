import { client, rememberCsrfToken, type Session, type SessionSummary } from './client';
import { queryClient, type Query, sessionQuery } from './queries';
import { answerOf } from './refused';
import { type components } from './schema';

export type Account = components['schemas']['Account'];
export type PersonAccount = components['schemas']['Person'];

export function accountQuery(): Query<Account> {
  return { queryKey: ['/api/account'], queryFn: ({ signal }) => answerOf(client.GET('/api/account', { signal })) };
}
export function ownSessionsQuery(): Query<{ items: SessionSummary[] }> {
  return { queryKey: ['/api/sessions'], queryFn: ({ signal }) => answerOf(client.GET('/api/sessions', { signal })) };
}
export function signInMethodsQuery(): Query<{ oidc: { label: string } | null }> {
  return { queryKey: ['/api/session/methods'], queryFn: ({ signal }) => answerOf(client.GET('/api/session/methods', { signal })) };
}

export function personQuery(personId: string): Query<PersonAccount> {
  const params = { path: { personId } };
  return {
    queryKey: ['/api/people/{personId}', { personId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/people/{personId}', { params, signal })),
  };
}

/** The way to the SPID/CIE provider: not a page of the router, the whole window goes there. */
export function oidcStartUrl(torna: string | undefined): string {
  return torna === undefined ? '/api/session/oidc/start' : `/api/session/oidc/start?${new URLSearchParams({ torna }).toString()}`;
}

const moves = 'gare-insieme-ente';

/** From here on the pages show the other body; nothing of the one before stays in memory, and other windows are told. */
export function enterEnte(session: Session): void {
  rememberCsrfToken(session.csrfToken);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery().queryKey, session);
  const channel = new BroadcastChannel(moves);
  channel.postMessage(session.ente.id);
  channel.close();
}

/** Calls back with the id of the body to which another window of this browser has moved. @returns how to stop. */
export function followEnteMoves(onMove: (enteId: string) => void): () => void {
  const channel = new BroadcastChannel(moves);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') onMove(data);
  };
  return () => {
    channel.close();
  };
}
