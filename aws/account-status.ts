import type { Account as AwsAccount } from '@aws-sdk/client-organizations';
import type { Account } from '../core/model/directory';
import { given } from './unexpected-answer-error';

/**
 * Whether an account can be used. `Status` was retired on 2026-09-09 in favour of `State`; an account that is not yet or no
 * longer there counts as suspended. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export function accountStatus(account: AwsAccount): Account['status'] {
  const state = given(account.State ?? account.Status, 'State of an account');
  return state === 'ACTIVE' || state === 'PENDING_CLOSURE' ? state : 'SUSPENDED';
}
