import { HOUR, MINUTE } from '../../../../core/model/instant';
import type { Lease } from '../../../../core/model/lease';
import { AccessRequest } from '../../../../core/model/request';
import { requestAfter } from '../../../../core/rules/request-outcome';
import { buildLease, buildRequest, ref } from '../../../support/build';
import { START } from '../../../support/fakes/fake-clock';

const now = START + 2 * HOUR;
const scheduled = buildRequest({ status: 'scheduled', revision: 4, leaseIds: ['a', 'b'], ticket: 'T-1' });
const active = buildRequest({ status: 'active', revision: 5, leaseIds: ['a', 'b'] });

const never = {
  activatingAt: undefined,
  activatedAt: undefined,
  standing: undefined,
  removal: 'never-held',
} as const;
const failure = (message: string) => [{ code: 'assignment-failed' as const, message }];
const lease = (id: string, status: Lease['status'], over: object = {}): Lease =>
  buildLease({ id, status, ...over });

/** What follows, checked against the schema as a store would. */
const after = (request: typeof scheduled | typeof active, ...leases: Lease[]) => {
  const next = requestAfter(request, leases, now);
  return next === undefined ? undefined : AccessRequest.parse(next);
};

describe('requestAfter', () => {
  test.each([
    ['both wait', lease('a', 'scheduled'), lease('b', 'scheduled')],
    ['one is being activated', lease('a', 'activating'), lease('b', 'scheduled')],
    ['one failed, the other is still to come', lease('a', 'failed'), lease('b', 'scheduled')],
  ])('nothing changes for a scheduled request while %s', (_, ...leases) => {
    expect(after(scheduled, ...leases)).toBeUndefined();
  });

  test('the first active lease makes the request active, since that moment', () => {
    const next = after(
      scheduled,
      lease('a', 'scheduled'),
      lease('b', 'active', { activatedAt: START + MINUTE }),
    );
    expect(next).toMatchObject({
      status: 'active',
      activatedAt: START + MINUTE,
      revision: 5,
      updatedAt: now,
      ticket: 'T-1',
    });
  });

  test('a lease that was active and is over already still makes the request active while another is to come', () => {
    expect(after(scheduled, lease('a', 'ended'), lease('b', 'activating'))).toMatchObject({
      status: 'active',
    });
  });

  test('G3: an active request stays active while any lease is not over, also one that is ending', () => {
    expect(after(active, lease('a', 'ended'), lease('b', 'ending'))).toBeUndefined();
    expect(after(active, lease('a', 'ended'), lease('b', 'active'))).toBeUndefined();
  });

  test('G3: a list that misses a lease of the request ends nothing', () => {
    expect(after(active, lease('a', 'ended'))).toBeUndefined();
    expect(after(active)).toBeUndefined();
  });

  test('when all are over the request ends as the last lease did', () => {
    const returned = {
      endReason: 'returned',
      endedBy: ref('ada'),
      endComment: 'Done',
      endedAt: START + 2 * MINUTE,
    };
    const elapsed = { endReason: 'elapsed', endedAt: START + MINUTE };
    expect(after(active, lease('a', 'ended', returned), lease('b', 'ended', elapsed))).toMatchObject({
      status: 'ended',
      endReason: 'returned',
      endedBy: ref('ada'),
      endComment: 'Done',
      endedAt: START + 2 * MINUTE,
      activatedAt: START,
      revision: 6,
    });
  });

  test('a request that had access never ends as failed or cancelled, whatever came last', () => {
    const late = START + 5 * MINUTE;
    const held = lease('a', 'ended', { endReason: 'revoked', endedAt: START + MINUTE });
    const others = [
      lease('b', 'failed', { failedAt: late }),
      lease('b', 'ended', { ...never, endReason: 'failed', endedAt: late }),
      lease('b', 'ended', { ...never, endReason: 'cancelled', endedAt: late }),
    ];
    for (const other of others)
      expect(after(scheduled, held, other)).toMatchObject({
        status: 'ended',
        endReason: 'revoked',
        endedAt: late,
      });
    const broken = lease('b', 'ended', { endReason: 'failed' });
    expect(after(active, lease('a', 'failed'), broken)).toMatchObject({
      status: 'ended',
      endReason: 'revoked',
    });
  });

  test('when none was ever active and one failed, the request failed, with all their reasons', () => {
    const leases = [
      lease('a', 'failed', { failure: failure('one'), failedAt: START + MINUTE }),
      lease('b', 'failed', { failure: failure('two'), failedAt: START + 2 * MINUTE }),
    ];
    expect(after(scheduled, ...leases)).toMatchObject({
      status: 'failed',
      failure: [...failure('one'), ...failure('two')],
      failedAt: START + 2 * MINUTE,
    });
    const cancelled = lease('b', 'ended', { ...never, endReason: 'cancelled' });
    expect(after(scheduled, leases[0]!, cancelled)).toMatchObject({
      status: 'failed',
      failure: failure('one'),
    });
  });

  test('when none was ever active and all ended, the request ended for that reason without an activation', () => {
    const over = { ...never, endReason: 'revoked', endedBy: ref('cleo') };
    const next = after(scheduled, lease('a', 'ended', over), lease('b', 'ended', over));
    expect(next).toMatchObject({ status: 'ended', endReason: 'revoked', endedBy: ref('cleo') });
    expect(next).not.toHaveProperty('activatedAt');
  });
});
