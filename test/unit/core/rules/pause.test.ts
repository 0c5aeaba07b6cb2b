import fc from 'fast-check';
import { pauseSeconds } from '../../../../core/contract/workflow';
import { jitter } from '../../../../core/rules/jitter';

const MOST = [4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64, 128, 128, 128, 256, 256, 256, 300, 300];

test.each(MOST.map((most, attempt) => ({ attempt, most })))(
  'attempt $attempt is followed by a pause of at least half of $most seconds, and no longer',
  ({ attempt, most }) => {
    for (let lease = 0; lease < 100; lease += 1) {
      const pause = pauseSeconds({ leaseId: `lease-${lease}`, attempt });
      expect(pause).toBeGreaterThanOrEqual(most / 2);
      expect(pause).toBeLessThanOrEqual(most);
    }
  },
);

test('a pause is a whole number of seconds, at most five minutes, and the same each time', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(100_000), (leaseId, attempt) => {
      const pause = pauseSeconds({ leaseId, attempt });
      expect(Number.isInteger(pause)).toBe(true);
      expect(pause).toBeGreaterThan(0);
      expect(pause).toBeLessThanOrEqual(300);
      expect(pauseSeconds({ leaseId, attempt })).toBe(pause);
    }),
  );
});

test('leases that wait together do not ask together: every second of the range is about equally taken', () => {
  const attempt = 12;
  const counts = new Map<number, number>();
  for (let lease = 0; lease < 3_300; lease += 1) {
    const pause = pauseSeconds({ leaseId: `01K${lease}`, attempt });
    counts.set(pause, (counts.get(pause) ?? 0) + 1);
  }
  expect(counts.size).toBe(33);
  for (const count of counts.values()) expect(count).toBeLessThan(200);
});

test('texts that differ in one character are far apart', () => {
  const values = Array.from({ length: 1_000 }, (_, index) => jitter(`lease#${index}`));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
  for (const value of values) expect(value >= 0 && value < 1).toBe(true);
});
