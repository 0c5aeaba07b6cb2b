import { z } from 'zod';
import type { Account } from '../account/account-settings';
import { type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';

/** What the emulated Lambda tells about. */
export type LambdaOptions = {
  readonly account: Account;
  /** ARN of the function with this name; undefined: there is none. */
  readonly arnOf: (name: string) => string | undefined;
  /** The variables of a function, as a deployment would have set them. */
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>;
};

const invalid = (message: string) => new ServiceError('InvalidParameterValueException', message);

/** What Lambda tells about functions and the account. */
export class LambdaDescriptions {
  readonly #options: LambdaOptions;
  readonly #operations: Operations;

  constructor(options: LambdaOptions) {
    this.#options = options;
    const name = z.strictObject({ FunctionName: z.string().min(1).max(170) });
    this.#operations = {
      GetFunctionConfiguration: operation(
        name,
        ({ FunctionName }) => this.#configuration(FunctionName),
        invalid,
      ),
      GetAccountSettings: operation(z.strictObject({}), () => this.#settings(), invalid),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #configuration(given: string): Record<string, unknown> {
    const name = given.slice(given.lastIndexOf(':') + 1);
    const FunctionArn = this.#options.arnOf(name);
    if (FunctionArn === undefined)
      throw new ServiceError('ResourceNotFoundException', `Function not found: ${given}`, 404);
    return {
      FunctionName: name,
      FunctionArn,
      Runtime: 'nodejs24.x',
      State: 'Active',
      Environment: { Variables: this.#options.environmentOf(name) },
    };
  }

  #settings(): Record<string, unknown> {
    const { concurrency, unreserved } = this.#options.account.settings.lambda;
    return {
      AccountLimit: { ConcurrentExecutions: concurrency, UnreservedConcurrentExecutions: unreserved },
    };
  }
}
