import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { followEnteMoves } from '../api/account-queries';
import { queryClient, sessionQuery } from '../api/queries';
import { liveUpdates } from '../api/live-updates';
import { newVersionWaiting } from '../new-version';
import { useObservable } from '../observable';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';

const warnBeforeEndMs = 120_000;
const lookEveryMs = 15_000;
const patienceMs = 8000;

function followConnection(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

function useSessionEnding(expiresAt: string | null): boolean {
  const [ending, setEnding] = useState(false);
  useEffect(() => {
    const look = (): void => {
      const left = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - Date.now();
      setEnding(left > 0 && left < warnBeforeEndMs);
    };
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
    };
  }, [expiresAt]);
  return ending;
}

/** True once the stream of changes has been down for a while: a short break is nobody's business. */
function useLongBroken(): boolean {
  const state = useObservable(liveUpdates);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setLong(state === 'broken');
      },
      state === 'broken' ? patienceMs : 0,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  return long;
}

/** True once another window of this browser works for another body: this page may change nothing any more. */
function useMovedElsewhere(enteId: string | null): boolean {
  const [movedTo, setMovedTo] = useState<string | null>(null);
  useEffect(() => followEnteMoves(setMovedTo), []);
  return enteId !== null && movedTo !== null && movedTo !== enteId;
}

function ReloadButton(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      small
      look="white"
      onClick={() => {
        window.location.reload();
      }}
    >
      {t('avvisi.aggiorna')}
    </Button>
  );
}

/** What concerns the whole window: no network, the session about to end, a newer version. */
export function Banners({ expiresAt, enteId }: { expiresAt: string | null; enteId: string | null }): ReactElement {
  const { t } = useTranslation();
  const online = useSyncExternalStore(followConnection, () => navigator.onLine);
  const ending = useSessionEnding(expiresAt);
  const newVersion = useObservable(newVersionWaiting);
  const broken = useLongBroken();
  const moved = useMovedElsewhere(enteId);
  return (
    <div role="status">
      {!online && <Banner icon="it-wifi">{t('avvisi.fuoriRete')}</Banner>}
      {online && broken && expiresAt !== null && <Banner icon="it-refresh">{t('avvisi.aggiornamentiFermi')}</Banner>}
      {ending && (
        <Banner icon="it-clock">
          {t('avvisi.sessioneFinisce')}{' '}
          <Button
            small
            look="white"
            onClick={() => {
              void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
            }}
          >
            {t('avvisi.restaCollegato')}
          </Button>
        </Banner>
      )}
      {moved && (
        <Banner icon="it-warning-circle">
          {t('avvisi.altroEnte')} <ReloadButton />
        </Banner>
      )}
      {newVersion && (
        <Banner icon="it-info-circle">
          {t('avvisi.nuovaVersione')} <ReloadButton />
        </Banner>
      )}
    </div>
  );
}
