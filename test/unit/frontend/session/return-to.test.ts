import { isOwnPath } from '../../../../frontend/src/session/own-path';

describe('the page to return to after sign-in', () => {
  it.each(['/', '/requests?q=a', '/review/abc.def', '/requests/01#x'])('may be %s', (path) => {
    expect(isOwnPath(path)).toBe(true);
  });

  it.each([
    '//evil.example.com',
    '/\\evil.example.com',
    'https://evil.example.com',
    'javascript:alert(1)',
    '',
  ])('may not be %p', (path) => {
    expect(isOwnPath(path)).toBe(false);
  });
});
