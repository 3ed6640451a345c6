import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 767.98px)');

function follow(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => {
    narrow.removeEventListener('change', listener);
  };
}

/** True in a window too narrow for a wide table. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}
