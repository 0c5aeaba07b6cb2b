import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { FindingView } from '../../../../core/contract/findings';
import { fromIso } from '../../../../core/model/instant';
import { serverNow } from '../../api/server-clock';
import { AppLink } from '../../shared/app-link';
import { Moment } from '../../shared/moment';
import type { Column } from '../../shared/resource-list';
import { Target, targetText } from '../../shared/target';
import { runbookPath } from '../runbook/articles';
import { strings } from './strings';

/** What leaves somebody with more than they should have stands out. */
const types: Readonly<Record<FindingView['kind'], StatusIndicatorProps.Type>> = {
  'unknown-assignment': 'warning',
  'missing-assignment': 'info',
  'left-over': 'warning',
  overdue: 'error',
};

function Plan({ finding }: { readonly finding: FindingView }) {
  const { plan, endsAt, endAskedAt } = finding;
  if (plan === 'end') {
    if (!endsAt || fromIso(endsAt) <= serverNow()) return strings.endsSoon;
    return (
      <>
        {strings.endsAt} <Moment at={endsAt} />
      </>
    );
  }
  return (
    <>
      {strings.plans[plan]}
      {endAskedAt && (
        <Box color="text-body-secondary">
          {strings.askedSince} <Moment at={endAskedAt} />
        </Box>
      )}
    </>
  );
}

/** Only auditors may open every request; the others read its id. */
function Request({ finding, open }: { readonly finding: FindingView; readonly open: boolean }) {
  const { requestId } = finding;
  if (!requestId) return null;
  if (!open) return <div className="breakable">{strings.requestId(requestId)}</div>;
  return (
    <div>
      <AppLink to={`/requests/${requestId}`} ariaLabel={strings.requestOf(targetText(finding))}>
        {strings.request}
      </AppLink>
    </div>
  );
}

/** Columns of the findings, for somebody who may open every request or may not. */
export const findingColumns = (mayOpen: boolean): readonly Column<FindingView>[] => [
  {
    id: 'kind',
    header: strings.kind,
    minWidth: 220,
    cell: ({ kind }) => (
      <>
        <StatusIndicator type={types[kind]} wrapText={false}>
          {strings.kinds[kind]}
        </StatusIndicator>
        <Box color="text-body-secondary">{strings.meanings[kind]}</Box>
      </>
    ),
  },
  {
    id: 'about',
    wide: true,
    header: strings.about,
    minWidth: 180,
    cell: (finding) => (
      <>
        <div title={finding.userId}>{finding.person}</div>
        <Target target={finding} />
      </>
    ),
  },
  { id: 'since', header: strings.since, minWidth: 110, cell: ({ since }) => <Moment at={since} /> },
  {
    id: 'plan',
    wide: true,
    header: strings.plan,
    minWidth: 170,
    cell: (finding) => <Plan finding={finding} />,
  },
  {
    id: 'more',
    header: strings.more,
    minWidth: 110,
    cell: (finding) => (
      <>
        <Request finding={finding} open={mayOpen} />
        <AppLink to={runbookPath(finding.kind)} ariaLabel={strings.runbookOf(strings.kinds[finding.kind])}>
          {strings.runbook}
        </AppLink>
      </>
    ),
  },
];
