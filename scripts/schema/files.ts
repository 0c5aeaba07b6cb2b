import { configKeys, configSchema } from '../../lib/config/keys';
import { guideOf } from './guide';

/** What follows from the schema of the configuration: the text of each file, by its path in the project. */
export function schemaFiles(): Readonly<Record<string, string>> {
  const schema = configSchema();
  return {
    'hourglass.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/CONFIGURATION.md': guideOf(schema, configKeys()),
  };
}
