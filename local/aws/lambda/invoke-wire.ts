import type { Reply, Wire } from '../wire';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function that a call of Invoke names by its path; `undefined`: it is another call. */
export function invokedBy(method: string | undefined, url: string | undefined): string | undefined {
  const name = method === 'POST' ? PATH.exec(url ?? '')?.[1] : undefined;
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** Invoke, which is neither of the two protocols: the payload is the body, and whether the function failed is a header. */
export function invokeWire(functionName: string): Wire {
  const contentType = 'application/json';
  return {
    read: (_operation, body) => ({
      FunctionName: functionName,
      ...(body !== '' && { Payload: Buffer.from(body).toString('base64') }),
    }),
    answer(_name, _operation, { StatusCode, FunctionError, Payload }): Reply {
      const body = Payload instanceof Uint8Array ? Buffer.from(Payload).toString('utf8') : '';
      const reply = { status: Number(StatusCode), contentType, body };
      if (typeof FunctionError !== 'string') return reply;
      return { ...reply, headers: { 'x-amz-function-error': FunctionError } };
    },
    refuse: ({ name, message, status }) => ({
      status,
      contentType,
      body: JSON.stringify({ Type: 'User', message, Message: message }),
      headers: { 'x-amzn-errortype': name },
    }),
  };
}
