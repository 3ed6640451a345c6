import { isOpenField } from '@gare/domain/access/dossier-phase';
import { type JsonValue } from '@gare/domain/scheda/path';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type CheckResult } from '../api/client';
import { type SheetSession, type SheetState } from './sheet-session';

export interface SheetTools {
  readonly session: SheetSession;
  /** Failed checks that point at a field, by its path. */
  readonly checksAt: ReadonlyMap<string, readonly CheckResult[]>;
}

const SheetContext = createContext<SheetTools | null>(null);
export const SheetProvider = SheetContext.Provider;

export function useSheetTools(): SheetTools {
  const tools = useContext(SheetContext);
  if (tools === null) throw new Error('a sheet field stands outside of SheetProvider');
  return tools;
}

/** A part of the sheet's state; the component renders again only when this part changes. */
export function useSheet<T>(select: (state: SheetState) => T): T {
  const { session } = useSheetTools();
  return useSyncExternalStore(session.subscribe, () => select(session.get()));
}

/** True where the field cannot be written now: nothing can, an act writes it, or the acts that carry it are approved. */
export function useIsLocked(path: string, field?: { readonly readOnly?: boolean }): boolean {
  return useSheet(
    ({ writable, openFields, ofActs }) =>
      field?.readOnly === true ||
      ofActs.includes(path.split('/', 1)[0] ?? '') ||
      !writable ||
      (openFields !== null && !isOpenField({ campi: openFields }, path)),
  );
}

export function useValue(path: string): JsonValue | undefined {
  const { session } = useSheetTools();
  return useSyncExternalStore(session.subscribe, () => session.valueAt(path));
}
