import { partitionOf } from '../../lib/config/sign-in-hosts';
import { parseConfig } from '../../lib/config/read-config';
import { Assembly } from './support/assembly';
import { exampleConfig, synthesize } from './support/installation';

/** There is no Amplify Hosting in GovCloud. */
const OWN = { web: { hosting: 'own', url: 'https://access.example.com' } } as const;

it.each([
  ['eu-west-1', 'aws', {}],
  ['us-east-1', 'aws', {}],
  ['ap-southeast-4', 'aws', {}],
  ['us-gov-west-1', 'aws-us-gov', OWN],
  ['us-gov-east-1', 'aws-us-gov', OWN],
])('%s is in the partition %s, and accepted', (region, partition, changes) => {
  expect(partitionOf(region)).toBe(partition);
  expect(parseConfig({ ...exampleConfig(), ...changes, region }, 'test').region).toBe(region);
});

it.each(['cn-north-1', 'cn-northwest-1'])(
  '%s is in China, and refused for what is missing there',
  (region) => {
    expect(partitionOf(region)).toBe('aws-cn');
    const read = () => parseConfig({ ...exampleConfig(), ...OWN, region }, 'test');
    expect(read).toThrow('region: must be a Region with Cognito user pools');
  },
);

/** Hosts with the commercial ending that are written out, and why each may stay. */
const KNOWN: readonly (readonly [pattern: RegExp, because: string])[] = [
  [/^[a-z0-9-]+\.amazonaws\.com$/, 'A service principal, which is written so in every partition.'],
  [/^portal\.sso\./, 'The metadata address of the example, which the configuration names.'],
  [/\.us-gov-west-1\.amazonaws\.com$/, 'The ending of GovCloud is the commercial one.'],
  [/\.amazoncognito\.com$/, 'The sign-in host; there are no user pools in China.'],
];

/** What CloudFormation does not have there, so that CDK refuses to make templates for it. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  'us-gov-west-1': [],
  'cn-north-1': [
    'AWS::Cognito::ManagedLoginBranding',
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::UserPoolDomain',
    'AWS::Cognito::UserPoolIdentityProvider',
  ],
};

describe.each(Object.entries(MISSING))('in %s', (region, missing) => {
  const config = exampleConfig(OWN);
  const assembly = new Assembly(synthesize({ ...config, region }));
  const texts = assembly.stacks.map((stack) => assembly.text(`${stack}.template.json`));

  it('no ARN names the commercial partition', () => {
    expect(texts.flatMap((text) => text.match(/.{0,40}arn:aws:.{0,40}/g) ?? [])).toEqual([]);
  });

  it('no commercial host is written out that is not known', () => {
    const hosts = texts.flatMap((text) => text.match(/[\w.*-]*amazon(aws|cognito)\.com(?!\.cn)/g) ?? []);
    expect(hosts.length).toBeGreaterThan(0);
    expect(hosts.filter((host) => !KNOWN.some(([pattern]) => pattern.test(host)))).toEqual([]);
  });

  it('functions are those of every other Region', () => {
    const placesOf = (one: Assembly) => one.all('AWS::Lambda::Function').map((placed) => one.path(placed));
    expect(placesOf(assembly)).toEqual(placesOf(new Assembly(synthesize(config))));
  });

  it('CloudFormation lacks what is known to be missing, and nothing else', () => {
    expect(missingIn(() => synthesize({ ...config, region }, { validated: true }))).toEqual(missing);
  });
});

/** Resource types that CDK says do not exist in the Region. */
function missingIn(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    const types = [...String(error).matchAll(/Resource type '([\w:]+)' does not exist/g)];
    return [...new Set(types.map(([, type = '']) => type))].toSorted();
  }
}
