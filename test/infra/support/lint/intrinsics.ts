/** A function of CloudFormation where a value could stand: its name and its argument. */
export type Intrinsic = { readonly name: string; readonly argument: unknown };

/** What an intrinsic gives, as far as it is known without deploying. */
type Gives = 'one' | 'list' | 'anything';

/** Functions that a template may hold, with what they give. `Fn::If` and `Fn::GetAtt` depend on their arguments. */
const FUNCTIONS: Readonly<Record<string, Gives>> = {
  Ref: 'one',
  'Fn::Base64': 'one',
  'Fn::Cidr': 'list',
  'Fn::FindInMap': 'anything',
  'Fn::GetAtt': 'anything',
  'Fn::GetAZs': 'list',
  'Fn::GetStackOutput': 'anything',
  'Fn::If': 'anything',
  'Fn::ImportValue': 'one',
  'Fn::Join': 'one',
  'Fn::Length': 'one',
  'Fn::Select': 'one',
  'Fn::Split': 'list',
  'Fn::Sub': 'one',
  'Fn::ToJsonString': 'one',
};

/** The pseudo parameters that every template has. */
export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set(
  [
    'AccountId',
    'NotificationARNs',
    'NoValue',
    'Partition',
    'Region',
    'StackId',
    'StackName',
    'URLSuffix',
  ].map((name) => `AWS::${name}`),
);

/** The intrinsic that a value is, or undefined for a plain value. */
export function intrinsicOf(value: unknown): Intrinsic | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [first, ...others] = Object.entries(value);
  if (!first || others.length > 0) return undefined;
  const [name, argument] = first;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

/** What an intrinsic gives; undefined: nobody knows such a function. */
export function givenBy({ name }: Intrinsic): Gives | undefined {
  return FUNCTIONS[name];
}

/** Whether a value says that there is none. */
export const isNoValue = (value: unknown): boolean => {
  const intrinsic = intrinsicOf(value);
  return intrinsic?.name === 'Ref' && intrinsic.argument === 'AWS::NoValue';
};

/** Resource and attribute of a `Fn::GetAtt`, which may be written as one text. */
export function getAttOf(argument: unknown): readonly [string, string] | undefined {
  const parts = typeof argument === 'string' ? splitOnce(argument) : argument;
  if (!Array.isArray(parts)) return undefined;
  const [id, attribute] = parts as unknown[];
  return typeof id === 'string' && typeof attribute === 'string' ? [id, attribute] : undefined;
}

/** The names in the text of a `Fn::Sub`, without those that it is given itself. */
export function namesInSub(argument: unknown): string[] {
  const [text, given] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const own = new Set(Object.keys((given ?? {}) as object));
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !own.has(name));
}

function splitOnce(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
