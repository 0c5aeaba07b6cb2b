import { FAILURE_QUEUES, type FailureQueueName } from '../../../core/contract/failure-queues';
import type { Article } from '../../../lib/constructs/watch/articles';
import type { Check } from '../check';
import { warning, well } from '../finding';
import { counted } from './people';

/** Where the runbook tells how the cause is found. */
const ARTICLES: Readonly<Record<FailureQueueName, Article>> = {
  'failed-notices': 'notices-in-the-dead-letters',
  'failed-timers': 'timers-in-the-dead-letters',
  'failed-workflows': 'workflow-failed',
};

/** What could not be done and waits for somebody. */
export const failureChecks: readonly Check[] = [
  {
    id: 'failures-waiting',
    group: 'The deployment',
    title: 'Nothing that failed waits to be done once more',
    why: 'What stands in the queues of failures was not done, and is forgotten after 14 days.',
    docs: 'docs/OPERATE.md#doing-once-more-what-failed',
    from: 'after',
    judge: ({ see }) => {
      const waiting = see('failures').filter(({ count }) => count > 0);
      if (waiting.length === 0) return well('The queues of failures are empty');
      return waiting.map(({ name, count }) =>
        warning(
          `${name}: ${counted(count, 'message')}. ${FAILURE_QUEUES[name]}`,
          `Find the cause (docs/RUNBOOK.md#${ARTICLES[name]}), then npm run replay -- --queue ${name} --apply`,
        ),
      );
    },
  },
];
