import type { Lease } from '../../core/model/lease';
import type { Account } from '../aws/account/account-settings';
import type { CallLog } from '../aws/call-log';
import type { Faults } from '../aws/faults';
import type { IdentityStoreService } from '../aws/identity-center/identity-store-service';
import type { SsoAdminService } from '../aws/identity-center/sso-admin-service';
import type { OrganizationsService } from '../aws/organizations/organizations-service';
import type { Ses } from '../aws/ses/ses';
import type { StandingMessage } from '../aws/sqs/sqs';
import type { StepFunctionsService } from '../aws/step-functions/service';
import type { VirtualClock } from '../clock';
import type { LambdaHost } from '../lambda-host';
import type { MetricLog } from '../metric-log';
import type { PortalDirectory } from '../sign-in/portal-directory';
import type { UserPool } from '../sign-in/user-pool';

/** What the panel, the inbox and the control API look at and change. */
export type ControlContext = {
  readonly clock: Pick<VirtualClock, 'now' | 'offset' | 'advanceTo' | 'idle'>;
  readonly services: {
    readonly identityStore: Pick<IdentityStoreService, 'users' | 'groupName' | 'setUserStatus'>;
    readonly ssoAdmin: Pick<
      SsoAdminService,
      'assignments' | 'permissionSet' | 'createOutside' | 'deleteOutside'
    >;
    readonly organizations: Pick<OrganizationsService, 'accountName'>;
    readonly ses: Pick<Ses, 'messages'>;
    readonly sfn: Pick<StepFunctionsService, 'call' | 'transitions' | 'transitionsOf'>;
    readonly faults: Pick<Faults, 'list' | 'add' | 'clear'>;
    readonly account: Pick<Account, 'settings' | 'change' | 'reset'>;
    readonly endpoint: { readonly url: string; readonly calls: Pick<CallLog, 'counts' | 'reset'> };
  };
  /** The services that are emulated, by the names of `AWS_ENDPOINT_URL_<name>`, and what the configuration file would say. */
  readonly installation: () => {
    readonly services: readonly string[];
    readonly configuration: object;
    readonly samlMetadataUrl: string;
  };
  readonly directory: PortalDirectory;
  readonly userPool: Pick<UserPool, 'issueTokensFor'>;
  readonly lambdas: Pick<LambdaHost, 'invocations' | 'resetInvocations'>;
  /** What the functions behind streams and schedules could not do. */
  readonly deadLetters: () => readonly StandingMessage[];
  readonly metrics: Pick<MetricLog, 'newest'>;
  /** Reads Identity Center and Organizations into the directory now, as the schedule does every hour. */
  readonly syncDirectory: () => Promise<unknown>;
  /** Leases that are not over and end at or before `until` (epoch milliseconds), the oldest end first. */
  readonly dueLeases: (until: number, limit: number) => Promise<readonly Lease[]>;
};
