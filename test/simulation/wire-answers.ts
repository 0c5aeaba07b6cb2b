import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../local/aws/service';
import { isAssignment } from './faults';
import { cancelled } from './services/document-store/document-store';

type Asked = { readonly operation: string; readonly input: Readonly<Record<string, unknown>> };

/** What a service may answer; anything else is a mistake of the simulator and ends the run. */
export function isAnswer(error: unknown): error is Error {
  return error instanceof ServiceError || (error instanceof Error && '$metadata' in error);
}

/** An error that the SDK knows by its name alone. */
export function named(name: string, message: string, status = 400): Error {
  const fault = status >= 500 ? 'server' : 'client';
  return new DynamoDBServiceException({
    name,
    $fault: fault,
    message,
    $metadata: { httpStatusCode: status },
  });
}

/** The connection broke; the SDK tries again. */
export const timeout = () => named('TimeoutError', 'The connection was reset', 0);

/** Too much at once, as the service calls it. */
export function throttle(service: string): Error {
  const name = service === 'organizations' ? 'TooManyRequestsException' : 'ThrottlingException';
  return named(name, 'Rate exceeded');
}

/** Somebody else is at the same thing. */
export function conflict({ operation, input }: Asked): Error {
  if (isAssignment(operation)) return named('ConflictException', 'Another operation is in progress');
  const writes = Array.isArray(input.TransactItems) ? input.TransactItems : [];
  return cancelled(writes.map((_, index) => (index === 0 ? 'TransactionConflict' : 'None')));
}

/** The SDK's class for an error of a service, so that `instanceof` in the adapters tells the truth. */
export function asSdkError(error: Error, model: Record<string, unknown> | undefined): Error {
  if (!(error instanceof ServiceError)) return error;
  const known = model?.[error.name];
  const options = { message: error.message, $metadata: { httpStatusCode: error.status }, ...error.fields };
  if (isErrorClass(known)) return new known(options);
  return named(error.name, error.message, error.status);
}

function isErrorClass(value: unknown): value is new (options: object) => Error {
  return typeof value === 'function' && value.prototype instanceof Error;
}

const TIMES = /(Date|At|Timestamp)$/;

/** The emulators speak as the wire does, in epoch seconds; clients see dates. */
export function parsedTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(parsedTimes);
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Uint8Array || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    typeof member === 'number' && TIMES.test(key) ? new Date(Math.round(member * 1000)) : parsedTimes(member),
  ]);
  return Object.fromEntries(entries);
}
