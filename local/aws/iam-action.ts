/** Prefixes of actions that are not the service's name here. */
const PREFIXES: Readonly<Record<string, string>> = {
  cognito_identity_provider: 'cognito-idp',
  secrets_manager: 'secretsmanager',
  sesv2: 'ses',
  sfn: 'states',
  sso_admin: 'sso',
};

/** The action that IAM asks for a call; for those that are told here it has the name of the operation. */
export function iamAction(service: string, operation: string): string {
  return `${PREFIXES[service] ?? service}:${operation}`;
}
