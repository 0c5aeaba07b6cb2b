import { checkFields } from './check-expressions';
import { checkTask, checkWait } from './check-task';
import type { Container, State } from './definition';
import type { Problem } from './problem';

/** What the schema of a definition cannot see: targets, reach, names, errors, resources and expressions. */
export function checkContainer(container: Container, at = '', outer: readonly string[] = []): Problem[] {
  const states = Object.entries(container.States);
  const problems = checkReach(container, at);
  const own = states.flatMap(([, state]) => assignedBy(state));
  for (const [name, state] of states) {
    const here = `${at}/States/${name}`;
    problems.push(...checkMoves(container, state, here), ...checkErrors(state, here));
    problems.push(...checkFields(state, here));
    if (state.Type === 'Task') problems.push(...checkTask(state, here));
    if (state.Type === 'Wait') problems.push(...checkWait(state, here));
    for (const variable of assignedBy(state)) {
      if (!outer.includes(variable)) continue;
      problems.push({
        message: `the variable ${variable} exists in an outer scope`,
        location: `${here}/Assign`,
      });
    }
    for (const [place, inner] of innerOf(state)) {
      problems.push(...checkContainer(inner, `${here}/${place}`, [...outer, ...own]));
    }
  }
  return at === '' ? [...problems, ...checkNames(container)] : problems;
}

function innerOf(state: State): [string, Container][] {
  if (state.Type === 'Map') return [['ItemProcessor', state.ItemProcessor]];
  if (state.Type !== 'Parallel') return [];
  return state.Branches.map((branch, index) => [`Branches[${index}]`, branch]);
}

function assignedBy(state: State): string[] {
  const rules = [
    'Assign' in state ? state.Assign : undefined,
    ...('Catch' in state ? (state.Catch ?? []).map((catcher) => catcher.Assign) : []),
    ...(state.Type === 'Choice' ? state.Choices.map((rule) => rule.Assign) : []),
  ];
  return rules.flatMap((assign) => Object.keys(assign ?? {}));
}

function targetsOf(state: State): [string, string][] {
  const targets: [string, string][] = [];
  if ('Next' in state && state.Next !== undefined) targets.push(['Next', state.Next]);
  if ('Catch' in state) {
    for (const [index, catcher] of (state.Catch ?? []).entries())
      targets.push([`Catch[${index}]/Next`, catcher.Next]);
  }
  if (state.Type !== 'Choice') return targets;
  for (const [index, rule] of state.Choices.entries()) targets.push([`Choices[${index}]/Next`, rule.Next]);
  return state.Default === undefined ? targets : [...targets, ['Default', state.Default]];
}

function checkReach(container: Container, at: string): Problem[] {
  if (!container.States[container.StartAt]) {
    return [
      { message: `MISSING_TRANSITION_TARGET: no state ${container.StartAt}`, location: `${at}/StartAt` },
    ];
  }
  const reached = new Set([container.StartAt]);
  for (const name of reached) {
    const state = container.States[name];
    for (const [, target] of state ? targetsOf(state) : []) reached.add(target);
  }
  return Object.keys(container.States)
    .filter((name) => !reached.has(name))
    .map((name) => ({ message: `the state ${name} is not reachable`, location: `${at}/States/${name}` }));
}

function checkNames(root: Container): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const visit = (container: Container): void => {
    for (const [name, state] of Object.entries(container.States)) {
      if (seen.has(name))
        problems.push({ message: `the state name ${name} is used twice`, location: '/States' });
      seen.add(name);
      for (const [, inner] of innerOf(state)) visit(inner);
    }
  };
  visit(root);
  return problems;
}

function checkMoves(container: Container, state: State, here: string): Problem[] {
  const problems = targetsOf(state)
    .filter(([, target]) => !container.States[target])
    .map(([field, target]) => ({
      message: `MISSING_TRANSITION_TARGET: no state ${target}`,
      location: `${here}/${field}`,
    }));
  if (['Choice', 'Succeed', 'Fail'].includes(state.Type)) return problems;
  const exits = Number('Next' in state) + Number('End' in state);
  return exits === 1
    ? problems
    : [...problems, { message: 'needs exactly one of Next and End', location: here }];
}

function checkErrors(state: State, here: string): Problem[] {
  if (state.Type !== 'Task' && state.Type !== 'Parallel' && state.Type !== 'Map') return [];
  const misplaced = (rules: readonly { ErrorEquals: string[] }[], field: string): Problem[] =>
    rules.flatMap(({ ErrorEquals }, index) => {
      if (!ErrorEquals.includes('States.ALL')) return [];
      if (ErrorEquals.length === 1 && index === rules.length - 1) return [];
      return [{ message: 'States.ALL must stand alone and last', location: `${here}/${field}[${index}]` }];
    });
  return [...misplaced(state.Retry ?? [], 'Retry'), ...misplaced(state.Catch ?? [], 'Catch')];
}
