import { CfnUserPoolClient, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';

/**
 * Takes all ways of signing in with a password from a client. Left out, Cognito's default has some of them, and CDK cannot say refresh alone.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function onlyRefresh(client: UserPoolClient): void {
  const resource = client.node.defaultChild;
  if (resource instanceof CfnUserPoolClient) resource.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
}
