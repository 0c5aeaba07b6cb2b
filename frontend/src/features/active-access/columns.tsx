import type { AccessItem } from '../../../../core/contract/requests';
import { AppLink } from '../../shared/app-link';
import { Countdown } from '../../shared/countdown';
import { Moment } from '../../shared/moment';
import { PersonName } from '../../shared/people';
import type { Column } from '../../shared/resource-list';
import { LeaseStatusIndicator } from '../../shared/status';
import { targetText } from '../../shared/target';
import { EndAccessButton } from '../end-access/end-access-button';
import { strings as common } from '../../shared/strings';
import { strings } from './strings';

const access: Column<AccessItem> = {
  id: 'access',
  header: strings.access,
  minWidth: 160,
  cell: ({ lease }) => <AppLink to={`/requests/${lease.requestId}`}>{targetText(lease.target)}</AppLink>,
};

const holder: Column<AccessItem> = {
  id: 'holder',
  header: strings.holder,
  minWidth: 110,
  cell: (item) => <PersonName person={item.beneficiary} />,
};

const rest: readonly Column<AccessItem>[] = [
  {
    id: 'left',
    header: strings.left,
    minWidth: 110,
    cell: ({ lease }) => <Countdown until={lease.endsAt} over={strings.ending} />,
  },
  {
    id: 'ends',
    header: common.removedAt,
    minWidth: 110,
    cell: ({ lease }) => <Moment at={lease.orphan ? undefined : lease.endsAt} />,
  },
  {
    id: 'sessions',
    header: common.sessionsUntil,
    minWidth: 110,
    cell: ({ lease }) => <Moment at={lease.sessionsUntil} />,
  },
  {
    id: 'status',
    header: strings.status,
    minWidth: 110,
    cell: ({ lease }) => <LeaseStatusIndicator lease={lease} />,
  },
  {
    id: 'actions',
    wide: true,
    header: strings.actions,
    minWidth: 160,
    cell: (item) =>
      item.endAs ? (
        <EndAccessButton
          access={{
            requestId: item.lease.requestId,
            leaseId: item.lease.id,
            endAs: item.endAs,
            what: targetText(item.lease.target),
            holder: item.beneficiary.displayName,
            sessionMinutes: item.lease.target.sessionMinutes,
          }}
        />
      ) : (
        '–'
      ),
  },
];

/** Columns of active access; whose it is goes without saying for one's own. */
export const accessColumns = (own: boolean): readonly Column<AccessItem>[] =>
  own ? [access, ...rest] : [access, holder, ...rest];
