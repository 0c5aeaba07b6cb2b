import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { RequestDetail } from '../../../../core/contract/requests';
import { Moment } from '../../shared/moment';
import { strings } from './strings';

/** Who said yes or no, when, and with which words. */
export function Decisions({ request }: { readonly request: RequestDetail }) {
  return (
    <div>
      <Box variant="h3">{strings.decisions}</Box>
      {request.decisions.length === 0 && <Box color="text-body-secondary">{strings.noDecisions}</Box>}
      <ul className="rows">
        {request.decisions.map((decision) => (
          <li key={decision.approver.userId}>
            <div className="row-main">
              <strong>{decision.approver.displayName}</strong>{' '}
              <StatusIndicator type={decision.answer === 'approve' ? 'success' : 'error'}>
                {decision.answer === 'approve' ? strings.approved : strings.rejected}
              </StatusIndicator>
              {decision.comment && <div className="preformatted">“{decision.comment}”</div>}
            </div>
            <Moment at={decision.at} />
          </li>
        ))}
      </ul>
    </div>
  );
}
