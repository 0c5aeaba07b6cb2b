import type { Assembly, Template } from '../assembly';
import { tooLongIn, tooMuchIn } from './limits';
import { circleIn, misfitsOfReference, referencesIn } from './references';
import { type Misfit, Schemas } from './schemas';

/** Something that CloudFormation would refuse, or that nothing could be made of. */
export type Problem = { readonly stack: string; readonly id: string } & Misfit;

const ATTRIBUTES = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'CreationPolicy',
]);
const NAME = /^[A-Za-z0-9]{1,255}$/;

/** Everything that is wrong with the templates of an assembly by the schemas of CloudFormation and by what they refer to. */
export function problemsOf(assembly: Assembly, schemas = new Schemas()): Problem[] {
  const templates = [...assembly.templates];
  return [
    ...templates.flatMap(([stack, template]) =>
      inTemplate(template, schemas).map((problem) => ({ stack, ...problem })),
    ),
    ...acrossStacks(templates),
  ];
}

/** One problem a line: stack, resource, property, what is wrong. */
export const wordsOf = ({ stack, id, path, says }: Problem): string => `${stack} ${id} ${path} ${says}`;

function inTemplate(template: Template, schemas: Schemas): Omit<Problem, 'stack'>[] {
  const at = (id: string, misfits: readonly Misfit[]) => misfits.map((misfit) => ({ id, ...misfit }));
  const resources = Object.entries(template.Resources).flatMap(([id, resource]) =>
    at(id, [
      ...(NAME.test(id) ? [] : [{ path: 'its name', says: 'is not of letters and digits alone' }]),
      ...Object.keys(resource)
        .filter((name) => !ATTRIBUTES.has(name))
        .map((name) => ({ path: name, says: 'is nothing that a resource has' })),
      ...schemas.misfitsOf(resource.Type, resource.Properties),
      ...tooLongIn(resource),
      ...referencesOf(template, id).flatMap((each) => misfitsOfReference(each, template, schemas)),
    ]),
  );
  const outputs = Object.entries(template.Outputs ?? {}).flatMap(([id, output]) =>
    at(id, [
      ...(output.Value === undefined ? [{ path: 'Value', says: 'is missing' }] : []),
      ...referencesIn(output, 'Outputs').flatMap((each) => misfitsOfReference(each, template, schemas)),
    ]),
  );
  const circle = circleIn(needsIn(template));
  const says = circle && [{ path: 'Resources', says: `need each other: ${circle.join(' → ')}` }];
  return [...resources, ...outputs, ...at(circle?.[0] ?? '', says ?? []), ...at('-', tooMuchIn(template))];
}

/** What a resource refers to, in its properties and by its order. */
function referencesOf(template: Template, id: string): ReturnType<typeof referencesIn> {
  const { Properties, DependsOn = [], Condition } = template.Resources[id]!;
  return [
    ...referencesIn(Properties, 'Properties'),
    ...[DependsOn].flat().map((name) => ({ kind: 'name' as const, name, path: 'DependsOn' })),
    ...(Condition ? [{ kind: 'condition' as const, name: Condition, path: 'Condition' }] : []),
  ];
}

function needsIn(template: Template): Map<string, Set<string>> {
  const needs = (id: string) =>
    referencesOf(template, id).flatMap((each) =>
      each.kind === 'name' && each.name in template.Resources ? [each.name] : [],
    );
  return new Map(Object.keys(template.Resources).map((id) => [id, new Set(needs(id))]));
}

/** What is imported must be exported, once, by a stack that needs nothing of the one that imports. */
function acrossStacks(templates: readonly (readonly [string, Template])[]): Problem[] {
  const exports = templates.flatMap(([stack, { Outputs = {} }]) =>
    Object.entries(Outputs).flatMap(([id, { Export }]) => (Export ? [{ stack, id, name: Export.Name }] : [])),
  );
  const imports = templates.flatMap(([stack, { Resources, Outputs }]) =>
    Object.entries({ ...Resources, ...Outputs }).flatMap(([id, value]) =>
      referencesIn(value, '').flatMap((each) =>
        each.kind === 'import' ? [{ stack, id, name: each.name, path: each.path.slice(1) }] : [],
      ),
    ),
  );
  const exporterOf = (name: string) => exports.find((each) => each.name === name);
  const twice = exports.filter((each) => exporterOf(each.name) !== each);
  const needsOf = (stack: string) =>
    imports.flatMap((each) => (each.stack === stack ? [exporterOf(each.name)?.stack ?? []].flat() : []));
  const circle = circleIn(new Map(templates.map(([stack]) => [stack, new Set(needsOf(stack))])));
  return [
    ...imports
      .filter(({ name }) => !exporterOf(name))
      .map(({ stack, id, path, name }) => ({ stack, id, path, says: `nothing exports ${name}` })),
    ...twice.map(({ stack, id, name }) => ({ stack, id, path: 'Export', says: `${name} is exported twice` })),
    ...(circle
      ? [{ stack: circle[0] ?? '', id: '-', path: 'stacks', says: `need each other: ${circle.join(' → ')}` }]
      : []),
  ];
}
