import * as model from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import type { Account } from '../account/account-settings';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';
import { page } from '../support/paging';
import { wireTime } from '../support/wire-time';

/** A stack as it was deployed. */
export type StackFacts = {
  /** The last part of its name. */
  readonly part: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly {
    readonly type: string;
    readonly logicalId: string;
    readonly physicalId: string;
  }[];
};

/** What the emulated CloudFormation tells about. */
export type CloudFormationOptions = {
  readonly account: Account;
  readonly stacks: () => readonly StackFacts[];
  /** Epoch milliseconds. */
  readonly deployedAt: number;
  readonly arnOf: (stackName: string) => string;
};

const PREFIX = 'Hourglass-laptop-';
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
const PAGE = 100;

const Describe = z.strictObject({
  StackName: z.string().min(1).optional(),
  NextToken: z.string().optional(),
});
const List = z.strictObject({ StackName: z.string().min(1), NextToken: z.string().optional() });

/** CloudFormation, as far as stacks are described: nothing is deployed here. */
export class CloudFormation implements EmulatedService {
  readonly name = 'cloudformation';
  readonly protocol = 'query';
  readonly target = '2010-05-15';
  readonly model: Record<string, unknown> = { ...model };
  readonly #options: CloudFormationOptions;
  readonly #operations: Operations;

  constructor(options: CloudFormationOptions) {
    this.#options = options;
    this.#operations = {
      DescribeStacks: operation(Describe, ({ StackName }) => ({
        Stacks: (StackName === undefined ? this.#existing() : [this.#stack(StackName)]).map((one) =>
          this.#told(one),
        ),
      })),
      ListStackResources: operation(List, ({ StackName, NextToken }) =>
        this.#resources(StackName, NextToken),
      ),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #existing(): StackFacts[] {
    const statuses = this.#options.account.settings.stacks;
    return this.#options.stacks().filter(({ part }) => statuses[part] !== 'ABSENT');
  }

  #stack(name: string): StackFacts {
    const found = this.#existing().find(({ part }) => `${PREFIX}${part}` === name);
    if (found) return found;
    throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`);
  }

  #told({ part, outputs }: StackFacts): Record<string, unknown> {
    const { account, deployedAt, arnOf } = this.#options;
    return {
      StackName: `${PREFIX}${part}`,
      StackId: arnOf(`${PREFIX}${part}`),
      CreationTime: wireTime(deployedAt),
      StackStatus: account.settings.stacks[part] ?? 'CREATE_COMPLETE',
      Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    };
  }

  #resources(name: string, token: string | undefined): Record<string, unknown> {
    const { resources } = this.#stack(name);
    const { items, NextToken } = page(resources, { NextToken: token }, `ListStackResources|${name}`, {
      size: PAGE,
    });
    const StackResourceSummaries = items.map(({ type, logicalId, physicalId }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      LastUpdatedTimestamp: wireTime(this.#options.deployedAt),
      ResourceStatus: 'CREATE_COMPLETE',
    }));
    return { StackResourceSummaries, NextToken };
  }
}
