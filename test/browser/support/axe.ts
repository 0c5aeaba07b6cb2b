import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const Violations = z.array(
  z.looseObject({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.looseObject({ html: z.string(), failureSummary: z.string() })),
  }),
);

/** What depends on colours alone. */
export const COLOUR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it is now, by all of its rules or by those named. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, to which the content security policy does not apply.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE);
  const options = {
    resultTypes: ['violations'],
    // The only frame is that of an email, in which nothing may run.
    iframes: false,
    // All styles are of this origin, and the app has no media.
    preload: false,
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  };
  const violations = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return Violations.parse(violations).flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary}`),
  );
}
