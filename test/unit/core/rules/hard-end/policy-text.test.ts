import fc from 'fast-check';
import { START } from '../../../../support/fakes/fake-clock';
import { exchangeStatements, policyCharacters } from '../../../../../core/rules/hard-end/policy-text';
import { planHardEnd } from '../../../../../core/rules/hard-end/plan-hard-end';
import { evaluate } from '../../../../support/iam';
import { buildEntry, request, SET } from './entries';

const ours = (at: number) => `{"Sid":"HourglassHardEnd${at}","Effect":"Deny","Action":"*","Resource":"*"}`;

function exchanged(policy: string, statements: readonly string[]): string {
  const merged = exchangeStatements(policy, statements);
  if (merged.kind !== 'merged') throw new Error(merged.reason);
  return merged.text;
}

const CUSTOM = `{
  "Version": "2008-10-17",   "Id":"x",
  "Statement" : [
    { "Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*"], "Resource": "arn:aws:s3:::a\\"]}\\\\b/*",
      "Condition": { "NumericLessThanEquals": { "s3:max-keys": 12345678901234567890.10 } } } ,
    {"Effect":"Deny","NotAction":"s3:*","Resource":["*"]}
  ]
}
`;

describe('what the customer wrote', () => {
  test('stays as it is, character for character, and comes back when ours go', () => {
    const withOurs = exchanged(CUSTOM, [ours(1), ours(2)]);
    expect(withOurs.replace(`,${ours(1)},${ours(2)}`, '')).toBe(CUSTOM);
    expect(() => JSON.parse(withOurs)).not.toThrow();
    expect(exchanged(withOurs, [])).toBe(CUSTOM);
    expect(exchanged(withOurs, [ours(1), ours(2)])).toBe(withOurs);
    expect(exchanged(exchanged(withOurs, [ours(3)]), [ours(1), ours(2)])).toBe(withOurs);
  });

  test('a single statement becomes the first of a list', () => {
    const single = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
    const withOurs = exchanged(single, [ours(1)]);
    expect(JSON.parse(withOurs).Statement).toHaveLength(2);
    expect(JSON.parse(exchanged(withOurs, []))).toEqual({ Statement: [JSON.parse(single).Statement] });
    expect(exchanged(single, [])).toBe(single);
  });

  test('is kept when somebody has moved our statements about', () => {
    const [a, b, c] = ['{"Sid":"A"}', '{"Sid":"B"}', '{"Sid":"HourglassHardEnd"}'];
    const mixed = `{"Statement":[${ours(7)}, ${a} ,${ours(8)},${b},  ${c}, ${ours(9)}]}`;
    expect(JSON.parse(exchanged(mixed, [])).Statement).toEqual([{ Sid: 'A' }, { Sid: 'B' }, JSON.parse(c)]);
  });

  test('a policy of nothing but ours is empty without them; an empty one gets ours', () => {
    const own = exchanged('', [ours(1)]);
    expect(JSON.parse(own)).toEqual({ Version: '2012-10-17', Statement: [JSON.parse(ours(1))] });
    expect(exchanged(own, [])).toBe('');
    expect(exchanged('', [])).toBe('');
  });

  test.each([
    ['no JSON', '{"Statement":[}'],
    ['no object', '[{"Statement":[]}]'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['two of them', '{"Statement":[],"Statement":[]}'],
    ['a statement that is neither', '{"Statement":"Allow"}'],
  ])('%s is left alone and said to be unreadable', (_, policy) => {
    expect(exchangeStatements(policy, [ours(1)])).toMatchObject({ kind: 'unreadable' });
  });
});

test('characters are counted without white space, as AWS does', () => {
  expect(policyCharacters('{ "a":\n\t"b c" }')).toBe(10);
  expect(policyCharacters('é')).toBe(2);
});

const aStatement = fc.record(
  {
    Sid: fc.constantFrom('Mine', 'HourglassHardEndings', 'x]}'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.subarray(['s3:*', 's3:GetObject', 'ec2:*', '*'], { minLength: 1 }),
    Resource: fc.constantFrom('*', ['arn:aws:s3:::shop/*', 'arn:aws:s3:::"\\']),
    Condition: fc.constantFrom(
      { StringLike: { 'aws:PrincipalArn': '*' } },
      { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const aPolicy = fc
  .record({
    statements: fc.array(aStatement, { minLength: 1, maxLength: 4 }),
    indent: fc.constantFrom(0, 2, '\t'),
  })
  .map(({ statements, indent }) =>
    JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, indent),
  );

describe('for any policy of a customer', () => {
  test('ours come and go without a trace, and twice is once', () => {
    fc.assert(
      fc.property(aPolicy, fc.integer({ min: 1, max: 3 }), (policy, count) => {
        const statements = Array.from({ length: count }, (_, at) => ours(at + 1));
        const once = exchanged(policy, statements);
        expect(exchanged(once, statements)).toBe(once);
        expect(exchanged(once, [])).toBe(policy);
      }),
    );
  });

  test('it means the same, but for the sessions that are denied', () => {
    fc.assert(
      fc.property(
        aPolicy,
        fc.boolean(),
        fc.constantFrom('s3:GetObject', 'ec2:RunInstances'),
        (policy, ended, action) => {
          const entry = buildEntry({ endsAt: START + 1_000 });
          const plan = planHardEnd(policy, [entry], SET, START);
          if (plan.kind !== 'plan') throw new Error(plan.reason);
          const asked = request({ issuedAt: START }, ended ? START + 1_000 : START, action);
          expect(evaluate(plan.policy, asked)).toBe(ended ? 'denied' : evaluate(policy, asked));
        },
      ),
    );
  });
});
