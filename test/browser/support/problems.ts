import type { BrowserContext, Page } from 'playwright-core';

/** Everything that a browser complains about on the pages of a context: a page that works causes none of it. */
export class Problems {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('page', (page) => this.#watch(page));
  }

  /** What is complained about from now on, on purpose of the test. */
  expect(...complaints: readonly RegExp[]): void {
    this.#expected.push(...complaints);
  }

  /** What was found since the last look and was not expected. */
  take(): string[] {
    return this.#found.splice(0).filter((problem) => !this.#expected.some((known) => known.test(problem)));
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.#found.push(`${message.type()} on ${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#found.push(`exception on ${page.url()}: ${error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // A page that is left calls off what it was still asking for.
      if (why !== 'net::ERR_ABORTED')
        this.#found.push(`failed request: ${request.method()} ${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400)
        this.#found.push(`${response.status()} for ${response.request().method()} ${response.url()}`);
    });
  }
}
