import { matchRoute } from '../../../lambdas/shared/http/match-route';

const routes = [
  { method: 'GET', path: '/a' },
  { method: 'POST', path: '/a' },
  { method: 'GET', path: '/a/{id}' },
  { method: 'POST', path: '/a/fixed' },
  { method: 'GET', path: '/a/{id}/b/{other}' },
];

describe('finding the route', () => {
  it('gives the parameters, decoded', () => {
    expect(matchRoute(routes, 'GET', '/a/x%20y/b/%C3%A9')).toMatchObject({
      kind: 'found',
      params: { id: 'x y', other: 'é' },
    });
  });

  it('prefers a fixed segment to a parameter, even for another method', () => {
    expect(matchRoute(routes, 'POST', '/a/fixed')).toMatchObject({
      kind: 'found',
      route: { path: '/a/fixed' },
    });
    expect(matchRoute(routes, 'GET', '/a/fixed')).toEqual({ kind: 'wrong-method', allowed: ['POST'] });
  });

  it('keeps an encoded slash inside its parameter', () => {
    expect(matchRoute(routes, 'GET', '/a/x%2Fb%2Fy')).toMatchObject({ params: { id: 'x/b/y' } });
  });

  it('names every method of a known path', () => {
    expect(matchRoute(routes, 'PUT', '/a')).toEqual({ kind: 'wrong-method', allowed: ['GET', 'POST'] });
  });

  it.each(['/', '', '/A', '/a/', '/a//b/c', '/a/x/b', '/b', '//a', '/a/%zz'])('does not know %s', (path) => {
    expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'unknown' });
  });
});
