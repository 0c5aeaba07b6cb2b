import {
  DescribePermissionSetCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { PermissionSet } from '../../core/model/directory';
import { allPages, bounded } from '../paged';
import { given, UnexpectedAnswerError } from '../unexpected-answer-error';

const AT_ONCE = 4;

/** Every permission set of the instance, and whether the management account has it. */
export async function readPermissionSets(
  client: SSOAdminClient,
  InstanceArn: string,
  managementAccountId: string,
): Promise<PermissionSet[]> {
  const arns = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, NextToken }),
    );
    return { items: page.PermissionSets, next: page.NextToken };
  });
  const inManagement = new Set(
    await allPages(async (NextToken) => {
      const page = await client.send(
        new ListPermissionSetsProvisionedToAccountCommand({
          InstanceArn,
          AccountId: managementAccountId,
          MaxResults: 100,
          NextToken,
        }),
      );
      return { items: page.PermissionSets, next: page.NextToken };
    }),
  );
  return bounded(arns, AT_ONCE, async (PermissionSetArn) => {
    const answer = await client.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
    const { Name, Description, SessionDuration } = given(answer.PermissionSet, 'PermissionSet');
    return {
      arn: PermissionSetArn,
      name: given(Name, 'Name of a permission set'),
      description: Description ?? '',
      sessionMinutes: minutesOf(SessionDuration ?? 'PT1H'),
      inManagementAccount: inManagement.has(PermissionSetArn),
    };
  });
}

/** Minutes of an ISO 8601 duration of hours, minutes and seconds. */
export function minutesOf(duration: string): number {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration);
  if (!parts || duration === 'PT') throw new UnexpectedAnswerError(`a duration in ${duration}`);
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return Math.ceil((hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60);
}
