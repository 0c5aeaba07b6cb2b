import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { Encryption } from './encryption';
import type { FunctionWith } from './function-with';

/** The key that signs links in emails: generated, never seen by anybody. */
export class LinkKey extends Construct {
  readonly secret: Secret;

  readonly #encryption: Encryption;

  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id);
    this.#encryption = encryption;
    this.secret = new Secret(this, 'Secret', {
      description: 'Signs the links in emails',
      encryptionKey: encryption.keyFor(this),
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.secret,
      'SMG4',
      'A link only opens a page, where signing in decides; changing the key by the clock would break links in emails that are not answered yet.',
    );
  }

  /** Lets `fn` read the key, to sign or to check; sets LINK_SECRET_ID. */
  grantRead(fn: FunctionWith<'LINK_SECRET_ID'>): void {
    fn.use('LINK_SECRET_ID', this.secret.secretArn);
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
    this.#encryption.grant(fn, 'read secrets');
  }
}
