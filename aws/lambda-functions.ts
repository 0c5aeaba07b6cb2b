import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What a function answered, or how it failed. */
export type Invoked =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

/** Functions in Lambda, by their names. */
export class LambdaFunctions {
  constructor(private readonly client: LambdaClient) {}

  /** Invokes a function and waits for its answer. Throws what Lambda itself refuses. */
  async invoke(name: string, payload: unknown): Promise<Invoked> {
    const { FunctionError, Payload } = await this.client.send(
      new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(payload)) }),
    );
    const text = Payload === undefined ? 'null' : Buffer.from(Payload).toString('utf8');
    const answer: unknown = JSON.parse(text);
    if (FunctionError === undefined) return { kind: 'answered', answer };
    return { kind: 'failed', reason: errorTypeOf(answer) ?? FunctionError };
  }
}

/** The name of the error alone: what it says may hold what the function was given. */
function errorTypeOf(answer: unknown): string | undefined {
  const type: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'errorType') : undefined;
  return typeof type === 'string' ? type : undefined;
}
