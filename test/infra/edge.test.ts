import { loadOf, type RouteParts, routes } from '../../core/contract/routes';
import { CACHING, PAGES } from '../../core/rules/web-headers';
import { type Placed, synthesized } from './support/assembly';

const assembly = synthesized();
const only = (type: string): Placed => {
  const [found, ...others] = assembly.all(type);
  if (!found || others.length > 0) throw new Error(`There is not exactly one ${type}`);
  return found;
};

type Route = Pick<RouteParts<unknown, unknown, unknown, unknown>, 'method' | 'path' | 'by' | 'load'>;

/** The function that a route's integration calls. */
function servedBy({ stack, resource }: Placed): string {
  const target = assembly.show(resource.Properties.Target, stack).replace('integrations/', '');
  const integration = assembly
    .all('AWS::ApiGatewayV2::Integration')
    .find((candidate) => assembly.path(candidate) === target);
  const place = assembly.show(integration?.resource.Properties.IntegrationUri, stack);
  return place.replace(/^Api\/(.+)\/Function$/, '$1');
}

describe('the HTTP API', () => {
  const deployed = assembly.all('AWS::ApiGatewayV2::Route');
  const key = ({ resource }: Placed) => String(resource.Properties.RouteKey);

  it('has the routes of the contract, each served by the function that it names', () => {
    const served = Object.fromEntries(deployed.map((route) => [key(route), servedBy(route)]));
    const contract = Object.values<Route>(routes).map(({ method, path, by = 'api' }) => [
      `${method} ${path}`,
      by,
    ]);
    expect(served).toEqual({ ...Object.fromEntries(contract), 'GET /openapi.json': 'api' });
  });

  it('asks for a token on every route but the OpenAPI document', () => {
    const open = deployed.filter(({ resource }) => resource.Properties.AuthorizationType !== 'JWT');
    expect(open.map(key)).toEqual(['GET /openapi.json']);
    for (const { resource } of deployed)
      if (resource.Properties.AuthorizationType === 'JWT')
        expect(resource.Properties).toHaveProperty('AuthorizerId');
  });

  it('takes tokens of the own pool for the own client', () => {
    const { stack, resource } = only('AWS::ApiGatewayV2::Authorizer');
    const { Issuer, Audience } = resource.Properties.JwtConfiguration as {
      Issuer: unknown;
      Audience: unknown[];
    };
    expect(assembly.show(Issuer, stack)).toBe('Identity/SignIn/UserPool.ProviderURL');
    expect(Audience.map((client) => assembly.show(client, stack))).toEqual(['Identity/SignIn/UserPool/Web']);
  });

  it('allows the web app and no other origin', () => {
    const { stack, resource } = only('AWS::ApiGatewayV2::Api');
    const { AllowOrigins, AllowMethods } = resource.Properties.CorsConfiguration as {
      AllowOrigins: unknown[];
      AllowMethods: string[];
    };
    expect(AllowOrigins.map((origin) => assembly.show(origin, stack))).toEqual([
      'https://main.Web/WebApp/App.DefaultDomain',
    ]);
    const methods = new Set(Object.values<Route>(routes).map(({ method }) => method));
    expect(new Set(AllowMethods)).toEqual(methods);
  });

  it('limits every route by what it costs, each by itself, and ending access least', () => {
    const { Properties } = only('AWS::ApiGatewayV2::Stage').resource;
    const settings = Properties.RouteSettings as Record<string, { ThrottlingRateLimit: number }>;
    expect(Properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 20, ThrottlingRateLimit: 10 });
    const rates = { read: 50, dear: 10, write: 20, urgent: 50 };
    const wanted = Object.values<Route>(routes).map((route) => [
      `${route.method} ${route.path}`,
      rates[loadOf(route)],
    ]);
    const given = Object.entries(settings).map(([route, { ThrottlingRateLimit: rate }]) => [route, rate]);
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(wanted));
  });

  it('makes the stage after every route that it limits', () => {
    const { resource } = only('AWS::ApiGatewayV2::Stage');
    const limited = deployed.filter((route) => key(route) !== 'GET /openapi.json').map(({ id }) => id);
    expect(resource.DependsOn).toEqual(expect.arrayContaining(limited));
  });

  it('logs nothing personal', () => {
    const { AccessLogSettings } = only('AWS::ApiGatewayV2::Stage').resource.Properties;
    const { Format } = AccessLogSettings as { Format: string };
    const logged = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(new Set(logged)).toEqual(
      new Set([
        'authorizer.error',
        'integrationErrorMessage',
        'requestId',
        'responseLatency',
        'routeKey',
        'status',
      ]),
    );
  });
});

describe('sign-in', () => {
  it('knows no other way in than the SAML application', () => {
    expect(only('AWS::Cognito::UserPool').resource.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
      UserPoolTier: 'ESSENTIALS',
    });
    expect(only('AWS::Cognito::UserPoolIdentityProvider').resource.Properties).toMatchObject({
      ProviderName: 'IdentityCenter',
      ProviderType: 'SAML',
      AttributeMapping: { email: 'Email' },
    });
  });

  it('gives the web app a code for its tokens, no secret, and no password', () => {
    expect(only('AWS::Cognito::UserPoolClient').resource.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      SupportedIdentityProviders: ['IdentityCenter'],
      PreventUserExistenceErrors: 'ENABLED',
    });
  });
});

describe('the web app', () => {
  const { stack, resource } = only('AWS::Amplify::App');
  const rules = resource.Properties.CustomRules as { Source: string; Target: string; Status: string }[];

  it('answers pages with the app and files with themselves', () => {
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ Target: '/index.html', Status: '200' });
    // Which paths these are is tested where the pattern is.
    expect(rules[0]?.Source).toBe(`</${PAGES}/>`);
  });

  it('runs no script from elsewhere and is framed by nobody', () => {
    const headers = assembly.show(resource.Properties.CustomHeaders, stack);
    expect(headers).toContain("script-src 'self';");
    expect(headers).toContain("frame-ancestors 'none'");
    expect(headers).toContain("'Strict-Transport-Security'");
    const [, connections = ''] = /connect-src ([^;]+)/.exec(headers) ?? [];
    expect(connections.split(' ')).toEqual([
      "'self'",
      'https://*.execute-api.${Region}.${URLSuffix}',
      'https://hourglass-example.auth.eu-west-1.amazoncognito.com',
      'https://cognito-idp.eu-west-1.amazonaws.com',
    ]);
  });

  it('has its files kept for good where their names change with them, and asked for anew where not', () => {
    const headers = assembly.show(resource.Properties.CustomHeaders, stack);
    for (const [pattern, caching] of Object.entries(CACHING))
      expect(headers).toContain(
        `  - pattern: '${pattern}'\n    headers:\n      - key: 'Cache-Control'\n        value: "${caching}"\n`,
      );
  });
});
