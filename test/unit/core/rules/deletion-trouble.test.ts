import fc from 'fast-check';
import { DAY, MINUTE } from '../../../../core/model/instant';
import { deletionTrouble, orphanPause } from '../../../../core/rules/deletion-trouble';

const dueAt = 1_000_000_000;

test.each([
  // What passes stays a retry, however long it lasts.
  ['ConflictException: Another operation is in progress', 0, 'busy'],
  ['An internal service exception occurred', 0, 'busy'],
  ['An internal service exception occurred', 600, 'busy'],
  ['Rate exceeded', 600, 'busy'],
  // What says itself that nothing is there to delete from does not pass.
  [
    'Received a 404 status error: the USER assignee 9067 was not found in directory d-1234567890',
    0,
    'orphan',
  ],
  ['The account 100000000002 is suspended', 0, 'orphan'],
  ['The account is closed', 0, 'orphan'],
  ['We are unable to complete your request, it takes longer than usual', 0, 'orphan'],
  ['The permission set does not exist', 0, 'orphan'],
  // A 404 counts more than the words around it.
  ['Internal failure: received a 404 status error', 0, 'orphan'],
  // Anything else gets a quarter of an hour.
  ['AccessDeniedException: not authorized', 0, 'busy'],
  ['AccessDeniedException: not authorized', 14, 'busy'],
  ['AccessDeniedException: not authorized', 15, 'orphan'],
  ['Nobody has seen this text before', 15, 'orphan'],
  ['', 60, 'orphan'],
] as const)('%j, %i minutes after the end: %s', (reason, minutes, expected) => {
  expect(deletionTrouble({ reason, dueAt, now: dueAt + minutes * MINUTE })).toBe(expected);
});

test('an unknown trouble never goes unsaid for longer than a quarter of an hour, and stays said', () => {
  const passing = /internal|throttl|rate exceeded|too many requests|conflict|in progress|try again/i;
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 15 * MINUTE, max: 400 * DAY }), (reason, late) => {
      fc.pre(!passing.test(reason));
      expect(deletionTrouble({ reason, dueAt, now: dueAt + late })).toBe('orphan');
    }),
  );
});

test('pauses grow from five minutes to a day and no further', () => {
  expect([1, 2, 3, 9, 10, 400].map((tries) => orphanPause(tries) / MINUTE)).toEqual([
    5, 10, 20, 1_280, 1_440, 1_440,
  ]);
});
