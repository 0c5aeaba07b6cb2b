import validate from 'asl-validator';
import { reportOn } from '../../../../../local/aws/step-functions/parse-definition';
import { VirtualClock } from '../../../../../local/clock';
import { createMachine, machine, NEW_YEAR, stepFunctions, task, tokenTask } from '../../../../support/asl';

const service = () => stepFunctions({ clock: new VirtualClock({ ticking: false, now: NEW_YEAR }) });
const pass = { Type: 'Pass', End: true };
const retry = (more: Record<string, unknown>) =>
  machine({ A: task({ Retry: [{ ErrorEquals: ['E'], ...more }] }) });

const everything = machine(
  {
    Wait: {
      Type: 'Wait',
      Comment: 'c',
      Timestamp: '{% $states.input.start %}',
      Assign: { n: 1 },
      Next: 'Work',
    },
    Work: task({
      TimeoutSeconds: 60,
      Retry: [
        {
          ErrorEquals: ['States.ALL'],
          IntervalSeconds: 1,
          MaxAttempts: 2,
          BackoffRate: 1.5,
          MaxDelaySeconds: 9,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Bad' }],
      Next: 'Token',
    }),
    Token: tokenTask({ TimeoutSeconds: '{% $n %}', HeartbeatSeconds: 5, Next: 'Branch' }),
    Branch: { Type: 'Parallel', Branches: [{ StartAt: 'P', States: { P: pass } }], Next: 'Each' },
    Each: { Type: 'Map', Items: [1], ItemProcessor: { StartAt: 'I', States: { I: pass } }, Next: 'Choose' },
    Choose: { Type: 'Choice', Choices: [{ Condition: '{% $n = 1 %}', Next: 'Good' }], Default: 'Bad' },
    Good: { Type: 'Succeed' },
    Bad: { Type: 'Fail', Error: 'E', Cause: '{% $string($states.input) %}' },
  },
  { Comment: 'all of it', TimeoutSeconds: 99 },
);

test('a definition that uses everything is accepted, here and by asl-validator', () => {
  expect(reportOn(JSON.stringify(everything)).problems).toEqual([]);
  expect(validate(everything).errorsText()).toBe('');
});

describe('CreateStateMachine refuses with InvalidDefinition', () => {
  test.each<[string, unknown, string]>([
    ['what is no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    ['JSONPath', { StartAt: 'A', States: { A: pass } }, '/QueryLanguage'],
    ['a JSONPath state', machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }), '/States/A/QueryLanguage'],
    ['an unknown type of state', machine({ A: { Type: 'Nap', End: true } }), '/States/A/Type'],
    ['an unknown field', machine({ A: { ...pass, Outputs: 1 } }), '"Outputs" at /States/A'],
    ['a field of JSONPath', machine({ A: { ...pass, Parameters: {} } }), '"Parameters" at /States/A'],
    ['an unknown field of the machine', machine({ A: pass }, { Owner: 'me' }), '"Owner" at /'],
    ['a start that is not there', machine({ A: pass }, { StartAt: 'B' }), 'no state B at /StartAt'],
    ['a Next that is not there', machine({ A: { Type: 'Pass', Next: 'B' } }), 'no state B at /States/A/Next'],
    [
      'a Default that is not there',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'A' }], Default: 'B' } }),
      '/States/A/Default',
    ],
    [
      'a Catch to nowhere',
      machine({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'B' }] }) }),
      '/States/A/Catch[0]/Next',
    ],
    ['a state that nothing leads to', machine({ A: pass, B: pass }), 'the state B is not reachable'],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), 'exactly one of Next and End at /States/A'],
    [
      'both Next and End',
      machine({ A: { ...pass, Next: 'B' }, B: pass }),
      'exactly one of Next and End at /States/A',
    ],
    ['End: false', machine({ A: { Type: 'Pass', End: false } }), '/States/A/End'],
    ['a name of more than 80 characters', machine({ ['x'.repeat(81)]: pass }), 'xxx'],
    [
      'a name used twice',
      machine({ A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass } }], End: true } }),
      'used twice',
    ],
    [
      'an expression that cannot be parsed',
      machine({ A: { ...pass, Output: { a: ['{% $states.input. %}'] } } }),
      '/States/A/Output/a[0]',
    ],
    ['an expression without an end', machine({ A: { ...pass, Output: '{% 1' } }), 'must end with %}'],
    ['$eval', machine({ A: { ...pass, Output: "{% $eval('1') %}" } }), '$eval is not available'],
    [
      'a result where there is none',
      machine({ A: { ...pass, Output: '{% $states.result %}' } }),
      '$states.result is not available',
    ],
    [
      'an error where there is none',
      machine({ A: task({ Output: '{% $states.errorOutput %}' }) }),
      '$states.errorOutput is not available',
    ],
    [
      'an unknown resource',
      machine({ A: task({ Resource: 'arn:aws:states:::sns:publish' }) }),
      'unknown resource arn:aws:states:::sns:publish',
    ],
    [
      'a bare function ARN',
      machine({ A: task({ Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f' }) }),
      '/States/A/Resource',
    ],
    [
      'a missing FunctionName',
      machine({ A: task({ Arguments: { Payload: 1 } }) }),
      'FunctionName is missing',
    ],
    [
      'an unknown argument',
      machine({ A: task({ Arguments: { FunctionName: 'f', InvocationType: 'Event' } }) }),
      'the field InvocationType is not supported',
    ],
    [
      'a token task that hands nothing over',
      machine({ A: tokenTask({ Arguments: { FunctionName: 'f' } }) }),
      'Payload is missing',
    ],
    [
      'a wait without an end',
      machine({ A: { Type: 'Wait', End: true } }),
      'exactly one of Seconds and Timestamp',
    ],
    [
      'a wait with two ends',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      'exactly one of Seconds and Timestamp',
    ],
    ['a negative wait', machine({ A: { Type: 'Wait', Seconds: -1, End: true } }), '/States/A/Seconds'],
    ['a timeout of zero', machine({ A: task({ TimeoutSeconds: 0 }) }), '/States/A/TimeoutSeconds'],
    ['a fractional timeout', machine({ A: task({ TimeoutSeconds: 1.5 }) }), '/States/A/TimeoutSeconds'],
    [
      'a heartbeat as long as the timeout',
      machine({ A: task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }) }),
      'must be smaller than TimeoutSeconds',
    ],
    ['a retry without errors', retry({ ErrorEquals: [] }), '/Retry[0]/ErrorEquals'],
    ['an interval of zero', retry({ IntervalSeconds: 0 }), '/Retry[0]/IntervalSeconds'],
    ['a shrinking interval', retry({ BackoffRate: 0.5 }), '/Retry[0]/BackoffRate'],
    ['an unknown jitter', retry({ JitterStrategy: 'SOME' }), '/Retry[0]/JitterStrategy'],
    ['States.ALL among others', retry({ ErrorEquals: ['States.ALL', 'E'] }), 'States.ALL must stand alone'],
    [
      'States.ALL before others',
      machine({ A: task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }) }),
      'States.ALL must stand alone',
    ],
    ['a Retry on a Pass', machine({ A: { ...pass, Retry: [] } }), '"Retry" at /States/A'],
    ['a Choice without rules', machine({ A: { Type: 'Choice', Choices: [] } }), '/States/A/Choices'],
    [
      'a variable called states',
      machine({ A: { ...pass, Assign: { states: 1 } } }),
      '/States/A/Assign/states',
    ],
    ['a variable that is no name', machine({ A: { ...pass, Assign: { 'a-b': 1 } } }), '/States/A/Assign/a-b'],
    [
      'a variable of an outer scope in a branch',
      machine({
        A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' },
        B: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'C', States: { C: { ...pass, Assign: { v: 2 } } } }],
          End: true,
        },
      }),
      'the variable v exists in an outer scope at /States/B/Branches[0]/States/C/Assign',
    ],
    [
      'a distributed map',
      machine({
        A: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'I', States: { I: pass } },
          End: true,
        },
      }),
      '/States/A/ItemProcessor/ProcessorConfig/Mode',
    ],
  ])('%s', async (_title, definition, named) => {
    const refusal = await createMachine(service(), definition).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      name: 'InvalidDefinition',
      status: 400,
      message: expect.stringContaining(named),
    });
  });
});

test('ValidateStateMachineDefinition lists every problem with its place', async () => {
  const definition = JSON.stringify(machine({ A: { Type: 'Pass', Next: 'X' }, B: pass }));
  const call = (maxResults?: number) =>
    service().call({ operation: 'ValidateStateMachineDefinition', input: { definition, maxResults } });
  expect(await call()).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ location: '/States/B' }, { location: '/States/A/Next' }],
    truncated: false,
  });
  expect(await call(1)).toMatchObject({ diagnostics: [{ severity: 'ERROR' }], truncated: true });
});
