import { Aws } from 'aws-cdk-lib';
import type { FunctionWith } from './function-with';

type Caller = FunctionWith<'APPROVAL_STATE_MACHINE_ARN' | 'LEASE_STATE_MACHINE_ARN'>;

/**
 * The two state machines by their names. By name and not by reference, because they call functions that in turn answer them: two
 * references would be a circle.
 */
export class StateMachines {
  readonly #approvalArn: string;
  readonly #leaseArn: string;

  constructor(names: { readonly approval: string; readonly lease: string }) {
    const arn = (name: string) =>
      `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:stateMachine:${name}`;
    this.#approvalArn = arn(names.approval);
    this.#leaseArn = arn(names.lease);
  }

  /** Lets `fn` start approvals and leases; sets both ARNs. */
  grantStart(fn: Caller): void {
    this.#name(fn);
    fn.allow(['states:StartExecution'], [this.#approvalArn, this.#leaseArn]);
  }

  /** Lets `fn` answer approvals that wait for a decision; sets both ARNs. */
  grantAnswerApproval(fn: Caller): void {
    this.#name(fn);
    fn.allow(['states:SendTaskSuccess'], [this.#approvalArn]);
  }

  /** Lets `fn` answer leases that wait for their end; sets both ARNs. */
  grantAnswerLease(fn: Caller): void {
    this.#name(fn);
    fn.allow(['states:SendTaskSuccess'], [this.#leaseArn]);
  }

  #name(fn: Caller): void {
    fn.use('APPROVAL_STATE_MACHINE_ARN', this.#approvalArn);
    fn.use('LEASE_STATE_MACHINE_ARN', this.#leaseArn);
  }
}
