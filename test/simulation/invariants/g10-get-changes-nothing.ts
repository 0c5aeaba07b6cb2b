import { recordedIn } from '../records';
import type { Process } from '../process';
import type { Invariant } from './invariant';

/** What services call an operation that changes nothing. */
const READS = /^(Get|BatchGet|Query|Scan|List|Describe|Is|Search)/;

/** A GET reads, and reads only, whatever page it is for; and what decides is the POST of the very person who is recorded with it. */
export const g10: Invariant = {
  guarantee: 'G10',
  watch: (_stage, _oracle, report) => ({
    asked: ({ process, service, operation }) => {
      if (isGet(process) && !READS.test(operation))
        report(`a GET (${process.key}) does ${service}.${operation}`);
    },
    written: ({ by, written }) => {
      if (by && isGet(by)) report(`a GET (${by.key}) writes ${written.map(({ table }) => table).join()}`);
      for (const { table, before, after } of written) {
        const is = recordedIn(table, after);
        const was = recordedIn(table, before);
        if (is?.kind !== 'request' || was?.kind !== 'request') continue;
        for (const { approver } of is.record.decisions.slice(was.record.decisions.length))
          if (by?.fn !== 'api' || callOf(by).method !== 'POST' || callOf(by).userId !== approver.userId)
            report(`${approver.userName} is recorded as deciding ${is.record.id} without their POST`);
      }
    },
  }),
};

const isGet = (process: Process) => process.fn === 'api' && callOf(process).method === 'GET';

function callOf({ event }: Process): { readonly method: string; readonly userId: string | undefined } {
  const { requestContext } = event as {
    requestContext: {
      http: { method: string };
      authorizer?: { jwt: { claims: { hourglass_user_id?: string } } };
    };
  };
  return {
    method: requestContext.http.method,
    userId: requestContext.authorizer?.jwt.claims.hourglass_user_id,
  };
}
