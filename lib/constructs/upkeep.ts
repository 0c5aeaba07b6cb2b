import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import type { FailureQueue } from './failure-queue';
import { Timer } from './timer';

/** What runs by the clock: the reconciler and the reading of the directory. */
export class Upkeep extends Construct {
  constructor(
    scope: Construct,
    id: string,
    installation: Installation,
    data: DataStack,
    failures: FailureQueue,
  ) {
    super(scope, id);
    const reconcile = new AppFunction(this, 'reconcile', installation);
    data.requests.grantList(reconcile);
    data.requests.grantWrite(reconcile);
    data.audit.grantAppend(reconcile);
    data.assignments.grantMove(reconcile);
    data.assignments.grantCompare(reconcile);
    data.assignments.grantSettleFindings(reconcile);
    data.policies.grantRead(reconcile);
    data.directory.grantRead(reconcile);
    data.directory.grantKeepCursors(reconcile);
    data.directory.grantTurns(reconcile, installation.config.identityCenter);
    installation.identityCenter.grantListAssignments(reconcile);
    installation.identityStore.grantDescribePerson(reconcile);
    installation.stateMachines.grantKeep(reconcile);
    reconcile.use('RECORDS_RESTORED', installation.config.recordsRestored ? 'yes' : 'no');
    new Timer(this, 'Reconcile', { function: reconcile.function, every: Duration.minutes(1), failures });

    const sync = new AppFunction(this, 'sync-directory', installation);
    data.directory.grantRead(sync);
    data.directory.grantWrite(sync);
    installation.organization.grantReadTree(sync);
    installation.identityCenter.grantReadPermissionSets(sync);
    data.directory.grantTurns(sync, installation.config.identityCenter);
    installation.identityStore.grantReadAll(sync);
    new Timer(this, 'SyncDirectory', { function: sync.function, every: Duration.hours(1), failures });
  }
}
