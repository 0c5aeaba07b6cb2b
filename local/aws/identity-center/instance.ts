import { z } from 'zod';

/** The Identity Center instance that is emulated. */
export type Instance = {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly name: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

/** What may change about an instance. */
export type InstanceSettings = {
  readonly status: string;
  readonly primaryRegion: string;
  readonly permissionSetsEnabled: boolean;
  /** ARN of a customer managed key; null: the key that AWS owns. */
  readonly kmsKeyArn: string | null;
};

/** An instance with which all is well. */
export const settingsOf = ({ region }: Instance): InstanceSettings => ({
  status: 'ACTIVE',
  primaryRegion: region,
  permissionSetsEnabled: true,
  kmsKeyArn: null,
});

/** The laptop's instance. */
export const DEFAULT_INSTANCE: Instance = {
  instanceArn: 'arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6',
  identityStoreId: 'd-9067a1b2c3',
  name: 'hourglass-laptop',
  region: 'eu-west-1',
  createdAt: Date.UTC(2024, 0, 15),
};

// The patterns are those of https://docs.aws.amazon.com/singlesignon/latest/APIReference/
const INSTANCE_ARN =
  /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/;
const PERMISSION_SET_ARN =
  /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16}$/;
const PRINCIPAL_ID =
  /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/;

const pattern = (regex: RegExp) =>
  z.string().regex(regex, `Member must satisfy regular expression pattern: ${regex.source}`);

/** An instance ARN by its shape. */
export const instanceArn = pattern(INSTANCE_ARN);
/** A permission set ARN by its shape. */
export const permissionSetArn = pattern(PERMISSION_SET_ARN);
/** A user or group id by its shape. */
export const principalId = pattern(PRINCIPAL_ID);
/** An account id by its shape. */
export const accountId = pattern(/^\d{12}$/);
/** The id of an asynchronous operation by its shape. */
export const requestId = pattern(/^[a-fA-F0-9]{8}(-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/);
