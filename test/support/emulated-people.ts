import type { DescribeUserResponse } from '@aws-sdk/client-identitystore';
import type { EmulatedOrganization } from './emulated-organization';

/** A person who does not exist. */
export const NOBODY = '9067a1b2c3-00000000-0000-4000-a000-000000000000';
/** The extension that holds a person's work attributes. */
export const ENTERPRISE = 'aws:identitystore:enterprise';

/** A person as the store describes them. */
export const describeUser = (aws: EmulatedOrganization, UserId: string, more = {}) =>
  aws.store<DescribeUserResponse>('DescribeUser', { UserId, ...more });

/** Sets one attribute, or removes it. */
export const update = (
  aws: EmulatedOrganization,
  UserId: string,
  AttributePath: string,
  AttributeValue?: unknown,
) =>
  aws.store('UpdateUser', {
    UserId,
    Operations: [{ AttributePath, ...(AttributeValue === undefined ? {} : { AttributeValue }) }],
  });

/** Finds a person by an attribute that is theirs alone. */
export const userIdBy = (aws: EmulatedOrganization, AttributePath: string, AttributeValue: string) =>
  aws.store<{ UserId: string }>('GetUserId', {
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  });
