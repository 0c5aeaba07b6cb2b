import type { Construct } from 'constructs';
import { Approvals } from '../constructs/approvals';
import { AuditSeal } from '../constructs/audit-seal';
import { FailedWorkflows } from '../constructs/failed-workflows';
import { FailureQueue } from '../constructs/failure-queue';
import { Leases } from '../constructs/leases';
import { Notices } from '../constructs/notices';
import { Upkeep } from '../constructs/upkeep';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';
import type { DataStack } from './data-stack';

/** What happens without anybody waiting for it. */
export class WorkflowStack extends AppStack {
  constructor(scope: Construct, installation: Installation, data: DataStack, appUrl: string) {
    super(scope, 'Workflow', installation, 'workflows, email and upkeep');
    const failures = new FailureQueue(this, 'FailedTimers', installation, 'failed-timers');
    new Approvals(this, 'Approvals', installation, data);
    new Leases(this, 'Leases', installation, data, failures);
    new Notices(this, 'Notices', installation, data, appUrl);
    new AuditSeal(this, 'AuditSeal', installation, data, failures);
    new Upkeep(this, 'Upkeep', installation, data, failures);
    new FailedWorkflows(this, 'FailedWorkflows', installation);
  }
}
