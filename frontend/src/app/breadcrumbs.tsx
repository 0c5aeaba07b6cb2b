import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { strings } from './strings';

/** A step on the way to the page; the last one is the page itself. */
export type Crumb = { readonly text: string; readonly href: string };

const SetContext = createContext<(crumbs: readonly Crumb[]) => void>(() => {});
const ReadContext = createContext<readonly Crumb[]>([]);

/** Where the pages put their breadcrumbs and the shell finds them. */
export function BreadcrumbProvider({ children }: { readonly children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  return (
    <SetContext value={setCrumbs}>
      <ReadContext value={crumbs}>{children}</ReadContext>
    </SetContext>
  );
}

/** Shows the way from home to this page. */
export function useBreadcrumbs(crumbs: readonly Crumb[]): void {
  const set = useContext(SetContext);
  const key = JSON.stringify(crumbs);
  const steady = useMemo(() => {
    const parsed: Crumb[] = JSON.parse(key);
    return parsed;
  }, [key]);
  useEffect(() => set(steady), [set, steady]);
}

/** The breadcrumbs in the toolbar. */
export function Breadcrumbs() {
  const crumbs = useContext(ReadContext);
  const navigate = useNavigate();
  if (crumbs.length === 0) return null;
  return (
    <BreadcrumbGroup
      items={[{ text: strings.home, href: '/' }, ...crumbs]}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(event.detail.href);
      }}
    />
  );
}
