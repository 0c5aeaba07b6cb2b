import type { VirtualClock } from '../clock';
import type { LambdaHost } from '../lambda-host';
import type { MetricLog } from '../metric-log';
import type { StateFolder } from '../state-folder';
import type { StreamPoller } from '../stream-poller';
import type { HttpServer } from './http-server';
import type { Services } from './services';

/** What the parts of a running edition share. */
export type LaptopContext = {
  readonly state: StateFolder;
  readonly clock: VirtualClock;
  readonly services: Services;
  readonly host: LambdaHost;
  readonly poller: StreamPoller;
  readonly metrics: MetricLog;
  readonly server: HttpServer;
  /** What `hourglass.config.json` would say here. */
  readonly configuration: () => object;
  readonly syncDirectory: () => Promise<unknown>;
};
