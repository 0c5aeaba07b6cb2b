/** Prefixes of actions that are not the service's name here. */
const PREFIXES: Readonly<Record<string, string>> = {
  cognito_identity_provider: 'cognito-idp',
  secrets_manager: 'secretsmanager',
  sesv2: 'ses',
  sfn: 'states',
  sso_admin: 'sso',
};

/** Operations whose action has another name. */
const ACTIONS: Readonly<Record<string, string>> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

/** The action that IAM asks for a call. */
export function iamAction(service: string, operation: string): string {
  const named = `${PREFIXES[service] ?? service}:${operation}`;
  return ACTIONS[named] ?? named;
}

/** The operation for which IAM asks that action. */
export function operationOf(action: string): string {
  const named = Object.keys(ACTIONS).find((name) => ACTIONS[name] === action) ?? action;
  return named.slice(named.indexOf(':') + 1);
}
