import { type ConfigKey, schemaOf } from '../../lib/config/keys';

type Schema = ConfigKey['schema'];

const BEGINNING = `# Configuration

Written by \`npm run schema\` from the schema in [\`lib/config\`](../lib/config/config.ts); change it there.

An installation is described by one file, \`hourglass.config.json\` beside \`package.json\`, or by the one that \`-c config=<file>\` names. A first
line \`"$schema": "./hourglass.schema.json"\` lets an editor complete and check it. Only the keys that are *required* have to be there. What cannot be used
stops the synthesis with each wrong key, what is allowed and what was found.

Every key can be set from the command line instead, by its name after \`hourglass.\`, with the sections that it is in:

\`\`\`
npx cdk synth -q -c hourglass.stage=dev -c hourglass.logs.level=DEBUG
\`\`\`

The same names work under \`context\` in \`cdk.json\`. Numbers, \`true\` and \`false\` are written as they are, lists as JSON; a key that does not exist is refused. A
whole section cannot be set this way, and no key of the file can be taken away.`;

/** The guide to the configuration: a table for each section, and one for the keys that are in none. */
export function guideOf(schema: Schema, keys: readonly ConfigKey[]): string {
  const sections = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const own = keys.filter(({ path }) => path.length > 1 && path[0] === name);
    if (own.length === 0) return [];
    const needed = schema.required?.includes(name) ? ' Required.' : '';
    return [`## ${name}\n\n${schemaOf(part).description ?? ''}${needed}\n\n${tableOf(own)}`];
  });
  const alone = keys.filter(({ path }) => path.length === 1);
  return `${[BEGINNING, `## Outside of sections\n\n${tableOf(alone)}`, ...sections].join('\n\n')}\n`;
}

function tableOf(keys: readonly ConfigKey[]): string {
  const rows = keys.map((key) => {
    const name = `\`${key.path.join('.')}\``;
    const of = key.kind === undefined ? '' : ` (${key.kind})`;
    const cells = [`${name}${of}`, allowedOf(key.schema), defaultOf(key), key.schema.description ?? ''];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| key | allowed | default | what it is for |', '|---|---|---|---|', ...rows].join('\n');
}

/** In words, what the value may be. */
function allowedOf(schema: Schema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (typeof schema.errorMessage === 'string') return schema.errorMessage.replace(/^must be /, '');
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.type === 'array' && !Array.isArray(schema.items))
    return `a list; each: ${allowedOf(schemaOf(schema.items))}`;
  if (schema.type === 'object') return 'an object of names and values';
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) return `a number from ${minimum} to ${maximum}`;
  return schema.type === 'string' ? 'text' : 'a number';
}

function defaultOf({ schema, required }: ConfigKey): string {
  if (schema.default !== undefined) return code(schema.default);
  return required ? '*required*' : 'none';
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
