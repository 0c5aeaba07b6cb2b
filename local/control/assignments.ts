import { z } from 'zod';
import { AccountId, PermissionSetArn } from '../../core/model/entitlement';
import { ServiceError } from '../aws/service';
import type { Assignment } from '../aws/identity-center/state';
import type { ControlContext } from './context';
import { endpoint } from './endpoint';
import { holdingsOf } from './holdings';
import { personNamed } from './people';
import { unknown } from './problem';

const userName = z.string().min(1).max(128);
const target = z.strictObject({ userName, accountId: AccountId, permissionSetArn: PermissionSetArn });

/** What Identity Center holds, and what others than Hourglass do to it. */
export const assignmentEndpoints = [
  endpoint({
    method: 'GET',
    path: '/assignments',
    says: 'Lists what Identity Center holds now: everything, or what one person holds directly.',
    example: { userName: 'rui' },
    input: z.strictObject({ userName: userName.optional() }),
    run: async (input, context) => {
      const holdings = holdingsOf(context.services);
      if (input.userName === undefined) return { items: holdings };
      const { userId } = await personNamed(input.userName, context);
      return { items: holdings.filter(({ principalId }) => principalId === userId) };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/assignments',
    says: 'Assigns at once and behind Hourglass’s back, as somebody could in the console.',
    example: {
      userName: 'ivy',
      accountId: '123456789012',
      permissionSetArn: 'arn:aws:sso:::permissionSet/…',
    },
    input: target,
    run: async (input, context) => {
      const assignment = await assignmentOf(input, context);
      if (!context.services.ssoAdmin.permissionSet(input.permissionSetArn))
        throw unknown(`There is no permission set ${input.permissionSetArn}.`);
      try {
        context.services.ssoAdmin.createOutside(assignment);
      } catch (error) {
        if (error instanceof ServiceError) throw unknown(error.message);
        throw error;
      }
      return assignment;
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/assignments',
    says: 'Removes an assignment at once and behind Hourglass’s back.',
    example: {
      userName: 'ivy',
      accountId: '123456789012',
      permissionSetArn: 'arn:aws:sso:::permissionSet/…',
    },
    input: target,
    run: async (input, context) => {
      const assignment = await assignmentOf(input, context);
      const { ssoAdmin } = context.services;
      const held = ssoAdmin
        .assignments()
        .some(
          (one) =>
            one.principalId === assignment.principalId &&
            one.accountId === assignment.accountId &&
            one.permissionSetArn === assignment.permissionSetArn,
        );
      if (!held) throw unknown(`${input.userName} does not hold this.`);
      ssoAdmin.deleteOutside(assignment);
      return assignment;
    },
  }),
];

async function assignmentOf(
  { userName: name, accountId, permissionSetArn }: z.infer<typeof target>,
  context: ControlContext,
): Promise<Assignment> {
  const { userId } = await personNamed(name, context);
  return { accountId, permissionSetArn, principalType: 'USER', principalId: userId };
}
