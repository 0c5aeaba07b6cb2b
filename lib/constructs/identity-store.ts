import { Aws } from 'aws-cdk-lib';
import type { Config } from '../config/config';
import type { Wildcard } from './acknowledge';
import type { FunctionWith } from './function-with';

type Reader = FunctionWith<'IDENTITY_STORE_ID'>;

/** All of a kind: an IAM statement cannot say of which store. */
const everyOne = (kind: 'user' | 'group' | 'membership'): Wildcard => ({
  arn: `arn:${Aws.PARTITION}:identitystore:::${kind}/*`,
  because: `Reads alone. A ${kind} is named without its store, which the statement names beside it.`,
});

/**
 * People and groups, read only. The store belongs to the management account, which nobody has to name: its id is unique. Users,
 * groups and memberships are named without a store, so each read is about all of them, limited by the store beside it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html
 */
export class IdentityStore {
  readonly #identityStoreId: string;
  readonly #store: Wildcard;
  readonly #users = everyOne('user');
  readonly #groups = everyOne('group');
  readonly #memberships = everyOne('membership');

  constructor({ identityStoreId }: Config['identityCenter']) {
    this.#identityStoreId = identityStoreId;
    this.#store = {
      arn: `arn:${Aws.PARTITION}:identitystore::*:identitystore/${identityStoreId}`,
      because: 'Stands for the id of the management account alone; the id of the store is unique.',
    };
  }

  /** Lets `fn` look up one person by id, and the groups that the person is in; sets IDENTITY_STORE_ID. */
  grantReadPerson(fn: Reader): void {
    fn.use('IDENTITY_STORE_ID', this.#identityStoreId);
    fn.allow(['identitystore:DescribeUser'], [this.#store, this.#users]);
    fn.allow(['identitystore:ListGroupMembershipsForMember'], [this.#store, this.#users, this.#memberships]);
  }

  /** Lets `fn` look up one person by id, nothing more; sets IDENTITY_STORE_ID. */
  grantDescribePerson(fn: Reader): void {
    fn.use('IDENTITY_STORE_ID', this.#identityStoreId);
    fn.allow(['identitystore:DescribeUser'], [this.#store, this.#users]);
  }

  /** Lets `fn` ask whether a person is in some groups; sets IDENTITY_STORE_ID. */
  grantAskMembership(fn: Reader): void {
    fn.use('IDENTITY_STORE_ID', this.#identityStoreId);
    fn.allow(['identitystore:IsMemberInGroups'], [this.#store, this.#users, this.#groups, this.#memberships]);
  }

  /** Lets `fn` find a person by user name; sets IDENTITY_STORE_ID. */
  grantFindPerson(fn: Reader): void {
    fn.use('IDENTITY_STORE_ID', this.#identityStoreId);
    fn.allow(['identitystore:GetUserId', 'identitystore:DescribeUser'], [this.#store, this.#users]);
  }

  /** Lets `fn` read everybody and every group; sets IDENTITY_STORE_ID. */
  grantReadAll(fn: Reader): void {
    fn.use('IDENTITY_STORE_ID', this.#identityStoreId);
    fn.allow(['identitystore:ListUsers'], [this.#store, this.#users]);
    fn.allow(['identitystore:ListGroups'], [this.#store, this.#groups]);
    fn.allow(['identitystore:ListGroupMemberships'], [this.#store, this.#groups, this.#memberships]);
  }
}
