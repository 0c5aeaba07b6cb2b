/** What these tests look at in a definition. */
export type Definition = {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
};

type Handler = { readonly ErrorEquals: readonly string[]; readonly Next?: string };

type State = {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly Handler[];
  readonly Catch?: readonly Handler[];
  readonly TimeoutSeconds?: unknown;
  readonly Arguments?: { readonly FunctionName?: string };
};

/** States that may follow a state, on every path that it has. */
export function nextOf({ Next, Default, Choices = [], Catch = [] }: State): string[] {
  const all = [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((rule) => rule.Next)];
  return all.filter((name) => name !== undefined);
}

/** Where an execution can end when it begins at `from` and never enters `avoid`. */
export function endsWithout({ States }: Definition, from: string, avoid: string): string[] {
  const seen = new Set([from]);
  for (const name of seen)
    for (const next of nextOf(stateOf(States, name))) if (next !== avoid) seen.add(next);
  return [...seen].filter((name) => isEnd(stateOf(States, name)));
}

function stateOf(states: Definition['States'], name: string): State {
  const state = states[name];
  if (!state) throw new Error(`There is no state ${name}`);
  return state;
}

const isEnd = ({ Type, End }: State) => End === true || Type === 'Succeed' || Type === 'Fail';

/** What a task lacks that keeps an execution from being stuck or lost. */
export function lacksOf({ States }: Definition): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    return (['Retry', 'Catch', 'TimeoutSeconds'] as const).flatMap((field) => {
      const value = state[field];
      return value === undefined || (Array.isArray(value) && value.length === 0) ? [`${name}: ${field}`] : [];
    });
  });
}

/** Names of errors that retries and catches wait for. */
export function errorsOf({ States }: Definition): string[] {
  const handlers = Object.values(States).flatMap(({ Retry = [], Catch = [] }) => [...Retry, ...Catch]);
  return [...new Set(handlers.flatMap(({ ErrorEquals }) => ErrorEquals))];
}

/** Tokens that a deployment replaces. */
export function tokensOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, token = '']) => token))].toSorted();
}
