import { CfnOutput, Duration } from 'aws-cdk-lib';
import {
  OAuthScope,
  ResourceServerScope,
  type UserPool,
  UserPoolClient,
  UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { MachineScope, RESOURCE_SERVER, SCOPE_TEXTS } from '../../core/contract/machine-scopes';
import type { Config } from '../config/config';
import type { FunctionWith } from './function-with';
import { onlyRefresh } from './only-refresh';

/** What the clients of machines are made of. */
type MachineClientsProps = {
  readonly userPool: UserPool;
  readonly machines: Config['machines'];
};

/** One client with a secret for each machine of the configuration, which gets tokens for its scopes by client credentials. */
export class MachineClients extends Construct {
  /** Names of machines and the ids of their clients. */
  readonly ids: readonly { readonly name: string; readonly clientId: string }[];

  constructor(scope: Construct, id: string, { userPool, machines }: MachineClientsProps) {
    super(scope, id);
    const scopes = MachineScope.options.map(
      (scopeName) => new ResourceServerScope({ scopeName, scopeDescription: SCOPE_TEXTS[scopeName] }),
    );
    // Without a machine there is nobody who could ask for a scope.
    const server =
      machines.length === 0
        ? undefined
        : new UserPoolResourceServer(this, 'Scopes', { userPool, identifier: RESOURCE_SERVER, scopes });
    this.ids = machines.map(({ name, scopes: names }) => {
      const allowed = scopes.filter(({ scopeName }) => names.some((one) => one === scopeName));
      const client = new UserPoolClient(this, name, {
        userPool,
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: server ? allowed.map((one) => OAuthScope.resourceServer(server, one)) : [],
        },
        supportedIdentityProviders: [],
        enableTokenRevocation: true,
        accessTokenValidity: Duration.minutes(60),
      });
      onlyRefresh(client);
      new CfnOutput(this, `${name}-client`, {
        value: client.userPoolClientId,
        description: `Client id of the machine ${name}`,
      });
      return { name, clientId: client.userPoolClientId };
    });
  }

  /** Tells `fn` which machine each client is; this gives no rights. */
  nameTo(fn: FunctionWith<'MACHINE_CLIENTS'>): void {
    fn.use('MACHINE_CLIENTS', this.ids.map(({ name, clientId }) => `${name}=${clientId}`).join(' '));
  }
}
