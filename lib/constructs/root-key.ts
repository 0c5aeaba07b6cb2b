import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, type IPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
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
 * policies of the account, however wide, give nobody else that right.
 */
export class RootKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, signer: IPrincipal) {
    super(scope, id);
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
            principals: [signer],
            actions: ['kms:Sign'],
            resources: ['*'],
            conditions: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
          }),
        ],
      }),
    });
  }

  /** Lets `fn` sign; sets ROOT_KEY_ID. The policy of the key has to name its role as well. */
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
