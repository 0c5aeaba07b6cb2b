/** What the SDK's model says about one value. */
export type Shape = Structure | { kind: 'list'; item: Shape } | { kind: 'map'; value: Shape } | Scalar;

/** A value without parts; `any` is a document, which the model leaves open. */
export type Scalar = { kind: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'any' };

/** A structure or a union, with its members by name. Members are resolved late because models are recursive. */
export type Structure = {
  kind: 'structure';
  name: string;
  names: ReadonlySet<string>;
  required: readonly string[];
  union: boolean;
  member(name: string): Shape | undefined;
};

/** What the model says about one operation. */
export type Operation = { input: Shape; output: Shape };

/** What the model says about one error; `code` is its name in the query protocol. */
export type ErrorShape = { shape: Shape; code: string };

// The numbers of https://github.com/smithy-lang/smithy-typescript/tree/main/packages/types/src/schema
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const UNION = 4;
const OPERATION = 9;
const ERROR = -3;
const LIST_FLAG = 0b0100_0000;
const MAP_FLAG = 0b1000_0000;

const SCALARS = new Map<number, Scalar>([
  [0, { kind: 'string' }],
  [1, { kind: 'number' }],
  [2, { kind: 'boolean' }],
  [4, { kind: 'timestamp' }],
  [5, { kind: 'timestamp' }],
  [6, { kind: 'timestamp' }],
  [7, { kind: 'timestamp' }],
  [15, { kind: 'any' }],
  [17, { kind: 'number' }],
  [19, { kind: 'number' }],
  [21, { kind: 'blob' }],
  [42, { kind: 'blob' }],
]);

const UNIT: Structure = structure('Unit', [], [], 0, false);
const known = new WeakMap<object, Shape>();

/** The operation `name` of an SDK client's module, if its model has one. */
export function operationOf(model: Record<string, unknown>, name: string): Operation | undefined {
  const schema = staticSchema(model, name);
  return schema?.[0] === OPERATION ? { input: shapeOf(schema[4]), output: shapeOf(schema[5]) } : undefined;
}

/** The error `name` of an SDK client's module, if its model has one. */
export function errorOf(model: Record<string, unknown>, name: string): ErrorShape | undefined {
  const schema = staticSchema(model, name);
  if (schema?.[0] !== ERROR) return undefined;
  const traits: unknown = schema[3];
  const query = typeof traits === 'object' && traits && 'awsQueryError' in traits ? traits.awsQueryError : [];
  const code: unknown = Array.isArray(query) ? query[0] : undefined;
  return { shape: shapeOf(schema), code: typeof code === 'string' ? code : name };
}

/** Reads a runtime schema of the SDK. */
export function shapeOf(schema: unknown): Shape {
  if (typeof schema === 'function') return shapeOf(schema());
  if (typeof schema === 'number') return scalarOf(schema);
  if (schema === 'unit') return UNIT;
  if (!Array.isArray(schema)) throw new TypeError(`not a schema: ${String(schema)}`);
  const found = known.get(schema);
  if (found) return found;
  const shape = parse(schema);
  known.set(schema, shape);
  return shape;
}

function parse(schema: readonly unknown[]): Shape {
  const [kind, namespace, name] = schema;
  if (typeof kind !== 'number' || typeof namespace !== 'string') return shapeOf(kind); // a member: [schema, traits]
  if (kind === LIST) return { kind: 'list', item: shapeOf(schema[4]) };
  if (kind === MAP) return { kind: 'map', value: shapeOf(schema[5]) };
  if (kind === STRUCTURE || kind === UNION || kind === ERROR) {
    const required = typeof schema[6] === 'number' ? schema[6] : 0;
    return structure(String(name), list(schema[4]).map(String), list(schema[5]), required, kind === UNION);
  }
  return shapeOf(schema[4]);
}

function structure(
  name: string,
  names: string[],
  types: unknown[],
  required: number,
  union: boolean,
): Structure {
  const index = new Map(names.map((member, at) => [member, at]));
  const resolved: (Shape | undefined)[] = [];
  return {
    kind: 'structure',
    name,
    names: new Set(names),
    required: names.slice(0, required),
    union,
    member(member) {
      const at = index.get(member);
      return at === undefined ? undefined : (resolved[at] ??= shapeOf(types[at]));
    },
  };
}

function scalarOf(schema: number): Shape {
  if (schema & LIST_FLAG) return { kind: 'list', item: scalarOf(schema & ~LIST_FLAG) };
  if (schema & MAP_FLAG) return { kind: 'map', value: scalarOf(schema & ~MAP_FLAG) };
  const scalar = SCALARS.get(schema);
  if (!scalar) throw new TypeError(`not a schema: ${schema}`);
  return scalar;
}

function staticSchema(model: Record<string, unknown>, name: string): unknown[] | undefined {
  const schema = Object.hasOwn(model, `${name}$`) ? model[`${name}$`] : undefined;
  return Array.isArray(schema) ? schema : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
