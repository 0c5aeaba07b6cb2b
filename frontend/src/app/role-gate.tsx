import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
import { useMe } from './me';
import { strings } from './strings';

type Role = 'admin' | 'auditor' | 'responder';
type Props = { readonly needs: Role | readonly Role[]; readonly children: ReactNode };

/** Shows a page to those who have the role, or one of the roles; the server decides again on every call. */
export function RoleGate({ needs, children }: Props) {
  const { roles } = useMe();
  if ([needs].flat().some((role) => roles[role])) return children;
  return (
    <Alert type="warning" header={strings.notAllowedTitle}>
      {strings.notAllowedText}
    </Alert>
  );
}
