import { ServiceError } from '../service';
import type { TaskState } from './definition';
import { ExecutionError } from './execution-error';
import { integrationOf } from './integrations';
import { type Json, throughWire } from './json';
import type { Visit } from './visit';

type Arguments = Record<string, Json>;

/** Makes the call that a task's resource names, and gives the result in the shape that AWS gives it. */
export function callIntegration(visit: Visit, state: TaskState, given: Arguments): Promise<Json> {
  const integration = integrationOf(state.Resource);
  if (integration === 'states:startExecution') return startExecution(visit, given);
  return invokeFunction(visit, given);
}

async function invokeFunction(visit: Visit, given: Arguments): Promise<Json> {
  if (typeof given.FunctionName !== 'string') {
    throw new ExecutionError('States.Runtime', 'Arguments/FunctionName must be a string.');
  }
  return {
    ...answer(),
    ExecutedVersion: '$LATEST',
    Payload: await payloadOf(visit, given.FunctionName, given),
  };
}

async function payloadOf(visit: Visit, functionName: string, given: Arguments): Promise<Json> {
  try {
    return throughWire(await visit.integrations.invoke(functionName, throughWire(given.Payload ?? {})));
  } catch (error) {
    throw functionFailure(error);
  }
}

/** A thrown error as Lambda reports it: its name is the error type, unless the service itself refused the call. */
function functionFailure(error: unknown): ExecutionError {
  if (!(error instanceof Error)) return new ExecutionError('Lambda.Unknown', String(error));
  if (error.name.startsWith('Lambda.')) return new ExecutionError(error.name, error.message);
  const cause = { errorType: error.name, errorMessage: error.message, trace: [] };
  return new ExecutionError(error.name, JSON.stringify(cause));
}

async function startExecution(visit: Visit, given: Arguments): Promise<Json> {
  try {
    const { executionArn, startDate } = await visit.integrations.startExecution({
      stateMachineArn: given.StateMachineArn,
      ...(given.Name !== undefined && { name: given.Name }),
      ...(given.Input !== undefined && { input: JSON.stringify(given.Input) }),
    });
    return throughWire({ ...answer(), ExecutionArn: executionArn, StartDate: startDate });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const name = error.name.endsWith('Exception') ? error.name : `${error.name}Exception`;
    throw new ExecutionError(`StepFunctions.${name}`, error.message);
  }
}

function answer(): { SdkHttpMetadata: Json; StatusCode: number } {
  return { SdkHttpMetadata: { HttpStatusCode: 200 }, StatusCode: 200 };
}
