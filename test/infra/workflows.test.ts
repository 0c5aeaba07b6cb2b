import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Placed, synthesized } from './support/assembly';
import { type Definition, endsWithout, errorsOf, lacksOf, nextOf, tokensOf } from './support/asl-graph';

const ROOT = join(__dirname, '..', '..');
const NAMES = ['approval', 'ending', 'lease'] as const;

const assembly = synthesized();
const textOf = (name: string) => readFileSync(join(ROOT, 'statemachines', `${name}.asl.json`), 'utf8');
const definitionOf = (name: string) => JSON.parse(textOf(name)) as Definition;

function machineOf(name: string): Placed {
  const machines = assembly.all('AWS::StepFunctions::StateMachine');
  const machine = machines.find(({ resource }) =>
    String(resource.Properties.StateMachineName).endsWith(`-${name}`),
  );
  if (!machine) throw new Error(`No state machine is called ${name}`);
  return machine;
}

/** A definition with some of its states replaced. */
function changed(name: string, states: Record<string, object>): Definition {
  const definition = definitionOf(name);
  return { ...definition, States: { ...definition.States, ...states } } as Definition;
}

/** Names of all errors that this project throws. */
function errorNames(): Set<string> {
  const files = ['core', 'aws', 'lambdas'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/override (?:readonly )?name = '(\w+)'/g)].map(([, name = '']) => name),
    ),
  );
}

it('deploys a state machine for every file, and a file for every state machine', () => {
  const files = readdirSync(join(ROOT, 'statemachines')).toSorted();
  expect(files).toEqual(NAMES.map((name) => `${name}.asl.json`));
  expect(assembly.all('AWS::StepFunctions::StateMachine')).toHaveLength(files.length);
});

describe.each(NAMES)('the %s workflow', (name) => {
  const { stack, resource } = machineOf(name);
  const substitutions = resource.Properties.DefinitionSubstitutions as Record<string, unknown>;

  it('is deployed as the bytes of its file', () => {
    const { Key } = resource.Properties.DefinitionS3Location as { Key: string };
    expect(assembly.text(`asset.${Key}`)).toBe(textOf(name));
    expect(resource.Properties).not.toHaveProperty('DefinitionString');
  });

  it('is given exactly the tokens that its file holds', () => {
    expect(Object.keys(substitutions).toSorted()).toEqual(tokensOf(textOf(name)));
  });

  it('calls the function that each token is named after', () => {
    for (const [token, value] of Object.entries(substitutions)) {
      if (token === 'Partition') continue;
      const words = token.replace(/Function$/, '').split(/(?<=[a-z])(?=[A-Z])/);
      expect(assembly.show(value, stack)).toMatch(new RegExp(`/${words.join('-').toLowerCase()}/Function$`));
    }
  });

  it('gives every task retries, a catch and a time limit', () => {
    expect(lacksOf(definitionOf(name))).toEqual([]);
  });

  it('waits for no error that nobody throws', () => {
    const thrown = errorNames();
    expect(thrown.size).toBeGreaterThan(0);
    const unknown = errorsOf(definitionOf(name)).filter(
      (error) => !/^(States|Lambda)\./.test(error) && !thrown.has(error),
    );
    expect(unknown).toEqual([]);
  });

  it('names only states that exist, and reaches each', () => {
    const { StartAt, States } = definitionOf(name);
    const reached = new Set([StartAt]);
    for (const state of reached) for (const next of nextOf(States[state]!)) reached.add(next);
    expect([...reached].toSorted()).toEqual(Object.keys(States).toSorted());
  });

  it('logs no execution data, which holds task tokens', () => {
    expect(resource.Properties.LoggingConfiguration).toMatchObject({
      IncludeExecutionData: false,
      Level: 'ALL',
    });
    expect(resource.Properties.TracingConfiguration).toEqual({ Enabled: true });
  });
});

describe('G2: a lease never ends without its ending', () => {
  it('leads every path after the start through EndLease', () => {
    const lease = definitionOf('lease');
    expect(Object.keys(lease.States)).toContain('EndLease');
    expect(endsWithout(lease, lease.StartAt, 'EndLease')).toEqual([]);
    expect(endsWithout(lease, 'EndLease', '')).toEqual(['Done']);
  });

  it.each([
    [
      'a catch that goes around it',
      { Activate: { Type: 'Task', Catch: [{ Next: 'Done' }], Next: 'Activated' } },
    ],
    ['a choice that goes around it', { Woken: { Type: 'Choice', Choices: [], Default: 'Done' } }],
    ['a task that ends the execution', { AwaitEnd: { Type: 'Task', End: true } }],
  ])('notices %s', (_, states) => {
    expect(endsWithout(changed('lease', states), 'WaitForStart', 'EndLease')).not.toEqual([]);
  });

  it('notices a task without retries, catch or time limit', () => {
    const broken = changed('lease', { EndLease: { Type: 'Task', Retry: [], Next: 'Ended' } });
    expect(lacksOf(broken)).toEqual(['EndLease: Retry', 'EndLease: Catch', 'EndLease: TimeoutSeconds']);
  });
});
