import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LinkKeySecret } from '../../aws/link-key';
import { SecretLinkSigner } from '../../aws/secret-link-signer';
import { MINUTE, SECOND } from '../../core/model/instant';
import type { LinkSigner } from '../../core/ports/notices';
import { rotateLinkKey } from '../../scripts/rotate-link-key/run';
import { SecretsManager } from '../../local/aws/secrets-manager/secrets-manager';
import { VirtualClock } from '../../local/clock';
import { FakeClock, FakeLinkSigner } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly signer: LinkSigner;
  /** Another process, which reads the keys only now. */
  readonly other: () => LinkSigner;
  /** Makes a new key the current one, and lets the signer take note. */
  readonly rotate: () => Promise<void>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const signer = new FakeLinkSigner();
  return { signer, other: () => signer, rotate: async () => signer.rotate(), close: async () => {} };
}

async function emulator(): Promise<Bench> {
  const timeline = new VirtualClock({ ticking: false });
  const endpoint = await emulate([new SecretsManager({ timeline })], timeline);
  const client = new SecretsManagerClient(endpoint.config);
  const clock = new FakeClock();
  await client.send(new CreateSecretCommand({ Name: 'links', SecretString: 'key 0' }));
  const secret = new LinkKeySecret(client, 'links');
  return {
    signer: new SecretLinkSigner(client, 'links', clock),
    other: () => new SecretLinkSigner(client, 'links', clock),
    rotate: async () => {
      await secret.rotate();
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
    expect(signature).toMatch(/^[0-9a-f]{8}-[\w-]{43}$/);
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
      signature.slice(9),
      `00000000${signature.slice(8)}`,
    ])
      expect(await signer.verify('request-1.revision-1', forged)).toBe(false);
  });

  test('one signature has one spelling, though others decode to the same bytes', async () => {
    const { signer } = bench();
    const signature = await signer.sign('text');
    const bytes = Buffer.from(signature.slice(9), 'base64url');
    // Of the last character two bits mean nothing.
    const respelled = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      .split('')
      .map((last) => signature.slice(0, -1) + last)
      .filter((other) => other !== signature && Buffer.from(other.slice(9), 'base64url').equals(bytes));
    expect(respelled).toHaveLength(3);
    for (const other of respelled) expect(await signer.verify('text', other)).toBe(false);
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

describe('a warm process', () => {
  async function build() {
    const timeline = new VirtualClock({ ticking: false });
    const endpoint = await emulate([new SecretsManager({ timeline })], timeline);
    const client = new SecretsManagerClient(endpoint.config);
    const clock = new FakeClock();
    await client.send(new CreateSecretCommand({ Name: 'links', SecretString: 'key 0' }));
    let calls = 0;
    client.middlewareStack.add((next) => (args) => ((calls += 1), next(args)), { step: 'initialize' });
    return {
      clock,
      secret: new LinkKeySecret(client, 'links'),
      signer: () => new SecretLinkSigner(client, 'links', clock),
      calls: () => calls,
      close: async () => {
        client.destroy();
        await endpoint.close();
      },
    };
  }

  test('learns of a new key from the first link that names it', async () => {
    const { clock, secret, signer, close } = await build();
    const warm = signer();
    const before = await warm.sign('text');
    await secret.rotate();
    clock.advance(11 * SECOND);
    expect(await warm.verify('text', await signer().sign('text'))).toBe(true);
    expect(await warm.verify('text', before)).toBe(true);
    await close();
  });

  test('asks no more than now and then for keys that somebody has invented', async () => {
    const { clock, signer, calls, close } = await build();
    const warm = signer();
    const real = await warm.sign('text');
    const read = calls();
    for (let n = 0; n < 100; n += 1)
      expect(await warm.verify('text', `${String(n).padStart(8, '0')}${real.slice(8)}`)).toBe(false);
    expect(calls()).toBe(read);
    clock.advance(11 * SECOND);
    for (let n = 0; n < 100; n += 1)
      await warm.verify('text', `${String(n).padStart(8, '0')}${real.slice(8)}`);
    expect(calls()).toBe(read + 2);
    await close();
  });

  test('takes nothing by a key that was rotated away twice, five minutes later at the latest', async () => {
    const { clock, secret, signer, close } = await build();
    const warm = signer();
    const leaked = await warm.sign('text');
    const said: string[] = [];
    await rotateLinkKey(true, { key: secret, say: (line) => void said.push(line) });
    expect(await signer().verify('text', leaked)).toBe(false);
    clock.advance(5 * MINUTE);
    expect(await warm.verify('text', leaked)).toBe(false);
    expect(said.join(' ')).toContain('five minutes');
    await close();
  });
});
