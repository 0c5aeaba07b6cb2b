import { PUBLISH_WITHIN } from '../../core/usecases/publish-web';
import { functions } from '../../lambdas/functions';
import { PublishProperties } from '../../lambdas/publish-web/properties';
import { type Placed, synthesized } from './support/assembly';

const assembly = synthesized();
const only = (type: string): Placed => {
  const [found, ...others] = assembly.all(type);
  if (!found || others.length > 0) throw new Error(`There is not exactly one ${type}`);
  return found;
};

describe('publishing the web app', () => {
  const { stack, resource } = only('Custom::HourglassWebApp');
  const app = only('AWS::Amplify::App');

  /** Properties as the function gets them, with words for what AWS fills in. */
  const shown = (value: unknown): unknown =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((key) => /^[A-Za-z]\w+$/.test(key)) &&
    !('Ref' in value)
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)]))
      : assembly.show(value, stack);

  it('is done by publish-web, which is told what it needs', () => {
    expect(assembly.show(resource.Properties.ServiceToken, stack)).toBe('Publish/publish-web/Function');
    const { Config } = shown(resource.Properties) as { Config: Record<string, string> };
    expect(Config).toEqual({
      apiUrl: 'Api/Edge/Api.ApiEndpoint',
      region: 'eu-west-1',
      userPoolId: 'Identity/SignIn/UserPool',
      userPoolClientId: 'Identity/SignIn/UserPool/Web',
      signInDomain: 'hourglass-example.auth.eu-west-1.amazoncognito.com',
      identityProvider: 'IdentityCenter',
      redirectUri: 'https://main.Web/WebApp/App.DefaultDomain/',
    });
    const config = {
      ...Config,
      apiUrl: 'https://api.example.com',
      redirectUri: 'https://web.example.com/',
    };
    const { Bucket, Key } = resource.Properties;
    expect(PublishProperties.safeParse({ Bucket, Key, Config: config }).error).toBeUndefined();
  });

  it('is done anew when files, configuration, headers or rewrites change: they count from the next deployment on', () => {
    const serving = assembly.show(resource.Properties.Serving, stack);
    expect(serving).toContain(assembly.show(app.resource.Properties.CustomHeaders, app.stack));
    const [rule] = app.resource.Properties.CustomRules as { Source: string }[];
    expect(serving).toContain(rule?.Source.slice(2, -2));
  });

  it('begins when its rights are there', () => {
    const needed = (resource as unknown as { DependsOn: string[] }).DependsOn;
    const policies = assembly.all('AWS::IAM::Policy').filter((policy) => policy.stack === stack);
    expect(policies).toHaveLength(1);
    expect(needed).toEqual(expect.arrayContaining(policies.map(({ id }) => id)));
  });

  it('has an end: the function gives up first, and CloudFormation after it; nothing runs twice', () => {
    const milliseconds = functions['publish-web'].timeoutSeconds * 1_000;
    expect(PUBLISH_WITHIN).toBeLessThan(milliseconds - 60_000);
    expect(Number(resource.Properties.ServiceTimeout) * 1_000).toBeGreaterThan(milliseconds);
    const [once, ...others] = assembly
      .all('AWS::Lambda::EventInvokeConfig')
      .filter((config) => config.stack === stack);
    expect(others).toEqual([]);
    expect(once?.resource.Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 900,
    });
  });
});
