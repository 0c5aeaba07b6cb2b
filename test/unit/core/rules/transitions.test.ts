import { Lease } from '../../../../core/model/lease';
import { RequestStatus } from '../../../../core/model/request';
import {
  assertMoveLease,
  assertMoveRequest,
  IllegalTransitionError,
  mayMoveLease,
  mayMoveRequest,
} from '../../../../core/rules/transitions';

const leaseStatuses = Lease.options.map((option) => option.shape.status.value);

const moves = <S extends string>(all: readonly S[], may: (from: S, to: S) => boolean) =>
  all.flatMap((from) => all.filter((to) => may(from, to)).map((to) => `${from} → ${to}`));

describe('the table of legal moves', () => {
  test('requests', () => {
    expect(moves(RequestStatus.options, mayMoveRequest)).toEqual([
      'pending → scheduled',
      'pending → rejected',
      'pending → cancelled',
      'pending → expired',
      'scheduled → active',
      'scheduled → ended',
      'scheduled → cancelled',
      'scheduled → failed',
      'active → ended',
    ]);
  });

  test('G2: a lease reaches active only through activating, and leaves it only through ending', () => {
    expect(moves(leaseStatuses, mayMoveLease)).toEqual([
      'scheduled → activating',
      'scheduled → ended',
      'scheduled → failed',
      'activating → active',
      'activating → ending',
      'activating → failed',
      'active → ending',
      'ending → ended',
      'ending → failed',
    ]);
  });

  test('a move that the table does not have throws and says which', () => {
    expect(() => assertMoveRequest('ended', 'active')).toThrow(IllegalTransitionError);
    expect(() => assertMoveLease('active', 'ended')).toThrow('A lease may not go from active to ended.');
    expect(() => assertMoveRequest('pending', 'scheduled')).not.toThrow();
    expect(() => assertMoveLease('active', 'ending')).not.toThrow();
  });
});
