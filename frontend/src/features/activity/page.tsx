import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useParams } from 'react-router';
import type { ActivityPage as Answer } from '../../../../core/contract/activity';
import { useRead } from '../../api/hooks';
import { useListState } from '../../shared/list-state';
import { Moment } from '../../shared/moment';
import { Page } from '../../shared/page';
import { ProblemAlert } from '../../shared/problem-alert';
import { ResourceList } from '../../shared/resource-list';
import { targetText } from '../../shared/target';
import { activityColumns } from './columns';
import { ExportButtons } from './export-buttons';
import { ActivityFilterBar } from './filters';
import { Histogram } from './histogram';
import { useEvents, useLookUp } from './queries';
import { strings } from './strings';

function Summary({ answer }: { readonly answer: Answer }) {
  return (
    <SpaceBetween size="s">
      <Box>
        {strings.counts(answer.matching, answer.total, answer.denied)}. {strings.completeAfter}{' '}
        <Moment at={answer.completeAfter} />. {strings.completeWhy}
      </Box>
      {answer.truncated && <Alert type="warning">{strings.truncated}</Alert>}
      <Histogram buckets={answer.histogram} />
    </SpaceBetween>
  );
}

/** What was done with a lease, from CloudTrail. */
export default function ActivityPage() {
  const { requestId = '', leaseId = '' } = useParams();
  const lease = { requestId, leaseId };
  const list = useListState({ q: '', outcome: 'all', access: 'all' });
  const request = useRead('readRequest', { params: { requestId } });
  const lookUp = useLookUp(lease);
  const queryId = lookUp.data?.queryId;
  const events = useEvents(lease, queryId, list.filters, list.pager);
  const target = request.data?.leases.find((one) => one.id === leaseId)?.target;
  const answer = events.data;
  const finished = answer?.state === 'finished';
  const running = !lookUp.error && !events.error && (!answer || answer.state === 'running');
  return (
    <Page
      title={strings.title}
      description={target && strings.of(targetText(target))}
      crumbs={[
        { text: strings.requests, href: '/requests' },
        { text: strings.request, href: `/requests/${requestId}` },
        { text: strings.title, href: `/requests/${requestId}/leases/${leaseId}/activity` },
      ]}
      actions={
        <Button iconName="refresh" disabled={running} onClick={() => void lookUp.refetch()}>
          {strings.lookAgain}
        </Button>
      }
    >
      <SpaceBetween size="l">
        {running && (
          <output>
            <StatusIndicator type="loading">{strings.looking}</StatusIndicator>
          </output>
        )}
        <ProblemAlert error={lookUp.error ?? events.error} retry={() => void lookUp.refetch()} />
        {answer?.state === 'failed' && (
          <Alert type="error" header={strings.failed}>
            {answer.message}
          </Alert>
        )}
        {answer && finished && queryId && (
          <SpaceBetween size="l">
            <Summary answer={answer} />
            <ResourceList
              label={strings.title}
              answer={events}
              columns={activityColumns}
              keyOf={(event) => event.id}
              pager={list.pager}
              empty={{ title: strings.empty, text: strings.emptyText }}
              clearFilters={list.filtered ? list.clearFilters : undefined}
              filter={
                <SpaceBetween size="s">
                  <ActivityFilterBar list={list} />
                  <ExportButtons lease={lease} queryId={queryId} filters={list.filters} />
                </SpaceBetween>
              }
            />
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Page>
  );
}
