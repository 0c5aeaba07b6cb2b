import {
  type CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { allPages } from '../paged';
import { given } from '../unexpected-answer-error';

/** Something in a stack. */
export type StackResource = {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
};

/** A stack that exists. */
export type StackFacts = {
  readonly name: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
};

/** `undefined` when there is no stack of this name. */
export async function readStack(client: CloudFormationClient, name: string): Promise<StackFacts | undefined> {
  const stack = await describe(client, name);
  if (!stack) return undefined;
  const resources = await allPages(async (NextToken) => {
    const page = await client.send(new ListStackResourcesCommand({ StackName: name, NextToken }));
    return { items: page.StackResourceSummaries, next: page.NextToken };
  });
  return {
    name,
    status: given(stack.StackStatus, 'StackStatus'),
    outputs: Object.fromEntries((stack.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue ?? ''])),
    resources: resources.flatMap(({ ResourceType, LogicalResourceId, PhysicalResourceId }) =>
      ResourceType && LogicalResourceId && PhysicalResourceId
        ? [{ type: ResourceType, logicalId: LogicalResourceId, physicalId: PhysicalResourceId }]
        : [],
    ),
  };
}

/** CloudFormation has no error of its own for a stack that does not exist. */
async function describe(client: CloudFormationClient, StackName: string) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0];
  } catch (error) {
    const isMissing =
      error instanceof CloudFormationServiceException &&
      error.name === 'ValidationError' &&
      /does not exist/.test(error.message);
    if (isMissing) return undefined;
    throw error;
  }
}
