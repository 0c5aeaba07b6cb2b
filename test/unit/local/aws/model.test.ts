import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as identitystore from '@aws-sdk/client-identitystore';
import * as organizations from '@aws-sdk/client-organizations';
import * as sso from '@aws-sdk/client-sso-admin';
import { check, toWire } from '../../../../local/aws/model';
import { errorOf, operationOf } from '../../../../local/aws/shape';

function input(model: Record<string, unknown>, name: string, value: unknown): string[] {
  return check(operationOf(model, name)!.input, value);
}
function output(model: Record<string, unknown>, name: string, value: unknown): string[] {
  return check(operationOf(model, name)!.output, value);
}

describe('check', () => {
  it('names wrong types, unknown members and missing required members', () => {
    const problems = input(sso, 'CreateAccountAssignment', { InstanceArn: 'x', TargetId: 1, Bogus: true });
    expect(problems).toContain('TargetId: expected string, got number');
    expect(problems).toContain('Bogus: unknown member of CreateAccountAssignmentRequest');
    expect(problems).toContain(
      'PermissionSetArn: required member of CreateAccountAssignmentRequest is missing',
    );
  });

  it('names a member deep inside by its path', () => {
    expect(output(organizations, 'ListAccounts', { Accounts: [{ Id: '1' }, { Id: '2', Nme: 'x' }] })).toEqual(
      ['Accounts[1].Nme: unknown member of Account'],
    );
  });

  it('follows recursive shapes', () => {
    const nested = (leaf: unknown) => ({ TableName: 't', Item: { a: { M: { b: { L: [leaf] } } } } });
    expect(input(dynamodb, 'PutItem', nested({ S: 'x' }))).toEqual([]);
    expect(input(dynamodb, 'PutItem', nested({ S: 1 }))).toEqual([
      'Item.a.M.b.L[0].S: expected string, got number',
    ]);
  });

  it('wants exactly one member of a union', () => {
    const alternate = (AlternateIdentifier: unknown) =>
      input(identitystore, 'GetUserId', { IdentityStoreId: 'd-1', AlternateIdentifier });
    expect(alternate({ UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'ann' } })).toEqual([]);
    expect(alternate({})).toEqual([
      'AlternateIdentifier: expected exactly one member of AlternateIdentifier, got 0',
    ]);
  });

  it('takes any document where the model leaves the value open', () => {
    const operation = (AttributeValue: unknown) =>
      input(identitystore, 'UpdateUser', {
        IdentityStoreId: 'd-1',
        UserId: 'u',
        Operations: [{ AttributePath: 'x', AttributeValue }],
      });
    expect(operation('text')).toEqual([]);
    expect(operation([{ deep: true }])).toEqual([]);
  });

  it.each([
    ['epoch seconds', 1_772_355_600.5, 0],
    ['a date', new Date(0), 0],
    ['milliseconds', 1_772_355_600_000, 1],
    ['an ISO string', '2026-03-01T09:00:00Z', 1],
    ['a broken date', new Date(Number.NaN), 1],
  ])('judges %s as a timestamp', (_, CreatedDate, count) => {
    const AccountAssignmentCreationStatus = { Status: 'SUCCEEDED', CreatedDate };
    expect(output(sso, 'CreateAccountAssignment', { AccountAssignmentCreationStatus })).toHaveLength(count);
  });

  it('treats null and undefined as absent', () => {
    expect(output(sso, 'ListInstances', { Instances: [], NextToken: undefined })).toEqual([]);
    expect(input(sso, 'ListInstances', { MaxResults: null })).toEqual([]);
  });

  it.each([['text'], [7], [null], [['x']]])('refuses %j where a structure belongs', (value) => {
    expect(input(sso, 'ListInstances', value)).toHaveLength(1);
  });
});

describe('toWire', () => {
  const { output: shape } = operationOf(sso, 'CreateAccountAssignment')!;

  it('turns dates into epoch seconds and leaves its input alone', () => {
    const value = { AccountAssignmentCreationStatus: { CreatedDate: new Date(1500) } };
    expect(toWire(shape, value)).toEqual({ AccountAssignmentCreationStatus: { CreatedDate: 1.5 } });
    expect(value.AccountAssignmentCreationStatus.CreatedDate).toBeInstanceOf(Date);
  });

  it('does not copy what needs no change', () => {
    const value = { AccountAssignmentCreationStatus: { CreatedDate: 1.5 } };
    expect(toWire(shape, value)).toBe(value);
  });
});

describe('the model of a client', () => {
  it('knows its operations and errors, and nothing else', () => {
    expect(operationOf(sso, 'DeleteEverything')).toBeUndefined();
    expect(operationOf(sso, 'ThrottlingException')).toBeUndefined();
    expect(operationOf(sso, '__proto__')).toBeUndefined();
    expect(errorOf(sso, 'ConflictException')?.code).toBe('ConflictException');
    expect(errorOf(sso, 'CreateAccountAssignment')).toBeUndefined();
  });
});
