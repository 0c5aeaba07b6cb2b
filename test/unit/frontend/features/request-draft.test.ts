import {
  bodyOf,
  type Draft,
  emptyDraft,
  minutesOf,
} from '../../../../frontend/src/features/request-access/draft';
import { fieldErrors, schemaErrors } from '../../../../frontend/src/features/request-access/field-errors';
import { jointTerms } from '../../../../frontend/src/features/request-access/joint-terms';

const arn = 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-0000000000000001';
const target = {
  key: 'one',
  account: { id: '111122223333', name: 'prod-payments', path: '' },
  permissionSet: { arn, name: 'AdministratorAccess' },
};
const draft = (part: Partial<Draft> = {}): Draft => ({ ...emptyDraft(), targets: [target], ...part });
const terms = jointTerms([], 480);
const facts = { terms, preview: undefined, problem: null };

describe('the form for a request', () => {
  it('becomes the body of the request', () => {
    expect(
      bodyOf(draft({ amount: '2', unit: 'hours', justification: 'Because', ticket: ' INC-1 ' })),
    ).toEqual({
      targets: [{ accountId: '111122223333', permissionSetArn: arn }],
      minutes: 120,
      justification: 'Because',
      ticket: 'INC-1',
    });
  });

  it.each(['', '0', '-1', '1.5', '1e3', 'ten', '9999999'])('has no length while %p is typed', (amount) => {
    expect(minutesOf({ amount, unit: 'minutes' })).toBeUndefined();
    expect(bodyOf(draft({ amount }))).toBeUndefined();
  });

  it('cannot be sent with a start that is half filled in', () => {
    expect(bodyOf(draft({ start: 'later', date: '2026-11-22', time: '' }))).toBeUndefined();
    expect(bodyOf(draft({ start: 'later', date: '', time: '09:00' }))).toBeUndefined();
  });

  it('complains of what is missing only after somebody tried to send it', () => {
    const empty = { ...emptyDraft(), start: 'later' as const };
    expect(fieldErrors({ ...facts, draft: empty, tried: false })).toEqual({});
    expect(fieldErrors({ ...facts, draft: empty, tried: true })).toMatchObject({
      'targets[0].accountId': expect.any(String),
      startsAt: expect.any(String),
    });
  });

  it('says at once when the length is over the limit of the rule', () => {
    const long = draft({ amount: '9', unit: 'hours' });
    expect(fieldErrors({ ...facts, draft: long, tried: false }).minutes).toContain('8 hours');
  });

  it('refuses what the contract refuses, next to its field', () => {
    expect(schemaErrors(draft({ justification: '<script>' }))).toEqual({
      justification: 'Must be plain text without HTML tags.',
    });
    expect(schemaErrors(draft({ justification: 'x'.repeat(10_000) })).justification).toContain('2000');
    expect(schemaErrors(draft({ ticket: 'INC\u0007' })).ticket).toContain('control characters');
  });
});
