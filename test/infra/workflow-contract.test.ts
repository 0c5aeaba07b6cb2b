import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import * as contract from '../../core/contract/workflow';
import { functions } from '../../lambdas/functions';
import { Expressions } from '../../local/aws/step-functions/expressions';
import type { Json } from '../../local/aws/step-functions/json';
import { seeded } from '../../local/aws/step-functions/jsonata-functions';
import { type Definition, endsWithout } from './support/asl-graph';
import { unassignedIn, variablesIn } from './support/asl-variables';

const ROOT = join(__dirname, '..', '..');
const NAMES = ['approval', 'ending', 'lease'] as const;

type Task = Definition['States'][string] & {
  readonly Resource: string;
  readonly TimeoutSeconds: unknown;
  readonly Arguments: { readonly FunctionName: string; readonly Payload: Json };
  readonly Retry: readonly { readonly ErrorEquals: string[]; readonly MaxAttempts: number }[];
};
type Choice = { readonly Condition: string; readonly Assign?: object; readonly Next: string };

const definitionOf = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'statemachines', `${name}.asl.json`), 'utf8')) as Definition;
const tasksOf = (name: string) =>
  Object.entries(definitionOf(name).States).filter(([, { Type }]) => Type === 'Task') as [string, Task][];
const functionOf = ({ Arguments }: Task) =>
  Arguments.FunctionName.replace(/^\$\{|Function\}$/g, '')
    .split(/(?<=[a-z])(?=[A-Z])/)
    .join('-')
    .toLowerCase() as keyof typeof functions;

const { LeaseTaskInput, StrayTaskInput, ActivateLeaseOutput, EndLeaseOutput } = contract;

/** What each function takes and, where the workflow looks at it, answers: names as its handler writes them. */
const CONTRACT = {
  'await-decision': { input: 'AwaitDecisionInput', takes: [contract.AwaitDecisionInput] },
  'expire-request': { input: 'ExpireRequestInput', takes: [contract.ExpireRequestInput] },
  'activate-lease': { input: 'LeaseTaskInput', takes: [LeaseTaskInput] },
  'hard-end': { input: 'HardEndInput', takes: [contract.HardEndInput] },
  'await-end': { input: 'AwaitEndInput', takes: [contract.AwaitEndInput] },
  'end-lease': { input: 'Input', takes: [LeaseTaskInput, StrayTaskInput] },
} as const satisfies Record<string, { input: string; takes: readonly z.ZodObject[] }>;
const contractOf = (task: Task) => CONTRACT[functionOf(task) as keyof typeof CONTRACT];

const AT = '2026-07-01T10:00:00.000Z';
const JOINED = {
  beneficiaryId: '11111111-1111-4111-8111-111111111111',
  entitlement: {
    kind: 'account-assignment',
    accountId: '111122223333',
    permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef',
  },
  standing: false,
};
const IDS = { requestId: 'request', leaseId: 'lease' };

/** The variables that each workflow may hold when it calls a function: at first, and later. */
const VARIABLES: Readonly<Record<(typeof NAMES)[number], readonly Record<string, Json>[]>> = {
  approval: [{ requestId: 'request' }],
  lease: [
    { ...IDS, endsAt: AT, attempt: 0, creationId: '', deletionId: '', joined: null },
    { ...IDS, endsAt: AT, attempt: 7, creationId: 'c', deletionId: 'd', joined: JOINED },
  ].map((some) => ({ ...some, activation: { permissionSetArn: JOINED.entitlement.permissionSetArn } })),
  ending: [
    { task: { kind: 'lease', ...IDS }, attempt: 0, deletionId: '' },
    { task: { kind: 'stray', findingId: 'finding' }, attempt: 3, deletionId: 'd' },
  ],
};

const expressions = new Expressions({ now: () => Date.parse(AT), random: seeded(1) });
const payloadsOf = (name: (typeof NAMES)[number], { Arguments: { Payload } }: Task) =>
  Promise.all(
    VARIABLES[name].map((variables) =>
      expressions.evaluate(
        Payload,
        {
          states: {
            input: { requestId: 'request', expiresAt: AT },
            context: { Task: { Token: 'token' } },
          },
          variables,
        },
        'Payload',
      ),
    ),
  );

/** Schemas that take a payload whole: no field is refused, and none is overlooked. */
const takenBy = (payload: Json, schemas: readonly z.ZodObject[]) =>
  schemas.filter(
    (schema) =>
      schema.safeParse(payload).success &&
      Object.keys(payload as object).every((field) => field in schema.shape),
  );

describe.each(NAMES)('the %s workflow and the code', (name) => {
  const tasks = tasksOf(name);

  it.each(tasks)('%s hands its function what that takes, and nothing else', async (_, task) => {
    for (const payload of await payloadsOf(name, task))
      expect({ payload, takers: takenBy(payload, contractOf(task).takes).length }).toEqual({
        payload,
        takers: 1,
      });
  });

  it.each(tasks)('%s: the schema is the one that the handler parses with', (_, task) => {
    const handler = readFileSync(join(ROOT, 'lambdas', functionOf(task), 'handler.ts'), 'utf8');
    expect(handler).toContain(`taskHandler({ input: ${contractOf(task).input}, `);
    if (contractOf(task).input === 'Input')
      expect(handler).toContain('const Input = z.union([LeaseTaskInput, StrayTaskInput]);');
  });

  it.each(tasks)('%s waits longer than its function runs', (_, task) => {
    if (task.Resource.endsWith('.waitForTaskToken')) expect(String(task.TimeoutSeconds)).toMatch(/^\{%/);
    else expect(task.TimeoutSeconds).toBeGreaterThan(functions[functionOf(task)].timeoutSeconds);
  });

  it.each(tasks)('%s retries and catches what can happen to any function', (_, { Retry, Catch = [] }) => {
    const handled = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(handled.some((error) => error === 'States.ALL' || error === 'States.TaskFailed')).toBe(true);
    expect(Catch.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(['States.ALL']);
  });

  it('reads no variable before it is assigned, whichever way it came', () => {
    expect(unassignedIn(definitionOf(name))).toEqual([]);
  });
});

describe('what functions answer', () => {
  const choices = (workflow: string, state: string) =>
    (definitionOf(workflow).States[state] as unknown as { Choices: Choice[] }).Choices;
  const stateIn = ({ Condition }: Choice) => /\.(?:state|signal) = '([\w-]+)'/.exec(Condition)?.[1] ?? '';

  /** The answers by the word that tells them apart, each with its fields. */
  const variantsOf = (
    schema: typeof ActivateLeaseOutput | typeof EndLeaseOutput | typeof contract.EndSignal,
  ) =>
    new Map(
      schema.options.map(({ shape }) => {
        const word = 'state' in shape ? shape.state : shape.signal;
        return [String(word.value), Object.keys(shape)] as const;
      }),
    );

  it.each([
    ['lease', 'Activated', ActivateLeaseOutput, ['over']],
    ['lease', 'Woken', contract.EndSignal, ['end']],
    ['lease', 'Ended', EndLeaseOutput, ['ended']],
    // What moved is no ending that was asked for: another workflow waits for it.
    ['ending', 'Ended', EndLeaseOutput, ['ended', 'moved']],
  ] as const)(
    '%s: %s knows each answer, and the fields that it reads are there',
    (workflow, state, schema, rest) => {
      const variants = variantsOf(schema);
      const rules = choices(workflow, state);
      expect([...rules.map(stateIn), ...rest].toSorted()).toEqual([...variants.keys()].toSorted());
      for (const rule of rules) {
        const read = [...JSON.stringify(rule).matchAll(/\$(?:activation|woken|ending)\.(\w+)/g)].map(
          ([, field]) => field,
        );
        expect(variants.get(stateIn(rule))).toEqual(expect.arrayContaining(read));
      }
    },
  );

  it('hard-end: what is read from its answer is there', () => {
    const assigned = JSON.stringify((definitionOf('lease').States.HardEnd as { Assign?: object }).Assign);
    const read = [...assigned.matchAll(/Payload\.(\w+)/g)].map(([, field]) => field);
    expect(Object.keys(contract.HardEndOutput.shape)).toEqual(read);
  });
});

describe('G3: an ending is never given up', () => {
  const { States } = definitionOf('lease');
  const end = States.EndLease as Task;

  it('is tried again as often as Step Functions can, whatever went wrong', () => {
    expect(end.Retry).toEqual([
      expect.objectContaining({ ErrorEquals: ['States.ALL'], MaxAttempts: 99_999_999 }),
    ]);
  });

  it('comes back to EndLease after a failure, whichever way', () => {
    const ways = (end.Catch ?? []).map(({ Next }) =>
      endsWithout(definitionOf('lease'), Next ?? '', 'EndLease'),
    );
    expect(ways).toEqual([[]]);
    expect(end.Catch).toEqual([expect.objectContaining({ ErrorEquals: ['States.ALL'] })]);
  });
});

describe('the walk over variables', () => {
  const state = (more: object) => ({ Type: 'Task', ...more });
  const definition = (States: Record<string, object>) => ({ StartAt: 'A', States }) as unknown as Definition;

  it('notices a variable that one of two ways has not assigned', () => {
    const caught = { ErrorEquals: ['States.ALL'], Next: 'B' };
    const States = {
      A: state({ Assign: { found: 1 }, Next: 'B', Catch: [caught] }),
      B: state({ Arguments: { Payload: '{% $found %}' } }),
    };
    expect(unassignedIn(definition(States))).toEqual(['B: found']);
    const mended = { ...States, A: { ...States.A, Catch: [{ ...caught, Assign: { found: 0 } }] } };
    expect(unassignedIn(definition(mended))).toEqual([]);
  });

  it('knows variables from functions, their parameters and what Step Functions gives', () => {
    const text =
      "{% $merge([$sift($task, function($value, $key) { $key != 'kind' }), $states.input, $attempt]) %}";
    expect([...variablesIn({ deep: [text, 'no $expression'] })]).toEqual(['task', 'attempt']);
  });
});
