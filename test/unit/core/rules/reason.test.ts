import { reason, underField } from '../../../../core/rules/reason';

test('underField moves reasons below a place, and gives the place to those without one', () => {
  const reasons = [reason('not-eligible', 'No.'), reason('account-not-active', 'No.', 'accountId')];
  expect(underField('targets[2]', reasons).map((each) => each.field)).toEqual([
    'targets[2]',
    'targets[2].accountId',
  ]);
  expect(reasons[0]).toEqual({ code: 'not-eligible', message: 'No.' });
});
