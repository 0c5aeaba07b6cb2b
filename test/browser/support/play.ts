import { z } from 'zod';
import type { Scenes } from './scenes';

/** Ids and links of what was played. */
export type Facts = Awaited<ReturnType<typeof play>>;

const Policies = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

/** Plays what the screens show: requests in every state. */
export async function play(scenes: Scenes) {
  const ann = (account: string, permissionSet: string) => ({ account, permissionSet });
  const cards = ann('cards-prod', 'ReadOnlyAccess');
  const ended = await scenes.ask('ann', ann('payments-settlement-prod', 'ReadOnlyAccess'));
  const used = await scenes.linkTo('ben');
  await scenes.decide('ben', ended, 'reject', 'Please ask for the replica instead.');
  const active = await scenes.granted('ann', 'ben', cards, { minutes: 240 });
  for (const story of ['look-around', 'overreach', 'sensitive-work']) {
    await scenes.work('ann', cards, story);
    await scenes.client.advance(20);
  }
  await scenes.client.local('POST', '/faults', {
    kind: 'fail-operation',
    operation: 'CreateAccountAssignment',
    times: 1,
    reason: 'The role quota of the account is used up',
  });
  const failed = await scenes.granted('ann', 'ben', ann('payments-ledger-prod', 'ReadOnlyAccess'));
  const steps = await scenes.ask('ann', ann('payments-api-prod', 'AdministratorAccess'));
  await scenes.decide('ben', steps, 'approve', 'Settlement is down, go.');
  const second = await scenes.target('rui', ann('payments-ledger-prod', 'PowerUserAccess'));
  const first = await scenes.target('rui', ann('payments-api-prod', 'PowerUserAccess'));
  await scenes.ask('rui', ann('payments-api-prod', 'PowerUserAccess'), {
    targets: [first, second],
    minutes: 120,
  });
  const orphan = await unsettled(scenes);
  const pending = await scenes.ask('ann', ann('payments-api-prod', 'DatabaseOperator'));
  const link = await scenes.linkTo('ben');
  const adm = await policyIds(scenes);
  return { active, failed, orphan, steps, pending, used, link, ...adm, lease: active.leases[0]?.id ?? '' };
}

/** What does not end as it should, and what others do to access: a lease that Identity Center keeps, one that it lost, one nobody knows. */
async function unsettled(scenes: Scenes) {
  const { client } = scenes;
  const kept = { account: 'payments-ledger-prod', permissionSet: 'DatabaseOperator' };
  const lost = { account: 'cards-prod', permissionSet: 'DatabaseOperator' };
  await scenes.granted('rui', 'ben', lost, { minutes: 240 });
  await client.local('POST', '/faults', {
    kind: 'fail-operation',
    operation: 'DeleteAccountAssignment',
    reason: 'Received a 404 status error: the USER assignee was not found in directory',
  });
  const orphan = await scenes.granted('ann', 'ben', kept, { minutes: 15 });
  const unknown = await scenes.target('ann', { ...kept, permissionSet: 'PowerUserAccess' });
  await client.local('POST', '/assignments', { userName: 'ivy', ...unknown });
  await client.local('DELETE', '/assignments', { userName: 'rui', ...(await scenes.target('rui', lost)) });
  await client.advance(40);
  return orphan;
}

async function policyIds({ client }: Scenes) {
  const firstOf = async (kind: string, name: string) => {
    const { body } = await client.api('adm', 'GET', `/policies/${kind}?q=${encodeURIComponent(name)}`);
    return Policies.parse(body).items[0]?.id ?? '';
  };
  const [eligibility, approval] = await Promise.all([
    firstOf('eligibility', 'On call'),
    firstOf('approval', 'Administrators in production'),
  ]);
  return { eligibility, approval };
}
