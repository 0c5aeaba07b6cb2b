import { RoleGate } from '../../app/role-gate';
import { Page } from '../../shared/page';
import { AuditCheck } from './check';
import { strings } from './strings';

/** Whether the audit trail holds, for auditors and admins. */
export default function AuditTrailPage() {
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/audit/trail' }]}
    >
      <RoleGate needs={['auditor', 'admin']}>
        <AuditCheck />
      </RoleGate>
    </Page>
  );
}
