import { MINUTE, toIso } from '../../../core/model/instant';
import type { Act, Of } from '../plan';
import { type Answer, callApi } from './call-api';
import { justificationOf, requestOf, type Stage } from './context';

/** What people do in the web app: each gives the answer that they got; undefined when there was nothing to do it to. */
export async function actInApp(
  stage: Stage,
  act: Act,
  ask: Of<'ask'> | Of<'decide'> | Of<'cancel'>,
): Promise<Answer | undefined> {
  const { world } = stage;
  const about = `act ${act.number}`;
  if (ask.kind === 'ask')
    return callApi(
      world,
      about,
      world.organization.id(ask.who),
      ['POST', '/requests'],
      asked(stage, act, ask),
    );
  const id = requestOf(stage, ask.of);
  if (id === undefined) return undefined;
  const who = world.organization.id(ask.who);
  const call = (path: readonly [string, string], body?: object) =>
    callApi(world, about, who, path, body ? { body } : {});
  switch (ask.kind) {
    case 'look':
      return call(['GET', `/requests/${id}`]);
    case 'cancel':
      return call(['POST', `/requests/${id}/cancellation`], { comment: about });
    case 'end':
      return call(['POST', `/requests/${id}/end`], { comment: about });
    case 'decide': {
      const seen = world.records.requests().find((request) => request.id === id)?.revision ?? 1;
      const revision = ask.stale ? Math.max(1, seen - 1) : seen;
      return call(['POST', `/requests/${id}/decision`], { answer: ask.answer, comment: about, revision });
    }
  }
}

function asked(
  { world }: Stage,
  act: Act,
  { targets, startsIn, minutes, beneficiary, idempotencyKey }: Of<'ask'>,
) {
  const { organization, timeline } = world;
  // A double click sends the same body, and both are one wish.
  const justification = idempotencyKey ?? justificationOf(act.number);
  const body = {
    targets: targets.map(({ account, set }) => ({
      accountId: organization.id(account),
      permissionSetArn: organization.id(set),
    })),
    minutes,
    justification,
    ...(startsIn === undefined
      ? {}
      : { startsAt: toIso(Math.ceil(timeline.now() / MINUTE) * MINUTE + startsIn * MINUTE) }),
    ...(beneficiary === undefined ? {} : { beneficiaryId: organization.id(beneficiary) }),
  };
  return { body, idempotencyKey };
}

const CHANGES = {
  disable: { enabled: false },
  enable: { enabled: true },
  shorten: { maxMinutes: 2 },
  'deny-shop': { effect: 'deny' },
} as const;

/** An admin opens a policy and saves another version of it. */
export async function editPolicy(
  stage: Stage,
  act: Act,
  { policy, change }: Of<'policy'>,
): Promise<Answer | undefined> {
  const { world, policies } = stage;
  const kind = policy === 'Leads' ? 'approval' : 'eligibility';
  const path = `/policies/${kind}/${policies[policy]}`;
  const finn = world.organization.id('finn');
  const about = `act ${act.number}`;
  const { status, body } = await callApi(world, `${about} open`, finn, ['GET', path]);
  if (status !== 200) return { status, body };
  const { id: _, version, changedAt: _at, changedBy: _by, ...known } = body;
  const reset =
    kind === 'eligibility' ? { enabled: true, maxMinutes: 60, effect: 'allow' } : { enabled: true };
  const wanted = kind === 'approval' && change !== 'disable' ? {} : CHANGES[change];
  return callApi(world, about, finn, ['PUT', path], {
    body: { version, policy: { ...known, ...reset, ...wanted } },
  });
}
