import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import Badge from '@cloudscape-design/components/badge';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useRead } from '../api/hooks';
import { Loading } from '../shared/loading';
import { ProblemAlert } from '../shared/problem-alert';
import { Breadcrumbs } from './breadcrumbs';
import { EmergencyBanner } from './emergency-banner';
import { ErrorBoundary } from './error-boundary';
import { MeContext } from './me';
import { activeHref, navigationFor } from './navigation';
import { Notifications } from './notifications';
import { strings } from './strings';
import { TopBar } from './top-bar';

/** How often the person's own record is read, in milliseconds: for the badge, and to know the server's time. */
const ME_POLL = 10_000;

/** In pixels; narrower than the default, since its words are short and tables are wide. */
const NAVIGATION_WIDTH = 225;

const isWide = () => window.matchMedia('(min-width: 689px)').matches;

/** Everything around a page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const me = useRead('getMe', {}, { poll: ME_POLL });
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(isWide);
  useEffect(() => window.scrollTo(0, 0), [pathname]);

  const waiting = me.data?.waitingForMe ?? 0;
  const badge =
    waiting > 0 ? (
      <Badge color="blue">
        <span aria-hidden="true">{waiting > 98 ? '99+' : waiting}</span>
        <span className="visually-hidden">{strings.waiting(waiting)}</span>
      </Badge>
    ) : undefined;

  return (
    <>
      <TopBar me={me.data} />
      <AppLayoutToolbar
        headerSelector="#top-bar"
        ariaLabels={{ navigation: strings.navigation, notifications: strings.notifications }}
        toolsHide
        navigationWidth={NAVIGATION_WIDTH}
        navigationOpen={open}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        navigation={
          <SideNavigation
            activeHref={activeHref(pathname)}
            items={me.data ? navigationFor(me.data, badge) : []}
            onFollow={(event) => {
              event.preventDefault();
              if (!isWide()) setOpen(false);
              void navigate(event.detail.href);
            }}
          />
        }
        breadcrumbs={<Breadcrumbs />}
        notifications={
          <>
            <EmergencyBanner stop={me.data?.emergencyStop} />
            <Notifications />
          </>
        }
        content={
          <ErrorBoundary key={pathname}>
            {me.data ? (
              <MeContext value={me.data}>
                <Suspense fallback={<Loading />}>{children}</Suspense>
              </MeContext>
            ) : me.error ? (
              <ProblemAlert error={me.error} retry={() => void me.refetch()} />
            ) : (
              <Loading />
            )}
          </ErrorBoundary>
        }
      />
    </>
  );
}
