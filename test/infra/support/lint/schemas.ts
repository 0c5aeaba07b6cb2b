import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';
import { givenBy, intrinsicOf, isNoValue } from './intrinsics';

/** Something that a schema does not allow: where in the resource, and what. */
export type Misfit = { readonly path: string; readonly says: string };

const CUSTOM = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

/** CloudFormation's schemas of resources, from the package that the CDK itself is made of: nothing is asked of the network. */
export class Schemas {
  readonly #db = loadAwsServiceSpecSync();
  readonly #known = new Map<string, Resource | undefined>();

  /** What a type looks like; undefined: there is no such type. */
  typeOf(type: string): Resource | undefined {
    const name = CUSTOM.test(type) ? 'AWS::CloudFormation::CustomResource' : type;
    if (!this.#known.has(name))
      this.#known.set(name, this.#db.lookup('resource', 'cloudFormationType', 'equals', name)[0]);
    return this.#known.get(name);
  }

  /** Everything about the properties of a resource that its type does not allow. */
  misfitsOf(type: string, properties: unknown): Misfit[] {
    const schema = this.typeOf(type);
    if (!schema) return [{ path: 'Type', says: `there is no type ${type}` }];
    // What a custom resource takes is known to its function alone.
    const open = CUSTOM.test(type);
    return this.#inObject(properties ?? {}, schema.properties, 'Properties', open);
  }

  /** Whether a resource of a type has an attribute. */
  hasAttribute(type: string, attribute: string): boolean {
    if (CUSTOM.test(type)) return true;
    // Outputs of a nested stack and the like are named by what they are of.
    return attribute in (this.typeOf(type)?.attributes ?? {});
  }

  #inObject(value: unknown, properties: Record<string, Property>, path: string, open = false): Misfit[] {
    if (!isObject(value)) return [{ path, says: `is ${nameOf(value)}, not an object` }];
    const missing = Object.entries(properties)
      .filter(([name, { required }]) => required && (value[name] === undefined || isNoValue(value[name])))
      .map(([name]) => ({ path: `${path}.${name}`, says: 'is missing' }));
    return [
      ...missing,
      ...Object.entries(value).flatMap(([name, each]) => {
        const property = properties[name];
        const place = `${path}.${name}`;
        if (!property) return open ? [] : [{ path: place, says: 'is no property of this type' }];
        return this.#inOneOf(each, [property.type, ...(property.previousTypes ?? [])], place);
      }),
    ];
  }

  /** A value that fits any of the types is fine; else the type that it fits best tells what is wrong. */
  #inOneOf(value: unknown, types: readonly PropertyType[], path: string): Misfit[] {
    const tried = types.map((type) => this.#in(value, type, path));
    return tried.find((misfits) => misfits.length === 0) ?? best(tried);
  }

  #in(value: unknown, type: PropertyType, path: string): Misfit[] {
    if (type.type === 'union') return this.#inOneOf(value, type.types, path);
    const intrinsic = intrinsicOf(value);
    if (intrinsic?.name === 'Fn::If') {
      const [, ...branches] = intrinsic.argument as unknown[];
      return branches.flatMap((branch) => (isNoValue(branch) ? [] : this.#in(branch, type, path)));
    }
    if (intrinsic) return misfitsOfGiven(givenBy(intrinsic), type, path);
    return this.#inPlain(value, type, path);
  }

  #inPlain(value: unknown, type: Exclude<PropertyType, { readonly type: 'union' }>, path: string): Misfit[] {
    switch (type.type) {
      case 'ref':
        return this.#inObject(value, this.#db.get('typeDefinition', type.reference).properties, path);
      case 'tag':
        return this.#inObject(value, TAG, path);
      case 'array':
        if (!Array.isArray(value)) return [wrong(value, 'a list', path)];
        return value.flatMap((each, at) => this.#in(each, type.element, `${path}.${at}`));
      case 'map':
        if (!isObject(value)) return [wrong(value, 'an object', path)];
        return Object.entries(value).flatMap(([name, each]) =>
          this.#in(each, type.element, `${path}.${name}`),
        );
      case 'string':
        return isText(value) && isOneOf(value, type.allowedValues)
          ? []
          : [wrong(value, type.allowedValues?.join(', ') ?? 'a text', path)];
      case 'integer':
        return isWhole(value) && isOneOf(Number(value), type.allowedValues)
          ? []
          : [wrong(value, type.allowedValues?.join(', ') ?? 'a whole number', path)];
      case 'number':
        return isNumber(value) ? [] : [wrong(value, 'a number', path)];
      case 'boolean':
        return [true, false, 'true', 'false'].includes(value as boolean | string)
          ? []
          : [wrong(value, 'a boolean', path)];
      case 'json':
      case 'date-time':
        return [];
      case 'null':
        return value === null ? [] : [wrong(value, 'nothing', path)];
    }
  }
}

const TAG: Record<string, Property> = {
  Key: { required: true, type: { type: 'string' } },
  Value: { required: true, type: { type: 'string' } },
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === 'string';
// CloudFormation takes a number that is written as a text.
const isNumber = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
const isWhole = (value: unknown) => isNumber(value) && Number.isInteger(Number(value));
const isOneOf = (value: unknown, allowed: readonly (string | number)[] | undefined) =>
  !allowed || (allowed as unknown[]).includes(value);
const depthOf = (misfits: readonly Misfit[]) =>
  Math.max(0, ...misfits.map(({ path }) => path.split('.').length));

/** What is wrong by the type that the value comes nearest to. */
const best = (tried: readonly Misfit[][]): Misfit[] =>
  tried.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0] ?? [];

const wrong = (value: unknown, allowed: string, path: string): Misfit => ({
  path,
  says: `is ${nameOf(value)}, not ${allowed}`,
});

function nameOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** One text cannot stand for a list or an object, nor a list for one text. */
function misfitsOfGiven(gives: ReturnType<typeof givenBy>, type: PropertyType, path: string): Misfit[] {
  const structured = ['ref', 'tag', 'map'].includes(type.type);
  if (gives === 'one' && (structured || type.type === 'array'))
    return [{ path, says: `is one value, not ${type.type === 'array' ? 'a list' : 'an object'}` }];
  if (gives === 'list' && type.type !== 'array' && type.type !== 'json')
    return [{ path, says: 'is a list, not one value' }];
  return [];
}
