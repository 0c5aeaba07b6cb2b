import type { RefusalReason } from '../../../core/model/refusal';
import { AppLink } from './app-link';
import { strings } from './strings';

/** Why a rule said no, with a link to the request that stands in the way. */
export function Reasons({ reasons }: { readonly reasons: readonly RefusalReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className={reasons.length === 1 ? 'only' : 'reasons'}>
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.field ?? ''} ${reason.message}`}>
          {reason.message}{' '}
          {reason.requestId && (
            <AppLink to={`/requests/${reason.requestId}`}>
              {reason.code === 'live-request-exists' ? strings.openLive : strings.openOther}
            </AppLink>
          )}
        </li>
      ))}
    </ul>
  );
}
