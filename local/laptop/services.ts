import { trailView } from '../aws/athena/trail-view';
import { CloudTrailStore } from '../aws/cloudtrail/events';
import { fileRecordLog, memoryRecordLog } from '../aws/cloudtrail/record-log';
import { Account } from '../aws/account/account-settings';
import { DynamoDb } from '../aws/dynamodb/dynamodb';
import { type Endpoint, startEndpoint } from '../aws/endpoint';
import { Faults } from '../aws/faults';
import { IdentityStoreService } from '../aws/identity-center/identity-store-service';
import { SsoAdminService } from '../aws/identity-center/sso-admin-service';
import { Kms } from '../aws/kms/kms';
import { LambdaService } from '../aws/lambda/lambda-service';
import { OrganizationsService } from '../aws/organizations/organizations-service';
import { SecretsManager } from '../aws/secrets-manager/secrets-manager';
import type { EmulatedService, LazyService } from '../aws/service';
import { Ses } from '../aws/ses/ses';
import { Sqs } from '../aws/sqs/sqs';
import { SesAccount } from '../aws/ses/ses-account';
import { Ssm } from '../aws/ssm/ssm';
import { StepFunctionsService } from '../aws/step-functions/service';
import { Sts } from '../aws/sts/sts';
import { failureQueues, queueNameOf } from '../../core/contract/failure-queues';
import type { VirtualClock } from '../clock';
import { ACCOUNT_ID, ATHENA, MAIL_DOMAIN, REGION, ROOT_KEY_ARN, STAGE } from '../places';
import type { StateFolder } from '../state-folder';
import { activityServices } from './activity-services';
import { deploymentServices, lambdaDescriptions } from './deployment-services';

/** The emulated AWS of the laptop. */
export type Services = {
  readonly dynamoDb: DynamoDb;
  readonly identityStore: IdentityStoreService;
  readonly ssoAdmin: SsoAdminService;
  readonly organizations: OrganizationsService;
  readonly ses: Ses;
  readonly secrets: SecretsManager;
  readonly sfn: StepFunctionsService;
  readonly cloudTrailStore: CloudTrailStore;
  /** What is around the installation, and may be set otherwise. */
  readonly account: Account;
  readonly sqs: Sqs;
  readonly faults: Faults;
  readonly endpoint: Endpoint;
  /** Writes everything that is not yet in the state folder. */
  flush(): void;
  close(): Promise<void>;
};

/** Opens every emulated service over the state folder, behind one loopback endpoint. */
export async function openServices(
  state: StateFolder,
  clock: VirtualClock,
  invoke: (functionName: string, payload: unknown) => Promise<unknown>,
  invokeNamed: ConstructorParameters<typeof LambdaService>[0],
  appUrl: string,
): Promise<Services> {
  const place = { region: REGION, accountId: ACCOUNT_ID };
  const folder = state.file('dynamodb');
  const log = state.file('cloudtrail.jsonl');
  const account = new Account(state.section('account'), place);
  const faults = new Faults({ section: state.section('faults') });
  const dynamoDb = await DynamoDb.open({
    timeline: clock,
    ...place,
    ...(folder === undefined ? {} : { folder }),
  });
  const organizations = new OrganizationsService({
    section: state.section('organizations'),
    timeline: clock,
    delegated: {
      ids: () => account.settings.delegatedAdministrators,
      register: (id) => void account.change({ delegatedAdministrators: [id] }),
    },
  });
  const identityStore = new IdentityStoreService({
    section: state.section('identity-store'),
    timeline: clock,
  });
  const ssoAdmin = new SsoAdminService({
    section: state.section('sso-admin'),
    timeline: clock,
    accounts: organizations,
    principals: identityStore,
    faults,
    instanceSettings: () => account.settings.instance,
  });
  const ses = new Ses({
    timeline: clock,
    verifiedDomains: [MAIL_DOMAIN],
    verified: () => account.settings.mail.verified,
    sandbox: () => !account.settings.mail.production,
    section: state.section('ses'),
    region: REGION,
  });
  const secrets = new SecretsManager({ timeline: clock, section: state.section('secrets'), ...place });
  const sfn = new StepFunctionsService({
    timeline: clock,
    section: state.section('step-functions'),
    invoke,
    ...place,
    partition: 'aws',
  });
  const kms = new Kms({ timeline: clock, section: state.section('kms'), keys: [ROOT_KEY_ARN] });
  const cloudTrailStore = new CloudTrailStore({
    log: log === undefined ? memoryRecordLog() : fileRecordLog(log),
    timeline: clock,
    views: trailView(ATHENA.database, ATHENA.table),
  });
  const sqs = new Sqs({
    timeline: clock,
    ...place,
    queues: failureQueues.map((name) => queueNameOf(STAGE, name)),
    section: state.section('sqs'),
  });
  const emulated: (EmulatedService | LazyService)[] = [
    dynamoDb,
    organizations,
    identityStore,
    ssoAdmin,
    ses,
    secrets,
    sfn,
    kms,
    new Sts({
      timeline: clock,
      roles: [ATHENA.roleArn],
      callerAccountId: () => account.settings.callerAccountId,
    }),
    new Ssm(account),
    sqs,
    new LambdaService(invokeNamed, lambdaDescriptions(account)),
    new SesAccount({ timeline: clock, account, domain: MAIL_DOMAIN, messages: () => ses.messages() }),
    ...deploymentServices(account, appUrl),
    ...activityServices({ store: cloudTrailStore, clock, faults }),
  ];
  const endpoint = await startEndpoint({ services: emulated, faults, timeline: clock });
  const flush = () => {
    for (const service of [organizations, identityStore, ssoAdmin, ses]) service.flush();
  };
  return {
    dynamoDb,
    identityStore,
    ssoAdmin,
    organizations,
    ses,
    secrets,
    sfn,
    cloudTrailStore,
    account,
    sqs,
    faults,
    endpoint,
    flush,
    close: async () => {
      flush();
      await endpoint.close();
      await dynamoDb.close();
    },
  };
}
