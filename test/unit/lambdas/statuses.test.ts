import { RefusalCode } from '../../../core/model/refusal';
import { failureProblem } from '../../../lambdas/shared/http/answer';
import { REFUSAL_STATUS, refusalStatus } from '../../../lambdas/shared/http/statuses';

const reason = (code: RefusalCode) => ({ code, message: `${code}.` });

describe('the status of a refusal', () => {
  it('is known for every reason', () => {
    expect(Object.keys(REFUSAL_STATUS).toSorted()).toEqual(RefusalCode.options.toSorted());
  });

  it('says that a thing is not yours before it says what is wrong with it', () => {
    expect(refusalStatus([reason('comment-missing'), reason('own-request'), reason('not-pending')])).toBe(
      403,
    );
  });

  it('says what a new try must mend before it says that things have changed', () => {
    expect(refusalStatus([reason('live-request-exists'), reason('justification-missing')])).toBe(422);
    expect(refusalStatus([reason('live-request-exists')])).toBe(409);
  });
});

describe('an outcome as a problem document', () => {
  it.each([
    [{ kind: 'not-found' } as const, 404],
    [{ kind: 'conflict', reasons: [reason('stale-revision')] } as const, 409],
    [{ kind: 'refused', reasons: [reason('not-eligible')] } as const, 422],
    [{ kind: 'refused', reasons: [reason('not-an-approver')] } as const, 403],
    [{ kind: 'invalid', fields: [{ field: 'x', message: 'is wrong' }] } as const, 400],
    [{ kind: 'not-ready', message: 'Later.' } as const, 409],
    [{ kind: 'key-reused' } as const, 422],
  ])('%j has status %i, a stable type, a title and a sentence', (failure, status) => {
    const problem = failureProblem(failure);
    expect(problem.status).toBe(status);
    expect(problem.type).toMatch(/^urn:hourglass:problem:[a-z-]+$/);
    expect(problem.title).not.toBe('');
    expect(problem.detail).not.toBe('');
  });

  it('names the fields that reasons are about', () => {
    const refusal = { ...reason('ticket-missing'), field: 'ticket' };
    expect(failureProblem({ kind: 'refused', reasons: [refusal] }).fields).toEqual([
      { field: 'ticket', message: 'ticket-missing.' },
    ]);
  });
});
