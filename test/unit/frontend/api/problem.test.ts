import { ApiProblem, problemOf } from '../../../../frontend/src/api/problem';

const document = {
  type: 'urn:hourglass:problem:refused',
  title: 'Refused',
  status: 422,
  detail: 'This is refused.',
  fields: [{ field: 'minutes', message: 'must be a whole number of minutes' }],
  reasons: [{ code: 'duration-too-long' as const, message: 'At most 4 hours.', field: 'minutes' }],
};

describe('what the API says when it says no', () => {
  it('is told in its own words, field by field', async () => {
    const problem = await problemOf(new Response(JSON.stringify(document), { status: 422 }));
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem.message).toBe('This is refused.');
    expect(problem.fieldMessage('minutes')).toBe('must be a whole number of minutes At most 4 hours.');
    expect(problem.fieldMessage('ticket')).toBeUndefined();
  });

  it.each([
    ['a page of a proxy', '<html>Bad gateway</html>'],
    ['JSON that is no problem document', '{"message":"Forbidden"}'],
    ['nothing', ''],
  ])('is still a problem with the status when the answer is %s', async (_name, body) => {
    const problem = await problemOf(new Response(body, { status: 502 }));
    expect(problem.problem.status).toBe(502);
    expect(problem.message).toContain('502');
  });
});
