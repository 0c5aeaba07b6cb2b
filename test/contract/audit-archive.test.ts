import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3AuditArchive } from '../../aws/s3-audit-archive';
import { DAY, HOUR } from '../../core/model/instant';
import { sealAudit } from '../../core/usecases/seal-audit';
import { readOptions } from '../../scripts/verify/options';
import { runVerify } from '../../scripts/verify/run';
import { startS3 } from '../support/s3-server';
import { buildEvent } from '../support/build';
import { FakeAuditRoots } from '../support/fakes';
import { buildWorld } from '../support/world';

type S3 = Awaited<ReturnType<typeof startS3>>;
let s3: S3;
beforeEach(async () => {
  s3 = await startS3('archive');
});
afterEach(() => s3.close());

/** A world whose days are archived. */
async function archived(days: number) {
  const { ports, store, clock } = buildWorld();
  const deps = { ...ports, archive: new S3AuditArchive(s3.client, 'archive') };
  for (let day = 0; day < days; day += 1) {
    store.append(buildEvent({ stream: 'settings', at: clock.now(), data: { day } }));
    clock.advance(DAY);
  }
  clock.advance(HOUR);
  return { deps, store, clock, publicKey: await ports.rootKey.publicKey() };
}

/** What `npm run verify` says of a copy of the bucket. */
async function verified(publicKey: string) {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-archive-'));
  for (const [key, { body }] of s3.objects) writeFileSync(join(folder, key), body);
  const key = join(folder, 'key.pem');
  writeFileSync(key, publicKey);
  const lines: string[] = [];
  const options = readOptions(['--roots', folder, '--public-key', key]);
  const { code } = await runVerify(options, (line) => lines.push(line));
  rmSync(folder, { recursive: true });
  return { code, text: lines.join('\n') };
}

test('G9: every sealed day is kept in the bucket, and a copy of it is verified with the public key alone', async () => {
  const { deps, publicKey } = await archived(3);
  expect(await sealAudit(deps)).toMatchObject({ days: 3 });
  expect([...s3.objects.keys()]).toEqual(
    ['2026-11-21', '2026-11-22', '2026-11-23'].map((day) => `${day}.ndjson.gz`),
  );
  const { code, text } = await verified(publicKey);
  expect({ code, text }).toMatchObject({
    code: 0,
    text: expect.stringContaining('3 events in 1 streams, 3 daily roots'),
  });
});

test('G9: what was kept first stays, and shows what was changed in the table afterwards', async () => {
  const { deps, store } = await archived(1);
  const roots = new FakeAuditRoots();
  roots.beforeNext = () => Promise.reject(new Error('away'));
  await expect(sealAudit({ ...deps, roots })).rejects.toThrow('away');
  const kept = [...s3.objects.values()].map(({ body }) => body);
  expect(kept).toHaveLength(1);
  const [event] = store.streams.get('settings') ?? [];
  store.streams.set('settings', [{ ...event!, data: { day: 'another' } }]);
  expect(await sealAudit(deps)).toMatchObject({ days: 1 });
  expect([...s3.objects.values()].map(({ body }) => body)).toEqual(kept);
});

test('a day is not sealed in the table when the bucket does not take it', async () => {
  const { deps } = await archived(1);
  const archive = new S3AuditArchive(s3.client, 'somewhere-else');
  await expect(sealAudit({ ...deps, archive })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  expect(await deps.roots.latest()).toBeUndefined();
});
