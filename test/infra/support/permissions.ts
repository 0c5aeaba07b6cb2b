import type { Assembly, Placed } from './assembly';

/** One thing that somebody may do. */
export type Permission = {
  /** The function or workflow, by its name. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  /** Empty: without condition. */
  readonly condition: string;
};

type Statement = {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
};

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Every permission that the stacks give to their roles, one line each. */
export function permissionsOf(assembly: Assembly): Permission[] {
  const holders = holdersOf(assembly);
  return assembly.all('AWS::IAM::Policy').flatMap((policy) => {
    const { PolicyDocument, Roles } = policy.resource.Properties as {
      PolicyDocument: { Statement: Statement[] };
      Roles: unknown[];
    };
    return Roles.flatMap((role) => {
      const place = assembly.show(role, policy.stack);
      return PolicyDocument.Statement.flatMap((statement) =>
        permissionsOfStatement(holders.get(place) ?? place, statement, policy, assembly),
      );
    });
  });
}

function permissionsOfStatement(
  who: string,
  statement: Statement,
  { stack }: Placed,
  assembly: Assembly,
): Permission[] {
  if (statement.Effect !== 'Allow') throw new Error(`${who} has a statement that does not allow`);
  const condition = Object.entries(statement.Condition ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => {
        const values = list(value).map((one) => assembly.show(one, stack));
        return `${operator} ${key} ${values.join(', ')}`;
      }),
    )
    .join(' and ');
  // Everything but something (NotAction, NotResource) is everything, as far as this is concerned.
  return list(statement.Action ?? '*').flatMap((action) =>
    list(statement.Resource ?? '*').map((resource) => ({
      who,
      action,
      resource: assembly.show(resource, stack),
      condition,
    })),
  );
}

/** Names of functions and workflows by the place of their role. */
function holdersOf(assembly: Assembly): Map<string, string> {
  const named = (type: string, role: string, name: string): [string, string][] =>
    assembly
      .all(type)
      .map(({ stack, resource: { Properties } }) => [
        assembly.show(Properties[role], stack),
        String(Properties[name]).replace('hourglass-prod-', ''),
      ]);
  return new Map([
    ...assembly
      .all('AWS::IAM::Role')
      .filter(({ resource }) => typeof resource.Properties.RoleName === 'string')
      .map((role): [string, string] => [
        assembly.path(role),
        String(role.resource.Properties.RoleName).replace('hourglass-prod-', ''),
      ]),
    ...named('AWS::Lambda::Function', 'Role', 'FunctionName'),
    ...named('AWS::StepFunctions::StateMachine', 'RoleArn', 'StateMachineName').map(
      ([place, name]): [string, string] => [place, `${name} workflow`],
    ),
  ]);
}

/** The permissions as a table for people, sorted, so that a change shows as the lines that changed. */
export function tableOf(permissions: readonly Permission[]): string {
  const rows = permissions.map(({ who, action, resource, condition }) =>
    [who.padEnd(18), action.padEnd(48), resource + (condition && `  if ${condition}`)].join(' '),
  );
  return `${[...new Set(rows)].toSorted().join('\n')}\n`;
}
