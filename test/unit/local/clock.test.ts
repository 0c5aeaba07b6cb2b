import { VirtualClock } from '../../../local/clock';

describe('hurrying', () => {
  it('does work without waiting where it sleeps, and time is as if it had', async () => {
    const clock = new VirtualClock({ ticking: false, now: 1_000 });
    const seen: number[] = [];
    const result = await clock.hurry(async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.sleep(60_000);
        seen.push(clock.now());
      }
      return 'done';
    });
    expect([result, seen, clock.now()]).toEqual(['done', [61_000, 121_000, 181_000], 181_000]);
  });

  it('passes on a failure', async () => {
    const clock = new VirtualClock({ ticking: false });
    await expect(
      clock.hurry(async () => {
        await clock.sleep(1);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
  });
});
