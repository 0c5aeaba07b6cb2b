import type { Construct } from 'constructs';
import { alarmTopic } from '../constructs/watch/alarm-topic';
import { alarmsOf } from '../constructs/watch/alarms';
import { WatchBoard } from '../constructs/watch/watch-board';
import { WatchedAlarm } from '../constructs/watch/watched-alarm';
import { WatchedMetrics } from '../constructs/watch/watched-metrics';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

/** Alarms and the dashboard. Everything works without it; nobody would notice when it does not. */
export class WatchStack extends AppStack {
  constructor(scope: Construct, installation: Installation, apiId: string, appUrl: string) {
    super(scope, 'Watch', installation, 'alarms and the dashboard');
    const place = { installation, appUrl, topic: alarmTopic(this, installation) };
    const metrics = new WatchedMetrics(installation, apiId);
    const alarms = Object.entries(alarmsOf(metrics)).map(
      ([name, props]) => new WatchedAlarm(this, name, props, place).alarm,
    );
    if (installation.config.watch.dashboard) new WatchBoard(this, 'Board', installation, metrics, alarms);
  }
}
