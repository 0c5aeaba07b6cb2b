import { RequestStatus } from '../../../core/model/request';
import {
  buildAssignment,
  buildBundle,
  buildDelegation,
  buildLease,
  buildRequest,
  buildSettings,
  buildSnapshot,
} from '../../support/build';

describe('builders', () => {
  test.each(RequestStatus.options)('build a request that is %s', (status) => {
    expect(buildRequest({ status }).status).toBe(status);
  });

  test.each(['scheduled', 'activating', 'active', 'ending', 'ended', 'failed'] as const)(
    'build a lease that is %s',
    (status) => {
      expect(buildLease({ status }).status).toBe(status);
    },
  );

  test('refuse what the schema refuses', () => {
    expect(() => buildAssignment({ version: 0 })).toThrow(/version/);
    expect(() => buildSettings({ maxMinutes: -1 })).toThrow(/maxMinutes/);
  });

  test('give each caller a snapshot of their own', () => {
    buildSnapshot().accounts.pop();
    expect(buildSnapshot().accounts).toHaveLength(6);
    expect(buildBundle().kind).toBe('bundle');
    expect(buildDelegation().kind).toBe('delegation');
  });
});
