import type { Locator } from 'playwright-core';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Jest's matchers are extended
  namespace jest {
    // oxlint-disable-next-line no-unused-vars -- must repeat the parameters of the interface that it extends
    interface Matchers<R> {
      /** It is on the page, or comes within the time that a person waits. */
      toShow(): Promise<R>;
      /** It is not on the page, or goes within the time that a person waits. */
      toHide(): Promise<R>;
    }
  }
}

expect.extend({
  toShow: (locator: Locator) => waitUntil(locator, 'visible'),
  toHide: (locator: Locator) => waitUntil(locator, 'hidden'),
});

async function waitUntil(locator: Locator, state: 'visible' | 'hidden') {
  try {
    await locator.waitFor({ state });
    return { pass: true, message: () => `It is ${state}.` };
  } catch (error) {
    return { pass: false, message: () => (error instanceof Error ? error.message : String(error)) };
  }
}
