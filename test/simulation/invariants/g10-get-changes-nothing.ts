import type { Invariant } from './invariant';

const READS = new Set(['Get', 'Query', 'BatchGet']);

/** A GET reads, and reads only. */
export const g10: Invariant = {
  guarantee: 'G10',
  watch: (_stage, _oracle, report) => ({
    asked: ({ process, service, operation }) => {
      if (process.fn !== 'api' || methodOf(process.event) !== 'GET') return;
      const writes = service === 'dynamodb' ? !READS.has(operation) : service === 'sfn' || service === 'ses';
      if (writes) report(`a GET (${process.key}) does ${service}.${operation}`);
    },
  }),
};

function methodOf(event: unknown): string {
  return (event as { requestContext: { http: { method: string } } }).requestContext.http.method;
}
