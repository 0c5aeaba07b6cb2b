const MAX_FORM_BYTES = 256 * 1024;

/** A form that is too large or not a form at all. */
export class BadFormError extends Error {
  override readonly name = 'BadFormError' as const;
}

/** The fields of a URL-encoded form; of a field that comes twice the last counts. */
export async function formFields(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new BadFormError('The content type must be application/x-www-form-urlencoded.');
  }
  const text = await request.text();
  if (text.length > MAX_FORM_BYTES) throw new BadFormError('The form is too large.');
  return Object.fromEntries(new URLSearchParams(text));
}

/** The value of one cookie. */
export function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Whether the browser says that another site sent this request. */
export function isForeign(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(request.url).origin;
}

/** Sends the browser elsewhere by GET. */
export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store', ...headers } });
}
