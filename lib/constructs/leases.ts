import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import type { FailureQueue } from './failure-queue';
import { Timer } from './timer';
import { Workflow } from './workflow';

/** Leases from their start to their end, and the only two functions that may change assignments. */
export class Leases extends Construct {
  constructor(
    scope: Construct,
    id: string,
    installation: Installation,
    data: DataStack,
    failures: FailureQueue,
  ) {
    super(scope, id);
    const awaitEnd = new AppFunction(this, 'await-end', installation);
    data.requests.grantRead(awaitEnd);
    data.requests.grantKeepTokens(awaitEnd);
    installation.stateMachines.grantAnswerLease(awaitEnd);

    const endLease = this.#endLease(installation, data).function;
    new Workflow(this, 'Workflow', {
      installation,
      name: 'lease',
      functions: {
        ActivateLeaseFunction: this.#activateLease(installation, data).function,
        AwaitEndFunction: awaitEnd.function,
        EndLeaseFunction: endLease,
        HardEndFunction: this.#hardEnd(installation, data, failures).function,
      },
    });
    new Workflow(this, 'Ending', { installation, name: 'ending', functions: { EndLeaseFunction: endLease } });
  }

  /** Looks at everything that grants access, as it is now, before it assigns. */
  #activateLease(installation: Installation, data: DataStack): AppFunction<'activate-lease'> {
    const fn = new AppFunction(this, 'activate-lease', installation);
    data.requests.grantRead(fn);
    data.requests.grantWrite(fn);
    data.assignments.grantMove(fn);
    data.audit.grantAppend(fn);
    data.policies.grantRead(fn);
    data.directory.grantRead(fn);
    installation.identityStore.grantReadPerson(fn);
    installation.organization.grantReadAccount(fn);
    installation.identityCenter.grantAssign(fn);
    data.directory.grantSlots(fn, installation.config.identityCenter);
    fn.use('HARD_END', installation.config.hardEnd);
    fn.use('RECORDS_RESTORED', installation.config.recordsRestored ? 'yes' : 'no');
    return fn;
  }

  /** The only function that may write into permission sets; without the option it may not, and is never called. */
  #hardEnd(installation: Installation, data: DataStack, failures: FailureQueue): AppFunction<'hard-end'> {
    const { hardEnd: mode } = installation.config;
    const fn = new AppFunction(this, 'hard-end', installation);
    data.requests.grantRead(fn);
    data.assignments.grantKeepHardEnds(fn);
    data.directory.grantRead(fn);
    data.audit.grantAppend(fn);
    data.directory.grantTurns(fn, installation.config.identityCenter);
    installation.identityCenter.grantHardEnd(fn, mode);
    fn.use('HARD_END', mode);
    if (mode !== 'off')
      new Timer(this, 'TidyHardEnds', { function: fn.function, every: Duration.minutes(1), failures });
    return fn;
  }

  /** Knows no policies, people or directory: nothing of that may keep access from ending. */
  #endLease(installation: Installation, data: DataStack): AppFunction<'end-lease'> {
    const fn = new AppFunction(this, 'end-lease', installation);
    data.requests.grantRead(fn);
    data.requests.grantWrite(fn);
    data.assignments.grantMove(fn);
    data.audit.grantAppend(fn);
    data.assignments.grantSettleFindings(fn);
    installation.identityCenter.grantUnassign(fn);
    data.directory.grantSlots(fn, installation.config.identityCenter);
    return fn;
  }
}
