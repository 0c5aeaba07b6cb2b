import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A resource of a template. */
export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
};

type Template = {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>;
};

/** A resource in its stack. */
export type Placed = { readonly stack: string; readonly id: string; readonly resource: Resource };

/** The synthesized stacks, read back from their templates. */
export class Assembly {
  readonly #folder: string;
  readonly #templates: ReadonlyMap<string, Template>;

  constructor(folder: string) {
    this.#folder = folder;
    const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
    this.#templates = new Map(
      files.map((file) => [file.replace('.template.json', ''), JSON.parse(this.text(file)) as Template]),
    );
  }

  /** Names of the stacks, in alphabetical order. */
  get stacks(): string[] {
    return [...this.#templates.keys()].toSorted();
  }

  /** A file of the assembly as it is. */
  text(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
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

/** The stacks that were synthesized before the tests. */
export function synthesized(): Assembly {
  const folder = process.env.HOURGLASS_SYNTHESIZED;
  if (!folder) throw new Error('The stacks have not been synthesized: run the infra project of Jest.');
  return new Assembly(folder);
}
