import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { FunctionWith } from './function-with';

/** What the account may do with the key by its own policies: everything but sign. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:GetKeyPolicy',
  'kms:GetPublicKey',
  'kms:ListAliases',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
  'kms:Verify',
];

/**
 * The key that signs daily roots of the audit trail. Its private half never leaves KMS, and its policy lets one role alone sign:
 * policies of the account, however wide, give nobody else that right. The role is named, so that the key can be there before it and after it.
 */
export class RootKey extends Construct {
  readonly key: Key;
  /** What the role that signs must be called. */
  readonly signerName: string;

  constructor(scope: Construct, id: string, installation: Installation) {
    super(scope, id);
    // Names of roles are those of an account, whatever the Region.
    this.signerName = installation.nameOf(`seal-audit-${installation.config.region}`);
    this.key = new Key(this, 'Key', {
      description: 'Hourglass: signs the daily roots of the audit trail',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'Administration',
            principals: [new AccountRootPrincipal()],
            actions: ADMINISTRATION,
            resources: ['*'],
          }),
          new PolicyStatement({
            sid: 'SealAuditSigns',
            principals: [new AccountRootPrincipal()],
            actions: ['kms:Sign'],
            resources: ['*'],
            conditions: {
              StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
              ArnEquals: {
                'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${this.signerName}`,
              },
            },
          }),
        ],
      }),
    });
  }

  /** Lets `fn` sign; sets ROOT_KEY_ID. Its role must be the one that the policy of the key names. */
  grantSign(fn: FunctionWith<'ROOT_KEY_ID'>): void {
    fn.use('ROOT_KEY_ID', this.key.keyArn);
    fn.allow(['kms:Sign'], [this.key.keyArn]);
  }

  /** Lets `fn` read the public half; sets ROOT_KEY_ID. */
  grantReadPublic(fn: FunctionWith<'ROOT_KEY_ID'>): void {
    fn.use('ROOT_KEY_ID', this.key.keyArn);
    fn.allow(['kms:GetPublicKey'], [this.key.keyArn]);
  }
}
