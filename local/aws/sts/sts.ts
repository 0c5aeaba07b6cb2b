import * as model from '@aws-sdk/client-sts';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';

const AssumeRole = z.object({
  RoleArn: z.string().min(20),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  DurationSeconds: z.number().int().min(900).max(43_200).default(3_600),
});

/** What an emulated STS needs. */
export type StsOptions = {
  readonly timeline: Timeline;
  /** ARNs of the roles that may be assumed. */
  readonly roles: readonly string[];
  /** The account of whoever calls. @default 111122223333 */
  readonly callerAccountId?: () => string;
};

/** STS: says who calls, and gives credentials of the roles that it knows, which every emulated service takes. */
export class Sts implements EmulatedService {
  readonly name = 'sts';
  readonly protocol = 'query';
  readonly target = '2011-06-15';
  readonly model: Record<string, unknown> = model;
  readonly #options: StsOptions;
  readonly #operations: Operations;

  constructor(options: StsOptions) {
    this.#options = options;
    this.#operations = {
      AssumeRole: operation(AssumeRole, (input) => this.#assume(input)),
      GetCallerIdentity: operation(z.strictObject({}), () => this.#caller()),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #assume({
    RoleArn,
    RoleSessionName,
    DurationSeconds,
  }: z.infer<typeof AssumeRole>): Record<string, unknown> {
    if (!this.#options.roles.includes(RoleArn))
      throw new ServiceError('AccessDenied', `Not authorized to perform: sts:AssumeRole on ${RoleArn}`, 403);
    return {
      Credentials: {
        AccessKeyId: 'ASIALOCALLOCALLOCAL0',
        SecretAccessKey: 'local',
        SessionToken: 'local',
        Expiration: new Date(this.#options.timeline.now() + DurationSeconds * 1_000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROALOCALLOCALLOCAL0:${RoleSessionName}`,
        Arn: `${RoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${RoleSessionName}`,
      },
    };
  }

  #caller(): Record<string, unknown> {
    const account = this.#options.callerAccountId?.() ?? '111122223333';
    return {
      Account: account,
      Arn: `arn:aws:sts::${account}:assumed-role/Administrator/laptop`,
      UserId: 'AROALAPTOPLAPTOPLAPTO:laptop',
    };
  }
}
