import { creationTrouble } from '../../../../core/rules/creation-trouble';

test.each([
  ['An internal service exception occurred', true, /^Identity Center refused: An internal service/],
  ['InternalServerException: The service had an internal failure', true, /^Identity Center refused/],
  ['The role could not be updated; try again later.', false, /^Identity Center refused/],
  ['The role quota of the account is used up', false, /^Identity Center refused: The role quota/],
  ['We are unable to complete your request', false, /^Identity Center refused/],
  ['AccessDeniedException: not authorized', false, /management account.*AccessDeniedException/],
  ['ResourceNotFoundException: permission set not found', false, /no longer exists.*permission set/],
  ['Received a 404 status error: the USER assignee was not found', false, /no longer exists.*404/],
  ['ValidationException: the intranet host is bad', false, /^Identity Center refused/],
] as const)('%j: worth another try %j', (reason, again, message) => {
  expect(creationTrouble(reason)).toEqual({
    again,
    refusal: { code: 'assignment-failed', message: expect.stringMatching(message) },
  });
});
