import { check } from '../../local/aws/model';
import { type EmulatedService, ServiceError } from '../../local/aws/service';
import { operationOf } from '../../local/aws/shape';

/** Calls an emulated service directly, with input and answer held against the SDK's model as the endpoint does. */
export async function call<Output>(
  service: EmulatedService,
  operation: string,
  input: Record<string, unknown>,
): Promise<Output> {
  const model = operationOf(service.model, operation);
  if (!model) throw new Error(`the SDK has no operation ${operation}`);
  const unfit = check(model.input, input);
  if (unfit.length > 0) throw new ServiceError('ValidationException', unfit.join('; '));
  const output = await service.call({ operation, input });
  const problems = check(model.output, output);
  if (problems.length > 0) throw new Error(`emulator bug in ${operation}: ${problems.join('; ')}`);
  return output as Output;
}

/** Follows NextToken to the end; gives the pages. */
export async function pages<Output extends { NextToken?: string | undefined }>(
  service: EmulatedService,
  operation: string,
  input: Record<string, unknown>,
): Promise<Output[]> {
  const found: Output[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await call<Output>(service, operation, { ...input, ...(NextToken ? { NextToken } : {}) });
    found.push(answer);
    NextToken = answer.NextToken;
  } while (NextToken);
  return found;
}
