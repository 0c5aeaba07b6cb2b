import { createHash } from 'node:crypto';
import { emfMetrics } from '../../../aws/emf-metrics';
import { systemClock } from '../../../aws/system-clock';
import { UlidIds } from '../../../aws/ulid-ids';
import type { Ports } from '../../../core/usecases/deps';
import { logTrouble } from '../log-trouble';

/** What needs no environment. */
export function basePorts(): Pick<Ports, 'clock' | 'ids' | 'trouble' | 'metrics' | 'sha256'> {
  return {
    clock: systemClock,
    ids: new UlidIds(systemClock),
    trouble: logTrouble,
    metrics: emfMetrics,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
