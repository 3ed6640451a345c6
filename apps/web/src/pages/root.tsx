import { useQuery } from '@tanstack/react-query';
import { type TFunction } from 'i18next';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, rememberCsrfToken, sessionExpired } from '../api/client';
import { followLiveUpdates } from '../api/live-updates';
import { queryClient, sessionQuery } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { focusWhenShown } from '../focus-when-shown';
import { useUnread } from '../notifications/use-unread';
import { useObservable } from '../observable';
import { LiveRegion, Skeleton, TroubleNotice } from '../ui/feedback';
import { type Destination, Footer, Header, PageFrame } from '../ui/header';
import { Banners } from './banners';
import { roleNames } from './role-names';
import { useShortcuts } from './shortcut-keys';

function destinationsOf(t: TFunction): readonly Destination[] {
  return [
    { label: t('navigazione.scrivania'), to: '/', exact: true },
    { label: t('navigazione.richieste'), to: '/richieste' },
    { label: t('navigazione.termini'), to: '/termini' },
    { label: t('navigazione.convenzioni'), to: '/convenzioni' },
    { label: t('navigazione.modelli'), to: '/modelli' },
    { label: t('navigazione.pubblicate'), to: '/pubblicate' },
    { label: t('navigazione.cruscotto'), to: '/cruscotto' },
    { label: t('navigazione.amministrazione'), to: '/amministrazione' },
    { label: t('navigazione.nuovo'), to: '/fascicoli/nuovo' },
  ];
}

const readyForTheEnd = () => import('./session-expired').then(({ SessionExpiredDialog }) => ({ default: SessionExpiredDialog }));
const SessionExpiredDialog = lazy(readyForTheEnd);
/** Nothing of a tender stays on a computer that others use. */
async function forgetDrafts(): Promise<void> {
  const { forgetKeptDrafts } = await import('../drafting/connection/kept-drafts');
  await forgetKeptDrafts();
}

const ShortcutsDialog = lazy(() => import('./shortcuts').then((file) => ({ default: file.ShortcutsDialog })));

/** Pages that need no session. */
const openPages = ['/accesso', '/attivazione', '/accessibilita', '/privacy'];

/** The frame around every page, and what belongs to no page: live updates, session end, shortcuts. */
export function Root(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const open = openPages.includes(path);
  const { data: session } = useQuery({ ...sessionQuery(), enabled: !open });
  const expired = useObservable(sessionExpired);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const [stillIn, setStillIn] = useState<Trouble | null>(null);
  const signedIn = session !== undefined && !expired && !open;
  const unread = useUnread(signedIn);

  useEffect(() => (signedIn ? followLiveUpdates() : undefined), [signedIn]);
  // The dialog is at hand before it is needed: when the session has ended, what was typed must not depend on one more file.
  useEffect(() => {
    if (signedIn) void readyForTheEnd();
  }, [signedIn]);
  useEffect(() => {
    if (session) rememberCsrfToken(session.csrfToken);
  }, [session]);
  useShortcuts({
    onHelp: () => {
      setShowsShortcuts(true);
    },
    onSearch: () => {
      void navigate({ to: '/' }).then(() => {
        focusWhenShown('ricerca');
      });
    },
  });

  // A session that could not be ended is still open: the person must know before leaving the desk.
  const signOut = async (): Promise<void> => {
    setStillIn(null);
    let provider: { url: string | null } | null = null;
    try {
      const { data, error } = await client.DELETE('/api/session');
      const trouble = error === undefined ? null : troubleOf(error);
      if (trouble !== null && trouble.status !== 401) {
        setStillIn(trouble);
        return;
      }
      provider = data?.provider ?? null;
    } catch (error) {
      setStillIn(troubleOf(error));
      return;
    }
    await navigate({ to: '/accesso', search: provider !== null && provider.url === null ? { fornitore: 'aperto' } : {} });
    queryClient.clear();
    await forgetDrafts();
    // The session at the SPID/CIE provider ends on a page of the provider, which leads back to the sign-in page.
    if (typeof provider?.url === 'string') window.location.assign(provider.url);
  };
  const person =
    session && !open
      ? {
          name: `${session.utente.nome} ${session.utente.cognome}`,
          ente: session.ente.denominazione,
          roles: roleNames(t, session.ruoli),
          severalEnti: session.incarichi.length > 1,
          unread,
        }
      : null;
  const sua = session?.sua.denominazione ?? '';

  return (
    <PageFrame
      header={
        <Header
          sua={sua === '' ? t('prodotto.motto') : sua}
          person={person}
          destinations={session ? destinationsOf(t) : []}
          compact={path !== '/' && !open}
          onSignOut={() => void signOut()}
          onShortcuts={() => {
            setShowsShortcuts(true);
          }}
        />
      }
      banner={<Banners expiresAt={signedIn ? session.expiresAt : null} enteId={signedIn ? session.ente.id : null} />}
      footer={<Footer sua={sua} />}
    >
      <>
        <LiveRegion />
        {stillIn && <TroubleNotice trouble={{ ...stillIn, title: t('errore.nonUscito') }} />}
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
        <Suspense fallback={null}>
          {expired && !open && <SessionExpiredDialog email={session?.utente.email ?? ''} />}
          {showsShortcuts && (
            <ShortcutsDialog
              onClose={() => {
                setShowsShortcuts(false);
              }}
            />
          )}
        </Suspense>
      </>
    </PageFrame>
  );
}
