import type { Template } from '../assembly';
import { getAttOf, givenBy, intrinsicOf, namesInSub, PSEUDO_PARAMETERS } from './intrinsics';
import type { Misfit, Schemas } from './schemas';

/** What a value refers to: a resource with the attribute that is asked of it, a parameter, or an export of another stack. */
export type Reference =
  | { readonly kind: 'name'; readonly name: string; readonly attribute?: string; readonly path: string }
  | { readonly kind: 'import'; readonly name: string; readonly path: string }
  | { readonly kind: 'condition'; readonly name: string; readonly path: string }
  | { readonly kind: 'broken'; readonly says: string; readonly path: string };

/** Every reference in a value and below. */
export function referencesIn(value: unknown, path: string): Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  const intrinsic = intrinsicOf(value);
  const below = Object.entries(value).flatMap(([key, each]) => referencesIn(each, `${path}.${key}`));
  if (!intrinsic) return below;
  const { name, argument } = intrinsic;
  if (!givenBy(intrinsic)) return [{ kind: 'broken', says: `there is no ${name}`, path }, ...below];
  if (name === 'Ref') return [{ kind: 'name', name: String(argument), path }];
  if (name === 'Fn::ImportValue' && typeof argument === 'string')
    return [{ kind: 'import', name: argument, path }];
  if (name === 'Fn::If' && Array.isArray(argument))
    return [{ kind: 'condition', name: String(argument[0]), path }, ...below];
  if (name === 'Fn::GetAtt') return [attributeOf(argument, path)];
  if (name === 'Fn::Sub') return [...namesInSub(argument).map((each) => inSub(each, path)), ...below];
  return below;
}

function attributeOf(argument: unknown, path: string): Reference {
  const [name, attribute] = getAttOf(argument) ?? [];
  if (name === undefined || attribute === undefined)
    return { kind: 'broken', says: 'Fn::GetAtt needs a resource and an attribute', path };
  return { kind: 'name', name, attribute, path };
}

function inSub(text: string, path: string): Reference {
  const [name, attribute] = getAttOf(text) ?? [text];
  return { kind: 'name', name, ...(attribute && { attribute }), path };
}

/** What is wrong with a reference inside of one template. */
export function misfitsOfReference(reference: Reference, template: Template, schemas: Schemas): Misfit[] {
  const { path } = reference;
  if (reference.kind === 'broken') return [{ path, says: reference.says }];
  if (reference.kind === 'condition')
    return reference.name in (template.Conditions ?? {})
      ? []
      : [{ path, says: `there is no condition ${reference.name}` }];
  if (reference.kind === 'import') return [];
  const { name, attribute } = reference;
  const resource = template.Resources[name];
  if (attribute === undefined)
    return resource || name in (template.Parameters ?? {}) || PSEUDO_PARAMETERS.has(name)
      ? []
      : [{ path, says: `there is no ${name}` }];
  if (!resource) return [{ path, says: `there is no ${name}` }];
  if (schemas.hasAttribute(resource.Type, attribute)) return [];
  return [{ path, says: `${resource.Type} has no attribute ${attribute}` }];
}

/** A way from a name back to itself by what each needs, or undefined. */
export function circleIn(needs: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of needs.get(name) ?? []) {
      const circle = visit(next, [...way, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of needs.keys()) {
    const circle = visit(name, []);
    if (circle) return circle;
  }
  return undefined;
}
