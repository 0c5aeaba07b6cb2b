import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SecretLinkSigner } from '../../aws/secret-link-signer';
import { MINUTE } from '../../core/model/instant';
import type { LinkSigner } from '../../core/ports/notices';
import { SecretsManager } from '../../local/aws/secrets-manager/secrets-manager';
import { VirtualClock } from '../../local/clock';
import { FakeClock, FakeLinkSigner } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly signer: LinkSigner;
  /** Makes a new key the current one, and lets the signer take note. */
  readonly rotate: () => Promise<void>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const signer = new FakeLinkSigner();
  return { signer, rotate: async () => signer.rotate(), close: async () => {} };
}

async function emulator(): Promise<Bench> {
  const timeline = new VirtualClock({ ticking: false });
  const endpoint = await emulate([new SecretsManager({ timeline })], timeline);
  const client = new SecretsManagerClient(endpoint.config);
  const clock = new FakeClock();
  await client.send(new CreateSecretCommand({ Name: 'links', SecretString: 'key 0' }));
  let rotations = 0;
  return {
    signer: new SecretLinkSigner(client, 'links', clock),
    rotate: async () => {
      rotations += 1;
      const SecretString = `key ${rotations}`;
      await client.send(new PutSecretValueCommand({ SecretId: 'links', SecretString }));
      clock.advance(5 * MINUTE);
    },
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the emulated Secrets Manager', open: emulator },
];

onEach(backends, (bench) => {
  test('only the signature of this very text holds', async () => {
    const { signer } = bench();
    const signature = await signer.sign('request-1.revision-1');
    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(await signer.verify('request-1.revision-1', signature)).toBe(true);
    expect(await signer.verify('request-1.revision-2', signature)).toBe(false);
    for (const forged of [
      '',
      'x',
      signature.slice(1),
      `${signature}=`,
      `${signature}AA`,
      ` ${signature}`,
      'ä'.repeat(43),
    ])
      expect(await signer.verify('request-1.revision-1', forged)).toBe(false);
  });

  test('a signature outlives one rotation of the key, not two', async () => {
    const { signer, rotate } = bench();
    const signature = await signer.sign('text');
    await rotate();
    expect(await signer.verify('text', signature)).toBe(true);
    expect(await signer.sign('text')).not.toBe(signature);
    await rotate();
    expect(await signer.verify('text', signature)).toBe(false);
  });
});
