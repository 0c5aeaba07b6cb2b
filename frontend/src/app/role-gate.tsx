import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
import { useMe } from './me';
import { strings } from './strings';

type Props = { readonly needs: 'admin' | 'auditor' | 'emergency'; readonly children: ReactNode };

/** Shows a page to those whose role includes it; the server decides again on every call. */
export function RoleGate({ needs, children }: Props) {
  const { roles } = useMe();
  const may = needs === 'emergency' ? roles.admin || roles.responder : roles[needs];
  if (may) return children;
  return (
    <Alert type="warning" header={strings.notAllowedTitle}>
      {strings.notAllowedText}
    </Alert>
  );
}
