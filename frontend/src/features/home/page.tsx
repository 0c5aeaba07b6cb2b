import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMe } from '../../app/me';
import { AppButton } from '../../shared/app-link';
import { Page } from '../../shared/page';
import { useInbox, useMyAccess, useRecent } from './queries';
import { HeldRow, RecentRow, WaitingRow } from './rows';
import { Section } from './section';
import { strings } from './strings';

/** What I hold, what waits for me, and what I asked for lately. */
export default function HomePage() {
  const me = useMe();
  const access = useMyAccess();
  const inbox = useInbox();
  const recent = useRecent();
  return (
    <Page
      title={strings.title}
      description={strings.hello(me.person.displayName)}
      actions={
        <AppButton to="/request" variant="primary" iconName="add-plus">
          {strings.requestAccess}
        </AppButton>
      }
    >
      <SpaceBetween size="l">
        <Section
          title={strings.holding}
          all="/access"
          answer={access}
          empty={strings.holdingNone}
          keyOf={(item) => item.lease.id}
          row={(item) => <HeldRow item={item} />}
        />
        <Section
          title={strings.waiting}
          all="/approvals"
          answer={inbox}
          empty={strings.waitingNone}
          keyOf={(request) => request.id}
          row={(request) => <WaitingRow request={request} />}
        />
        <Section
          title={strings.recent}
          all="/requests"
          answer={recent}
          empty={strings.recentNone}
          keyOf={(request) => request.id}
          row={(request) => <RecentRow request={request} />}
        />
      </SpaceBetween>
    </Page>
  );
}
