import { z } from 'zod';
import { problemTypes } from '../../core/contract/common';
import { AccountId, PermissionSetArn } from '../../core/model/entitlement';
import { SESSION_STORIES } from '../aws/cloudtrail/activity-writer';
import { endpoint } from './endpoint';
import { personNamed } from './people';
import { ControlProblem } from './problem';

const STORIES = SESSION_STORIES.map(({ name }) => name);

/** What people do with their access. */
export const activityEndpoints = [
  endpoint({
    method: 'POST',
    path: '/activity',
    says: `Lets a person use access that they hold, which writes CloudTrail events; \`story\` is one of ${STORIES.join(', ')}.`,
    example: {
      userName: 'rui',
      accountId: '123456789012',
      permissionSetArn: 'arn:aws:sso:::permissionSet/…',
      story: 'routine-work',
    },
    input: z.strictObject({
      userName: z.string().min(1).max(128),
      accountId: AccountId,
      permissionSetArn: PermissionSetArn,
      story: z.enum(STORIES),
    }),
    run: async (input, context) => {
      const { userId } = await personNamed(input.userName, context);
      const tile = (await context.directory.tiles(userId)).find(
        (one) => one.accountId === input.accountId && one.permissionSetArn === input.permissionSetArn,
      );
      if (!tile)
        throw new ControlProblem(
          409,
          problemTypes.conflict,
          `${input.userName} does not hold this access (any more).`,
        );
      await context.directory.useTile(userId, tile, input.story);
      return { used: tile, story: input.story };
    },
  }),
];
