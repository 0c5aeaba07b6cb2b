import { createHash } from 'node:crypto';
import { ExecutionError } from '../../../../../local/aws/step-functions/execution-error';
import { Expressions } from '../../../../../local/aws/step-functions/expressions';
import type { Json } from '../../../../../local/aws/step-functions/json';
import { seeded } from '../../../../../local/aws/step-functions/jsonata-functions';
import { NEW_YEAR } from '../../../../support/asl';

const expressions = new Expressions({ now: () => NEW_YEAR, random: () => 0.25 });
const evaluate = (template: Json, input: Json = {}, variables: Record<string, Json> = {}) =>
  expressions.evaluate(template, { states: { input }, variables }, 'Output');

describe('expressions', () => {
  test.each<[string, Json, Json]>([
    ['a plain value', { a: [1, 'b', null, true] }, { a: [1, 'b', null, true] }],
    ['a text that only contains an expression', 'x {% 1 %}', 'x {% 1 %}'],
    [
      'an expression anywhere inside',
      { a: ['{% $states.input.n %}'], b: { c: '{% $v %}' } },
      { a: [3], b: { c: 'w' } },
    ],
    ['an expression over several lines', '{%\n  $states.input.n\n  + 1\n%}', 4],
    ['null', '{% null %}', null],
    ['a list of one, which JSONata unwraps', '{% $states.input.list[n = 1].n %}', 1],
    ['a list that is kept as one', '{% [$states.input.list[n = 1].n] %}', [1]],
    ['the time of the timeline', '{% $now() %}', '2026-01-01T00:00:00.000Z'],
    ['the time in a picture', "{% $now('[Y]/[M01]', '+0100') %}", '2026/01'],
    ['milliseconds', '{% $millis() %}', NEW_YEAR],
    ['$random', '{% $random() %}', 0.25],
    ['$random with a seed', '{% $random(7) = $random(7) %}', true],
    ['$parse', '{% $parse(\'{"a":[1]}\').a %}', [1]],
    ['$partition', '{% $partition([1,2,3,4,5], 2) %}', [[1, 2], [3, 4], [5]]],
    ['$range', '{% $range(0, 10, 5) %}', [0, 5, 10]],
    ['$range downwards', '{% $range(3, 1, -1) %}', [3, 2, 1]],
    ['$hash', "{% $hash('x', 'SHA-256') %}", createHash('sha256').update('x').digest('hex')],
    ['$uuid', '{% $length($uuid()) %}', 36],
  ])('evaluates %s', async (_title, template, expected) => {
    const input = { n: 3, list: [{ n: 1 }, { n: 2 }] };
    expect(await evaluate(template, input, { v: 'w' })).toEqual(expected);
  });

  test.each([
    [
      'nothing',
      '{% $states.input.missing %}',
      "'$states.input.missing' specified for the field 'Output' returned nothing",
    ],
    ['an unknown variable', '{% $nobody %}', 'returned nothing'],
    ['the whole document, which is not there', '{% $ %}', 'returned nothing'],
    ['a bare name', '{% n %}', 'returned nothing'],
    ['a function', '{% $sum %}', 'unsupported result type'],
    ['a function inside', '{% [function($x) { $x }] %}', 'unsupported result type'],
    ['a sum of a text', "{% 1 + 'a' %}", 'threw an error'],
    ['an error of its own', "{% $error('no') %}", 'threw an error. no'],
    ['a division by zero', '{% 1 / 0 %}', 'unsupported result type'],
    ['what is no JSON', "{% $parse('{') %}", 'threw an error'],
    ['an endless range', '{% $range(1, 2, 0) %}', 'is not a range'],
    ['too long a range', '{% $range(1, 1001, 1) %}', 'is not a range'],
    ['parts of nothing', '{% $partition([1], 0) %}', 'cannot make parts'],
    ['an unknown hash', "{% $hash('x', 'CRC') %}", 'does not know the algorithm CRC'],
  ])('refuses %s', async (_title, template, cause) => {
    const failure = await evaluate(template, { n: 3 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExecutionError);
    expect(failure).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(cause),
    });
  });

  test('names the field down to the place of the expression', async () => {
    await expect(evaluate({ a: [{ b: '{% $x %}' }] })).rejects.toMatchObject({
      cause: expect.stringContaining("'Output/a[0]/b'"),
    });
  });
});

describe('a seeded series', () => {
  test('is the same for the same seed, and stays in [0, 1)', () => {
    const [one, two] = [seeded(5), seeded(5)];
    const numbers = Array.from({ length: 1_000 }, () => one());
    expect(numbers).toEqual(Array.from({ length: 1_000 }, () => two()));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(new Set(numbers).size).toBeGreaterThan(990);
  });
});
