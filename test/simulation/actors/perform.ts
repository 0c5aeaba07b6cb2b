import { stateMachineArn } from '../../../local/places';
import { executionArn } from '../../../local/aws/step-functions/arns';
import { type Act, textOf } from '../plan';
import { setCurrent } from '../process';
import type { Answer } from './call-api';
import { requestOf, type Stage } from './context';
import { orderEnd, stopOrLift } from './emergency';
import { extend } from './extension';
import { actOutside } from './outside';
import { restoreTables } from './operator';
import { actInApp, editPolicy } from './people';

/** Does what an act says, and remembers what came of it. */
export async function perform(stage: Stage, act: Act): Promise<void> {
  const { world } = stage;
  setCurrent(undefined);
  world.note(textOf(act));
  const askedAt = world.timeline.now();
  const requestId = 'of' in act.deed ? requestOf(stage, act.deed.of) : undefined;
  stage.begun.push({ act, at: askedAt, requestId });
  const answer = await outcomeOf(stage, act);
  // What somebody was told of records that are no more is true of none.
  if (!answer || askedAt <= world.restoredAt) return;
  const told = { act, askedAt, toldAt: world.timeline.now(), requestId, ...answer };
  stage.replies.push(told);
  world.note(`  act ${act.number} was told ${answer.status} ${wordOf(answer)}`);
}

async function outcomeOf(stage: Stage, act: Act): Promise<Answer | undefined> {
  const { deed } = act;
  switch (deed.kind) {
    case 'ask':
    case 'decide':
    case 'cancel':
    case 'end':
    case 'look':
      return actInApp(stage, act, deed);
    case 'extend':
      return extend(stage, act, deed);
    case 'emergency-end':
      return orderEnd(stage, act, deed);
    case 'emergency-stop':
    case 'emergency-lift':
      return stopOrLift(stage, act, deed);
    case 'policy':
      return editPolicy(stage, act, deed);
    case 'stop':
      await stopWorkflows(stage, requestOf(stage, deed.of));
      return undefined;
    case 'stop-all':
      await stopWorkflows(stage, undefined);
      return undefined;
    case 'restore':
      restoreTables(stage, deed.ago);
      return undefined;
    case 'deploy':
      stage.world.host.restart();
      return undefined;
    case 'sync':
      void stage.world.host.invoke('sync-directory', {}, `act ${act.number}`).catch(() => undefined);
      return undefined;
    case 'disable':
    case 'enable':
    case 'delete':
    case 'rename':
    case 'join':
    case 'leave':
    case 'assign':
    case 'unassign':
    case 'suspend':
    case 'reopen':
    case 'move-out':
    case 'move-back':
    case 'delete-set':
      await actOutside(stage, deed);
      return undefined;
  }
}

function wordOf({ body }: Answer): string {
  return JSON.stringify(body.status ?? body.detail ?? '').replaceAll('"', '');
}

/** Somebody stops executions by hand: those of one request, or all. */
async function stopWorkflows({ world }: Stage, requestId: string | undefined): Promise<void> {
  for (const machine of ['approval', 'lease']) {
    const machineArn = stateMachineArn(machine);
    const { executions } = await world.workflows.call({
      operation: 'ListExecutions',
      input: { stateMachineArn: machineArn, statusFilter: 'RUNNING', maxResults: 1000 },
    });
    for (const { name } of executions as { name: string }[])
      if (requestId === undefined || name.startsWith(requestId))
        await world.workflows.call({
          operation: 'StopExecution',
          input: { executionArn: executionArn(machineArn, name) },
        });
  }
}
