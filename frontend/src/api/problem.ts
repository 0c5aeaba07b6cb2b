import type { Problem } from '../../../core/contract/common';

/** The API said no: what it said, as it said it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem' as const;

  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }

  /** What is wrong with one input field, if anything. */
  fieldMessage(field: string): string | undefined {
    const messages = [
      ...(this.problem.fields ?? []).filter((entry) => entry.field === field),
      ...(this.problem.reasons ?? []).filter((entry) => entry.field === field),
    ].map((entry) => entry.message);
    return messages.length > 0 ? messages.join(' ') : undefined;
  }
}

/** No answer came at all. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError' as const;

  constructor(cause: unknown) {
    super('Hourglass cannot be reached. Check the network and try again.', { cause });
  }
}

/** The browser is on its way to the sign-in page. */
export class SignInNeededError extends Error {
  override readonly name = 'SignInNeededError' as const;

  constructor() {
    super('You need to sign in.');
  }
}

/** Reads a problem document, or makes one of an answer that is none. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    const problem: Problem = JSON.parse(text);
    if (typeof problem.title === 'string' && typeof problem.detail === 'string')
      return new ApiProblem(problem);
  } catch {
    // An answer that is no JSON comes from something in between, such as a proxy: told below.
  }
  return new ApiProblem({
    type: 'about:blank',
    title: 'Unexpected answer',
    status: response.status,
    detail: `Hourglass answered with status ${response.status}. Try again in a moment.`,
  });
}
