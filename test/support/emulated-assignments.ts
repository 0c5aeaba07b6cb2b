import type {
  DescribeAccountAssignmentCreationStatusResponse,
  DescribeAccountAssignmentDeletionStatusResponse,
} from '@aws-sdk/client-sso-admin';
import { EmulatedOrganization } from './emulated-organization';

/** A person who does not exist. */
export const NOBODY = '9067a1b2c3-00000000-0000-4000-a000-000000000000';
/** A permission set that does not exist. */
export const UNKNOWN_SET = 'arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000';

/** An emulated Identity Center with one account, permission set and person. */
export type World = {
  aws: EmulatedOrganization;
  accountId: string;
  permissionSetArn: string;
  principalId: string;
};

/** Nobody holds anything yet. */
export async function world(options?: ConstructorParameters<typeof EmulatedOrganization>[0]): Promise<World> {
  const aws = new EmulatedOrganization(options);
  return {
    aws,
    accountId: await aws.account('shop-prod'),
    permissionSetArn: await aws.permissionSet('Operator'),
    principalId: await aws.user('ann'),
  };
}

/** The person holds the permission set in the account. */
export async function assigned(
  options?: ConstructorParameters<typeof EmulatedOrganization>[0],
): Promise<World> {
  const made = await world(options);
  await made.aws.createAssignment(made);
  await made.aws.clock.advance(1_500);
  return made;
}

/** How a creation stands. */
export async function creationStatus({ aws }: World, id: string | undefined) {
  const answer = await aws.sso<DescribeAccountAssignmentCreationStatusResponse>(
    'DescribeAccountAssignmentCreationStatus',
    { AccountAssignmentCreationRequestId: id },
  );
  return answer.AccountAssignmentCreationStatus!;
}

/** How a deletion stands. */
export async function deletionStatus({ aws }: World, id: string | undefined) {
  const answer = await aws.sso<DescribeAccountAssignmentDeletionStatusResponse>(
    'DescribeAccountAssignmentDeletionStatus',
    { AccountAssignmentDeletionRequestId: id },
  );
  return answer.AccountAssignmentDeletionStatus!;
}
