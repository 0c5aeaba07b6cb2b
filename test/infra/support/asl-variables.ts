import type { Definition } from './asl-graph';

/** What each name refers to that is no variable. */
const NOT_VARIABLES = new Set(['states']);

type Rule = { readonly Next?: string; readonly Assign?: object };
type Parts = Definition['States'][string] & {
  readonly Assign?: object;
  readonly Choices?: readonly Rule[];
  readonly Catch?: readonly Rule[];
};
type Step = { readonly to: string; readonly assigns: readonly string[]; readonly reads: ReadonlySet<string> };

/** Names of the variables that expressions in a value read; parameters of functions in them are none. */
export function variablesIn(value: unknown): Set<string> {
  if (typeof value === 'string') {
    if (!value.startsWith('{%')) return new Set();
    const parameters = [...value.matchAll(/function\(([^)]*)\)/g)].flatMap(([, names = '']) =>
      names.split(','),
    );
    const own = new Set(parameters.map((name) => name.trim().slice(1)));
    const names = [...value.matchAll(/\$(\w+)\b(?!\s*\()/g)].map(([, name = '']) => name);
    return new Set(names.filter((name) => !own.has(name) && !NOT_VARIABLES.has(name)));
  }
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((each) => [...variablesIn(each)]));
}

/** Variables that a state may read although some way to it has not assigned them, as `state: variable`. */
export function unassignedIn({ StartAt, States }: Definition): string[] {
  const assigned = new Map<string, Set<string>>([[StartAt, new Set()]]);
  const queue = [StartAt];
  const missing = new Set<string>();
  for (const name of queue) {
    const here = assigned.get(name) ?? new Set();
    for (const { to, assigns, reads } of stepsOf(States[name] as Parts)) {
      for (const variable of reads) if (!here.has(variable)) missing.add(`${name}: ${variable}`);
      const there = new Set([...here, ...assigns]);
      const before = assigned.get(to);
      // Only what every way to a state has assigned is sure to be there.
      const sure = before ? new Set([...before].filter((variable) => there.has(variable))) : there;
      if (before && sure.size === before.size) continue;
      assigned.set(to, sure);
      if (to !== '') queue.push(to);
    }
  }
  return [...missing].toSorted();
}

/** The ways out of a state, with what each assigns and reads. A state that ends is a way to nowhere. */
function stepsOf(state: Parts): Step[] {
  const { Choices = [], Catch = [], Next, Default, Assign, ...rest } = state;
  const step = (rule: Rule, also: unknown): Step => ({
    to: rule.Next ?? '',
    assigns: Object.keys(rule.Assign ?? {}),
    reads: variablesIn([rule, also]),
  });
  const main = { Next: Next ?? Default, ...(Assign && { Assign }) };
  return [...Choices, ...Catch, main].map((rule) => step(rule as Rule, rest));
}
