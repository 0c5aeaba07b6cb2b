import { Account } from '../../local/aws/account/account-settings';
import { CallLog } from '../../local/aws/call-log';
import { CloudTrailStore } from '../../local/aws/cloudtrail/events';
import { memoryRecordLog } from '../../local/aws/cloudtrail/record-log';
import { Faults } from '../../local/aws/faults';
import type { Mail } from '../../local/aws/ses/mail';
import { memorySection } from '../../local/aws/service';
import { StepFunctionsService } from '../../local/aws/step-functions/service';
import type { ControlContext } from '../../local/control/context';
import type { Router } from '../../local/pages/routes';
import { EmulatedPortalDirectory } from '../../local/portal-directory';
import { PreTokenRefusedError } from '../../local/sign-in/pre-token';
import { UnknownPersonError } from '../../local/sign-in/user-pool';
import type { StandingMessage } from '../../local/aws/sqs/sqs';
import { EmulatedOrganization } from './emulated-organization';

export const ORIGIN = 'http://localhost:4000';

/** A small organization with one account, one permission set, and everything that control API, inbox and panel need. */
export async function startControlRig() {
  const organization = new EmulatedOrganization();
  const { clock, identityStore, ssoAdmin, organizations } = organization;
  const [accountId, permissionSetArn, userId, groupId] = await Promise.all([
    organization.account('payments-prod'),
    organization.permissionSet('ReadOnly'),
    organization.user('ann'),
    organization.group('engineers'),
  ]);
  await organization.user('ben');
  await organization.store('CreateGroupMembership', { GroupId: groupId, MemberId: { UserId: userId } });
  const log = memoryRecordLog();
  const cloudTrailStore = new CloudTrailStore({ log, timeline: clock });
  const directory = new EmulatedPortalDirectory({
    identityStore,
    ssoAdmin,
    organizations,
    cloudTrailStore,
    timeline: clock,
    random: () => 0.5,
  });
  const mails: Mail[] = [];
  const calls = new CallLog();
  const deadLetters: StandingMessage[] = [];
  const leases: Awaited<ReturnType<ControlContext['dueLeases']>>[number][] = [];
  const invocations: Record<string, number> = {};
  const refusedPeople = new Set<string>();
  const counted = { syncs: 0 };
  const place = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
  const sfn = new StepFunctionsService({
    ...place,
    timeline: clock,
    section: memorySection(),
    invoke: async () => ({}),
  });
  const faults = new Faults();
  const account = new Account(memorySection(), place);
  const context: ControlContext = {
    clock,
    services: {
      account,
      identityStore,
      ssoAdmin,
      organizations,
      ses: { messages: () => mails },
      sfn,
      faults,
      endpoint: { url: 'http://127.0.0.1:1', calls },
    },
    installation: () => ({ services: ['STS'], configuration: { stage: 'laptop' }, samlMetadataUrl: ORIGIN }),
    directory,
    userPool: {
      issueTokensFor: async (userName) => {
        if (refusedPeople.has(userName)) throw new PreTokenRefusedError('Not in the directory.');
        const known = (await directory.people()).some((person) => person.userName === userName);
        if (!known) throw new UnknownPersonError(`Nobody has the user name ${userName}.`);
        return {
          access_token: `access-of-${userName}`,
          id_token: 'id',
          token_type: 'Bearer',
          expires_in: 3600,
        };
      },
    },
    lambdas: {
      invocations,
      resetInvocations: () => {
        for (const name of Object.keys(invocations)) delete invocations[name];
      },
    },
    deadLetters: () => deadLetters,
    metrics: { newest: () => [] },
    syncDirectory: async () => ((counted.syncs += 1), undefined),
    dueLeases: async (until, limit) => leases.filter(({ endsAt }) => endsAt <= until).slice(0, limit),
  };
  const target = { accountId, permissionSetArn };
  const held = { ...target, principalType: 'USER' as const, principalId: userId };
  return {
    organization,
    clock,
    context,
    directory,
    log,
    mails,
    calls,
    faults,
    sfn,
    deadLetters,
    leases,
    invocations,
    refusedPeople,
    counted,
    target,
    held,
    userId,
    groupId,
  };
}

/** An email with a link into the laptop. */
export function buildMail(overrides: Partial<Mail> = {}): Mail {
  return {
    id: 'mail-1',
    from: 'Hourglass <hourglass@example.com>',
    to: ['ann@example.com'],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Please decide',
    html: `<!doctype html><html><head><title>x</title></head><body><a href="${ORIGIN}/review?link=a&amp;b=1">Review request</a></body></html>`,
    text: `Review: ${ORIGIN}/review?link=a&b=1.`,
    sentAt: Date.UTC(2026, 10, 21, 9),
    ...overrides,
  };
}

/** Posts a form as the pages do. */
export function postForm(
  router: Router,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return router(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: ORIGIN, ...headers },
    }),
  );
}

/** The text of a page. */
export async function textOf(response: Response | undefined): Promise<string> {
  return (await response?.text()) ?? '';
}
