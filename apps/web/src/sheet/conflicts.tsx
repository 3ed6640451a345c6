import { lazy, type ReactElement, Suspense } from 'react';
import { useSheet } from './sheet-context';

const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog')).ConflictDialog }));

/** Somebody changed the same field meanwhile: the dialog that asks which value stays. */
export function Conflicts(): ReactElement | null {
  const conflicts = useSheet((state) => state.conflicts);
  if (conflicts.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ConflictDialog conflicts={conflicts} />
    </Suspense>
  );
}
