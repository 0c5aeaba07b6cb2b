import { SECOND } from '../../core/model/instant';
import type { Lease } from '../../core/model/lease';
import { activateLease } from '../../core/usecases/activate-lease';
import { tidyHardEnds } from '../../core/usecases/hard-end/tidy-hard-ends';
import { writeHardEnd } from '../../core/usecases/hard-end/write-hard-end';
import { request, roleOf } from '../unit/core/rules/hard-end/entries';
import { ACCOUNTS, PERMISSION_SETS } from './build';
import { evaluate } from './iam';
import { buildWorld } from './world';

/** The permission set whose policy these tests look at, and the account. */
export const SET = PERMISSION_SETS.readOnly;
export const ACCOUNT = ACCOUNTS.payments;
/** What the customer has in it. */
export const THEIRS = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** The domain with hard ends required, and a role of the set in the account, as when others hold it too. */
export function hardWorld() {
  const world = buildWorld();
  const ports = { ...world.ports, hardEndMode: 'permission-set' as const };
  const { inlinePolicies, clock } = world;
  inlinePolicies.edit(SET, THEIRS);
  inlinePolicies.assign(SET, ACCOUNT);

  /** One call of activate-lease, and whatever the workflow does between two. */
  async function activate(lease: Lease, rounds = 12): Promise<string[]> {
    const states: string[] = [];
    let creationId = '';
    for (let round = 0; round < rounds; round += 1) {
      const answer = await activateLease({ ...world.ids(lease), creationId }, ports);
      states.push(answer.state);
      if (answer.state === 'active' || answer.state === 'over') return states;
      creationId = answer.operationId;
      if (answer.state === 'hard-end') await writeHardEnd(answer.permissionSetArn, ports);
      clock.advance(answer.state === 'waiting' ? answer.retryAfterSeconds * SECOND : SECOND);
    }
    return states;
  }

  async function scheduled(name: Parameters<typeof world.granted>[0] = 'ada', minutes = 60): Promise<Lease> {
    const { id } = await world.granted(name, { minutes });
    const [lease] = await world.leasesOf(id);
    if (!lease) throw new Error('no lease');
    return lease;
  }

  /** What the role in the account says to a session at a moment. */
  const act = (session: { userId?: string; issuedAt: number }, at = clock.now()) =>
    evaluate(
      inlinePolicies.roleOf(SET, ACCOUNT) ?? '',
      request({ role: roleOf('ReadOnly'), ...session }, at),
    );

  const record = () => ports.hardEnds.read(SET);
  const tidy = () => tidyHardEnds(ports);
  return { ...world, ports, activate, scheduled, act, record, tidy };
}
