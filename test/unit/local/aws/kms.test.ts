import { createPublicKey, verify } from 'node:crypto';
import { DescribeKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { Kms } from '../../../../local/aws/kms/kms';
import { memorySection, type Section } from '../../../../local/aws/service';
import { clientConfig, type Rig, START, standingClock, startRig } from './harness';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0000-1';
const signing = { MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' } as const;

describe('the emulated KMS', () => {
  let rig: Rig;
  let section: Section;
  let client: KMSClient;
  const message = Buffer.from('a root');
  const signed = async (KeyId = ARN) =>
    Buffer.from((await client.send(new SignCommand({ KeyId, Message: message, ...signing }))).Signature!);
  const publicKey = async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: ARN }));
    return createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
  };

  beforeEach(async () => {
    section = memorySection();
    const timeline = standingClock();
    rig = await startRig([new Kms({ timeline, section, keys: [ARN] })], timeline);
    client = new KMSClient(clientConfig(rig.url));
  });
  afterEach(async () => {
    client.destroy();
    await rig.close();
    expect(rig.bugs).toEqual([]);
  });

  it('signs so that its public key verifies, by ARN and by id', async () => {
    const key = await publicKey();
    expect(key.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    for (const id of [ARN, '0000-1']) {
      const signature = await signed(id);
      expect(verify('sha256', message, key, signature)).toBe(true);
      expect(verify('sha256', Buffer.from('another'), key, signature)).toBe(false);
    }
  });

  it('keeps its key over a restart, and gives another one to another folder', async () => {
    const key = (await publicKey()).export({ type: 'spki', format: 'der' });
    const read = async (kept: Section) => {
      const kms = new Kms({ timeline: rig.clock, section: kept, keys: [ARN] });
      return (await kms.call({ operation: 'GetPublicKey', input: { KeyId: ARN } })).PublicKey;
    };
    expect(await read(section)).toEqual(key);
    expect(await read(memorySection())).not.toEqual(key);
  });

  it('describes a key', async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: ARN }));
    expect(KeyMetadata).toMatchObject({
      Arn: ARN,
      KeyState: 'Enabled',
      KeyUsage: 'SIGN_VERIFY',
      KeySpec: 'ECC_NIST_P256',
      CreationDate: new Date(START),
    });
  });

  it('refuses an unknown key, another algorithm and more than 4,096 bytes', async () => {
    const sign = (changes: object) =>
      client.send(new SignCommand({ KeyId: ARN, Message: message, ...signing, ...changes }));
    await expect(sign({ KeyId: 'nobody' })).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(sign({ SigningAlgorithm: 'RSASSA_PSS_SHA_256' })).rejects.toMatchObject({
      name: 'InvalidKeyUsageException',
    });
    await expect(sign({ Message: Buffer.alloc(4_097) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
