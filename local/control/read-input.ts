import { problemTypes } from '../../core/contract/common';
import { ControlProblem } from './problem';

/** Parts of the path, query and JSON body as one input; the path wins, then the body. */
export async function readInput(
  request: Request,
  parts: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === 'GET') return { ...query, ...parts };
  return { ...query, ...(await bodyOf(request)), ...parts };
}

async function bodyOf(request: Request): Promise<object> {
  const text = await request.text();
  if (text === '') return {};
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type))
    throw new ControlProblem(
      415,
      problemTypes.unsupportedMediaType,
      'The content type must be application/json.',
    );
  const body = parse(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new ControlProblem(400, problemTypes.malformedJson, 'The body must be a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ControlProblem(400, problemTypes.malformedJson, `The body is not JSON: ${reason}`);
  }
}
