import type { problemTypes } from '../../../core/contract/common';
import { MINUTE, toIso } from '../../../core/model/instant';
import { type RequestSeen, taken, type Target, type TestLaptop } from '../../support/laptop';
import type { Answer } from '../../support/laptop-http';
import { type BadTokens, badTokens } from './bad-tokens';

/** Requests in every state in which somebody may try what they must not. */
export type Fixtures = {
  readonly lab: TestLaptop;
  readonly tokens: BadTokens;
  /** Something that Ann may ask for and nobody has. */
  readonly free: Target;
  /** In production: needs a ticket of a certain form. */
  readonly prod: Target;
  /** Its approval policy names nobody but Kofi. */
  readonly onlyKofi: Target;
  /** Ann's, waits for the second step: Ben has approved the first. */
  readonly halfway: RequestSeen;
  /** Priya's, of the same kind: nobody has decided. */
  readonly untouched: RequestSeen;
  readonly pending: RequestSeen;
  readonly pendingTarget: Target;
  readonly rejected: RequestSeen;
  readonly expired: RequestSeen;
  readonly ended: RequestSeen;
  /** Ben's own, who may approve for others. */
  readonly own: RequestSeen;
};

/** One bad input: what it is answered with, and the field and rule that the answer names. */
export type BadInput = {
  readonly what: string;
  readonly send: (fixtures: Fixtures) => Promise<Answer>;
  readonly status: number;
  readonly type: keyof typeof problemTypes;
  readonly field?: string;
  readonly says?: RegExp;
  /** Code of the reason, where a rule said no. */
  readonly code?: string;
  /** A refused decision is on record, as an event and nothing else. */
  readonly audited?: 'DecisionRefused';
  /** More to look at. */
  readonly also?: (answer: Answer, fixtures: Fixtures) => void;
};

/** Prepares them. `folder`: where the laptop keeps its state. */
export async function prepare(lab: TestLaptop, folder: string): Promise<Fixtures> {
  const onlyKofi = await lab.target('search-dev', 'PowerUserAccess');
  await approvedByKofi(lab, onlyKofi);
  const startsAt = toIso(lab.now() + MINUTE);
  const waiting = await lab.ask('jonas', await lab.fresh(), { startsAt, minutes: 1 });
  await lab.advance(3);
  const pendingTarget = await lab.fresh();
  const refused = await lab.ask('mateo', await lab.fresh());
  const held = await lab.granted('fatima', await lab.fresh());
  taken(await lab.end('fatima', held.id), 200);
  const fixtures = {
    lab,
    tokens: await badTokens(lab, folder),
    free: await lab.fresh(),
    prod: await lab.target('cards-prod', 'ReadOnlyAccess'),
    onlyKofi,
    halfway: taken(await lab.decide('ben', await inTwoSteps(lab, 'ann')), 200),
    untouched: await inTwoSteps(lab, 'priya'),
    pending: await lab.ask('ann', pendingTarget),
    pendingTarget,
    rejected: taken(await lab.decide('ben', refused, 'reject'), 200),
    expired: await lab.read('jonas', waiting.id),
    ended: held,
    own: await lab.ask('ben', await lab.fresh()),
  };
  await lab.settle();
  expect((await lab.read('fatima', held.id)).status).toBe('ended');
  expect(fixtures.expired.status).toBe('expired');
  return fixtures;
}

async function inTwoSteps(lab: TestLaptop, person: string): Promise<RequestSeen> {
  return lab.ask(person, await lab.target('payments-api-prod', 'AdministratorAccess'), { minutes: 30 });
}

async function approvedByKofi(lab: TestLaptop, { accountId }: Target): Promise<void> {
  const body = {
    name: 'Only Kofi',
    priority: 900,
    accounts: { accounts: [accountId] },
    permissionSets: {},
    steps: [{ name: 'Kofi', approvers: { users: [lab.userId('kofi')] } }],
  };
  const answer = await lab.call('adm', 'POST', '/policies/approval', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
}
