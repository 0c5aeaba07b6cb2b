import { ServiceError } from '../service';
import { checkContainer } from './check-definition';
import { Machine } from './definition';
import { messageOf } from './expressions';
import type { Problem } from './problem';

/** Everything that is wrong with the text of a definition; none means that `machine` is there. */
export type DefinitionReport = { readonly problems: readonly Problem[]; readonly machine?: Machine };

/** Reads a definition as strictly as CreateStateMachine does. */
export function reportOn(text: string): DefinitionReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problems: [{ message: `INVALID_JSON_DESCRIPTION: ${messageOf(error)}`, location: '' }] };
  }
  const parsed = Machine.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      message: issue.message,
      location: issue.path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `/${String(part)}`))
        .join(''),
    }));
    return { problems };
  }
  const problems = checkContainer(parsed.data);
  return problems.length > 0 ? { problems } : { problems, machine: parsed.data };
}

/** Definitions that were read lately, by their text: services that start one after the other are given the same ones. */
const known = new Map<string, Machine>();
const MOST_KNOWN = 20;

/** Reads a definition or refuses it with InvalidDefinition, naming each place. */
export function parseDefinition(text: string): Machine {
  const machine = known.get(text) ?? readDefinition(text);
  if (!known.has(text) && known.size === MOST_KNOWN) known.clear();
  known.set(text, machine);
  return machine;
}

function readDefinition(text: string): Machine {
  const { problems, machine } = reportOn(text);
  if (machine) return machine;
  const listed = problems.map(({ message, location }) => `${message} at ${location || '/'}`).join(', ');
  throw new ServiceError(
    'InvalidDefinition',
    `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${listed}'`,
  );
}
