import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { AppLink } from '../../shared/app-link';
import type { Column } from '../../shared/resource-list';
import { strings } from './strings';

type AnyPolicy = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly priority: number;
};

/** Name with description, leading to the policy below `base`. */
export const nameColumn = (base: string): Column<AnyPolicy> => ({
  id: 'name',
  header: strings.name,
  minWidth: 160,
  cell: (policy) => (
    <>
      <AppLink to={`${base}/${policy.id}`}>{policy.name}</AppLink>
      {policy.description && (
        <Box color="text-body-secondary" fontSize="body-s">
          {policy.description}
        </Box>
      )}
    </>
  ),
});

export const stateColumn: Column<AnyPolicy> = {
  id: 'state',
  header: strings.state,
  minWidth: 100,
  cell: (policy) => (
    <StatusIndicator wrapText={false} type={policy.enabled ? 'success' : 'stopped'}>
      {policy.enabled ? strings.enabled : strings.disabled}
    </StatusIndicator>
  ),
};

export const priorityColumn: Column<AnyPolicy> = {
  id: 'priority',
  header: strings.priority,
  minWidth: 75,
  cell: (policy) => policy.priority,
};
