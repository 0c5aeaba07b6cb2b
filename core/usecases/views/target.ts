import type { TargetView } from '../../contract/requests';
import type { Target } from '../../model/entitlement';

/** A target as the API shows it; kinds other than account assignments have only a name. */
export function targetView({ entitlement, name, permissionSetName, sessionMinutes }: Target): TargetView {
  const account = entitlement.kind === 'account-assignment';
  return {
    accountId: account ? entitlement.accountId : '',
    accountName: name,
    permissionSetArn: account ? entitlement.permissionSetArn : '',
    permissionSetName,
    sessionMinutes,
  };
}
