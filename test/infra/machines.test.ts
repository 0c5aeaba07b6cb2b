import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { MachineScope } from '../../core/contract/machine-scopes';
import type { Config } from '../../lib/config/config';
import { MachineClients } from '../../lib/constructs/machine-clients';
import { Assembly } from './support/assembly';
import { cdkApp, exampleConfig, synthesize } from './support/installation';

describe('machines', () => {
  const machines: Config['machines'] = [
    { name: 'pipeline', scopes: ['requests.read', 'requests.write'] },
    { name: 'policies-as-code', scopes: ['policies.read', 'policies.write'] },
  ];

  it('have a client each, with a secret, for client credentials and their scopes alone', () => {
    const stack = new Stack(cdkApp(), 'Test');
    const userPool = new UserPool(stack, 'UserPool');
    new MachineClients(stack, 'Machines', { userPool, machines });
    const template = Template.fromStack(stack);
    const [server] = Object.values(template.findResources('AWS::Cognito::UserPoolResourceServer'));
    expect(server?.Properties).toMatchObject({ Identifier: 'hourglass' });
    expect(server?.Properties.Scopes.map((one: { ScopeName: string }) => one.ScopeName)).toEqual(
      MachineScope.options,
    );
    const clients = Object.values(template.findResources('AWS::Cognito::UserPoolClient'));
    const text = (value: unknown) => JSON.stringify(value).replace(/\{"Ref":"\w+"\}/g, '"server"');
    expect(clients.map(({ Properties }) => text(Properties.AllowedOAuthScopes))).toEqual([
      expect.stringMatching(/^(?!.*policies).*requests\.read.*requests\.write/),
      expect.stringMatching(/^(?!.*requests).*policies\.read.*policies\.write/),
    ]);
    for (const { Properties } of clients) {
      expect(Properties).toMatchObject({
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      });
      expect(Properties).not.toHaveProperty('SupportedIdentityProviders');
      expect(Properties).not.toHaveProperty('CallbackURLs');
    }
    expect(JSON.stringify(template.toJSON().Outputs)).not.toMatch(/secret/i);
  });

  it('are let in by the authorizer, and known to both functions', () => {
    const assembly = new Assembly(synthesize(exampleConfig({ machines })));
    const audience = assembly.all('AWS::ApiGatewayV2::Authorizer').flatMap(({ stack, resource }) => {
      const { Audience } = resource.Properties.JwtConfiguration as { Audience: unknown[] };
      return Audience.map((one) => assembly.show(one, stack));
    });
    expect(audience).toEqual([
      'Identity/SignIn/UserPool/Web',
      'Identity/Machines/pipeline',
      'Identity/Machines/policies-as-code',
    ]);
    const knows = assembly.all('AWS::Lambda::Function').flatMap(({ stack, resource }) => {
      const { FunctionName, Environment } = resource.Properties;
      const { Variables } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
      const clients = Variables?.MACHINE_CLIENTS;
      return clients === undefined ? [] : [[FunctionName, assembly.show(clients, stack)]];
    });
    const clients = 'pipeline=Identity/Machines/pipeline policies-as-code=Identity/Machines/policies-as-code';
    expect(Object.fromEntries(knows)).toEqual({
      'hourglass-prod-api': clients,
      'hourglass-prod-query-activity': clients,
    });
  });
});
