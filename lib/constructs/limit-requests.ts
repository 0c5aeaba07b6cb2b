import type { Installation } from '../installation';
import type { FunctionWith } from './function-with';

/** How many requests one caller may send in a minute; this gives no rights. */
export function limitRequests(
  fn: FunctionWith<'READS_PER_MINUTE' | 'DEAR_READS_PER_MINUTE' | 'WRITES_PER_MINUTE'>,
  { config }: Installation,
): void {
  const { reads, dearReads, writes } = config.edge.requestsPerMinute;
  fn.use('READS_PER_MINUTE', String(reads));
  fn.use('DEAR_READS_PER_MINUTE', String(dearReads));
  fn.use('WRITES_PER_MINUTE', String(writes));
}
