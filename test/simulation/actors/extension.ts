import type { Act, Of } from '../plan';
import { type Answer, callApi } from './call-api';
import { requestOf, type Stage } from './context';

/** Moves the end of somebody's access from the page that shows the request; undefined when there is no such request. */
export async function extend(
  stage: Stage,
  act: Act,
  { who, of, minutes }: Of<'extend'>,
): Promise<Answer | undefined> {
  const { world } = stage;
  const id = requestOf(stage, of);
  const request = world.records.requests().find((one) => one.id === id);
  if (!request) return undefined;
  const about = `act ${act.number}`;
  const body = { minutes, comment: about, revision: request.revision };
  return callApi(world, about, world.organization.id(who), ['POST', `/requests/${request.id}/extend`], {
    body,
  });
}
