import type { KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import type { TargetView } from '../../../core/contract/requests';
import { fromIso, MINUTE, toIso } from '../../../core/model/instant';
import { grantedWindow } from '../../../core/rules/window';
import { serverNow } from '../api/server-clock';
import { Moment } from './moment';
import { strings } from './strings';

type Items = KeyValuePairsProps.Pair[];

/** The longest session that these let somebody begin, in minutes. */
export function longestSession(targets: readonly Pick<TargetView, 'sessionMinutes'>[]): number {
  return Math.max(0, ...targets.map(({ sessionMinutes }) => sessionMinutes));
}

/** The two moments of an end: when access is removed, and when the last session of it is over. `note` is said of both. */
export function endTimes(removedAt: string, sessionMinutes: number, note?: ReactNode): Items {
  return [
    { label: strings.removedAt, value: withNote(removedAt, note) },
    {
      label: strings.sessionsUntil,
      value: withNote(toIso(fromIso(removedAt) + sessionMinutes * MINUTE), note),
    },
  ];
}

/** Of access that is ended now; without `sessionMinutes` nobody has had any. */
export function endTimesNow(sessionMinutes: number | undefined): Items {
  if (sessionMinutes === undefined) return [];
  const [, sessions] = endTimes(toIso(serverNow()), sessionMinutes);
  return [{ label: strings.removedAt, value: strings.now }, ...(sessions ? [sessions] : [])];
}

type Wanted = {
  readonly minutes: number;
  readonly wantedStart?: string | undefined;
  readonly targets: readonly Pick<TargetView, 'sessionMinutes'>[];
};

/** Of access that nobody has decided about yet: from its wanted start, or as if it were approved now. */
export function endTimesIfApproved({ minutes, wantedStart, targets }: Wanted): Items {
  const window = { minutes, startsAt: wantedStart ? fromIso(wantedStart) : undefined };
  const note = wantedStart ? undefined : strings.ifApprovedNow;
  return endTimes(toIso(grantedWindow(window, serverNow()).endsAt), longestSession(targets), note);
}

function withNote(at: string, note: ReactNode) {
  return (
    <>
      <Moment at={at} />
      {note && <> {note}</>}
    </>
  );
}
