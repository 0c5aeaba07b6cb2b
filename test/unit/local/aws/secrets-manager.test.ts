import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { memorySection, type Section } from '../../../../local/aws/service';
import { SecretsManager } from '../../../../local/aws/secrets-manager/secrets-manager';
import { clientConfig, type Rig, START, standingClock, startRig } from './harness';

describe('the emulated Secrets Manager', () => {
  let rig: Rig;
  let section: Section;
  let client: SecretsManagerClient;
  const get = async (SecretId: string, VersionStage?: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) })))
      .SecretString;
  const put = (SecretString: string) =>
    client.send(new PutSecretValueCommand({ SecretId: 'link/key', SecretString }));

  beforeEach(async () => {
    section = memorySection();
    const timeline = standingClock();
    rig = await startRig([new SecretsManager({ timeline, section })], timeline);
    client = new SecretsManagerClient(clientConfig(rig.url));
  });
  afterEach(async () => {
    client.destroy();
    await rig.close();
  });

  it('finds a secret by name, by ARN and by ARN without its last characters', async () => {
    const { ARN = '' } = await client.send(
      new CreateSecretCommand({ Name: 'link/key', SecretString: 'one' }),
    );
    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:000000000000:secret:link\/key-.{6}$/);
    expect(await get('link/key')).toBe('one');
    expect(await get(ARN)).toBe('one');
    expect(await get(ARN.slice(0, -7))).toBe('one');
  });

  it('keeps the value before as AWSPREVIOUS and forgets older ones', async () => {
    const { VersionId: first } = await client.send(
      new CreateSecretCommand({ Name: 'link/key', SecretString: 'one' }),
    );
    await expect(get('link/key', 'AWSPREVIOUS')).rejects.toBeInstanceOf(ResourceNotFoundException);
    await rig.clock.advance(60_000);
    await put('two');
    expect([await get('link/key'), await get('link/key', 'AWSPREVIOUS')]).toEqual(['two', 'one']);
    await put('three');
    expect([await get('link/key'), await get('link/key', 'AWSPREVIOUS')]).toEqual(['three', 'two']);
    const byId = new GetSecretValueCommand({ SecretId: 'link/key', VersionId: first! });
    await expect(client.send(byId)).rejects.toBeInstanceOf(ResourceNotFoundException);
    const described = await client.send(new DescribeSecretCommand({ SecretId: 'link/key' }));
    expect(described).toMatchObject({
      CreatedDate: new Date(START),
      LastChangedDate: new Date(START + 60_000),
    });
    expect(
      Object.values(described.VersionIdsToStages ?? {})
        .flat()
        .sort(),
    ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  it('leaves the current value alone when a version gets another stage', async () => {
    await client.send(new CreateSecretCommand({ Name: 'link/key', SecretString: 'one' }));
    const pending = { SecretId: 'link/key', SecretString: 'two', VersionStages: ['AWSPENDING'] };
    await client.send(new PutSecretValueCommand(pending));
    expect([await get('link/key'), await get('link/key', 'AWSPENDING')]).toEqual(['one', 'two']);
  });

  it('does a repeated creation once and refuses another with the same name', async () => {
    const token = 'a'.repeat(32);
    const same = { Name: 'link/key', SecretString: 'one', ClientRequestToken: token };
    const first = await client.send(new CreateSecretCommand(same));
    const second = await client.send(new CreateSecretCommand(same));
    expect(second.ARN).toBe(first.ARN);
    const other = client.send(new CreateSecretCommand({ Name: 'link/key', SecretString: 'two' }));
    await expect(other).rejects.toBeInstanceOf(ResourceExistsException);
    expect(await get('link/key')).toBe('one');
  });

  it('carries bytes', async () => {
    const SecretBinary = Buffer.from([0, 255, 128]);
    await client.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary }));
    const { SecretBinary: got } = await client.send(new GetSecretValueCommand({ SecretId: 'bytes' }));
    expect(Buffer.from(got!)).toEqual(SecretBinary);
  });

  it('refuses what is not there, a bad name and a version without a value', async () => {
    await expect(get('nothing')).rejects.toBeInstanceOf(ResourceNotFoundException);
    const bad = new CreateSecretCommand({ Name: 'a b', SecretString: 'x' });
    await expect(client.send(bad)).rejects.toMatchObject({ name: 'ValidationException' });
    await client.send(new CreateSecretCommand({ Name: 'empty' }));
    await expect(get('empty')).rejects.toBeInstanceOf(ResourceNotFoundException);
    const valueless = new PutSecretValueCommand({ SecretId: 'empty' });
    await expect(client.send(valueless)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('gives nothing of what is marked for deletion, until it is restored', async () => {
    await client.send(new CreateSecretCommand({ Name: 'key', SecretString: 'one' }));
    await client.send(new DeleteSecretCommand({ SecretId: 'key' }));
    await expect(get('key')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const describe = () => client.send(new DescribeSecretCommand({ SecretId: 'key' }));
    expect((await describe()).DeletedDate).toBeInstanceOf(Date);
    await client.send(new RestoreSecretCommand({ SecretId: 'key' }));
    expect((await describe()).DeletedDate).toBeUndefined();
    expect(await get('key')).toBe('one');
  });

  it('still has them after a restart', async () => {
    await client.send(new CreateSecretCommand({ Name: 'link/key', SecretString: 'one' }));
    const again = new SecretsManager({ timeline: rig.clock, section });
    const got = await again.call({ operation: 'GetSecretValue', input: { SecretId: 'link/key' } });
    expect(got.SecretString).toBe('one');
  });
});
