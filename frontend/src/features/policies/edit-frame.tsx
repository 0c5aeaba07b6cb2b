import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { RoleGate } from '../../app/role-gate';
import { Loading } from '../../shared/loading';
import { Page } from '../../shared/page';
import { ProblemAlert } from '../../shared/problem-alert';
import { strings } from './strings';

type Props = {
  readonly list: { readonly text: string; readonly href: string };
  readonly title: string;
  readonly href: string;
  readonly loading: boolean;
  readonly error: Error | null;
  /** Present for a policy that exists. */
  readonly toggle?:
    | { readonly enabled: boolean; readonly busy: boolean; readonly onToggle: () => void }
    | undefined;
  readonly children: ReactNode;
};

/** Around the form of a new or an existing policy. */
export function EditFrame({ list, title, href, loading, error, toggle, children }: Props) {
  return (
    <Page
      title={title}
      crumbs={[list, { text: title, href }]}
      actions={
        toggle && (
          <Button loading={toggle.busy} onClick={toggle.onToggle}>
            {toggle.enabled ? strings.disable : strings.enable}
          </Button>
        )
      }
    >
      <RoleGate needs="admin">
        <SpaceBetween size="l">
          <ProblemAlert error={error} />
          {loading ? <Loading /> : children}
        </SpaceBetween>
      </RoleGate>
    </Page>
  );
}
