import { synthesized } from './support/assembly';
import { permissionsOf } from './support/permissions';

const assembly = synthesized();

type Statement = {
  Sid: string;
  Effect: string;
  Principal: { AWS: unknown };
  Action: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
};

describe('the key that signs daily roots', () => {
  const [placed, ...others] = assembly.all('AWS::KMS::Key');
  const policy = placed?.resource.Properties.KeyPolicy as { Statement: Statement[] } | undefined;
  const statements = policy?.Statement ?? [];
  const principal = ({ Principal }: Statement) => assembly.show(Principal.AWS, placed?.stack ?? '');

  it('is one, for signatures alone, and outlives its stack', () => {
    expect(others).toEqual([]);
    expect(placed?.resource).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
    });
  });

  it('G9: lets the role of seal-audit sign and nobody else, whatever the policies of the account say', () => {
    const signing = statements.filter(({ Action }) => JSON.stringify(Action).match(/kms:(Sign|\*)/));
    expect(signing.map((statement) => [statement.Effect, statement.Action, principal(statement)])).toEqual([
      ['Allow', 'kms:Sign', 'arn:${Partition}:iam::111122223333:root'],
    ]);
    const [name, ...others] = assembly
      .all('AWS::IAM::Role')
      .filter((role) => assembly.path(role) === 'Workflow/AuditSeal/seal-audit/Role')
      .map(({ resource }) => String(resource.Properties.RoleName));
    expect({ name, others }).toEqual({ name: 'hourglass-prod-seal-audit-eu-west-1', others: [] });
    const condition = signing[0]?.Condition?.ArnEquals?.['aws:PrincipalArn'];
    expect(assembly.show(condition, placed?.stack ?? '')).toBe(
      `arn:\${Partition}:iam::\${AccountId}:role/${name}`,
    );
    const holders = permissionsOf(assembly).filter(({ action }) => action === 'kms:Sign');
    expect(holders.map(({ who }) => who)).toEqual(['seal-audit']);
  });
});

it('G9: who writes events cannot write roots, and who writes roots cannot write events', () => {
  const writers = permissionsOf(assembly).filter(
    ({ action, resource }) => action === 'dynamodb:PutItem' && resource === 'Data/Audit/Table',
  );
  const sealing = 'ForAllValues:StringLike dynamodb:LeadingKeys daily-*';
  const appending = 'ForAllValues:StringNotLike dynamodb:LeadingKeys daily-*';
  expect(writers.length).toBeGreaterThan(3);
  for (const { who, condition } of writers)
    expect(condition).toBe(who === 'seal-audit' ? sealing : appending);
});
