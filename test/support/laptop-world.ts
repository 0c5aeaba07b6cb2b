import { z } from 'zod';
import { dynamoClient } from '../../aws/clients';
import { DynamoAssignments } from '../../aws/dynamo-assignments';
import { DynamoRequests } from '../../aws/dynamo-requests';
import { tableNames } from '../../aws/tables';
import { EligibilityPolicyPage } from '../../core/contract/policies';
import type { EmulatedService, ServiceCall } from '../../local/aws/service';
import { REGION, ACCOUNT_ID, TABLE_PREFIX } from '../../local/places';
import { type RequestSeen, taken, type Target, type TestLaptop } from './laptop';

/** One call of an emulated service; `at` in epoch milliseconds of the laptop. */
export type SeenCall = ServiceCall & { readonly at: number };

/** Collects every later call of a service that gets past its faults; `before` runs ahead of each. */
export function watchCalls(
  laptop: TestLaptop,
  service: EmulatedService,
  before: (call: ServiceCall) => Promise<void> = async () => undefined,
): { readonly calls: SeenCall[]; readonly stop: () => void } {
  const calls: SeenCall[] = [];
  const original = service.call.bind(service);
  service.call = async (call) => {
    calls.push({ ...call, at: laptop.now() });
    await before(call);
    return original(call);
  };
  return {
    calls,
    stop: () => {
      service.call = original;
    },
  };
}

/** Calls of one operation about one assignment. */
export function about(calls: readonly SeenCall[], operation: string, userId: string, target: Target) {
  return calls.filter(
    (call) =>
      call.operation === operation &&
      call.input.PrincipalId === userId &&
      call.input.TargetId === target.accountId &&
      call.input.PermissionSetArn === target.permissionSetArn,
  );
}

/** What Hourglass has on record, read past its API. */
export function records(laptop: TestLaptop) {
  const clock = { now: () => laptop.now(), sleep: async () => undefined };
  const tables = tableNames(TABLE_PREFIX);
  return {
    requests: new DynamoRequests(dynamoClient(), tables, clock),
    assignments: new DynamoAssignments(dynamoClient(), tables),
  };
}

/** Stops a workflow by hand, as somebody could in the console; nothing of it runs any more. */
export async function stopWorkflow(
  laptop: TestLaptop,
  workflow: 'approval' | 'lease',
  name: string,
): Promise<void> {
  const executionArn = `arn:aws:states:${REGION}:${ACCOUNT_ID}:execution:hourglass-${workflow}:${name}`;
  await laptop.services.sfn.call({ operation: 'StopExecution', input: { executionArn } });
}

/** An eligibility policy is switched off or on by an administrator. */
export async function switchPolicy(laptop: TestLaptop, name: string, enabled: boolean): Promise<void> {
  const { body } = await laptop.call('adm', 'GET', `/policies/eligibility?q=${encodeURIComponent(name)}`);
  const found = EligibilityPolicyPage.parse(body).items.find((policy) => policy.name === name);
  if (!found) throw new Error(`There is no policy ${name}.`);
  const { id, version, changedAt: _, changedBy: __, ...policy } = found;
  const edit = { version, policy: { ...policy, enabled } };
  const answer = await laptop.call('adm', 'PUT', `/policies/eligibility/${id}`, { body: edit });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** Removes a person from Identity Center; assignments stay behind, as they do in AWS. */
export async function deletePerson(laptop: TestLaptop, userId: string): Promise<void> {
  const { identityStore } = laptop.services;
  const input = { IdentityStoreId: identityStore.identityStoreId, UserId: userId };
  await identityStore.call({ operation: 'DeleteUser', input });
}

let newcomers = 0;

/** A new person in Identity Center and in some groups, known to Hourglass. */
export function newPerson(laptop: TestLaptop, ...groups: string[]): Promise<NewPerson> {
  return addPerson(laptop, `newcomer${++newcomers}`, ...groups);
}

/** The same for a person of a certain user name, which must be free. */
export async function addPerson(
  laptop: TestLaptop,
  userName: string,
  ...groups: string[]
): Promise<NewPerson> {
  const { identityStore } = laptop.services;
  const IdentityStoreId = identityStore.identityStoreId;
  const input = {
    IdentityStoreId,
    UserName: userName,
    DisplayName: `New ${userName}`,
    Name: { GivenName: 'New', FamilyName: userName },
    Emails: [{ Value: `${userName}@example.com`, Primary: true }],
  };
  const created = await identityStore.call({ operation: 'CreateUser', input });
  for (const group of groups) await laptop.regroup(userName, group, 'join');
  await laptop.laptop.host.invoke('sync-directory', {});
  // The functions look at most every minute whether there is a newer directory.
  await laptop.advance(2);
  return { userName, userId: z.looseObject({ UserId: z.string() }).parse(created).UserId };
}

export type NewPerson = { readonly userName: string; readonly userId: string };

/** Approved, to begin in some minutes. */
export async function scheduled(
  laptop: TestLaptop,
  person: string,
  target: Target,
  inMinutes: number,
  minutes: number,
): Promise<RequestSeen> {
  const startsAt = new Date(laptop.now() + inMinutes * 60_000).toISOString();
  const request = await laptop.ask(person, target, { startsAt, minutes });
  return taken(await laptop.decide('ben', request), 200);
}
