import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { type Crumb, useBreadcrumbs } from '../app/breadcrumbs';
import { usePageTitle } from './page-title';

type Props = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
};

const none: readonly Crumb[] = [];
let firstPage = true;

/** A page: its heading, its name in the tab, its place in the breadcrumbs. */
export function Page({ title, description, actions, crumbs = none, children }: Props) {
  const heading = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  usePageTitle(title);
  useBreadcrumbs(crumbs);
  // A reader of the screen has to be told about a new page; the first one tells itself.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the path is the reason to move the focus
  useEffect(() => {
    if (firstPage) firstPage = false;
    else if (document.activeElement === document.body || document.activeElement?.tagName === 'A') {
      heading.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <ContentLayout
      header={
        <div ref={heading} tabIndex={-1} className="page-heading">
          <Header variant="h1" description={description} actions={actions}>
            {title}
          </Header>
        </div>
      }
    >
      {children}
    </ContentLayout>
  );
}
