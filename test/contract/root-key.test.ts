import { KMSClient } from '@aws-sdk/client-kms';
import { checkSignature } from '../../aws/check-signature';
import { KmsRootKey } from '../../aws/kms-root-key';
import type { RootKey, RootSigner } from '../../core/ports/audit';
import { Kms } from '../../local/aws/kms/kms';
import { VirtualClock } from '../../local/clock';
import { FakeRootSigner } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = { readonly key: RootSigner & RootKey; readonly close: () => Promise<void> };

async function emulator(): Promise<Bench> {
  const timeline = new VirtualClock({ ticking: false });
  const endpoint = await emulate([new Kms({ timeline, keys: ['root-key'] })], timeline);
  const client = new KMSClient(endpoint.config);
  const close = async () => {
    client.destroy();
    await endpoint.close();
  };
  return { key: new KmsRootKey(client, 'root-key'), close };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => ({ key: new FakeRootSigner(), close: async () => {} }) },
  { name: 'the emulated KMS', open: emulator },
];

onEach(backends, (bench) => {
  test('G9: the public half verifies what was signed, and nothing else', async () => {
    const { key } = bench();
    const [signature, publicKey] = [await key.sign('a root'), await key.publicKey()];
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(await key.publicKey()).toBe(publicKey);
    expect(checkSignature(publicKey, 'a root', signature)).toBe(true);
    expect(checkSignature(publicKey, 'another root', signature)).toBe(false);
    expect(checkSignature(await new FakeRootSigner().publicKey(), 'a root', signature)).toBe(false);
    for (const forged of ['', 'AAAA', signature.slice(4), `${signature}AAAA`, 'not base64 at all'])
      expect(checkSignature(publicKey, 'a root', forged)).toBe(false);
  });
});
