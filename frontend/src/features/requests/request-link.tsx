import type { RequestSummary } from '../../../../core/contract/requests';
import { AppLink } from '../../shared/app-link';
import { targetsText } from '../../shared/target';

/** What was asked for, leading to the request. */
export function RequestLink({ request }: { readonly request: RequestSummary }) {
  return <AppLink to={`/requests/${request.id}`}>{targetsText(request.targets)}</AppLink>;
}
