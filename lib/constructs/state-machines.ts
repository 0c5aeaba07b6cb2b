import { Aws } from 'aws-cdk-lib';
import type { Wildcard } from './acknowledge';
import type { FunctionWith } from './function-with';

type Caller = FunctionWith<'APPROVAL_STATE_MACHINE_ARN' | 'LEASE_STATE_MACHINE_ARN'>;
type Keeper = FunctionWith<
  'APPROVAL_STATE_MACHINE_ARN' | 'LEASE_STATE_MACHINE_ARN' | 'ENDING_STATE_MACHINE_ARN'
>;

/**
 * The state machines by their names. By name and not by reference, because they call functions that in turn answer them: two
 * references would be a circle.
 */
export class StateMachines {
  readonly #approvalArn: string;
  readonly #leaseArn: string;
  readonly #endingArn: string;
  readonly #leaseExecutions: Wildcard;

  constructor(names: { readonly approval: string; readonly lease: string; readonly ending: string }) {
    const arn = (name: string) =>
      `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:stateMachine:${name}`;
    this.#approvalArn = arn(names.approval);
    this.#leaseArn = arn(names.lease);
    this.#endingArn = arn(names.ending);
    this.#leaseExecutions = {
      arn: `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution:${names.lease}:*`,
      because:
        'Reads alone, of one state machine. Executions are named by their leases, which are made later.',
    };
  }

  /** Lets `fn` start approvals and leases; sets both ARNs. */
  grantStart(fn: Caller): void {
    this.#name(fn);
    fn.allow(['states:StartExecution'], [this.#approvalArn, this.#leaseArn]);
  }

  /** Lets `fn` see whether leases run, start those that do not, start endings and wake whoever waits; sets all three ARNs. */
  grantKeep(fn: Keeper): void {
    this.#name(fn);
    fn.use('ENDING_STATE_MACHINE_ARN', this.#endingArn);
    fn.allow(['states:StartExecution'], [this.#leaseArn, this.#endingArn]);
    fn.allow(['states:DescribeExecution'], [this.#leaseExecutions]);
    fn.allow(['states:SendTaskSuccess'], [this.#approvalArn, this.#leaseArn]);
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
