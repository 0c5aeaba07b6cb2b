import * as model from '@aws-sdk/client-sts';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';

const AssumeRole = z.object({
  RoleArn: z.string().min(20),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  DurationSeconds: z.number().int().min(900).max(43_200).default(3_600),
});

/** STS: gives credentials of the roles that it knows, which every emulated service takes. */
export class Sts implements EmulatedService {
  readonly name = 'sts';
  readonly protocol = 'query';
  readonly target = '2011-06-15';
  readonly model: Record<string, unknown> = model;

  constructor(private readonly options: { readonly timeline: Timeline; readonly roles: readonly string[] }) {}

  async call({ operation, input }: ServiceCall): Promise<Record<string, unknown>> {
    if (operation !== 'AssumeRole')
      throw new ServiceError('UnknownOperationException', `${operation} is not offered on the laptop.`);
    const parsed = AssumeRole.safeParse(input);
    if (!parsed.success) throw new ServiceError('ValidationException', z.prettifyError(parsed.error));
    const { RoleArn, RoleSessionName, DurationSeconds } = parsed.data;
    if (!this.options.roles.includes(RoleArn))
      throw new ServiceError('AccessDenied', `Not authorized to perform: sts:AssumeRole on ${RoleArn}`, 403);
    return {
      Credentials: {
        AccessKeyId: 'ASIALOCALLOCALLOCAL0',
        SecretAccessKey: 'local',
        SessionToken: 'local',
        Expiration: new Date(this.options.timeline.now() + DurationSeconds * 1_000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROALOCALLOCALLOCAL0:${RoleSessionName}`,
        Arn: `${RoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${RoleSessionName}`,
      },
    };
  }
}
