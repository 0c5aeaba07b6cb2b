import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 688px)');

const subscribe = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** True on a telephone or in a slim window. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
