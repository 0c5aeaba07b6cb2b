import { type FunctionName, functions } from '../../lambdas/functions';
import { type Placed, synthesized } from './support/assembly';

// The functions of stacks that are made by an option alone are deployed as well.
const assembly = synthesized('every option');
const NAMES = Object.keys(functions) as FunctionName[];

function functionOf(name: FunctionName): Placed {
  const all = assembly.all('AWS::Lambda::Function');
  const found = all.find(({ resource }) => resource.Properties.FunctionName === `hourglass-prod-${name}`);
  if (!found) throw new Error(`${name} is not deployed`);
  return found;
}

/** The environment as the function will see it; what AWS fills in becomes some text. */
function environmentOf({ stack, resource }: Placed): Record<string, string> {
  const { Variables } = resource.Properties.Environment as { Variables: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(Variables).map(([name, value]) => [
      name,
      assembly.show(value, stack).replaceAll(/[$/]?\{?[A-Za-z]+\/[A-Za-z./]+/g, 'deployed'),
    ]),
  );
}

it('deploys every function of the list and no other', () => {
  const deployed = assembly
    .all('AWS::Lambda::Function')
    .map(({ resource }) => String(resource.Properties.FunctionName).replace('hourglass-prod-', ''));
  expect(deployed.toSorted()).toEqual(NAMES.toSorted());
});

describe.each(NAMES)('%s', (name) => {
  const placed = functionOf(name);
  const { Properties } = placed.resource;

  it('gets an environment that it accepts, and nothing that it does not declare', () => {
    const environment = environmentOf(placed);
    expect(functions[name].env.safeParse(environment).error?.issues ?? []).toEqual([]);
    const declared = Object.keys(functions[name].env.shape);
    expect(Object.keys(environment).filter((variable) => !declared.includes(variable))).toEqual([]);
  });

  it('runs on Node 24 on arm64 with the memory and time of the list', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: functions[name].memoryMegabytes,
      Timeout: functions[name].timeoutSeconds,
    });
  });

  it('writes to a log group of its own that forgets', () => {
    const logGroups = assembly.all('AWS::Logs::LogGroup').map(({ resource }) => resource.Properties);
    const own = logGroups.find(({ LogGroupName }) => LogGroupName === `/aws/lambda/hourglass-prod-${name}`);
    expect(own).toMatchObject({ RetentionInDays: 90 });
    expect(Properties).toHaveProperty('LoggingConfig');
  });
});
