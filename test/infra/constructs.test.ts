import { type App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AppFunction, UndeclaredVariableError } from '../../lib/constructs/app-function';
import { AuditArchive } from '../../lib/constructs/audit-archive';
import { SignIn } from '../../lib/constructs/sign-in';
import { Installation } from '../../lib/installation';
import { cdkApp, exampleConfig, stubBundles } from './support/installation';

const bundles = stubBundles();

function place(config = exampleConfig()): { app: App; stack: Stack; installation: Installation } {
  const app = cdkApp();
  return { app, stack: new Stack(app, 'Test'), installation: new Installation(config, bundles) };
}

describe('a function', () => {
  it('cannot be synthesized without a variable that it declares; the message names both', () => {
    const { app, stack, installation } = place();
    const fn = new AppFunction(stack, 'pre-token', installation);
    expect(() => app.synth()).toThrow('pre-token: IDENTITY_STORE_ID is provided by no grant');
    installation.identityStore.grantFindPerson(fn);
    expect(() => app.synth()).not.toThrow();
  });

  it('cannot be synthesized with a value that it would not start with', () => {
    const { app, stack, installation } = place();
    const fn = new AppFunction(stack, 'pre-token', installation);
    fn.use('IDENTITY_STORE_ID', '');
    expect(() => app.synth()).toThrow('pre-token: IDENTITY_STORE_ID has an unusable value');
  });

  it('cannot be given a variable that it does not declare', () => {
    const { stack, installation } = place();
    const fn = new AppFunction(stack, 'pre-token', installation);
    // @ts-expect-error -- the compiler says so too
    expect(() => installation.identityCenter.grantAssign(fn)).toThrow(UndeclaredVariableError);
  });
});

describe('sign-in before the SAML application exists', () => {
  it('has a pool to pair it with, and lets nobody in', () => {
    const { stack, installation } = place();
    const fn = new AppFunction(stack, 'pre-token', installation);
    installation.identityStore.grantFindPerson(fn);
    const preToken = fn.function;
    const config = { domainPrefix: 'hourglass-example', threatProtection: 'off', waf: false } as const;
    new SignIn(stack, 'SignIn', {
      config,
      region: 'eu-west-1',
      firewallName: 'test',
      appUrl: 'https://access.example.com',
      preToken,
    });
    const template = Template.fromStack(stack);
    const [client, ...others] = Object.values(template.findResources('AWS::Cognito::UserPoolClient'));
    expect(others).toEqual([]);
    expect(client?.Properties).not.toHaveProperty('SupportedIdentityProviders');
    expect(template.findResources('AWS::Cognito::UserPoolIdentityProvider')).toEqual({});
  });
});

describe('the archive of the audit trail', () => {
  it('is a bucket that is locked for years, which its function can put into and do nothing else with', () => {
    const { stack, installation } = place();
    const fn = new AppFunction(stack, 'seal-audit', installation);
    const archive = new AuditArchive(
      stack,
      'Archive',
      { mode: 'compliance', years: 7 },
      installation.encryption,
    );
    archive.grantPut(fn);
    fn.use('AUDIT_TABLE', 'audit');
    fn.use('ROOT_KEY_ID', 'key');
    const template = Template.fromStack(stack);
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2_555 } } },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.anyValue(),
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
    const actions = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[] }[]).flatMap(
        ({ Action }) => Action,
      ),
    );
    expect(actions.filter((action) => action.startsWith('s3:'))).toEqual(['s3:PutObject']);
  });
});
