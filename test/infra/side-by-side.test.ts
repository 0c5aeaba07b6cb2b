import { Assembly, type Placed } from './support/assembly';
import { exampleConfig, synthesize } from './support/installation';

const config = exampleConfig();
const signIn = { ...config.signIn, domainPrefix: 'hourglass-other' };
const production = new Assembly(synthesize({ ...config, stage: 'prod' }));
const other = new Assembly(synthesize({ ...config, stage: 'other', signIn }));

/** Names of what belongs to something else that has a name or an id of its own. */
const WITHIN =
  /^AWS::(Amplify::Branch|ApiGatewayV2::(Authorizer|Stage)|Cognito::UserPoolIdentityProvider|IAM::Policy)$/;

/** Every name that somebody chose, with the type of the resource; names that CloudFormation makes are made new each time. */
function namesOf(assembly: Assembly): string[] {
  return resourcesOf(assembly)
    .filter(({ resource: { Type } }) => !WITHIN.test(Type))
    .flatMap(({ resource: { Type, Properties } }) =>
      Object.entries(Properties)
        .filter(([key]) => /(Name|^Domain)$/.test(key) && !/^(Metric|Display)Name$/.test(key))
        // The FunctionName of a permission or event source says which function it is about.
        .filter(([key]) => key !== 'FunctionName' || Type === 'AWS::Lambda::Function')
        .flatMap(([key, value]) => (typeof value === 'string' ? [`${Type} ${key} ${value}`] : [])),
    );
}

function resourcesOf(assembly: Assembly): Placed[] {
  const types = assembly.stacks.flatMap((stack) => {
    const { Resources } = JSON.parse(assembly.text(`${stack}.template.json`)) as {
      Resources: Record<string, { Type: string }>;
    };
    return Object.values(Resources).map(({ Type }) => Type);
  });
  return [...new Set(types)].flatMap((type) => assembly.all(type));
}

function exportsOf(assembly: Assembly): string[] {
  return assembly.stacks.flatMap((stack) => {
    const { Outputs = {} } = JSON.parse(assembly.text(`${stack}.template.json`)) as {
      Outputs?: Record<string, { Export?: { Name: string } }>;
    };
    return Object.values(Outputs).flatMap(({ Export }) => (Export ? [Export.Name] : []));
  });
}

const both = <T>(ours: readonly T[], theirs: readonly T[]) => ours.filter((one) => theirs.includes(one));

describe('two installations in one account and Region', () => {
  it('have no stack in common', () => {
    expect(both(production.stacks, other.stacks)).toEqual([]);
    expect(production.stacks).toHaveLength(other.stacks.length);
  });

  it('have no name in common: of a function, log group, state machine, sign-in host or anything else', () => {
    const names = namesOf(production);
    expect(names.filter((name) => name.includes('LogGroupName'))).not.toEqual([]);
    expect(names.filter((name) => name.includes('StateMachineName'))).not.toEqual([]);
    expect(both(names, namesOf(other))).toEqual([]);
  });

  it('have the stage in every name but that of the sign-in host, which the configuration names', () => {
    const unstaged = namesOf(other).filter((name) => !/[-_]other/.test(name));
    expect(unstaged).toEqual([]);
  });

  it('have no export in common', () => {
    expect(exportsOf(production)).not.toEqual([]);
    expect(both(exportsOf(production), exportsOf(other))).toEqual([]);
  });

  it('have the same resources', () => {
    // CDK names some resources by where others stand, and adds a hash of that.
    const placesOf = (assembly: Assembly) =>
      resourcesOf(assembly).map((placed) =>
        assembly.path(placed).replaceAll(/Hourglass(prod|other)|[0-9A-F]{8}/g, ''),
      );
    expect(placesOf(other)).toEqual(placesOf(production));
  });
});
