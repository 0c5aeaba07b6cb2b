import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A resource of a template. */
export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
};

/** A template, as far as tests look at it. */
export type Template = {
  readonly Description?: string;
  readonly Parameters?: Record<string, unknown>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>;
};

/** A resource in its stack. */
export type Placed = { readonly stack: string; readonly id: string; readonly resource: Resource };

/** The synthesized stacks, read back from their templates. */
export class Assembly {
  readonly #folder: string;
  readonly #templates: ReadonlyMap<string, Template>;

  constructor(folder: string, templates: ReadonlyMap<string, Template> = templatesIn(folder)) {
    this.#folder = folder;
    this.#templates = templates;
  }

  /** The templates by the names of their stacks. */
  get templates(): ReadonlyMap<string, Template> {
    return this.#templates;
  }

  /** The same with one template changed: what a check must notice. `part` is the end of the name of its stack. */
  with(part: string, change: (template: Template) => void): Assembly {
    const copy = structuredClone(this.#templates) as Map<string, Template>;
    const template = [...copy].find(([stack]) => stack.endsWith(`-${part}`))?.[1];
    if (!template) throw new Error(`There is no stack ${part}`);
    change(template);
    return new Assembly(this.#folder, copy);
  }

  /** Names of the stacks, in alphabetical order. */
  get stacks(): string[] {
    return [...this.#templates.keys()].toSorted();
  }

  /** A file of the assembly as it is. */
  text(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  /** The types of its resources. */
  types(): string[] {
    const resources = [...this.#templates.values()].flatMap(({ Resources }) => Object.values(Resources));
    return [...new Set(resources.map(({ Type }) => Type))].toSorted();
  }

  /** Every resource of a type. */
  all(type: string): Placed[] {
    return [...this.#templates].flatMap(([stack, { Resources }]) =>
      Object.entries(Resources).flatMap(([id, resource]) =>
        resource.Type === type ? [{ stack, id, resource }] : [],
      ),
    );
  }

  /** Where a resource stands in the tree of constructs, without the name of the installation. */
  path({ resource }: Placed): string {
    const path = resource.Metadata?.['aws:cdk:path'] ?? '';
    return path.replace(/^Hourglass-[a-z0-9-]+?-(?=[A-Z])/, '').replace(/\/Resource$/, '');
  }

  /** A value as a person would write it: references become paths, pseudo parameters become `${Partition}` and the like. */
  show(value: unknown, stack: string): string {
    if (typeof value !== 'object' || value === null) return String(value);
    const [[kind, argument] = ['', undefined]] = Object.entries(value);
    if (kind === 'Ref' && String(argument).startsWith('AWS::')) return `\${${String(argument).slice(5)}}`;
    if (kind === 'Ref') return this.#placeOf(String(argument), stack);
    if (kind === 'Fn::GetAtt') {
      const [id, attribute] = argument as [string, string];
      return `${this.#placeOf(id, stack)}${attribute === 'Arn' ? '' : `.${attribute}`}`;
    }
    if (kind === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => this.show(part, stack)).join(separator);
    }
    if (kind === 'Fn::ImportValue') return this.#imported(String(argument));
    throw new Error(`No words for ${JSON.stringify(value)}`);
  }

  #placeOf(id: string, stack: string): string {
    const resource = this.#templates.get(stack)?.Resources[id];
    if (!resource) throw new Error(`${stack} has no ${id}`);
    return this.path({ stack, id, resource });
  }

  #imported(name: string): string {
    for (const [stack, { Outputs = {} }] of this.#templates)
      for (const { Value, Export } of Object.values(Outputs))
        if (Export?.Name === name) return this.show(Value, stack);
    throw new Error(`Nothing exports ${name}`);
  }
}

function templatesIn(folder: string): Map<string, Template> {
  const end = '.template.json';
  const files = readdirSync(folder).filter((file) => file.endsWith(end));
  return new Map(
    files.map((file) => [file.slice(0, -end.length), templateOf(readFileSync(join(folder, file), 'utf8'))]),
  );
}

/** A template, each resource with its properties, if there are any or not. */
function templateOf(text: string): Template {
  const template = JSON.parse(text) as Template;
  const resources = Object.entries(template.Resources).map(([id, resource]): [string, Resource] => [
    id,
    { ...resource, Properties: resource.Properties ?? {} },
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** The variables that name the folders of what was synthesized before the tests: the example, and an installation with every option. */
export const SYNTHESIZED = {
  example: 'HOURGLASS_SYNTHESIZED',
  'every option': 'HOURGLASS_SYNTHESIZED_OPTIONS',
} as const;

/** The stacks that were synthesized before the tests. */
export function synthesized(options: 'example' | 'every option' = 'example'): Assembly {
  const folder = process.env[SYNTHESIZED[options]];
  if (!folder) throw new Error('The stacks have not been synthesized: run the infra project of Jest.');
  return new Assembly(folder);
}
