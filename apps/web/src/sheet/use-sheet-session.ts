import { useEffect, useState } from 'react';
import { type Sheet, sessionExpired } from '../api/client';
import { EditShelf } from './kept-edits';
import { SheetServer } from './sheet-server';
import { SheetSession } from './sheet-session';

/** One editing session for as long as the page of the dossier is open. */
export function useSheetSession(sheet: Sheet, dossierId: string, person: { readonly id: string; readonly name: string }): SheetSession {
  const [session] = useState(
    () => new SheetSession(sheet, { server: new SheetServer(dossierId), shelf: new EditShelf(person.id, dossierId), me: person.name }),
  );
  useEffect(() => {
    session.receive(sheet);
  }, [session, sheet]);
  useEffect(() => {
    const saveNow = (): void => {
      session.saveNow();
    };
    const saveAfterSignIn = sessionExpired.subscribe(() => {
      if (!sessionExpired.get()) session.saveNow();
    });
    window.addEventListener('online', saveNow);
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      saveAfterSignIn();
      window.removeEventListener('online', saveNow);
      document.removeEventListener('visibilitychange', saveNow);
      session.close();
    };
  }, [session]);
  return session;
}
