import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { RequestDetail } from '../../../../core/contract/requests';
import { useMe } from '../../app/me';
import { longestSession } from '../../shared/end-times';
import { targetsText } from '../../shared/target';
import { EndAccessButton } from '../end-access/end-access-button';
import { ExtendButton } from '../extend/extend-button';
import { AskAgain } from '../requests/ask-again';
import { CancelModal } from './cancel-modal';
import { strings } from './strings';

/** What this person can do about the request now. Deciding has its own place above the facts. */
export function Actions({ request }: { readonly request: RequestDetail }) {
  const me = useMe();
  const [cancelling, setCancelling] = useState(false);
  const { can } = request;
  const begun = request.leases.filter(({ status }) => status === 'activating' || status === 'active');
  const own = request.requester.userId === me.person.userId;
  if (!own && !can.cancel.allowed && !can.end.allowed && !can.extend.allowed) return null;
  return (
    <div className="button-row">
      {can.end.allowed && can.endAs && (
        <EndAccessButton
          variant="primary"
          access={{
            requestId: request.id,
            endAs: can.endAs,
            what: targetsText(request.targets),
            holder: request.beneficiary.displayName,
            sessionMinutes: begun.length > 0 ? longestSession(begun.map(({ target }) => target)) : undefined,
          }}
        />
      )}
      {can.extend.allowed && <ExtendButton request={request} />}
      {can.cancel.allowed && <Button onClick={() => setCancelling(true)}>{strings.cancel}</Button>}
      {own && <AskAgain request={request} />}
      {cancelling && <CancelModal requestId={request.id} onClose={() => setCancelling(false)} />}
    </div>
  );
}
