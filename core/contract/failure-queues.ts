/** The queues that keep what could not be done, each with what stands in it. */
export const FAILURE_QUEUES = {
  'failed-notices': 'Places in the stream of audit events of which people were not mailed',
  'failed-timers':
    'Runs of reconcile, sync-directory, seal-audit and hard-end that failed or could not be started',
  'failed-workflows': 'Executions of workflows that failed, ran out of time or were stopped',
} as const;

export type FailureQueueName = keyof typeof FAILURE_QUEUES;

/** Their names, in that order. */
export const failureQueues: readonly FailureQueueName[] = [
  'failed-notices',
  'failed-timers',
  'failed-workflows',
];

/** The name of a queue of one installation. */
export const queueNameOf = (stage: string, name: FailureQueueName) => `hourglass-${stage}-${name}`;
