import type { Container, Machine, State } from './definition';
import { ExecutionError } from './execution-error';
import type { Execution, Frame } from './records';

/** The frame that a branch or an item belongs to; undefined for the main frame. */
export function parentOf(execution: Execution, frame: Frame): Frame | undefined {
  return execution.frames.find(({ id }) => id === frame.parent);
}

/** The frame and everything that runs below it. */
export function withDescendants(execution: Execution, frame: Frame): Frame[] {
  const children = execution.frames.filter(({ parent }) => parent === frame.id);
  return [frame, ...children.flatMap((child) => withDescendants(execution, child))];
}

/** The state that a frame is in. */
export function stateOf(machine: Machine, execution: Execution, frame: Frame): State {
  const state = containerOf(machine, execution, frame).States[frame.state];
  if (!state) throw new ExecutionError('States.Runtime', `The definition has no state ${frame.state}.`);
  return state;
}

/** The states that the branch `slot` of a Parallel or Map state consists of. */
export function branchOf(state: State, slot: number): Container {
  const branch =
    state.Type === 'Parallel' ? state.Branches[slot] : state.Type === 'Map' ? state.ItemProcessor : undefined;
  if (!branch) throw new ExecutionError('States.Runtime', `A ${state.Type} state has no branch ${slot}.`);
  return branch;
}

function containerOf(machine: Machine, execution: Execution, frame: Frame): Container {
  const parent = parentOf(execution, frame);
  return parent ? branchOf(stateOf(machine, execution, parent), frame.slot) : machine;
}
