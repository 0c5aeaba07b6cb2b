import { type Resource, synthesized, type Template } from './support/assembly';
import { problemsOf, wordsOf } from './support/lint/lint';
import { Schemas } from './support/lint/schemas';

const assembly = synthesized();
const schemas = new Schemas();
const words = (found = assembly) => problemsOf(found, schemas).map(wordsOf);

it.each(['example', 'every option'] as const)(
  'the templates of %s are what CloudFormation takes, by its schemas and by what they refer to',
  (options) => {
    expect(words(synthesized(options))).toEqual([]);
  },
);

type Changeable = { -readonly [K in keyof Resource]: Resource[K] };

/** The first resource of a type, to be changed. */
function first(template: Template, type: string): Changeable {
  const found = Object.values(template.Resources).find((resource) => resource.Type === type);
  if (!found) throw new Error(`There is no ${type}`);
  return found;
}
const set = (type: string, name: string, value: unknown) => (template: Template) => {
  first(template, type).Properties[name] = value;
};
const drop = (type: string, name: string) => (template: Template) => {
  delete first(template, type).Properties[name];
};
const output = (value: object) => (template: Template) => {
  Object.assign((template as { Outputs?: object }).Outputs ?? {}, { Planted: value });
};

const LAMBDA = 'AWS::Lambda::Function';
const MACHINE = 'AWS::StepFunctions::StateMachine';

type Row = readonly [
  title: string,
  stack: string,
  change: (template: Template) => void,
  says: string | RegExp,
];

const PLANTED: readonly Row[] = [
  [
    'an unknown type',
    'Api',
    (template) => Object.assign(first(template, LAMBDA), { Type: 'AWS::Lambda::Functon' }),
    'Type there is no type AWS::Lambda::Functon',
  ],
  [
    'an unknown property',
    'Api',
    set(LAMBDA, 'MemorySise', 1),
    'Properties.MemorySise is no property of this type',
  ],
  [
    'an unknown property below',
    'Api',
    set(LAMBDA, 'TracingConfig', { Mood: 'Active' }),
    'Properties.TracingConfig.Mood is no property of this type',
  ],
  [
    'a text for a number',
    'Api',
    set(LAMBDA, 'Timeout', 'long'),
    'Properties.Timeout is "long", not a whole number',
  ],
  [
    'a fraction for a whole number',
    'Api',
    set(LAMBDA, 'Timeout', 1.5),
    'Properties.Timeout is 1.5, not a whole number',
  ],
  ['a number for a text', 'Api', set(LAMBDA, 'Handler', 7), 'Properties.Handler is 7, not a text'],
  [
    'a text for yes or no',
    'Identity',
    set('AWS::Cognito::UserPoolClient', 'GenerateSecret', 'no'),
    'Properties.GenerateSecret is "no", not a boolean',
  ],
  [
    'one for many',
    'Api',
    set(LAMBDA, 'Architectures', 'arm64'),
    'Properties.Architectures is "arm64", not a list',
  ],
  [
    'a reference where a list must be',
    'Api',
    set(LAMBDA, 'Architectures', { Ref: 'AWS::Region' }),
    'Properties.Architectures is one value, not a list',
  ],
  [
    'a list where a text must be',
    'Api',
    set(LAMBDA, 'Handler', { 'Fn::Split': [',', 'a,b'] }),
    'Properties.Handler is a list, not one value',
  ],
  [
    'a value that is not one of those',
    'Web',
    set('AWS::Amplify::App', 'Platform', 'WEP'),
    'Properties.Platform is "WEP", not WEB, WEB_DYNAMIC, WEB_COMPUTE',
  ],
  [
    'such a value in one branch of a choice',
    'Api',
    (template) => {
      Object.assign(template, { Conditions: { Some: {} } });
      set(LAMBDA, 'PackageType', { 'Fn::If': ['Some', { Ref: 'AWS::NoValue' }, 'Tar'] })(template);
    },
    /Properties.PackageType is "Tar", not .*Zip/,
  ],
  ['a missing property', 'Api', drop(LAMBDA, 'Code'), 'Properties.Code is missing'],
  [
    'a property that is there as no value',
    'Api',
    set(LAMBDA, 'Code', { Ref: 'AWS::NoValue' }),
    'Properties.Code is missing',
  ],
  [
    'a missing property below',
    'Data',
    set('AWS::DynamoDB::GlobalTable', 'Replicas', [{}]),
    'Properties.Replicas.0.Region is missing',
  ],
  [
    'no properties at all',
    'Workflow',
    (template) => Object.assign(first(template, MACHINE), { Properties: {} }),
    'is missing',
  ],
  [
    'a reference to nothing',
    'Api',
    set(LAMBDA, 'Role', { Ref: 'Nobody' }),
    'Properties.Role there is no Nobody',
  ],
  [
    'an attribute of nothing',
    'Api',
    set(LAMBDA, 'Role', { 'Fn::GetAtt': ['Nobody', 'Arn'] }),
    'Properties.Role there is no Nobody',
  ],
  [
    'an attribute that there is not',
    'Api',
    (template) => {
      const [id] = Object.entries(template.Resources).find(([, { Type }]) => Type === LAMBDA)!;
      set('AWS::Lambda::Permission', 'FunctionName', { 'Fn::GetAtt': [id, 'Anr'] })(template);
    },
    'AWS::Lambda::Function has no attribute Anr',
  ],
  [
    'a name in a text that stands for nothing',
    'Api',
    set(LAMBDA, 'Description', { 'Fn::Sub': ['${A} ${B} ${!C} ${AWS::Region}', { A: 'a' }] }),
    'Properties.Description there is no B',
  ],
  [
    'an attribute in a text that there is not',
    'Api',
    set(LAMBDA, 'Description', { 'Fn::Sub': '${Nobody.Arn}' }),
    'there is no Nobody',
  ],
  [
    'a function that there is not',
    'Api',
    set(LAMBDA, 'Description', { 'Fn::Concat': ['a', 'b'] }),
    'Properties.Description there is no Fn::Concat',
  ],
  [
    'a condition that there is not',
    'Api',
    (template) => Object.assign(first(template, LAMBDA), { Condition: 'Never' }),
    'Condition there is no condition Never',
  ],
  [
    'waiting for nothing',
    'Api',
    (template) => Object.assign(first(template, LAMBDA), { DependsOn: ['Godot'] }),
    'DependsOn there is no Godot',
  ],
  [
    'two that wait for each other',
    'Api',
    (template) => {
      const [[function_] = [''], [role] = ['']] = [LAMBDA, 'AWS::IAM::Role'].map(
        (type) => Object.entries(template.Resources).find(([, { Type }]) => Type === type) ?? [''],
      );
      Object.assign(template.Resources[role]!, { DependsOn: function_ });
    },
    'Resources need each other: ',
  ],
  [
    'something that no resource has',
    'Api',
    (template) => Object.assign(first(template, LAMBDA), { DependOn: [] }),
    'DependOn is nothing that a resource has',
  ],
  ['an output of nothing', 'Api', output({ Value: { Ref: 'Nobody' } }), 'there is no Nobody'],
  ['an output without a value', 'Api', output({}), 'Planted Value is missing'],
  [
    'an import of what nobody exports',
    'Api',
    set(LAMBDA, 'Description', { 'Fn::ImportValue': 'lost' }),
    'Properties.Description nothing exports lost',
  ],
  [
    'one export made twice',
    'Identity',
    (template) => {
      const exported = Object.values(template.Outputs ?? {}).find(({ Export }) => Export)!;
      output({ Value: 'x', Export: exported.Export })(template);
    },
    'is exported twice',
  ],
  [
    'a text that is too long',
    'Api',
    set(LAMBDA, 'Description', 'x'.repeat(257)),
    'Properties.Description is 257 long, and may be 256',
  ],
  [
    'a policy that is too long',
    'Api',
    set('AWS::IAM::Policy', 'PolicyDocument', { Statement: 'x'.repeat(10_240) }),
    /Properties.PolicyDocument is \d+ long/,
  ],
  [
    'a description of the stack that is too long',
    'Api',
    (template) => Object.assign(template, { Description: 'ß'.repeat(600) }),
    'Description is 1200 long, and may be 1024',
  ],
  [
    'a name that CloudFormation does not take',
    'Api',
    (template) => Object.assign(template.Resources, { 'A-B': { Type: 'AWS::SQS::Queue', Properties: {} } }),
    'A-B its name is not of letters and digits alone',
  ],
];

describe('the check notices', () => {
  it.each(PLANTED)('%s', (_, stack, change, says) => {
    const found = words(assembly.with(stack, change));
    expect(found.filter((line) => line.startsWith(`Hourglass-prod-${stack} `))).not.toEqual([]);
    expect(found).toContainEqual(
      typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
    );
  });

  it('two stacks that need each other', () => {
    const circle = assembly
      .with('Data', (template) =>
        Object.assign(first(template, 'AWS::SecretsManager::Secret').Properties, {
          Description: { 'Fn::ImportValue': 'planted' },
        }),
      )
      .with('Api', output({ Value: 'x', Export: { Name: 'planted' } }));
    expect(words(circle)).toEqual([expect.stringMatching(/stacks need each other: .*Data.*Api|Api.*Data/)]);
  });

  it('nothing wrong in what a custom resource is given', () => {
    const custom = assembly.with('Api', (template) =>
      Object.assign(template.Resources, {
        Own: { Type: 'Custom::Own', Properties: { ServiceToken: 'arn', Anything: [1] } },
      }),
    );
    expect(words(custom)).toEqual([]);
  });
});
