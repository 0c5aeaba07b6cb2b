import type { User } from '@aws-sdk/client-identitystore';
import type { Person } from '../core/model/person';
import { given } from './unexpected-answer-error';

/** A user of the identity store as Hourglass knows people. */
export function personOf(user: User): Person {
  const userName = given(user.UserName, 'UserName');
  const email = (user.Emails?.find(({ Primary }) => Primary) ?? user.Emails?.[0])?.Value;
  return {
    userId: given(user.UserId, 'UserId'),
    userName,
    displayName: user.DisplayName || userName,
    ...(email && { email }),
    enabled: user.UserStatus !== 'DISABLED',
  };
}
