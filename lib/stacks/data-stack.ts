import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuditArchive } from '../constructs/audit-archive';
import { LinkKey } from '../constructs/link-key';
import { RootKey } from '../constructs/root-key';
import { AssignmentsTable } from '../constructs/tables/assignments-table';
import { AuditTable } from '../constructs/tables/audit-table';
import { DirectoryTable } from '../constructs/tables/directory-table';
import { PoliciesTable } from '../constructs/tables/policies-table';
import { RequestsTable } from '../constructs/tables/requests-table';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

/** Everything that must outlive a deployment. */
export class DataStack extends AppStack {
  readonly requests = new RequestsTable(this, 'Requests', this.installation.encryption);
  readonly assignments = new AssignmentsTable(this, 'Assignments', this.installation.encryption);
  readonly policies = new PoliciesTable(this, 'Policies', this.installation.encryption);
  readonly directory = new DirectoryTable(this, 'Directory', this.installation.encryption);
  readonly audit = new AuditTable(this, 'Audit', this.installation.encryption);
  readonly linkKey = new LinkKey(this, 'LinkKey', this.installation.encryption);
  readonly rootKey = new RootKey(this, 'RootKey', this.installation);
  /** Absent unless the configuration asks for it. */
  readonly auditArchive: AuditArchive | undefined;

  constructor(scope: Construct, installation: Installation) {
    super(scope, 'Data', installation, 'tables, keys and the archive of the audit trail');
    const { auditArchive } = installation.config;
    if (auditArchive)
      this.auditArchive = new AuditArchive(this, 'AuditArchive', auditArchive, installation.encryption);
    new CfnOutput(this, 'RootKeyArn', {
      value: this.rootKey.key.keyArn,
      description: 'The key whose public half verifies the daily roots of the audit trail',
    });
    new CfnOutput(this, 'LinkKeyArn', {
      value: this.linkKey.secret.secretArn,
      description: 'The secret with the key that signs links, for npm run rotate-link-key',
    });
  }
}
