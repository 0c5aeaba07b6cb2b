import type { RequestSummary } from '../../../../core/contract/requests';
import { AppButton } from '../../shared/app-link';
import { targetsText } from '../../shared/target';
import { strings } from './strings';

/** Opens the form, filled in as it was for this request. */
export function AskAgain({ request }: { readonly request: RequestSummary }) {
  return (
    <AppButton
      to={`/request?again=${request.id}`}
      ariaLabel={`${strings.askAgain}: ${targetsText(request.targets)}`}
    >
      {strings.askAgain}
    </AppButton>
  );
}
