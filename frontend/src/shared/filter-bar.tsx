import type { ReactNode } from 'react';

/** Search and filters of a list, side by side while there is room. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  return <div className="filter-bar">{children}</div>;
}
