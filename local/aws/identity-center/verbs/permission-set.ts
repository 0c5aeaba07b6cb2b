import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { tagList, withTags } from '../../support/tags';
import { wireTime } from '../../support/wire-time';
import type { IdentityCenter } from '../identity-center';
import { instanceArn, permissionSetArn } from '../instance';
import type { PermissionSet } from '../state';
import { PAGING, paged } from './paging';

const one = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };

// One hour to twelve: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
const sessionDuration = z
  .string()
  .regex(/^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/, 'Member must be an ISO 8601 duration')
  .refine((text) => within(text, 3_600, 43_200), 'Member must be between PT1H and PT12H');

const details = {
  Description: z.string().min(1).max(700).optional(),
  SessionDuration: sessionDuration.optional(),
  RelayState: z.string().min(1).max(240).optional(),
};

const createPermissionSetInput = z.strictObject({
  InstanceArn: instanceArn,
  Name: z
    .string()
    .max(32)
    .regex(/^[\w+=,.@-]+$/),
  ...details,
  Tags: tagList.optional(),
});
const updatePermissionSetInput = z.strictObject({ ...one, ...details });
const deletePermissionSetInput = z.strictObject(one);
const describePermissionSetInput = z.strictObject(one);
const listPermissionSetsInput = z.strictObject({ InstanceArn: instanceArn, ...paged });

/** The calls that create, change, delete, describe and list permission sets. */
export function permissionSet(center: IdentityCenter): Operations {
  return {
    CreatePermissionSet: operation(createPermissionSetInput, (input) => {
      const instanceId = center.instance.instanceArn.split('/')[1];
      const created: PermissionSet = {
        arn: `arn:aws:sso:::permissionSet/${instanceId}/ps-${center.ids.hex(16)}`,
        name: input.Name,
        description: input.Description,
        sessionDuration: input.SessionDuration ?? 'PT1H',
        relayState: input.RelayState,
        inlinePolicy: '',
        tags: withTags({}, input.Tags ?? []),
        createdAt: center.timeline.now(),
        revision: 1,
      };
      center.permissionSets.add(created);
      center.changed();
      return { PermissionSet: answered(created) };
    }),

    UpdatePermissionSet: operation(updatePermissionSetInput, (input) => {
      const before = center.permissionSets.get(input.PermissionSetArn);
      center.requireManageable(before.arn);
      center.permissionSets.change(before.arn, {
        description: input.Description ?? before.description,
        sessionDuration: input.SessionDuration ?? before.sessionDuration,
        relayState: input.RelayState ?? before.relayState,
      });
      center.changed();
      return {};
    }),

    DeletePermissionSet: operation(deletePermissionSetInput, ({ PermissionSetArn: arn }) => {
      center.permissionSets.get(arn);
      if (isInUse(center, arn)) {
        throw new ServiceError(
          'ConflictException',
          `Permission set ${arn} is in use: it has account assignments or operations in progress.`,
        );
      }
      center.permissionSets.delete(arn);
      center.changed();
      return {};
    }),

    DescribePermissionSet: operation(describePermissionSetInput, (input) => ({
      PermissionSet: answered(center.permissionSets.get(input.PermissionSetArn)),
    })),

    ListPermissionSets: operation(listPermissionSetsInput, (input) => {
      const { items, NextToken } = page(center.permissionSets.all(), input, 'ListPermissionSets', PAGING);
      return { PermissionSets: items.map(({ arn }) => arn), NextToken };
    }),
  };
}

function isInUse(center: IdentityCenter, arn: string): boolean {
  const [role] = center.assignments.rolesOfPermissionSet(arn);
  return (
    role !== undefined || center.operations.running().some(({ subject }) => subject.permissionSetArn === arn)
  );
}

function answered(set: PermissionSet) {
  return {
    Name: set.name,
    PermissionSetArn: set.arn,
    Description: set.description,
    CreatedDate: wireTime(set.createdAt),
    SessionDuration: set.sessionDuration,
    RelayState: set.relayState,
  };
}

function within(duration: string, least: number, most: number): boolean {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return total >= least && total <= most;
}
