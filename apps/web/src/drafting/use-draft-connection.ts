import { useEffect, useState } from 'react';
import { sessionExpired } from '../api/client';
import { DraftConnection, type DraftConnectionOptions } from './connection/draft-connection';

/** The connection of one open draft for as long as the page is open; a new `generation` begins it anew. */
export function useDraftConnection({ draftId, personId, readOnly, ticket }: DraftConnectionOptions, generation: number): DraftConnection | null {
  const [connection, setConnection] = useState<DraftConnection | null>(null);
  useEffect(() => {
    const opened = new DraftConnection({ draftId, personId, readOnly, ticket });
    setConnection(opened);
    const afterSignIn = sessionExpired.subscribe(() => {
      if (!sessionExpired.get()) opened.connectNow();
    });
    return () => {
      afterSignIn();
      setConnection(null);
      opened.close();
    };
  }, [draftId, personId, readOnly, generation]);
  return connection;
}
