import { check, isRecord, toWire } from './model';
import { decodeQuery, encodeAnswer, encodeError } from './query-protocol';
import { type EmulatedService, ServiceError } from './service';
import { errorOf, type Operation } from './shape';

/** An HTTP answer. */
export type Reply = {
  status: number;
  contentType: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
};

/** One protocol of AWS: how a request is read and how answers and refusals are written. */
export interface Wire {
  read(operation: Operation, body: string): Record<string, unknown>;
  answer(name: string, operation: Operation, output: Record<string, unknown>, requestId: string): Reply;
  refuse(error: ServiceError, requestId: string): Reply;
}

/** JSON with the operation in `X-Amz-Target`; answers carry the content type of the request. */
export function jsonWire(contentType: string): Wire {
  return {
    read(operation, body) {
      const input = parseJson(body);
      refuseUnfit(operation, input);
      return input;
    },
    answer(_name, operation, output) {
      return { status: 200, contentType, body: JSON.stringify(toWire(operation.output, output)) };
    },
    refuse(error) {
      const { name, message, fields } = error;
      const body = JSON.stringify({ __type: name, message, Message: message, ...fields });
      return { status: error.status, contentType, body };
    },
  };
}

/** JSON with the operation in method and path; what stands in the path is part of the input. */
export function restWire(labels: Readonly<Record<string, string>>): Wire {
  const wire = jsonWire('application/json');
  return {
    ...wire,
    read(operation, body) {
      const input = { ...parseJson(body), ...labels };
      refuseUnfit(operation, input);
      return input;
    },
  };
}

/** Form-encoded requests with the operation in `Action`, answered in XML. */
export function queryWire(service: EmulatedService | undefined): Wire {
  const contentType = 'text/xml';
  const xmlns = service
    ? `http://${service.name}.amazonaws.com/doc/${service.target}/`
    : 'http://amazonaws.com/';
  return {
    read(operation, body) {
      const input = decodeQuery(operation.input, new URLSearchParams(body));
      refuseUnfit(operation, input);
      return input;
    },
    answer(name, operation, output, requestId) {
      const body = encodeAnswer(name, operation.output, output, requestId, xmlns);
      return { status: 200, contentType, body };
    },
    refuse(error, requestId) {
      const code = (service && errorOf(service.model, error.name)?.code) ?? error.name;
      const body = encodeError(code, error.message, error.status, requestId, xmlns);
      return { status: error.status, contentType, body };
    },
  };
}

function parseJson(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body || '{}');
    if (isRecord(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ServiceError('SerializationException', 'The body is not a JSON object');
}

function refuseUnfit(operation: Operation, input: Record<string, unknown>): void {
  const problems = check(operation.input, input);
  if (problems.length === 0) return;
  const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`;
  throw new ServiceError('ValidationException', `${count}: ${problems.join('; ')}`);
}
