import {
  AccessDeniedException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  type SSOAdminClient,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-sso-admin';
import { IdentityCenterGrants } from '../../../aws/identity-center-grants';
import { GrantsBusyError } from '../../../core/ports/grants';
import { buildEntitlement, PEOPLE } from '../../support/build';

const details = { message: 'because', $metadata: {} };
const entitlement = buildEntitlement();

function grantsThatMeet(error: Error) {
  const client = { send: () => Promise.reject(error) } as unknown as SSOAdminClient;
  return new IdentityCenterGrants(client, 'arn:aws:sso:::instance/ssoins-0123456789abcdef');
}

test.each([
  [new ConflictException(details), 'busy', 'busy'],
  [new ThrottlingException(details), 'busy', 'busy'],
  [new InternalServerException(details), 'busy', 'busy'],
  [new ServiceQuotaExceededException(details), 'busy', 'busy'],
  [new AccessDeniedException(details), 'refused', 'refused'],
  [new ValidationException(details), 'refused', 'refused'],
  [new ResourceNotFoundException(details), 'refused', 'gone'],
])('%s: creating is %s, deleting is %s', async (error, creating, deleting) => {
  const grants = grantsThatMeet(error);
  expect(await grants.create(PEOPLE.ada, entitlement)).toMatchObject({ kind: creating });
  expect(await grants.delete(PEOPLE.ada, entitlement)).toMatchObject({ kind: deleting });
});

test('G7: a deletion in an account that is gone has nothing left to do', async () => {
  const grants = grantsThatMeet(new ResourceNotFoundException(details));
  expect(await grants.delete(PEOPLE.ada, entitlement)).toEqual({
    kind: 'gone',
    reason: 'ResourceNotFoundException: because',
  });
  expect(await grants.holds(PEOPLE.ada, entitlement)).toBe(false);
});

test('the reason names the error of AWS', async () => {
  const grants = grantsThatMeet(new AccessDeniedException(details));
  expect(await grants.create(PEOPLE.ada, entitlement)).toEqual({
    kind: 'refused',
    reason: 'AccessDeniedException: because',
  });
});

test('an operation that Identity Center no longer knows has failed, one that it cannot look up now has not', async () => {
  expect(await grantsThatMeet(new ResourceNotFoundException(details)).creation('x')).toMatchObject({
    state: 'failed',
  });
  expect(await grantsThatMeet(new ThrottlingException(details)).deletion('x')).toEqual({
    state: 'in-progress',
  });
});

test.each([new ThrottlingException(details), new InternalServerException(details)])(
  '%s: a listing that could not be made now is no answer',
  async (error) => {
    const grants = grantsThatMeet(error);
    await expect(grants.holds(PEOPLE.ada, entitlement)).rejects.toThrow(GrantsBusyError);
    await expect(grants.runningCreation(PEOPLE.ada, entitlement)).rejects.toThrow(GrantsBusyError);
  },
);

test('anything else is thrown, never taken for an answer', async () => {
  const grants = grantsThatMeet(new Error('socket hang up'));
  await expect(grants.create(PEOPLE.ada, entitlement)).rejects.toThrow('socket hang up');
  await expect(grants.delete(PEOPLE.ada, entitlement)).rejects.toThrow('socket hang up');
  await expect(grants.deletion('x')).rejects.toThrow('socket hang up');
  await expect(grants.holds(PEOPLE.ada, entitlement)).rejects.toThrow('socket hang up');
  await expect(
    grantsThatMeet(new AccessDeniedException(details)).holds(PEOPLE.ada, entitlement),
  ).rejects.toThrow('because');
});
