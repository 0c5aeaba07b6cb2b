import * as model from '@aws-sdk/client-ssm';
import { z } from 'zod';
import type { Account } from '../account/account-settings';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';

const GetParameter = z.strictObject({
  Name: z.string().min(1).max(2048),
  WithDecryption: z.boolean().optional(),
});

const BOOTSTRAP = '/cdk-bootstrap/hnb659fds/version';

/** The parameter store, with the one parameter that `cdk bootstrap` leaves. */
export class Ssm implements EmulatedService {
  readonly name = 'ssm';
  readonly protocol = 'json';
  readonly target = 'AmazonSSM';
  readonly model: Record<string, unknown> = model;
  readonly #operations: Operations;

  constructor(account: Account) {
    this.#operations = {
      GetParameter: operation(GetParameter, ({ Name }) => {
        const { bootstrapVersion } = account.settings;
        if (Name !== BOOTSTRAP || bootstrapVersion === null)
          throw new ServiceError('ParameterNotFound', `Parameter ${Name} not found.`);
        return { Parameter: { Name, Type: 'String', Value: String(bootstrapVersion), Version: 1 } };
      }),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }
}
