import { z } from 'zod';
import { ServiceError } from '../../service';
import { checkArn, checkName, machineArn } from '../arns';
import { page } from '../paging';
import { reportOn } from '../parse-definition';
import type { MachineRecord } from '../records';
import type { Store } from '../store';
import { type Operation, operation } from './operation';

const Create = z.object({
  name: z.string(),
  definition: z.string(),
  roleArn: z.string(),
  type: z.string().optional(),
});
const Update = z.object({
  stateMachineArn: z.string(),
  definition: z.string().optional(),
  roleArn: z.string().optional(),
});
const Named = z.object({ stateMachineArn: z.string() });
const List = z.object({ maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() });
const Validate = z.object({ definition: z.string(), maxResults: z.int().min(0).max(100).optional() });

/** The state machine of an ARN; throws when there is none. */
export function machineOf(store: Store, arn: string): MachineRecord {
  checkArn(arn, 'stateMachine');
  const machine = store.machines.get(arn);
  if (machine) return machine;
  throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

export const createStateMachine = operation(Create, async ({ store, timeline, place }, input) => {
  checkName(input.name);
  if (input.type !== undefined && input.type !== 'STANDARD') {
    throw new ServiceError('StateMachineTypeNotSupported', `Type ${input.type} is not supported`);
  }
  const arn = machineArn(place, input.name);
  const revision = store.addDefinition(input.definition);
  const known = store.machines.get(arn);
  if (known && (known.revision !== revision || known.roleArn !== input.roleArn)) {
    throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  }
  const creationDate = known?.creationDate ?? timeline.now();
  store.machines.set(arn, { arn, name: input.name, roleArn: input.roleArn, revision, creationDate });
  await store.commit();
  return { stateMachineArn: arn, creationDate: new Date(creationDate) };
});

export const updateStateMachine = operation(Update, async ({ store, timeline }, input) => {
  const machine = machineOf(store, input.stateMachineArn);
  if (input.definition === undefined && input.roleArn === undefined) {
    throw new ServiceError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, or both must be specified',
    );
  }
  if (input.definition !== undefined) machine.revision = store.addDefinition(input.definition);
  machine.roleArn = input.roleArn ?? machine.roleArn;
  await store.commit();
  return { updateDate: new Date(timeline.now()), revisionId: machine.revision };
});

export const describeStateMachine = operation(Named, async ({ store }, { stateMachineArn }) => {
  const machine = machineOf(store, stateMachineArn);
  return {
    stateMachineArn,
    name: machine.name,
    status: 'ACTIVE',
    definition: store.definition(machine.revision),
    roleArn: machine.roleArn,
    type: 'STANDARD',
    creationDate: new Date(machine.creationDate),
    revisionId: machine.revision,
  };
});

export const listStateMachines = operation(List, async ({ store }, input) => {
  const { items, ...rest } = page([...store.machines.values()], ({ arn }) => arn, input);
  const stateMachines = items.map(({ arn, name, creationDate }) => ({
    stateMachineArn: arn,
    name,
    type: 'STANDARD',
    creationDate: new Date(creationDate),
  }));
  return { stateMachines, ...rest };
});

export const validateStateMachineDefinition = operation(Validate, async (_context, input) => {
  const { problems } = reportOn(input.definition);
  const most = input.maxResults || 100;
  const diagnostics = problems
    .slice(0, most)
    .map((problem) => ({ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', ...problem }));
  return { result: problems.length > 0 ? 'FAIL' : 'OK', diagnostics, truncated: problems.length > most };
});

/** Tags are accepted and not kept: nothing here reads them. */
export const tagResource: Operation = async () => ({});
