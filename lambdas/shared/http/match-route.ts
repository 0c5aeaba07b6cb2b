/** Anything with a method and a path such as `/requests/{requestId}`. */
type Place = { readonly method: string; readonly path: string };

/** `wrong-method`: the path is known, with these methods. */
export type Match<T> =
  | { readonly kind: 'found'; readonly route: T; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

type Fit<T> = { readonly route: T; readonly params: Record<string, string>; readonly segments: string[] };

/** Finds the route for a method and a path as it was sent. A fixed segment beats a parameter in the same place. */
export function matchRoute<T extends Place>(routes: readonly T[], method: string, path: string): Match<T> {
  const segments = segmentsOf(path);
  if (!segments) return { kind: 'unknown' };
  const fits = routes.flatMap((route) => fit(route, segments) ?? []);
  const specific = fits.filter((one) => !fits.some((other) => isMoreFixed(other, one)));
  const match = specific.find(({ route }) => route.method === method);
  if (match) return { kind: 'found', route: match.route, params: match.params };
  if (specific.length === 0) return { kind: 'unknown' };
  return { kind: 'wrong-method', allowed: [...new Set(specific.map(({ route }) => route.method))] };
}

/** The decoded segments of a path; `undefined` when it is not validly encoded. */
function segmentsOf(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function fit<T extends Place>(route: T, segments: readonly string[]): Fit<T> | undefined {
  const pattern = route.path.split('/').slice(1);
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = segments[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== given : given === '') return undefined;
    if (name !== undefined) params[name] = given;
  }
  return { route, params, segments: pattern };
}

function isMoreFixed<T>(a: Fit<T>, b: Fit<T>): boolean {
  const fixed = ({ segments }: Fit<T>) => segments.map((part) => (part.startsWith('{') ? '1' : '0')).join('');
  return fixed(a) < fixed(b);
}
