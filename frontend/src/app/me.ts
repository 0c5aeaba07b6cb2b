import { createContext, useContext } from 'react';
import type { Me } from '../../../core/contract/me';

/** The signed-in person; set by the shell before any page shows. */
export const MeContext = createContext<Me | undefined>(undefined);

/** The signed-in person, their roles, and what the forms need to know. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new TypeError('useMe is for pages inside the shell');
  return me;
}
