import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClientProvider } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { BrowserRouter } from 'react-router';
import { queryClient } from '../api/query-client';
import { renewSession, type Session, signIn } from '../session/session';
import { refusal } from '../session/sign-in-again';
import { Loading } from '../shared/loading';
import { BreadcrumbProvider } from './breadcrumbs';
import { Gate } from './gate';
import { NotificationProvider } from './notifications';
import { Pages } from './routes';
import { Shell } from './shell';
import { strings } from './strings';

/** What somebody sees, by whether they are signed in. */
function Start({ session }: { readonly session: Session }) {
  const refused = useSyncExternalStore(refusal.subscribe, refusal.read);
  if (refused) {
    return (
      <Gate title={strings.refusedTitle} action={strings.tryAgain} onAction={renewSession}>
        {strings.refusedText}
      </Gate>
    );
  }
  switch (session.kind) {
    case 'signed-in':
      return (
        <Shell>
          <Pages />
        </Shell>
      );
    case 'signed-out':
      return (
        <Gate title={strings.signedOutTitle} action={strings.signIn} onAction={signIn}>
          {strings.signedOutText}
        </Gate>
      );
    case 'failed':
      return (
        <Gate title={strings.failedTitle} action={strings.tryAgain} onAction={signIn}>
          <p>{session.message}</p>
          <p>{strings.failedHelp}</p>
        </Gate>
      );
    case 'leaving':
      return <Loading />;
  }
}

/** The web app. */
export function App({ session }: { readonly session: Session }) {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <NotificationProvider>
            <BreadcrumbProvider>
              <Start session={session} />
            </BreadcrumbProvider>
          </NotificationProvider>
        </BrowserRouter>
      </QueryClientProvider>
    </I18nProvider>
  );
}
