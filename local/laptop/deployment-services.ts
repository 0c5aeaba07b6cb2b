import type { Account } from '../aws/account/account-settings';
import { CloudFormation } from '../aws/cloudformation/cloudformation';
import { UserPoolService } from '../aws/cognito/user-pool-service';
import { LambdaDescriptions } from '../aws/lambda/lambda-descriptions';
import type { EmulatedService } from '../aws/service';
import { POOL_ID, PROVIDER_NAME, WEB_CLIENT_ID } from '../places';
import { deployedEnvironment, deployedFunction, deployedStacks, stackArn } from './deployed-stacks';

/** Where the identity provider of the laptop tells about itself. */
export const metadataUrl = (appUrl: string) => `${appUrl}/portal/saml/metadata`;

/** The services that describe what a deployment would have made. */
export function deploymentServices(account: Account, appUrl: string): EmulatedService[] {
  return [
    new CloudFormation({
      account,
      stacks: () => deployedStacks(appUrl),
      deployedAt: Date.UTC(2026, 0, 15),
      arnOf: stackArn,
    }),
    new UserPoolService({
      account,
      poolId: POOL_ID,
      clientId: WEB_CLIENT_ID,
      providerName: PROVIDER_NAME,
      metadataUrl: () => metadataUrl(appUrl),
      callbackUrls: () => [`${appUrl}/`],
    }),
  ];
}

/** What Lambda tells of the functions, as a deployment would have made them. */
export function lambdaDescriptions(account: Account): LambdaDescriptions {
  return new LambdaDescriptions({
    account,
    arnOf: deployedFunction,
    environmentOf: (name) => deployedEnvironment(name, process.env),
  });
}
