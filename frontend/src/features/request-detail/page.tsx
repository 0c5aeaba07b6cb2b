import Alert from '@cloudscape-design/components/alert';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams, useSearchParams } from 'react-router';
import type { Me } from '../../../../core/contract/me';
import type { RequestDetail } from '../../../../core/contract/requests';
import { useMe } from '../../app/me';
import { Loading } from '../../shared/loading';
import { Page } from '../../shared/page';
import { ProblemAlert } from '../../shared/problem-alert';
import { Reasons } from '../../shared/reasons';
import { targetsText } from '../../shared/target';
import { Actions } from './actions';
import { ApprovalProgress } from './approval-progress';
import { DecisionPanel } from './decision-panel';
import { Facts } from './facts';
import { Leases } from './leases';
import { useRequest } from './queries';
import { strings } from './strings';
import { Timeline } from './timeline';

function Detail({ request, fromMail }: { readonly request: RequestDetail; readonly fromMail: boolean }) {
  return (
    <SpaceBetween size="l">
      <DecisionPanel request={request} fromMail={fromMail} />
      {request.failure && (
        <Alert type="error" header={strings.failure}>
          <Reasons reasons={request.failure} />
        </Alert>
      )}
      <Facts request={request} />
      {request.leases.length > 0 && <Leases request={request} />}
      <ColumnLayout columns={2}>
        <ApprovalProgress request={request} />
        <Timeline entries={request.timeline} />
      </ColumnLayout>
    </SpaceBetween>
  );
}

/** The list in which this person finds the request. */
function listOf(request: RequestDetail | undefined, { person, roles }: Me) {
  const involved = [request?.requester.userId, request?.beneficiary.userId].includes(person.userId);
  if (!request || involved) return { text: strings.mine, href: '/requests' };
  return roles.auditor
    ? { text: strings.all, href: '/audit' }
    : { text: strings.approvals, href: '/approvals' };
}

/** A request with everything that happened to it, and what can be done about it. */
export default function RequestDetailPage() {
  const { requestId = '' } = useParams();
  const [search] = useSearchParams();
  const request = useRequest(requestId);
  const { data } = request;
  const title = data
    ? strings.title(data.beneficiary.displayName, targetsText(data.targets))
    : strings.request;
  const me = useMe();
  const crumbs = [
    listOf(data, me),
    { text: data ? targetsText(data.targets) : strings.request, href: `/requests/${requestId}` },
  ];
  return (
    <Page title={title} crumbs={crumbs} actions={data && <Actions request={data} />}>
      {data ? (
        <Detail request={data} fromMail={search.has('decide')} />
      ) : request.error ? (
        <ProblemAlert error={request.error} retry={() => void request.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}
