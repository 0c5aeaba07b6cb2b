import type { Construct } from 'constructs';
import { Approvals } from '../constructs/approvals';
import { AuditSeal } from '../constructs/audit-seal';
import { Leases } from '../constructs/leases';
import { Notices } from '../constructs/notices';
import { Upkeep } from '../constructs/upkeep';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';
import type { DataStack } from './data-stack';

/** What happens without anybody waiting for it. */
export class WorkflowStack extends AppStack {
  readonly auditSeal: AuditSeal;

  constructor(scope: Construct, installation: Installation, data: DataStack, appUrl: string) {
    super(scope, 'Workflow', installation, 'workflows, email and upkeep');
    new Approvals(this, 'Approvals', installation, data);
    new Leases(this, 'Leases', installation, data);
    new Notices(this, 'Notices', installation, data, appUrl);
    this.auditSeal = new AuditSeal(this, 'AuditSeal', installation, data);
    new Upkeep(this, 'Upkeep', installation, data);
  }
}
