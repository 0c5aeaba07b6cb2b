import { HOUR, MINUTE } from '../../../../core/model/instant';
import { sessionsUntil } from '../../../../core/rules/session-end';
import { buildLease, buildTarget } from '../../../support/build';
import { START } from '../../../support/fakes/fake-clock';

const target = { ...buildTarget(), sessionMinutes: 90 };

describe('sessionsUntil', () => {
  test('a session begun in the last moment outlives the access by its length', () => {
    const lease = buildLease({ status: 'ended', target, endedAt: START + 10 * MINUTE });
    expect(sessionsUntil(lease)).toBe(START + 100 * MINUTE);
  });

  test('before and while access lasts its planned end counts, while it is being removed the moment that was asked for', () => {
    expect(sessionsUntil(buildLease({ target }))).toBe(START + HOUR + 90 * MINUTE);
    expect(sessionsUntil(buildLease({ status: 'active', target }))).toBe(START + HOUR + 90 * MINUTE);
    expect(sessionsUntil(buildLease({ status: 'activating', target }))).toBe(START + HOUR + 90 * MINUTE);
    expect(sessionsUntil(buildLease({ status: 'ending', target, endAskedAt: START }))).toBe(
      START + 90 * MINUTE,
    );
  });

  test('a lease that gave no access has no sessions', () => {
    expect(sessionsUntil(buildLease({ status: 'failed', target }))).toBeUndefined();
    expect(sessionsUntil(buildLease({ status: 'ended', target, removal: 'never-held' }))).toBeUndefined();
  });

  test('access that went on after the lease has no last session of it', () => {
    expect(sessionsUntil(buildLease({ status: 'ended', target, removal: 'kept-standing' }))).toBeUndefined();
    expect(
      sessionsUntil(buildLease({ status: 'ended', target, removal: 'kept-for-other-lease' })),
    ).toBeUndefined();
  });
});
