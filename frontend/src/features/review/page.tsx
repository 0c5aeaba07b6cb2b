import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Navigate, useParams } from 'react-router';
import type { ReviewLink } from '../../../../core/contract/requests';
import { useRead } from '../../api/hooks';
import { AppButton } from '../../shared/app-link';
import { Loading } from '../../shared/loading';
import { Page } from '../../shared/page';
import { ProblemAlert } from '../../shared/problem-alert';
import { strings } from './strings';

const kind = {
  expired: 'warning',
  used: 'info',
  'older-revision': 'warning',
  'no-authority': 'error',
  invalid: 'error',
} as const;

type Closed = Exclude<ReviewLink['state'], 'open'>;

function ClosedLink({ state, link }: { readonly state: Closed; readonly link: ReviewLink }) {
  return (
    <Page title={strings[state]}>
      <Alert type={kind[state]}>
        <SpaceBetween size="s">
          <div>{link.message}</div>
          <div>{strings.help[state]}</div>
          <div className="button-row">
            {link.requestId && (
              <AppButton to={`/requests/${link.requestId}`} variant="primary">
                {state === 'older-revision' ? strings.current : strings.open}
              </AppButton>
            )}
            <AppButton to="/approvals">{strings.approvals}</AppButton>
            <AppButton to="/">{strings.home}</AppButton>
          </div>
        </SpaceBetween>
      </Alert>
    </Page>
  );
}

/** Where a link from an email leads: to the request, or to why it does not open it. Decides nothing. */
export default function ReviewPage() {
  const { token = '' } = useParams();
  const link = useRead('readReviewLink', { params: { token } });
  if (link.error) {
    return (
      <Page title={strings.opening}>
        <ProblemAlert error={link.error} retry={() => void link.refetch()} />
      </Page>
    );
  }
  if (!link.data) {
    return (
      <Page title={strings.opening}>
        <Loading />
      </Page>
    );
  }
  const { state, requestId } = link.data;
  if (state !== 'open') return <ClosedLink state={state} link={link.data} />;
  return <Navigate to={requestId ? `/requests/${requestId}?decide=1` : '/approvals'} replace />;
}
