import Box from '@cloudscape-design/components/box';
import type { TargetView } from '../../../core/contract/requests';
import { strings } from './strings';

type Named = Pick<TargetView, 'accountId' | 'accountName' | 'permissionSetName'>;

/** "AdministratorAccess in prod-payments", as one text. */
export function targetText(target: Named): string {
  return `${target.permissionSetName} ${strings.inAccount} ${target.accountName}`;
}

/** The first target and how many more there are, as one text. */
export function targetsText(targets: readonly Named[]): string {
  const [first, ...rest] = targets;
  if (!first) return '';
  return rest.length > 0 ? `${targetText(first)} ${strings.andMore(rest.length)}` : targetText(first);
}

/** A target with the account's id, for reading. */
export function Target({ target }: { readonly target: Named }) {
  return (
    <>
      <strong>{target.permissionSetName}</strong> {strings.inAccount} {target.accountName}{' '}
      <Box variant="span" color="text-body-secondary" fontSize="body-s">
        {target.accountId}
      </Box>
    </>
  );
}

/** All targets of a request, one below the other. */
export function Targets({ targets }: { readonly targets: readonly Named[] }) {
  return targets.map((target) => (
    <div key={`${target.accountId} ${target.permissionSetName}`}>
      <Target target={target} />
    </div>
  ));
}
