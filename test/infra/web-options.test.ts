import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '../../lib/add-stacks';
import type { Config } from '../../lib/config/config';
import { parseConfig } from '../../lib/config/read-config';
import { partitionOf, signInHost, userPoolEndpoint } from '../../lib/config/sign-in-hosts';
import { AppStack } from '../../lib/stacks/app-stack';
import { cdkApp, exampleConfig, stubBundles } from './support/installation';

/** The stacks of the example with changes, checked as a file would be, by the last part of their names. */
function stacksOf(changes: object): Map<string, Template> {
  const app: App = cdkApp();
  const config: Config = parseConfig({ ...exampleConfig(), ...changes }, 'test');
  addStacks(app, config, stubBundles());
  const stacks = app.node.children.filter((child) => child instanceof AppStack);
  return new Map(stacks.map((stack) => [stack.stackName.split('-').at(-1) ?? '', Template.fromStack(stack)]));
}

const only = (template: Template | undefined, type: string) => {
  const [found, ...others] = Object.values(template?.findResources(type) ?? {});
  expect(others).toEqual([]);
  return found;
};

describe('hosting of one’s own', () => {
  const url = 'https://access.example.com';

  it.each(['us-gov-west-1', 'eu-west-1'])(
    '%s: nothing of Amplify, sign-in leads to the address',
    (region) => {
      const stacks = stacksOf({ region, web: { hosting: 'own', url } });
      expect([...stacks.keys()]).toEqual(expect.arrayContaining(['Data', 'Identity', 'Workflow', 'Api']));
      expect([...stacks.keys()].filter((part) => /Web|Publish/.test(part))).toEqual([]);
      const texts = [...stacks.values()].map((template) => JSON.stringify(template.toJSON()));
      expect(texts.join()).not.toMatch(/AWS::Amplify|publish-web/);
      const client = only(stacks.get('Identity'), 'AWS::Cognito::UserPoolClient');
      expect(client?.Properties).toMatchObject({ CallbackURLs: [`${url}/`], LogoutURLs: [`${url}/`] });
      const api = only(stacks.get('Api'), 'AWS::ApiGatewayV2::Api');
      expect(api?.Properties.CorsConfiguration).toMatchObject({ AllowOrigins: [url] });
      stacks.get('Identity')?.hasOutput('SamlAcsUrl', {
        Value: `https://${signInHost('hourglass-example', region)}/saml2/idpresponse`,
      });
    },
  );
});

describe('a domain of one’s own', () => {
  it('is asked for in Amplify, and is where sign-in leads to and what the API allows', () => {
    const stacks = stacksOf({ web: { domain: { name: 'example.com', prefix: 'access' } } });
    const domain = only(stacks.get('Web'), 'AWS::Amplify::Domain');
    expect(domain?.Properties).toMatchObject({
      DomainName: 'example.com',
      SubDomainSettings: [{ BranchName: 'main', Prefix: 'access' }],
    });
    stacks.get('Web')?.hasOutput('DomainRecord', {});
    stacks.get('Web')?.hasOutput('AppUrl', { Value: 'https://access.example.com' });
    const client = only(stacks.get('Identity'), 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties.CallbackURLs).toEqual(['https://access.example.com/']);
    const published = only(stacks.get('Publish'), 'Custom::HourglassWebApp');
    expect(published?.Properties.Config.redirectUri).toBe('https://access.example.com/');
  });

  it('may be the whole domain', () => {
    const stacks = stacksOf({ web: { domain: { name: 'access.example', prefix: '' } } });
    expect(stacks.get('Web')?.findOutputs('AppUrl')).toMatchObject({
      AppUrl: { Value: 'https://access.example' },
    });
  });
});

describe('options of sign-in', () => {
  const { signIn } = exampleConfig();

  it('are off: no firewall, and the plan without threat protection', () => {
    const identity = stacksOf({}).get('Identity');
    expect(only(identity, 'AWS::WAFv2::WebACL')).toBeUndefined();
    expect(only(identity, 'AWS::Cognito::UserPool')?.Properties).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
    });
    expect(only(identity, 'AWS::Cognito::UserPool')?.Properties).not.toHaveProperty('UserPoolAddOns');
  });

  it.each([
    ['audit', 'AUDIT'],
    ['enforced', 'ENFORCED'],
  ])('threat protection %s takes the plan that has it', (threatProtection, mode) => {
    const identity = stacksOf({ signIn: { ...signIn, threatProtection } }).get('Identity');
    expect(only(identity, 'AWS::Cognito::UserPool')?.Properties).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: mode },
    });
  });

  it('a firewall limits each address, blocks by the common rules, and does not block long SAML answers', () => {
    const identity = stacksOf({ signIn: { ...signIn, waf: true } }).get('Identity');
    const acl = only(identity, 'AWS::WAFv2::WebACL');
    expect(acl?.Properties).toMatchObject({
      Name: 'hourglass-prod-sign-in',
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [
        {
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2_000 } },
        },
        {
          OverrideAction: { None: {} },
          Statement: {
            ManagedRuleGroupStatement: {
              VendorName: 'AWS',
              Name: 'AWSManagedRulesCommonRuleSet',
              RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
            },
          },
        },
      ],
    });
    const association = only(identity, 'AWS::WAFv2::WebACLAssociation');
    const [pool] = Object.keys(identity?.findResources('AWS::Cognito::UserPool') ?? {});
    expect(association?.Properties.ResourceArn).toEqual({ 'Fn::GetAtt': [pool, 'Arn'] });
  });
});

describe('hosts of sign-in', () => {
  it.each([
    [
      'eu-west-1',
      'aws',
      'p.auth.eu-west-1.amazoncognito.com',
      'https://cognito-idp.eu-west-1.amazonaws.com/',
    ],
    [
      'us-gov-west-1',
      'aws-us-gov',
      'p.auth-fips.us-gov-west-1.amazoncognito.com',
      'https://cognito-idp-fips.us-gov-west-1.amazonaws.com/',
    ],
  ])('%s', (region, partition, host, endpoint) => {
    expect(partitionOf(region)).toBe(partition);
    expect(signInHost('p', region)).toBe(host);
    expect(userPoolEndpoint(region)).toBe(endpoint);
  });
});
