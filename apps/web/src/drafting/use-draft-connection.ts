import { useEffect, useEffectEvent, useState } from 'react';
import { sessionExpired } from '../api/client';
import { DraftConnection, type DraftConnectionOptions } from './connection/draft-connection';

/** The connection of one open draft for as long as the page is open. */
export function useDraftConnection(options: DraftConnectionOptions): DraftConnection | null {
  const { draftId, personId } = options;
  const [connection, setConnection] = useState<DraftConnection | null>(null);
  const connect = useEffectEvent(() => new DraftConnection(options));
  useEffect(() => {
    const opened = connect();
    setConnection(opened);
    const afterSignIn = sessionExpired.subscribe(() => {
      if (!sessionExpired.get()) opened.connectNow();
    });
    return () => {
      afterSignIn();
      setConnection(null);
      opened.close();
    };
  }, [draftId, personId]);
  return connection;
}
