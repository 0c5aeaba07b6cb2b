import type { z } from 'zod';
import { ActivityPage, ActivityStarted } from '../../core/contract/activity';
import type { Answer } from './laptop-http';
import { send } from './laptop-http';
import type { RequestSeen, Target, TestLaptop } from './laptop';

/** Access that Mateo holds and has used a little. */
export async function usedAccess(lab: TestLaptop): Promise<RequestSeen> {
  const target: Target = await lab.fresh();
  const request = await lab.granted('mateo', target);
  const { accountId, permissionSetArn } = target;
  const body = { userName: 'mateo', accountId, permissionSetArn, story: 'overreach' };
  const used = await send(`${lab.laptop.url}/local/activity`, 'POST', { body });
  if (used.status >= 300) throw new Error(JSON.stringify(used.body));
  await lab.advance(30);
  return request;
}

/** Starts looking up what was done with the only lease of a request. */
export function startLookUp(lab: TestLaptop, person: string, request: RequestSeen): Promise<Answer> {
  return lab.call(person, 'POST', pathOf(request));
}

/** What a look-up finds in the end. */
export async function lookUp(
  lab: TestLaptop,
  person: string,
  request: RequestSeen,
): Promise<z.infer<typeof ActivityPage>> {
  const { queryId } = ActivityStarted.parse((await startLookUp(lab, person, request)).body);
  await lab.advance(0.1);
  return ActivityPage.parse((await lab.call(person, 'GET', `${pathOf(request)}/${queryId}`)).body);
}

const pathOf = ({ id, leases }: RequestSeen) => `/requests/${id}/leases/${leases[0]?.id}/activity`;
