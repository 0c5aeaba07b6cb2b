import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import { AuditArchive } from './audit-archive';
import type { FailureQueue } from './failure-queue';
import { RootKey } from './root-key';
import { Timer } from './timer';

/** The daily roots of the audit trail, by a function that can do nothing else, and the key that it alone signs with. */
export class AuditSeal extends Construct {
  readonly rootKey: RootKey;

  constructor(
    scope: Construct,
    id: string,
    installation: Installation,
    data: DataStack,
    failures: FailureQueue,
  ) {
    super(scope, id);
    const seal = new AppFunction(this, 'seal-audit', installation);
    this.rootKey = new RootKey(this, 'RootKey', seal.grantPrincipal);
    this.rootKey.grantSign(seal);
    data.audit.grantSeal(seal);
    const { auditArchive } = installation.config;
    if (auditArchive) new AuditArchive(this, 'Archive', auditArchive, installation.encryption).grantPut(seal);
    new Timer(this, 'SealAudit', { function: seal.function, every: Duration.hours(1), failures });
    new CfnOutput(this, 'RootKeyArn', {
      value: this.rootKey.key.keyArn,
      description: 'The key whose public half verifies the daily roots of the audit trail',
    });
  }
}
