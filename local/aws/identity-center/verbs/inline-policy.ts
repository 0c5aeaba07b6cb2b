import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import type { IdentityCenter } from '../identity-center';
import { instanceArn, permissionSetArn } from '../instance';

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const MOST_CHARACTERS = 10_240;

const one = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };

const putInlinePolicyToPermissionSetInput = z.strictObject({
  ...one,
  InlinePolicy: z.string().min(1).max(32_768).refine(isJsonObject, 'Member must be a JSON policy document'),
});
const getInlinePolicyForPermissionSetInput = z.strictObject(one);
const deleteInlinePolicyFromPermissionSetInput = z.strictObject(one);

/** The calls that put, get and delete the inline policy of a permission set. */
export function inlinePolicy(center: IdentityCenter): Operations {
  const set = (arn: string, policy: string) => {
    center.permissionSets.get(arn);
    center.requireManageable(arn);
    center.permissionSets.change(arn, { inlinePolicy: policy });
    center.changed();
    return {};
  };
  return {
    PutInlinePolicyToPermissionSet: operation(
      putInlinePolicyToPermissionSetInput,
      ({ PermissionSetArn, InlinePolicy }) => {
        if (InlinePolicy.replaceAll(/\s/g, '').length > MOST_CHARACTERS) {
          throw new ServiceError(
            'ServiceQuotaExceededException',
            `The inline policy has more than ${MOST_CHARACTERS} characters that are not white space.`,
          );
        }
        return set(PermissionSetArn, InlinePolicy);
      },
    ),
    GetInlinePolicyForPermissionSet: operation(getInlinePolicyForPermissionSetInput, (input) => ({
      InlinePolicy: center.permissionSets.get(input.PermissionSetArn).inlinePolicy,
    })),
    DeleteInlinePolicyFromPermissionSet: operation(deleteInlinePolicyFromPermissionSetInput, (input) =>
      set(input.PermissionSetArn, ''),
    ),
  };
}

function isJsonObject(text: string): boolean {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
