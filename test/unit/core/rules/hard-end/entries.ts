import type { HardEndEntry } from '../../../../../core/model/hard-end';
import { HOUR, toIso } from '../../../../../core/model/instant';
import { ACCOUNTS, PEOPLE } from '../../../../support/build';
import { START } from '../../../../support/fakes/fake-clock';
import type { IamRequest } from '../../../../support/iam';

/** The permission set of these tests. */
export const SET = {
  arn: 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef',
  name: 'ReadOnly',
};

let count = 0;

/** Ada's hour in payments, in force. */
export function buildEntry(overrides: Partial<HardEndEntry> = {}): HardEndEntry {
  count += 1;
  return {
    leaseId: `lease-${count}`,
    requestId: `request-${count}`,
    beneficiaryId: PEOPLE.ada,
    accountId: ACCOUNTS.payments,
    joinedAt: START,
    endsAt: START + HOUR,
    sessionMinutes: 240,
    state: 'written',
    ...overrides,
  };
}

/** A session as a request shows it to IAM. */
export type Session = {
  readonly userId?: string;
  readonly accountId?: string;
  readonly role?: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
};

/** A request that a session makes at a moment. */
export function request(session: Session, at: number, action = 's3:GetObject'): IamRequest {
  const { userId = PEOPLE.ada, accountId = ACCOUNTS.payments, role = roleOf(SET.name) } = session;
  return {
    action,
    resource: 'arn:aws:s3:::shop/orders.csv',
    keys: {
      'identitystore:UserId': userId,
      'aws:PrincipalAccount': accountId,
      'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${role}`,
      'aws:TokenIssueTime': seconds(session.issuedAt),
      'aws:CurrentTime': seconds(at),
    },
  };
}

/** The role of a permission set, outside us-east-1. */
export const roleOf = (name: string) => `eu-west-1/AWSReservedSSO_${name}_0123456789abcdef`;

const seconds = (at: number) => `${toIso(at).slice(0, 19)}Z`;
