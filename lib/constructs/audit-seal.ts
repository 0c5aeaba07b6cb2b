import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import type { FailureQueue } from './failure-queue';
import { Timer } from './timer';

/** The daily roots of the audit trail, by a function that can do nothing else, with a key that it alone signs with. */
export class AuditSeal extends Construct {
  constructor(
    scope: Construct,
    id: string,
    installation: Installation,
    data: DataStack,
    failures: FailureQueue,
  ) {
    super(scope, id);
    const seal = new AppFunction(this, 'seal-audit', installation, { roleName: data.rootKey.signerName });
    data.rootKey.grantSign(seal);
    data.audit.grantSeal(seal);
    data.auditArchive?.grantPut(seal);
    new Timer(this, 'SealAudit', { function: seal.function, every: Duration.hours(1), failures });
  }
}
