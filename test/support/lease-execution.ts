import { type JoinedAccess, type LeaseTaskInput } from '../../core/contract/workflow';
import { SECOND } from '../../core/model/instant';
import type { Lease } from '../../core/model/lease';
import { activateLease } from '../../core/usecases/activate-lease';
import { endLease } from '../../core/usecases/end-lease';
import type { World } from './world';

/** One execution of `lease.asl.json` over fakes, step by step: it keeps what the state machine keeps. */
export function leaseExecution(world: World, lease: Pick<Lease, 'id' | 'requestId'>) {
  const kept: Required<Pick<LeaseTaskInput, 'creationId' | 'deletionId'>> & { attempt: number } = {
    attempt: 0,
    creationId: '',
    deletionId: '',
  };
  let joined: JoinedAccess | null = null;
  const input = (): LeaseTaskInput => ({ requestId: lease.requestId, leaseId: lease.id, ...kept, joined });

  /** `Activate` and `Activated`, until the access is held or not to be had; `once`: one call. */
  async function activate(ports = world.ports, once = false) {
    for (;;) {
      const answer = await activateLease(input(), ports);
      kept.attempt += 1;
      if (answer.state === 'joined') joined = answer.joined;
      if (answer.state === 'joined' || answer.state === 'waiting') kept.creationId = answer.operationId;
      if (answer.state === 'waiting') world.clock.advance(answer.retryAfterSeconds * SECOND);
      if (answer.state === 'active') kept.creationId = '';
      if (once || answer.state === 'active' || answer.state === 'over') return answer;
    }
  }

  /** `EndLease` and `Ended`, until the lease has ended or goes on. */
  async function end(ports = world.ports) {
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await endLease(input(), ports);
      kept.attempt += 1;
      if (answer.state !== 'waiting') return answer;
      kept.deletionId = answer.operationId;
      world.clock.advance(answer.retryAfterSeconds * SECOND);
    }
    throw new Error('still waiting');
  }

  return { activate, end, input, joined: () => joined };
}
